// archive_watch.h - whether an archive has changed since it was last asked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "pipeline/store/sqlite.h"

namespace trichluc {

/// Not for use by several threads at once. Both throw Failure where the archive cannot be read.
class ArchiveWatch {
 public:
  explicit ArchiveWatch(std::string archive) : archive_(std::move(archive)) {}

  /// To read from.
  const Database& database();
  /// Another one after each commit: SQLite tells that only to a connection that stays open.
  std::int64_t version();

 private:
  std::string archive_;
  std::optional<Database> database_;
};

}  // namespace trichluc
