#include <algorithm>
#include <cmath>

#include "pipeline/ingest/printed.h"
#include "pipeline/ingest/utf8.h"

namespace trichluc {
namespace {

std::uint32_t length(const std::string& text) { return static_cast<std::uint32_t>(text.size()); }

/// How far `word` stands above the line's baseline, when it is smaller than the line's text; else 0. A number that
/// was stamped a point too high in the text's own size is not raised.
float baseline_shift(const PrintedWord& word, const PrintedLine& line) {
  const float shift = line.base - word.base;
  const bool smaller = word.size_pt < 0.85F * line.size_pt;
  return smaller && std::fabs(shift) > 0.1F * line.size_pt ? shift : 0;
}

/// A word read with less confidence is as often wrong as right in one of its characters.
constexpr float kDoubtful = 0.8F;

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return '0' <= c && c <= '9'; });
}

/// Whether a blank belongs between two neighbours of a line.
bool stands_apart(const PrintedWord& before, const PrintedWord& after) {
  const float gap = after.begin - before.end;
  const auto [small, large] = std::minmax(before.size_pt, after.size_pt);
  if (small < 0.85F * large && std::fabs(before.base - after.base) > 0.1F * large) {
    return gap >= 0.1F * large;  // the library sees a blank in the hair's breadth before a raised mark
  }
  if (before.found_line == after.found_line && before.last == after.first) return before.blank_after;
  return gap >= 0.1F * large || gap < -0.1F * large;
}

class PageWriter {
 public:
  explicit PageWriter(const PrintedPage& printed) : printed_(printed) {
    page_.width_pt = printed.width_pt;
    page_.height_pt = printed.height_pt;
    page_.glyphs.reserve(printed.characters.size());
    page_.text.reserve(printed.characters.size() * 2);
    for (const PrintedFont& font : printed.fonts) page_.fonts.push_back(font.name);
  }

  void add(const PrintedLine& printed_line) {
    Line line;
    line.text.begin = length(page_.text);
    line.font_size_pt = printed_line.size_pt;
    line.cell = printed_line.cell;
    std::uint32_t bold = 0;
    std::uint32_t italic = 0;
    std::uint32_t characters = 0;
    const PrintedWord* before = nullptr;
    open_style_ = false;
    for (const std::uint32_t index : printed_line.words) {
      const PrintedWord& word = printed_.words[index];
      if (before && stands_apart(*before, word)) page_.text += ' ';
      const float shift = baseline_shift(word, printed_line);
      const std::uint32_t word_begin = length(page_.text);
      for (std::uint32_t i = word.first; i < word.last; ++i) {
        const PrintedCharacter& character = printed_.characters[i];
        const std::uint32_t begin = length(page_.text);
        append_code_point(page_.text, character.code);
        page_.glyphs.push_back({begin, character.box});
        set_style(character.font, word.size_pt, shift, begin);
        bold += printed_.fonts[character.font].bold;
        italic += printed_.fonts[character.font].italic;
      }
      if (word.confidence < kDoubtful) note_doubt(word_begin, word.confidence);
      note_rereading(word, word_begin);
      characters += word.length();
      line.box = unite(line.box, word.box);
      before = &word;
    }
    line.text.end = length(page_.text);
    line.bold = 2 * bold > characters;
    line.italic = 2 * italic > characters;
    page_.lines.push_back(line);
    page_.text += '\n';
  }

  Page finish() {
    page_.source = SourceMap::identity(length(page_.text));
    return std::move(page_);
  }

 private:
  /// Figures are what records are made of; a doubtful letter shows by itself.
  void note_doubt(std::uint32_t word_begin, float confidence) {
    const std::string_view word = std::string_view(page_.text).substr(word_begin);
    if (!has_digit(word)) return;
    const auto percent = static_cast<int>(std::lround(100 * confidence));
    page_.suspicions.push_back(
        {{word_begin, length(page_.text)},
         "doubtful-reading",
         "",
         "recognised with a confidence of " + std::to_string(percent) + " %: compare with the page"});
  }

  void note_rereading(const PrintedWord& word, std::uint32_t word_begin) {
    for (const Rereading& reread : printed_.rereadings) {
      if (reread.first != word.first) continue;
      const std::uint32_t end = word_begin + (reread.last - reread.first);  // digits: a byte each
      page_.repairs.push_back({{word_begin, end},
                               reread.recognised,
                               page_.text.substr(word_begin, end - word_begin),
                               "written-digits",
                               static_cast<double>(reread.confidence)});
    }
  }

  /// Blanks between words of one style belong to it.
  void set_style(std::uint16_t font, float size_pt, float shift, std::uint32_t begin) {
    if (open_style_) {
      Style& last = page_.styles.back();
      if (last.font == font && last.font_size_pt == size_pt && last.baseline_shift_pt == shift) {
        last.text.end = length(page_.text);
        return;
      }
    }
    page_.styles.push_back({{begin, length(page_.text)}, font, size_pt, shift});
    open_style_ = true;
  }

  const PrintedPage& printed_;
  Page page_;
  bool open_style_ = false;
};

}  // namespace

Page make_page(const PrintedPage& page, const std::vector<PrintedLine>& lines) {
  PageWriter writer(page);
  for (const PrintedLine& line : lines) writer.add(line);
  return writer.finish();
}

}  // namespace trichluc
