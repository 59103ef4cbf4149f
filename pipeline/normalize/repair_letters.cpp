#include "pipeline/normalize/repair_letters.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "pipeline/normalize/healthy_lines.h"
#include "pipeline/normalize/letter_lattice.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/outer_words.h"

namespace trichluc {
namespace {

constexpr double kAccept = 0.92;
constexpr double kNever = 2;
constexpr double kLearn = 0.8;             // edits that tell which letters are lost
constexpr std::uint32_t kOwnWeight = 4;    // the document's own healthy lines, against the model's
constexpr std::size_t kLongestLine = 120;  // words; longer lines are read in stretches
constexpr std::uint64_t kMostStrange = 8;  // one word in so many may be strange
constexpr std::size_t kMostZones = 4000;   // a document broken in more lines is beyond this repair

/// Words that name a letter: "điểm b khoản 2", "phụ lục c", "bảng d".
constexpr std::array<std::string_view, 16> kLabelNouns = {"điểm", "tiết", "mục", "lục", "loại", "hạng",
                                                          "nhóm", "lớp",  "đội", "tổ",  "chữ",  "bảng",
                                                          "biểu", "án",   "ca",  "khối"};

struct Zone {
  std::size_t page = 0;
  LatticeLine line;
  std::vector<LetterEdit> edits;
};

/// Whether word `i` is a piece that cannot be a word of its own.
bool is_hard(const std::vector<LatticeWord>& words, std::size_t i, std::string_view text, const LanguageModel& model,
             const LostLetters& candidates) {
  const Word& word = words[i].word;
  if (word.kind != WordKind::kLetters || word.lost != 0) return false;
  if (word.capitals > 1 || (word.capitals == 1 && word.letters == 1)) return false;
  if (word.key != 0 && model.in_lexicon(word.key)) return false;
  if (!candidates.is_piece(words[i].lower)) return false;
  const auto sign_at = [&](std::size_t at) {
    return at < words.size() && !words[at].is_lettered() ? text[words[at].word.text.begin] : '\0';
  };
  const bool touches_next = i + 1 < words.size() && words[i + 1].word.blanks == 0;
  const bool touches_last = i > 0 && word.blanks == 0;
  if (touches_next && std::string_view(")./-&@_'").find(sign_at(i + 1)) != std::string_view::npos) return false;
  if (touches_last && std::string_view("/-&(.@_'").find(sign_at(i - 1)) != std::string_view::npos) return false;
  if (touches_next && words[i + 1].word.kind == WordKind::kNumber) return false;
  if (i > 0 && words[i - 1].word.kind == WordKind::kNumber) return false;  // a unit: "5 m", "3 tr"
  const bool after_label =
      i > 0 && std::find(kLabelNouns.begin(), kLabelNouns.end(), words[i - 1].lower) != kLabelNouns.end();
  if (word.letters == 1 && after_label) return false;
  // A letter in a list of letters: "a, b, c".
  const auto is_letter_item = [&](std::size_t at) { return at < words.size() && words[at].word.letters == 1; };
  const auto is_comma = [&](std::size_t at) { return at < words.size() && words[at].word.kind == WordKind::kComma; };
  if (word.letters == 1 &&
      ((is_comma(i + 1) && is_letter_item(i + 2)) || (i >= 2 && is_comma(i - 1) && is_letter_item(i - 2)))) {
    return false;
  }
  const auto near = [&](std::size_t at) { return at < words.size() && words[at].word.letters > 0; };
  return near(i + 1) || (i > 0 && near(i - 1));
}

class Repairer {
 public:
  Repairer(Reading& reading, const LanguageModel& model, const LostLetters& candidates)
      : reading_(reading), base_(model), candidates_(candidates) {}

  /// Collects the zones; false when there are none.
  bool find_zones(const std::vector<Breakage>& breakage) {
    for (const Breakage& page : breakage) marked_ = marked_ || page.lost_marks;
    if (is_garbled(breakage)) return false;
    for (std::size_t page = 0; page < reading_.pages.size(); ++page) {
      std::uint32_t done = 0;  // where the last line looked at ends
      const std::string& text = reading_.pages[page].text;
      for (const Range odd : breakage[page].odd_words) {
        if (odd.begin < done || is_strange(page, odd)) continue;  // most odd words are foreign ones
        const Range line = line_around(text, odd.begin);
        done = line.end;
        add_zone(page, line);
        if (zones_.size() > kMostZones) return false;
      }
    }
    return !zones_.empty();
  }

  /// One piece alone is rarely a loss: the model as it is will do to say so.
  bool learns() const { return zones_.size() > 1; }

  void read() {
    std::optional<LanguageModel> own;
    if (learns()) learn_healthy_lines(own.emplace(&base_));
    const LanguageModel& model = own ? *own : base_;
    LetterOdds odds;
    for (const Zone& zone : zones_) see_letters(zone, odds);
    LetterOdds informed = odds;
    const LetterCosts first_costs(odds);
    std::size_t joined = 0, restored = 0;
    for (Zone& zone : zones_) {
      for (const LetterEdit& edit : read_zone(zone, model, first_costs, kLearn)) {
        (edit.lost.empty() ? joined : restored) += 1;
        for (std::size_t at = 0; at < edit.lost.size();) {
          const Decoded letter = decode_utf8(edit.lost, at);
          informed.add_lost(letter.code);
          at += letter.length;
        }
      }
    }
    const LetterCosts costs(informed);
    // Fonts that lose letters do not move others apart.
    for (Zone& zone : zones_) {
      zone.line.joins = joined >= restored;
      zone.line.words_join = joined > restored;
      zone.edits = read_zone(zone, model, costs, 0.5);
    }
  }

  /// Applies what passes the gates. What that changed on each page; nothing at all when nothing does.
  std::vector<std::optional<TextChanges>> write() {
    const double least = least_probability();
    bool any = false;
    for (const Zone& zone : zones_) {
      for (const LetterEdit& edit : zone.edits) any = any || accepted(zone, edit, least);
    }
    std::vector<std::optional<TextChanges>> changes;
    if (!any) return changes;
    changes.resize(reading_.pages.size());
    for (std::size_t page = 0, zone = 0; page < reading_.pages.size(); ++page) {
      std::optional<Rewrite> rewrite;
      std::vector<Suspicion> doubts;
      for (; zone < zones_.size() && zones_[zone].page == page; ++zone) {
        doubt_what_stays(zones_[zone], least, doubts);
        for (const LetterEdit& edit : zones_[zone].edits) {
          if (!accepted(zones_[zone], edit, least)) continue;
          if (!rewrite) rewrite.emplace(reading_.pages[page]);
          rewrite->replace(edit.made, edit.text, edit.lost.empty() ? "split-letters" : "lost-letter", edit.probability);
        }
      }
      // Written before the text moves, moved along by it.
      std::vector<Suspicion>& all = reading_.pages[page].suspicions;
      all.insert(all.end(), std::make_move_iterator(doubts.begin()), std::make_move_iterator(doubts.end()));
      if (rewrite) changes[page] = rewrite->finish();
    }
    return changes;
  }

 private:
  /// Text that a bad recognition made, or another language, is full of words that are no pieces of syllables either.
  bool is_garbled(const std::vector<Breakage>& breakage) const {
    std::uint64_t words = 0, strange = 0;
    for (std::size_t page = 0; page < reading_.pages.size(); ++page) {
      words += breakage[page].words;
      for (const Range odd : breakage[page].odd_words) strange += is_strange(page, odd) ? 1 : 0;
    }
    return strange * kMostStrange > words;
  }

  bool is_strange(std::size_t page, Range odd) const {
    const std::string_view word = std::string_view(reading_.pages[page].text).substr(odd.begin, odd.size());
    return word.find("\xEF\xBF\xBD") == std::string_view::npos && !candidates_.is_piece(fold_lower(word));
  }

  static Range line_around(std::string_view text, std::uint32_t at) {
    const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    const auto begin = before == std::string_view::npos ? 0 : static_cast<std::uint32_t>(before + 1);
    return {begin, static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()))};
  }

  void add_zone(std::size_t page, Range line) {
    const std::string& text = reading_.pages[page].text;
    const std::vector<Word> split = split_words(text, line);
    const std::vector<LetterGap> gaps = measure_gaps(reading_.pages[page], split);
    std::vector<LatticeWord> words;
    words.reserve(split.size());
    for (std::size_t i = 0; i < split.size(); ++i) {
      const Word& word = split[i];
      words.push_back(
          {word, fold_lower(std::string_view(text).substr(word.text.begin, word.text.size())), false, gaps[i]});
    }
    bool broken = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      words[i].hard = is_hard(words, i, text, base_, candidates_);
      broken = broken || words[i].hard || (words[i].word.lost != 0 && words[i].word.letters > 1);
    }
    if (!broken) return;
    std::size_t lettered = 0, strange = 0;
    for (const LatticeWord& word : words) {
      lettered += word.word.letters > 0 ? 1U : 0U;
      strange += word.word.kind == WordKind::kLetters && is_strange(page, word.word.text) ? 1U : 0U;
    }
    if (strange * 4 > lettered) return;
    broken_lines_.push_back({page, line});
    for (std::size_t begin = 0; begin < words.size(); begin += kLongestLine) {
      Zone zone;
      zone.page = page;
      const auto from = words.begin() + static_cast<std::ptrdiff_t>(begin);
      zone.line.words.assign(from, begin + kLongestLine < words.size() ? from + kLongestLine : words.end());
      zone.line.lost = find_lost_words(zone.line.words, text, candidates_, marked_);
      zone.line.marked = marked_;
      zone.line.before = begin == 0 ? token_before(text, line.begin) : language_token_of(words[begin - 1].word);
      zone.line.after = begin + kLongestLine < words.size() ? language_token_of(words[begin + kLongestLine].word)
                                                            : token_after(text, line.end);
      zones_.push_back(std::move(zone));
    }
  }

  /// The last word of the line before, blank lines aside: sentences run on over hard line breaks.
  LanguageToken token_before(std::string_view text, std::uint32_t begin) const {
    while (begin > 0) {
      const Range line = line_around(text, begin - 1);
      const std::string_view end = from_last_word(text.substr(line.begin, line.size()));
      const std::vector<Word> words = split_words(text, {line.end - static_cast<std::uint32_t>(end.size()), line.end});
      if (!words.empty()) return known(words.back());
      begin = line.begin;
    }
    return language_token::kBreak;
  }

  LanguageToken token_after(std::string_view text, std::uint32_t end) const {
    while (end + 1 < text.size()) {
      const Range line = line_around(text, end + 1);
      const std::string_view begin = up_to_first_word(text.substr(line.begin, line.size()));
      const std::vector<Word> words =
          split_words(text, {line.begin, line.begin + static_cast<std::uint32_t>(begin.size())});
      if (!words.empty()) return words.front().capitals > 0 ? language_token::kBreak : known(words.front());
      end = line.end;
    }
    return language_token::kBreak;
  }

  /// A broken word beyond the line says nothing.
  static LanguageToken known(const Word& word) {
    return word.kind == WordKind::kLetters ? language_token::kBreak : language_token_of(word);
  }

  void learn_healthy_lines(LanguageModel& model) const {
    // What comes second comes first next time.
    LanguageToken last = 0;
    LanguageModel::Id last_id = LanguageModel::kUnknown;
    const auto add = [&](LanguageToken first, LanguageToken second) {
      const LanguageModel::Id first_id = first == last ? last_id : model.add_token(first);
      last_id = model.add_token(second);
      last = second;
      model.add_ids(first_id, last_id, kOwnWeight);
    };
    for (std::size_t page = 0; page < reading_.pages.size(); ++page) {
      const auto healthy = [&](Range line) {
        return !std::binary_search(broken_lines_.begin(), broken_lines_.end(), std::pair(page, line),
                                   [](const auto& a, const auto& b) {
                                     return std::pair(a.first, a.second.begin) < std::pair(b.first, b.second.begin);
                                   });
      };
      each_healthy_pair(reading_.pages[page].text, healthy, add);
    }
  }

  static void see_letters(const Zone& zone, LetterOdds& odds) {
    for (const LatticeWord& word : zone.line.words) {
      for (std::size_t at = 0; at < word.lower.size();) {
        const Decoded letter = decode_utf8(word.lower, at);
        odds.add_seen(letter.code);
        at += letter.length;
      }
    }
  }

  std::vector<LetterEdit> read_zone(const Zone& zone, const LanguageModel& model, const LetterCosts& costs,
                                    double least) const {
    return read_lattice(zone.line, reading_.pages[zone.page].text, model, costs, least);
  }

  /// The gate of the document: what an edit that puts letters in must have to be made.
  double least_probability() const {
    std::size_t strong = 0;
    for (const Zone& zone : zones_) {
      for (const LetterEdit& edit : zone.edits) {
        strong += edit.strong && !edit.lost.empty() && edit.probability >= kAccept ? 1 : 0;
      }
    }
    if (strong >= 3) return kAccept;
    if (strong == 2) return 0.98;
    for (const Zone& zone : zones_) {
      for (const LetterEdit& edit : zone.edits) {
        if (edit.strong && edit.last - edit.first > 1 && edit.made.size() >= 4 && edit.probability >= 0.995)
          return 0.995;
      }
    }
    return kNever;
  }

  /// Letters moved apart come in company: one pair that would make a word proves nothing.
  static double least_to_join(const Zone& zone) {
    const auto joins = std::count_if(zone.edits.begin(), zone.edits.end(), [](const LetterEdit& edit) {
      return edit.lost.empty() && edit.probability >= kAccept;
    });
    return joins >= 2 ? kAccept : kNever;
  }

  static bool accepted(const Zone& zone, const LetterEdit& edit, double least) {
    return edit.probability >= (edit.lost.empty() ? least_to_join(zone) : least);
  }

  void doubt_what_stays(const Zone& zone, double least, std::vector<Suspicion>& doubts) const {
    for (std::uint32_t i = 0; i < zone.line.words.size(); ++i) {
      const LatticeWord& word = zone.line.words[i];
      if (!word.hard && word.word.lost == 0) continue;
      const LetterEdit* reading = nullptr;
      for (const LetterEdit& edit : zone.edits) {
        if (edit.first <= i && i < edit.last) reading = &edit;
      }
      if (reading != nullptr && accepted(zone, *reading, least)) continue;
      doubts.push_back({word.word.text, "lost-letters", reading == nullptr ? std::string() : reading->made,
                        "letters are missing here, and what they were is not certain"});
    }
  }

  Reading& reading_;
  const LanguageModel& base_;
  const LostLetters& candidates_;
  bool marked_ = false;
  std::vector<Zone> zones_;                                  // in the order of the text
  std::vector<std::pair<std::size_t, Range>> broken_lines_;  // page and line, in order
};

}  // namespace

std::vector<std::optional<TextChanges>> repair_letters(Reading& reading, const std::vector<Breakage>& breakage,
                                                       LanguageData& language) {
  const bool any =
      std::any_of(breakage.begin(), breakage.end(), [](const Breakage& page) { return !page.odd_words.empty(); });
  if (!any) return {};
  const LanguageModel* model = language.archive_model();
  const LostLetters* candidates = language.lost_letters();
  if (model == nullptr || candidates == nullptr) return {};
  Repairer repairer(reading, *model, *candidates);
  if (!repairer.find_zones(breakage)) return {};
  if (repairer.learns()) {
    // Recognising a scan twice would cost more than the archive's lines can give.
    const bool recognised = std::any_of(reading.pages.begin(), reading.pages.end(),
                                        [](const Page& page) { return page.origin.recognised(); });
    const bool waits = language.awaits_archive() && !recognised;
    language.note_archive_use(waits ? ArchiveUse::kWanted : ArchiveUse::kMade);
    if (waits) return {};
  }
  repairer.read();
  return repairer.write();
}

}  // namespace trichluc
