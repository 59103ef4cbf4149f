#include "pipeline/layout/line_style.h"

#include <algorithm>
#include <cmath>

#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

/// Shorter lines may be headings, cells, items: they say nothing about wrapping.
constexpr std::uint32_t kFewCharacters = 30;

constexpr std::size_t kSomePairs = 12;  // per cent of lines that surely go on: the text is wrapped
constexpr std::size_t kManyPairs = 35;

template <class T>
T percentile(std::vector<T>& values, int percent) {
  const std::size_t at = (values.size() - 1) * static_cast<std::size_t>(percent) / 100;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

/// Two lines of one paragraph, whatever the style.
bool surely_goes_on(const TextLine& line, const TextLine& next) {
  return line.page == next.page && (line.end == LineEnd::kOpen || line.end == LineEnd::kComma) &&
         is_lower(next.first) && !next.mark && line.width[kCharacters] >= kFewCharacters && !line.capitals() &&
         !line.marks.table_row && !next.marks.table_row && !line.marks.hard_break;
}

std::vector<TextColumn> find_columns(const Sheet& sheet) {
  const auto& pages = *sheet.pages;
  std::vector<std::vector<float>> lefts(pages.size());
  std::vector<std::vector<float>> rights(pages.size());
  std::vector<float> all_lefts;
  std::vector<float> all_rights;
  for (const TextLine& line : sheet.lines) {
    if (line.box.width() < 0.45F * pages[line.page].width_pt) continue;
    lefts[line.page].push_back(line.box.left);
    rights[line.page].push_back(line.box.right);
    all_lefts.push_back(line.box.left);
    all_rights.push_back(line.box.right);
  }
  std::vector<TextColumn> columns(pages.size());
  TextColumn usual;
  if (!all_lefts.empty()) usual = {percentile(all_lefts, 15), percentile(all_rights, 80)};
  for (std::size_t page = 0; page < pages.size(); ++page) {
    columns[page] = usual;
    if (lefts[page].size() >= 6) columns[page] = {percentile(lefts[page], 15), percentile(rights[page], 80)};
  }
  return columns;
}

}  // namespace

bool LineStyle::full(const TextLine& line, const TextLine& next) const {
  if (!columns.empty() && !line.box.empty() && !next.box.empty()) {
    const float word = next.width[kPoints] == 0 ? 0
                                                : next.box.width() * static_cast<float>(next.first_word[kPoints]) /
                                                      static_cast<float>(next.width[kPoints]);
    const float blank = 0.25F * line.font_size_pt;
    return line.box.right + blank + word > columns[line.page].right - 2;
  }
  if (!wrapped) return false;
  const std::uint32_t blank = measure == kPoints ? 25 : 1;
  return line.width[measure] + blank + next.first_word[measure] >= limit;
}

bool LineStyle::reaches_margin(const TextLine& line) const {
  if (!columns.empty() && !line.box.empty()) return line.box.right > columns[line.page].right - 4;
  return line.width[measure] * 100 >= usual_width * 97;
}

bool LineStyle::indented(const TextLine& line) const {
  if (!columns.empty() && !line.box.empty()) {
    return line.box.left > columns[line.page].left + 0.6F * std::max(line.font_size_pt, 8.0F);
  }
  return indents && line.indent >= text_indent + 2;
}

bool LineStyle::in_the_middle(const TextLine& line, float slack) const {
  const TextColumn column = columns[line.page];
  const float left = line.box.left - column.left;
  const float right = column.right - line.box.right;
  return std::fabs(left - right) < slack * (column.right - column.left) + 2;
}

LineStyle find_style(const Sheet& sheet) {
  LineStyle style;
  if (sheet.printed) style.columns = find_columns(sheet);

  struct Pair {
    const TextLine* line;
    const TextLine* next;
  };
  std::vector<Pair> pairs;
  std::vector<std::uint32_t> indents;
  std::vector<std::uint16_t> blanks;
  std::vector<float> pitches;
  const auto& lines = sheet.lines;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (!surely_goes_on(lines[i], lines[i + 1])) continue;
    pairs.push_back({&lines[i], &lines[i + 1]});
    indents.push_back(lines[i + 1].indent);
    blanks.push_back(lines[i + 1].blank_before);
    if (!lines[i].box.empty()) pitches.push_back(lines[i + 1].box.bottom - lines[i].box.bottom);
  }
  // Where the file tells paragraphs, only a text that was pasted line by line has many that go on.
  const bool told = std::any_of(lines.begin(), lines.end(), [](const TextLine& l) { return l.marks.paragraph_end; });
  style.wrapped = pairs.size() >= 2 && pairs.size() * 100 >= (told ? kManyPairs : kSomePairs) * lines.size();
  if (!pitches.empty()) style.pitch = percentile(pitches, 50);
  if (!style.wrapped) return style;

  double least_spread = 0;
  for (const Measure measure : {kPoints, kCharacters, kBytes}) {
    std::vector<std::uint32_t> widths;
    std::vector<std::uint32_t> with_next_word;
    for (const Pair& pair : pairs) {
      widths.push_back(pair.line->width[measure]);
      with_next_word.push_back(pair.line->width[measure] + (measure == kPoints ? 25 : 1) +
                               pair.next->first_word[measure]);
    }
    const std::uint32_t middle = percentile(widths, 50);
    const double spread =
        (static_cast<double>(percentile(widths, 80)) - percentile(widths, 20)) / std::max<std::uint32_t>(middle, 1);
    // Paper is the rule; a file wrapped by an editor shows clearly in its own measure.
    if (measure != kPoints && spread > 0.8 * least_spread) continue;
    least_spread = spread;
    style.measure = measure;
    style.usual_width = middle;
    style.limit = std::max(percentile(with_next_word, 3), middle * 4 / 5);
  }
  style.usual_blank = percentile(blanks, 60);
  style.text_indent = percentile(indents, 50);

  std::size_t ended = 0;
  std::size_t further_in = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].end < LineEnd::kColon || lines[i + 1].page != lines[i].page) continue;
    ++ended;
    further_in += lines[i + 1].indent >= style.text_indent + 2;
  }
  style.indents = further_in >= 3 && further_in * 100 >= 30 * ended;
  return style;
}

}  // namespace trichluc::layout
