#include "pipeline/serve/archive_watch.h"

#include "pipeline/store/open_archive.h"

namespace trichluc {

const Database& ArchiveWatch::database() {
  if (!database_) database_.emplace(open_to_read(archive_));
  return *database_;
}

std::int64_t ArchiveWatch::version() {
  Statement row(database(), "PRAGMA data_version");
  return row.next() ? row.integer(0) : 0;
}

}  // namespace trichluc
