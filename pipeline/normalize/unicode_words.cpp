#include "pipeline/normalize/unicode_words.h"

#include <algorithm>
#include <optional>
#include <string>

#include "pipeline/normalize/broken_word.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/look_alikes.h"
#include "pipeline/normalize/rewrite.h"
#include "pipeline/normalize/syllables.h"
#include "pipeline/normalize/tone.h"
#include "pipeline/normalize/word_scan.h"

namespace trichluc {
namespace {

class WordMender {
 public:
  explicit WordMender(Page& page) : page_(page), text_(page.text) {}

  bool run() {
    for (std::size_t at = find_suspect(text_, 0); at < text_.size(); at = find_suspect(text_, at)) at = judge(at);
    if (!rewrite_) return false;
    rewrite_->finish();
    return true;
  }

 private:
  /// Mends the word around byte `at`; returns its end.
  std::size_t judge(std::size_t at) {
    while ((static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80 && at > judged_) --at;
    std::size_t begin = at, end = at;
    bool triggered = false;
    while (begin > judged_) {
      const Decoded letter = decode_before(text_, begin);
      if (!(character_class(letter.code) & kInWord)) break;
      begin -= letter.length;
    }
    while (end < text_.size()) {
      const Decoded letter = decode_utf8(text_, end);
      const std::uint8_t kind = character_class(letter.code);
      triggered = triggered || (kind & kTrigger);
      if (!(kind & kInWord)) break;
      end += letter.length;
    }
    judged_ = std::max(end, at + decode_utf8(text_, at).length);
    if (begin == end) return judged_;
    if (triggered) {
      mend(begin, end);
    } else if (const auto moved = move_tone(text_.substr(begin, end - begin))) {
      if (!surroundings(begin, end).foreign) replace(begin, end, *moved, "misplaced-tone", 0.98);
    }
    return judged_;
  }

  void replace(std::size_t begin, std::size_t end, std::string_view made, std::string_view rule, double confidence) {
    if (!rewrite_) rewrite_.emplace(page_);
    rewrite_->replace(made, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, rule, confidence);
    done_ = end;
  }

  void mend(std::size_t begin, std::size_t end) {
    const std::string_view word = text_.substr(begin, end - begin);
    if (!combining_accent(decode_utf8(word, 0).code).none()) {
      mend_stray_mark(begin, end);
      return;
    }
    if (const auto made = mend_word(word, surroundings(begin, end))) {
      replace(begin, end, made->word, made->rule, made->confidence);
    }
  }

  /// An accent printed apart from its letter: "ma ̣ng", "đơ ̀ i". With the word before it, without the blank, it must
  /// make a well-formed syllable.
  void mend_stray_mark(std::size_t begin, std::size_t end) {
    if (begin < done_ + 2 || text_[begin - 1] != ' ') return;
    std::size_t first = begin - 1;
    while (first > done_ && begin - first < kLongestSyllableBytes) {
      const Decoded letter = decode_before(text_, first);
      if (!is_letter(letter.code)) break;
      first -= letter.length;
    }
    if (first == begin - 1) return;
    const std::string head(text_.substr(first, begin - 1 - first));
    const Surroundings around = surroundings(begin, end);
    const auto try_with = [&](std::string_view tail, std::size_t tail_end, double confidence) {
      const auto made = mend_word(head + std::string(tail), around);
      if (!made || !made->well_formed) return false;
      replace(first, tail_end, made->word, "stray-mark", confidence);
      return true;
    };
    const std::string_view marks = text_.substr(begin, end - begin);
    // The blank behind it may be an effect of the accent, too: in "đơ ̀ i", not in "ma ̣ tuý".
    std::size_t next_end = end + 1;
    while (next_end < text_.size() && next_end - end < kLongestSyllableBytes) {
      const Decoded letter = decode_utf8(text_, next_end);
      if (!is_letter(letter.code)) break;
      next_end += letter.length;
    }
    if (is_mark(decode_before(text_, end).code) && end < text_.size() && text_[end] == ' ' && next_end > end + 1) {
      const std::string_view next = text_.substr(end + 1, next_end - end - 1);
      if ((next.size() == 1 || !is_syllable(next)) && try_with(std::string(marks) + std::string(next), next_end, 0.9))
        return;
    }
    try_with(marks, end, 0.95);
  }

  Surroundings surroundings(std::size_t begin, std::size_t end) {
    if (!around_) around_ = look_around(text_);
    if (begin >= line_end_) {
      const std::size_t before = text_.rfind('\n', begin);
      const std::size_t line_begin = before == std::string_view::npos ? 0 : before + 1;
      line_end_ = std::min(text_.find('\n', begin), text_.size());
      line_ = look_around(text_.substr(line_begin, line_end_ - line_begin));
      if (!line_.vietnamese) {
        line_.foreign |= around_->foreign;
        line_.han |= around_->han;
      }
    }
    Surroundings around = line_;
    around.before = decode_before(text_, begin).code;
    around.after = decode_utf8(text_, end).code;
    return around;
  }

  static constexpr std::size_t kLongestSyllableBytes = 24;

  Page& page_;
  const std::string_view text_;
  std::optional<Rewrite> rewrite_;
  std::size_t judged_ = 0;              // up to here, words are judged
  std::size_t done_ = 0;                // up to here, the text is replaced
  std::optional<Surroundings> around_;  // the page
  Surroundings line_;                   // the line that ends at line_end_, and what it leaves to the page to say
  std::size_t line_end_ = 0;
};

}  // namespace

bool mend_words(Page& page) { return WordMender(page).run(); }

}  // namespace trichluc
