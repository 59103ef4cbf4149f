#include "pipeline/serve/hits.h"

#include <algorithm>

#include "pipeline/emit/json_writer.h"

namespace trichluc {

Result<std::string> hits_json(const std::string& archive, const SearchRequest& request) {
  const auto result = search_archive(archive, request);
  if (!result) return tl::unexpected(result.error());
  JsonWriter json;
  json.begin_object();
  json.key("hits");
  json.begin_array();
  for (const SearchHit& hit : result->hits) {
    json.begin_object();
    json.field("by", found_by_name(hit.by));
    json.field("sha256", hit.sha256);
    json.field("source", hit.source);
    json.optional_field("number", hit.number);
    json.optional_field("date", hit.date);
    json.optional_field("issuer", hit.issuer);
    json.optional_field("title", hit.title);
    json.field("page", static_cast<std::uint64_t>(hit.page));
    json.field("snippet", hit.snippet);
    json.end_object();
  }
  json.end_array();
  json.field("pages_behind", static_cast<std::uint64_t>(result->pages_behind));
  json.end_object();
  return json.take();
}

Result<std::size_t> write_hits(const std::string& archive, const SearchRequest& request, TableWriter& writer) {
  const auto result = search_archive(archive, request);
  if (!result) return tl::unexpected(result.error());
  writer.begin({"found_by", "sha256", "source", "page", "number", "date", "issuer", "title", "snippet"});
  const auto or_null = [](const std::string& text) { return text.empty() ? Datum() : Datum(text); };
  for (const SearchHit& hit : result->hits) {
    std::string snippet = hit.snippet;
    std::erase_if(snippet, [](char c) { return c == '\1' || c == '\2'; });
    std::replace(snippet.begin(), snippet.end(), '\n', ' ');
    writer.row({std::string(found_by_name(hit.by)), hit.sha256, hit.source, hit.page, or_null(hit.number),
                or_null(hit.date), or_null(hit.issuer), or_null(hit.title), snippet});
  }
  writer.end();
  return result->hits.size();
}

}  // namespace trichluc
