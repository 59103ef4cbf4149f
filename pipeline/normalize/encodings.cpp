#include "pipeline/normalize/encodings.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/normalize/character_references.h"
#include "pipeline/normalize/encoding_suspects.h"
#include "pipeline/normalize/legacy_fonts.h"
#include "pipeline/normalize/legacy_runs.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/mojibake.h"
#include "pipeline/normalize/rewrite.h"
#include "pipeline/normalize/syllables.h"
#include "pipeline/normalize/tone.h"

namespace trichluc {
namespace {

bool is_separator(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/// The fonts of all pages, each name once.
class Fonts {
 public:
  explicit Fonts(const Reading& reading) {
    std::unordered_map<std::string_view, std::int32_t> known;
    for (const Page& page : reading.pages) {
      std::vector<std::int32_t>& ids = ids_.emplace_back();
      for (const std::string& name : page.fonts) {
        const auto [found, is_new] = known.try_emplace(name, static_cast<std::int32_t>(legacy_.size()));
        if (is_new) legacy_.push_back(legacy_font(name));
        ids.push_back(found->second);
      }
    }
  }

  const std::vector<std::optional<LegacyFont>>& legacy() const { return legacy_; }
  bool any_legacy() const {
    return std::any_of(legacy_.begin(), legacy_.end(), [](const auto& font) { return font.has_value(); });
  }
  std::int32_t id(std::size_t page, std::uint16_t font) const {
    return font < ids_[page].size() ? ids_[page][font] : -1;
  }
  const LegacyFont* find(std::size_t page, std::uint16_t font) const {
    const std::int32_t at = id(page, font);
    return at >= 0 && legacy_[static_cast<std::size_t>(at)] ? &*legacy_[static_cast<std::size_t>(at)] : nullptr;
  }

 private:
  std::vector<std::optional<LegacyFont>> legacy_;  // by id
  std::vector<std::vector<std::int32_t>> ids_;     // for each page, of its fonts
};

/// Hands out the styles of a page as the places asked for go up.
class StyleCursor {
 public:
  explicit StyleCursor(const Page& page) : styles_(page.styles) {}

  /// Calls `use` with every style that has part of `place`.
  template <class Use>
  void each_in(Range place, Use use) {
    while (next_ < styles_.size() && styles_[next_].text.end <= place.begin) ++next_;
    for (std::size_t i = next_; i < styles_.size() && styles_[i].text.begin < place.end; ++i) use(styles_[i]);
  }

 private:
  const std::vector<Style>& styles_;
  std::size_t next_ = 0;
};

/// The words of `stretch` of a page; `line` counts on.
void collect_words(const Reading& reading, const Fonts& fonts, std::uint32_t page_index, Range stretch,
                   std::uint32_t& line, std::vector<PlacedWord>& words) {
  const Page& page = reading.pages[page_index];
  const std::string_view text = page.text;
  StyleCursor styles(page);
  for (std::uint32_t at = stretch.begin; at < stretch.end;) {
    if (is_separator(text[at])) {
      line += text[at] == '\n';
      ++at;
      continue;
    }
    std::uint32_t end = at;
    while (end < stretch.end && !is_separator(text[end])) ++end;
    PlacedWord word{text.substr(at, end - at), page_index, line, {at, end}, -1};
    // A telling name among a word's fonts decides for all of it.
    bool told = false;
    styles.each_in(word.place, [&](const Style& style) {
      const bool tells = fonts.find(page_index, style.font) != nullptr;
      if (word.font >= 0 && (told || !tells)) return;
      word.font = fonts.id(page_index, style.font);
      told = tells;
    });
    words.push_back(word);
    at = end;
  }
  ++line;
}

/// The lines that hold suspects, each with some lines around it, as stretches of the page.
std::vector<Range> suspect_stretches(std::string_view text) {
  constexpr int kLinesAround = 3;
  std::vector<Range> stretches;
  for (std::size_t at = find_encoding_suspect(text, 0); at < text.size();) {
    std::size_t begin = at;
    for (int line = 0; line <= kLinesAround && begin > 0; ++line) {
      const std::size_t before = text.rfind('\n', begin - 1);
      begin = before == std::string_view::npos ? 0 : before;
    }
    std::size_t end = at;
    for (int line = 0; line <= kLinesAround && end < text.size(); ++line)
      end = std::min(text.find('\n', end), text.size() - 1) + 1;
    const Range stretch{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    if (!stretches.empty() && stretch.begin <= stretches.back().end) {
      stretches.back().end = stretch.end;
    } else {
      stretches.push_back(stretch);
    }
    // Its line has been taken; the next suspect may be in the lines behind.
    at = find_encoding_suspect(text, std::min(text.find('\n', at), text.size()));
  }
  return stretches;
}

enum class Case { kOpen, kSmall, kCapitals };

/// TCVN3 has no toned capitals: in text typed with caps lock "CéNG HßA" only the letters without a tone are capitals.
struct Part {
  std::size_t begin = 0;  // characters of the line
  std::size_t end = 0;
  Case letters = Case::kOpen;
  bool neighbour = false;  // a syllable of two letters or more, fit to tell about the words beside it
};

struct LineChar {
  LegacyChar c;  // begin and end in the page's text
  bool tcvn3 = false;
  std::int8_t reading = -1;
  float confidence = 0;
};

class LineWriter {
 public:
  LineWriter(Page& page, std::size_t page_index, const Fonts& fonts)
      : page_(page), page_index_(page_index), fonts_(fonts), styles_(page) {}

  void add(const PlacedWord& word, WordVerdict verdict) {
    if (!line_.empty() && word.line != line_number_) flush();
    line_number_ = word.line;
    std::optional<LegacyReading> reading;
    if (verdict.reading >= 0) reading = kLegacyReadings[static_cast<std::size_t>(verdict.reading)];
    const bool tcvn3 = reading && reading->encoding == LegacyEncoding::kTcvn3;
    const std::size_t first = line_.size();
    for (LegacyChar c : read_word(word.text, reading)) {
      c.begin += word.place.begin;
      c.end += word.place.begin;
      line_.push_back({c, tcvn3, verdict.reading, verdict.confidence});
    }
    if (tcvn3) draw_capitals(first, word.place);
    line_.push_back({{U' ', word.place.end, word.place.end, false}, false, verdict.reading, verdict.confidence});
  }

  void flush() {
    if (!line_.empty()) {
      restore_capitals();
      write();
      line_.clear();
    }
  }

  void finish() {
    flush();
    if (rewrite_) rewrite_->finish();
  }

 private:
  void raise(LegacyChar& c) {
    const char32_t upper = to_upper(c.code);
    c.made = c.made || upper != c.code;
    c.code = upper;
  }

  /// What a font of capitals shows.
  void draw_capitals(std::size_t first, Range place) {
    styles_.each_in(place, [&](const Style& style) {
      const LegacyFont* font = fonts_.find(page_index_, style.font);
      if (!font || !font->capitals) return;
      for (std::size_t i = first; i < line_.size(); ++i) {
        if (line_[i].c.begin >= style.text.begin && line_[i].c.begin < style.text.end) raise(line_[i].c);
      }
    });
  }

  Part part_at(std::size_t begin) const {
    Part part{begin, begin, Case::kOpen, false};
    int capitals = 0;
    bool small = false;
    std::string word;
    for (; part.end < line_.size() && is_letter(line_[part.end].c.code); ++part.end) {
      const LegacyChar& c = line_[part.end].c;
      append_utf8(word, c.code);
      const bool toned = split_tone(c.code).tone != Tone::kLevel;
      if (toned && c.made) continue;  // its case says nothing
      is_upper(c.code) ? ++capitals : 0;
      small = small || is_lower(c.code);
    }
    part.letters = small ? Case::kSmall : capitals >= 2 ? Case::kCapitals : Case::kOpen;
    part.neighbour = part.letters != Case::kOpen && is_syllable(word);
    return part;
  }

  /// Words whose letters without a tone are all capitals become capitals; words with one such letter or none ("Hµ",
  /// "§ç", "ý") follow the words beside them.
  void restore_capitals() {
    std::vector<Part> parts;
    bool any = false;
    for (std::size_t at = 0; at < line_.size();) {
      if (!is_letter(line_[at].c.code)) {
        ++at;
        continue;
      }
      parts.push_back(part_at(at));
      any = any || line_[at].tcvn3;
      at = parts.back().end;
    }
    if (!any) return;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      Case letters = parts[i].letters;
      if (letters == Case::kOpen) {
        const auto beside = [&](std::size_t from, int step) {
          for (auto at = static_cast<std::ptrdiff_t>(from) + step;
               at >= 0 && at < static_cast<std::ptrdiff_t>(parts.size()); at += step) {
            if (parts[static_cast<std::size_t>(at)].neighbour) return parts[static_cast<std::size_t>(at)].letters;
          }
          return Case::kOpen;
        };
        const Case left = beside(i, -1);
        const Case right = beside(i, 1);
        if (left != Case::kSmall && right != Case::kSmall && left != right) letters = Case::kCapitals;
        if (left == Case::kCapitals && right == Case::kCapitals) letters = Case::kCapitals;
      }
      if (letters != Case::kCapitals) continue;
      for (std::size_t at = parts[i].begin; at < parts[i].end; ++at) {
        if (line_[at].tcvn3 && line_[at].c.made) raise(line_[at].c);
      }
    }
  }

  /// One repair for a stretch of the line in one reading, from the first to the last letter that is new.
  void write() {
    for (std::size_t at = 0; at < line_.size();) {
      if (!line_[at].c.made) {
        ++at;
        continue;
      }
      std::size_t last = at;
      for (std::size_t i = at; i < line_.size() && line_[i].reading == line_[at].reading; ++i) {
        if (line_[i].c.made) last = i;
      }
      // Whole words.
      std::size_t begin = at;
      while (begin > 0 && line_[begin - 1].c.code != U' ') --begin;
      std::size_t end = last + 1;
      while (end < line_.size() && line_[end].c.code != U' ') ++end;
      if (!rewrite_) rewrite_.emplace(page_);
      for (std::size_t i = begin; i < end; ++i) {
        if (!line_[i].c.made) continue;
        std::string letter;
        append_utf8(letter, line_[i].c.code);
        rewrite_->replace(letter, {line_[i].c.begin, line_[i].c.end});
      }
      const LegacyReading& reading = kLegacyReadings[static_cast<std::size_t>(line_[at].reading)];
      rewrite_->note({line_[begin].c.begin, line_[end - 1].c.end},
                     std::string("encoding.") + encoding_name(reading.encoding), line_[at].confidence);
      at = end;
    }
  }

  Page& page_;
  std::size_t page_index_;
  const Fonts& fonts_;
  StyleCursor styles_;
  std::vector<LineChar> line_;
  std::uint32_t line_number_ = 0;
  std::optional<Rewrite> rewrite_;
};

bool any_reading(const std::vector<WordVerdict>& verdicts) {
  return std::any_of(verdicts.begin(), verdicts.end(), [](const WordVerdict& verdict) { return verdict.reading >= 0; });
}

void decode_legacy(Reading& reading) {
  const Fonts fonts(reading);
  std::vector<PlacedWord> words;
  std::uint32_t line = 0;
  if (!fonts.any_legacy()) {
    // First only where something is odd: a sign in a healthy text of many pages does not cost a look at each word.
    for (std::uint32_t page = 0; page < reading.pages.size(); ++page) {
      for (const Range stretch : suspect_stretches(reading.pages[page].text))
        collect_words(reading, fonts, page, stretch, line, words);
    }
    if (words.empty() || !any_reading(find_legacy_words(words, fonts.legacy()))) return;
    words.clear();
  }
  for (std::uint32_t page = 0; page < reading.pages.size(); ++page) {
    const auto size = static_cast<std::uint32_t>(reading.pages[page].text.size());
    collect_words(reading, fonts, page, {0, size}, line, words);
  }
  const std::vector<WordVerdict> verdicts = find_legacy_words(words, fonts.legacy());
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin;
    bool any = false;
    while (end < words.size() && words[end].page == words[begin].page) any = verdicts[end++].reading >= 0 || any;
    if (any) {
      LineWriter writer(reading.pages[words[begin].page], words[begin].page, fonts);
      for (std::size_t i = begin; i < end; ++i) writer.add(words[i], verdicts[i]);
      writer.finish();
    }
    begin = end;
  }
}

}  // namespace

void decode_encodings(Reading& reading) {
  bool suspects = false;
  for (Page& page : reading.pages) {
    decode_references(page);
    if (find_encoding_suspect(page.text, 0) == page.text.size()) continue;
    suspects = true;
    repair_mojibake(page);
  }
  if (suspects || names_legacy_font(reading)) decode_legacy(reading);
}

bool names_legacy_font(const Reading& reading) {
  return std::any_of(reading.pages.begin(), reading.pages.end(), [](const Page& page) {
    return std::any_of(page.fonts.begin(), page.fonts.end(),
                       [](const std::string& name) { return legacy_font(name).has_value(); });
  });
}

}  // namespace trichluc
