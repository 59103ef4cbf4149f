// migrations.h - the tables of an archive, version by version.
//
// `PRAGMA user_version` is the schema's version, `PRAGMA application_id` says that the file is an archive. A version's
// statements never change once it is out; a change is a new version, and every archive is brought to the newest one, in
// one transaction, when it is next written to. What the tables hold is told in archive.h.
#pragma once

#include <span>
#include <string_view>

#include "pipeline/store/sqlite.h"

namespace trichluc {

inline constexpr std::int64_t kApplicationId = 0x7472634C;  // "trcL"

/// What holds for facts that people have not turned down.
inline constexpr std::string_view kStandingFact =
    "(fact.review IS NULL OR fact.review NOT IN ('rejected', 'replaced'))";

struct Migration {
  std::string_view sql;
};
/// From nothing to version 1, to version 2, ...
std::span<const Migration> archive_migrations();

/// The views of each kind of fact over the table `fact`, as the description of the record has them
/// (pipeline/emit/record_shape.h); made anew after every migration.
std::string kind_views();

/// Brings it to the newest version; an empty file becomes an archive. Throws Failure: kUnreadable for another
/// program's database, kSchemaVersion for one of a newer program.
void migrate(const Database& database, std::span<const Migration> migrations = archive_migrations());

/// Throws as migrate() does, and changes nothing: before it, not even a pragma may touch the file.
void require_ours(const Database& database, std::span<const Migration> migrations = archive_migrations());

/// Throws as above, and kSchemaVersion for an older one.
void require_newest(const Database& database, std::span<const Migration> migrations = archive_migrations());

}  // namespace trichluc
