#include <cstring>
#include <limits>

#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/tabbed_rows.h"
#include "pipeline/ingest/text_pages.h"
#include "pipeline/ingest/utf8.h"

namespace trichluc {
namespace {

/// Cuts `line`, which holds no '\n', at its carriage returns and form feeds.
void read_odd_line(TextPages& pages, std::string_view file, Range line, Range newline) {
  std::uint32_t begin = line.begin;
  for (std::uint32_t at = line.begin; at < line.end; ++at) {
    const char c = file[at];
    if (c != '\r' && c != '\f') continue;
    pages.copy({begin, at});
    if (c == '\f') {
      pages.end_page({at, at + 1});
    } else if (at + 1 == line.end && !newline.empty()) {
      pages.end_line({at, newline.end});  // CR LF is one line end
      return;
    } else {
      pages.end_line({at, at + 1});
    }
    begin = at + 1;
  }
  pages.copy({begin, line.end});
  // A form feed or a carriage return just before the end of the file has ended the last line already.
  if (!newline.empty()) pages.end_line(newline);
}

}  // namespace

Result<Reading> read_plain(std::string_view bytes) {
  if (auto checked = check_utf8(bytes); !checked) return tl::unexpected(checked.error());

  TextPages pages(bytes);
  const auto size = static_cast<std::uint32_t>(bytes.size());
  const bool has_form_feeds = bytes.find('\f') != std::string_view::npos;
  const bool odd_line_ends = has_form_feeds || bytes.find('\r') != std::string_view::npos;
  for (auto at = static_cast<std::uint32_t>(utf8_mark_length(bytes)); at < size;) {
    const void* found = std::memchr(bytes.data() + at, '\n', size - at);
    const std::uint32_t end = found ? static_cast<std::uint32_t>(static_cast<const char*>(found) - bytes.data()) : size;
    const Range newline{end, found ? end + 1 : end};
    if (odd_line_ends) {
      read_odd_line(pages, bytes, {at, end}, newline);
    } else {
      pages.copy({at, end});
      if (found) pages.end_line(newline);
    }
    at = newline.end;
    if (!found) break;
  }

  auto made = pages.finish();
  if (!made) return tl::unexpected(made.error());
  Reading reading;
  reading.media_type = "text/plain";
  reading.text_origin = "plain";
  reading.has_pages = has_form_feeds;
  reading.pages = std::move(*made);
  for (Page& page : reading.pages) mark_tabbed_rows(page);
  return reading;
}

}  // namespace trichluc
