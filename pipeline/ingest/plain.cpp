#include <algorithm>

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

void read_odd_lines(TextPages& pages, std::string_view file, Range lines) {
  for (std::uint32_t at = lines.begin; at < lines.end;) {
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(file.find('\n', at), lines.end));
    const Range newline{end, std::min(end + 1, lines.end)};
    read_odd_line(pages, file, {at, end}, newline);
    at = newline.end;
  }
}

}  // namespace

Result<Reading> read_plain(std::string_view bytes) {
  if (auto checked = check_utf8(bytes); !checked) return tl::unexpected(checked.error());

  TextPages pages(bytes);
  const auto size = static_cast<std::uint32_t>(bytes.size());
  const bool has_form_feeds = bytes.find('\f') != std::string_view::npos;
  const auto begin = static_cast<std::uint32_t>(utf8_mark_length(bytes));
  if (has_form_feeds || bytes.find('\r') != std::string_view::npos) {
    read_odd_lines(pages, bytes, {begin, size});
  } else {
    pages.copy_lines({begin, size});
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
