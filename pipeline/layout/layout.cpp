#include "pipeline/layout/layout.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "pipeline/layout/columns.h"
#include "pipeline/layout/compose.h"
#include "pipeline/layout/drafts.h"
#include "pipeline/layout/ending.h"
#include "pipeline/layout/furniture.h"
#include "pipeline/layout/line_style.h"
#include "pipeline/layout/lines.h"
#include "pipeline/layout/notes.h"
#include "pipeline/layout/opening.h"
#include "pipeline/layout/sections.h"
#include "pipeline/layout/stamps.h"
#include "pipeline/layout/tables.h"

namespace trichluc {
namespace {

using namespace layout;

/// Openings and endings, part by part: the document itself, then appendices and further documents in the file.
void find_parts(Sheet& sheet, const LineStyle& style) {
  auto& lines = sheet.lines;
  std::uint16_t part = 0;
  std::size_t begin = 0;
  std::size_t appendix = 0;  // the next line that opens one
  while (begin < lines.size()) {
    const std::size_t text = find_opening(sheet, style, begin);
    appendix = std::max({appendix, text, begin + 1});
    while (appendix < lines.size() && !opens_appendix(sheet, lines[appendix])) ++appendix;
    const std::size_t before = lines.size();
    std::size_t end = find_ending(sheet, style, text, appendix);
    appendix += lines.size() - before;  // lines were taken apart
    // What is left on the last page belongs to the part that ends there.
    while (end < appendix && lines[end].kind && (end == 0 || lines[end].page == lines[end - 1].page)) ++end;
    for (std::size_t i = begin; i < end; ++i) lines[i].part = part;
    begin = end;
    if (part < 0xFFFF) ++part;
  }
}

}  // namespace

Document lay_out(Reading reading) {
  Document document;
  document.media_type = reading.media_type;
  document.text_origin = reading.text_origin;
  document.suspicions = std::move(reading.suspicions);

  Sheet sheet = measure_lines(reading.pages, reading.has_pages);
  find_tables(sheet);
  split_columns(sheet);
  find_furniture(sheet);
  const LineStyle style = find_style(sheet);
  find_parts(sheet, style);
  const std::vector<PageRange> note_marks = find_notes(sheet, style);
  const Drafts drafts = make_drafts(sheet, style, note_marks);
  compose(reading, drafts, document);
  place_cells(sheet, drafts, document);
  find_sections(drafts, document);
  collect_stamps(document);
  return document;
}

}  // namespace trichluc
