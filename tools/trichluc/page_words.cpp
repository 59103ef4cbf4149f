#include "tools/trichluc/page_words.h"

#include <algorithm>

#include "pipeline/emit/code_points.h"
#include "pipeline/emit/json_writer.h"
#include "tools/trichluc/process.h"

namespace trichluc {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

void write_word(JsonWriter& json, const CodePoints& points, const DocumentPage& page, Range word) {
  const std::vector<Box> boxes = page.boxes(word);
  if (boxes.empty()) return;
  const Range span = points.span(word);
  json.begin_array();
  json.number(std::uint64_t{span.begin});
  json.number(std::uint64_t{span.end});
  for (const Box& box : boxes) {
    for (const float edge : {box.left, box.top, box.right, box.bottom}) json.rounded(static_cast<double>(edge), 1);
  }
  json.end_array();
}

}  // namespace

Result<PageWords> words_of_page(std::string_view bytes, const std::string& sha256, const std::string& path,
                                int page_number) {
  const Input input{.path = path, .standard_input = false, .problem = {}};
  SourceReader reader;
  const Result<Document> document = reader.read({input, bytes, sha256}, page_number);
  if (!document) return tl::unexpected(document.error());
  const auto page = std::find_if(document->pages.begin(), document->pages.end(),
                                 [&](const DocumentPage& one) { return one.number == page_number; });
  if (page == document->pages.end()) return fail(ErrorCode::kNotFound, "has no page " + std::to_string(page_number));
  if (page->width_pt <= 0) return fail(ErrorCode::kUnsupported, "a format without pages", "read its text");
  const CodePoints points(page->text);
  JsonWriter json;
  json.begin_object();
  json.field("text", page->text);
  json.key("words");
  json.begin_array();
  const std::string& text = page->text;
  for (std::uint32_t begin = 0; begin < text.size();) {
    std::uint32_t end = begin;
    while (end < text.size() && !is_blank(text[end])) ++end;
    if (end > begin) write_word(json, points, *page, {begin, end});
    begin = end + 1;
  }
  json.end_array();
  json.end_object();
  return PageWords{json.take(), static_cast<double>(page->width_pt), static_cast<double>(page->height_pt)};
}

}  // namespace trichluc
