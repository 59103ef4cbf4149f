// scan.h - one block under the extractors' eyes: its folded text, its hits, its sentences, and what is taken.
#pragma once

#include <string_view>
#include <vector>

#include "extractors/engine/folded.h"
#include "extractors/engine/rule_set.h"
#include "extractors/engine/vocabulary.h"
#include "extractors/reading_trace.h"
#include "extractors/word_list.h"
#include "pipeline/core/document.h"
#include "pipeline/core/fact.h"

namespace trichluc {

/// A time in a block, before it becomes a fact or part of one.
struct TimeSpan {
  Range text;    // from the first word that carries value ("từ", "ngày") to the last
  Range digits;  // the date itself
  Edtf value;
  bool full_date = false;  // has a day
  bool dated = false;      // has a year
  bool lone_day = false;   // "ngày 25": no month; only a deadline may come of it
  bool is_deadline = false;
  bool in_brackets = false;
  bool compared = false;     // "so với năm 2019"
  bool event = false;        // dates something else than the figures: "hoàn thành trong năm 2006"
  bool in_name = false;      // belongs to a programme's name
  bool beside_only = false;  // holds only for a figure directly beside it
  const Rule* rule = nullptr;
};

class Scan {
 public:
  Scan(const Block& block, int block_index, const Vocabulary& vocabulary);

  const Block& block;
  const int block_index;
  const Vocabulary& vocabulary;
  const Folded text;
  std::vector<Hit> hits;        // all hits of the rules, overlapping ones included
  std::vector<TimeSpan> times;  // by text.begin, filled by find_times

  ReadingTrace* trace = nullptr;  // not owned; none: what is turned down is not noted

  /// Notes that nothing comes of a hit, and why.
  void turn_down(const Hit& hit, const char* reason) const { turn_down(hit.rule, hit.span, reason); }
  void turn_down(const Rule* rule, Range span, const char* reason) const {
    if (trace != nullptr) trace->turned_down.push_back({block_index, span, rule, reason});
  }

  /// Marks a stretch as used; later extractors leave it alone.
  void take(Range range) { taken_.push_back(range); }
  bool is_taken(Range range) const;

  /// The sentence that holds byte `at`.
  Range sentence_at(std::uint32_t at) const;
  int sentence_index(std::uint32_t at) const;
  /// The innermost brackets around byte `at`; empty when there are none.
  Range bracket_at(std::uint32_t at) const;

  std::string_view folded() const { return text.folded(); }
  std::string_view folded(Range range) const { return text.folded(range); }
  std::string_view printed(Range range) const { return text.printed(range); }
  /// Whether the folded text continues with `words` at `at`.
  bool starts_with(std::uint32_t at, std::string_view words) const {
    return folded().compare(at, words.size(), words) == 0;
  }
  /// The folded text in [begin, end).
  std::string_view between(std::uint32_t begin, std::uint32_t end) const {
    return begin < end ? folded().substr(begin, end - begin) : std::string_view{};
  }

  /// A fact of this block.
  Fact make_fact(FactValue value, Range fact_text, Range digits, const Rule* rule) const;

 private:
  void cut() const;

  std::vector<Range> taken_;
  // cut on first use; most blocks have nothing to place in them
  mutable std::vector<Range> sentences_;  // they cover the text
  mutable std::vector<Range> brackets_;   // brackets included, by begin; nested ones too
};

/// Whether `text` holds `word` with no letter or digit on either side.
bool contains_word(std::string_view text, std::string_view word);
/// Byte offset of the last such place, npos when there is none.
std::size_t find_last_word(std::string_view text, std::string_view word);
/// `text` without the blanks at its end.
inline std::string_view trim_end(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}
/// Whether `text` ends with `word`, at a word's begin.
bool is_last_word(std::string_view text, std::string_view word);
/// Whether `text`, blanks at its end aside, ends with `word`, at a word's begin. Long lists of words are asked for in
/// vain: most are told from the text by their last byte.
inline bool ends_with_word(std::string_view text, std::string_view word) {
  text = trim_end(text);
  return text.size() >= word.size() && text.back() == word.back() && is_last_word(text, word);
}
/// Whether it ends with one of `words`.
template <std::size_t N>
bool ends_with_one_of(std::string_view text, const WordsByEnd<N>& words) {
  text = trim_end(text);
  for (const std::string_view word : words.like(text)) {
    if (is_last_word(text, word)) return true;
  }
  return false;
}
/// Without blanks at either end.
std::string_view trim(std::string_view text);

}  // namespace trichluc
