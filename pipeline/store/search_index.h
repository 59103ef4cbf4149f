// search_index.h - the full-text indexes, which follow the tables some seconds behind. For this room.
//
// Indexing a document in its own transaction costs three times what indexing it among thousands does, so documents are
// committed one by one without it, and the pages and numbers since the last time are indexed together. The table
// search_state says up to where; what a killed run left is done at the next opening for writing.
#pragma once

#include <cstdint>
#include <string_view>

#include "pipeline/store/sqlite.h"

namespace trichluc {

/// Indexes everything that is not yet. Begins and commits a transaction of its own.
void catch_up(const Database& database);

/// Takes the pages of a document out, before their rows go. Within a transaction of the caller.
void remove_pages_of(const Database& database, std::int64_t document);

/// All indexes anew.
void rebuild_search(const Database& database);

/// Pages that are not indexed yet.
std::int64_t pages_behind(const Database& database);

}  // namespace trichluc
