#include "pipeline/store/open_archive.h"

#include "pipeline/store/migrations.h"
#include "pipeline/store/search_index.h"

namespace trichluc {

Database open_to_read(const std::string& path) {
  Database database(path, Database::Mode::kRead);
  require_newest(database);
  return database;
}

Database open_to_write(const std::string& path, Database::Mode mode) {
  Database database(path, mode);
  require_ours(database);
  // Written without a sync for every document: a power cut may cost the last documents, never the archive.
  database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;");
  // A checkpoint writes a page once however often it changed since the one before: up to 128 MB wait. What is deleted
  // is overwritten where its page is written anyway; Debian's SQLite would write every page that merging frees.
  database.run("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 32768; PRAGMA secure_delete = FAST;");
  migrate(database);
  catch_up(database);
  return database;
}

}  // namespace trichluc
