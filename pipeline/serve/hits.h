// hits.h - what a search finds, as a page shows it.
#pragma once

#include <string>

#include "pipeline/core/error.h"
#include "pipeline/core/table.h"
#include "pipeline/store/search.h"

namespace trichluc {

/// {"hits":[{"by","sha256","source","number","date","issuer","title","page","snippet"}],"pages_behind"}; what was found
/// stands in snippets between U+0001 and U+0002. Errors: those of search_archive().
Result<std::string> hits_json(const std::string& archive, const SearchRequest& request);

/// The same as a table, without the signs around what was found.
Result<std::size_t> write_hits(const std::string& archive, const SearchRequest& request, TableWriter& writer);

}  // namespace trichluc
