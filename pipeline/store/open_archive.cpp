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
  database.run("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192;");
  migrate(database);
  catch_up(database);
  return database;
}

}  // namespace trichluc
