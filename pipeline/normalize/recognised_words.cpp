#include "pipeline/normalize/recognised_words.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/rewrite.h"
#include "pipeline/normalize/syllables.h"
#include "pipeline/normalize/tone.h"
#include "pipeline/normalize/words.h"

namespace trichluc {
namespace {

// Posteriors from which a candidate replaces what was read, by what recognition is known to do.
constexpr double kAcceptedLostTone = 0.87;
constexpr double kAcceptedOtherTone = 0.99;
constexpr double kAcceptedOther = 0.99;
// What misreadings cost, in natural logarithms.
constexpr double kAnyChange = 2;
constexpr double kStackedTone = 2;  // the tone over a circumflex, a breve or a horn
constexpr double kTone = 4;
constexpr double kShape = 3;       // a for ă or â, ô for ơ, d for đ
constexpr double kAddedMark = 3;   // a mark that is not there
constexpr double kCapitals = 0.7;  // of a misreading's cost: over capitals, bold as a rule, marks run together
constexpr double kNoSyllable = 9;  // what was read cannot be
constexpr std::size_t kMostCandidates = 24;
constexpr std::size_t kLeastForLetter = 4;  // letters of a word that is read with another letter

bool stacked(char32_t shape) {
  return shape == U'â' || shape == U'ă' || shape == U'ê' || shape == U'ô' || shape == U'ơ' || shape == U'ư';
}

std::u32string letters_of(std::string_view word) {
  std::u32string letters;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded c = decode_utf8(word, at);
    letters += c.code;
    at += c.length;
  }
  return letters;
}

enum class Slip : std::uint8_t {
  kLostTone,   // over a circumflex, a breve or a horn: "hô" for "hồ"
  kOtherTone,  // there: "hỗ" for "hồ"
  kOther,      // "Sở" for "Sơ", "ly" for "lý", "đị" for "dị"
};

struct Misreading {
  double cost = 0;
  Slip slip = Slip::kOther;
};

/// What it takes to read `read` where `meant` stands; both of the same base letters, lower case.
Misreading misreading_of(const std::u32string& read, const std::u32string& meant) {
  Misreading made{kAnyChange, Slip::kOther};
  int marks = 0;  // more in `meant` than in `read`
  bool shapes = false, on_stacked = true;
  Tone tone_read = Tone::kLevel, tone_meant = Tone::kLevel;
  for (std::size_t i = 0; i < read.size(); ++i) {
    const TonedLetter seen = split_tone(read[i]);
    const TonedLetter wanted = split_tone(meant[i]);
    if (seen.tone != Tone::kLevel) tone_read = seen.tone;
    if (wanted.tone != Tone::kLevel) tone_meant = wanted.tone;
    marks += (wanted.tone != Tone::kLevel) - (seen.tone != Tone::kLevel);
    if (seen.letter != wanted.letter) {
      made.cost += kShape;
      marks += (wanted.letter >= 0x80) - (seen.letter >= 0x80);
      shapes = true;
    }
    if (read[i] != meant[i]) on_stacked = on_stacked && (stacked(seen.letter) || stacked(wanted.letter));
  }
  if (tone_read != tone_meant) made.cost += on_stacked ? kStackedTone : kTone;
  if (marks < 0) made.cost += kAddedMark;
  if (!shapes && on_stacked) made.slip = tone_read == Tone::kLevel ? Slip::kLostTone : Slip::kOtherTone;
  return made;
}

struct Candidate {
  LanguageToken token = 0;
  LanguageModel::Id id = LanguageModel::kUnknown;
  Misreading misreading = {};
  double forward = 0, backward = 0;
};

struct Place {
  Word word;
  std::vector<Candidate> candidates;  // the first is what was read
  bool locked = true;
};

double log_sum(double a, double b) {
  if (a < b) std::swap(a, b);
  return a + std::log1p(std::exp(b - a));
}

class PageReader {
 public:
  PageReader(Page& page, const LanguageModel& model,
             const std::unordered_map<std::string, std::vector<SyllableKey>>& spellings)
      : page_(page), model_(model), spellings_(spellings) {}

  void repair() {
    for (const Line& line : page_.lines) collect(line.text);
    weigh();
    Rewrite rewrite(page_);
    bool any = false;
    for (std::size_t i = 0; i < places_.size(); ++i) any = repair(i, rewrite) || any;
    if (any) rewrite.finish();
  }

 private:
  std::string_view text_of(const Word& word) const {
    return std::string_view(page_.text).substr(word.text.begin, word.text.size());
  }

  void add(LanguageToken token) { places_.push_back({{}, {{token, model_.id_of(token)}}}); }

  void collect(Range line) {
    bool first = true;
    for (const Word& word : split_words(page_.text, line)) {
      // A line that begins with a small letter goes on with the sentence above it.
      const Decoded letter = decode_utf8(page_.text, word.text.begin);
      if (first && !is_lower(letter.code)) add(language_token::kBreak);
      first = false;
      Place place{word, {}};
      const LanguageToken token = language_token_of(word);
      place.candidates.push_back({token, model_.id_of(token)});
      if (word.letters > 0 && word.lost == 0) add_candidates(place);
      places_.push_back(std::move(place));
    }
    if (first) add(language_token::kBreak);
  }

  void add_candidates(Place& place) const {
    const Word& word = place.word;
    const std::string_view shown = text_of(word);
    const std::u32string read = letters_of(fold_lower(shown));
    if (read.size() != word.letters) return;  // marks of their own
    const auto known = spellings_.find(fold_plain(shown));
    if (known == spellings_.end() || known->second.size() > kMostCandidates) return;
    const bool possible = word.kind == WordKind::kSyllable;
    if (!possible) place.candidates[0].misreading.cost = kNoSyllable;
    for (const SyllableKey key : known->second) {
      if (key == word.key) continue;
      const std::u32string meant = letters_of(spell(key, TonePlacement::kOld));
      if (meant.size() != read.size()) continue;
      Misreading misreading = misreading_of(read, meant);
      if (word.letters >= 2 && word.capitals == word.letters) misreading.cost *= kCapitals;
      place.candidates.push_back({key, model_.id_of(key), misreading});
    }
    place.locked = place.candidates.size() == 1;
  }

  double step(const Candidate& left, const Candidate& right) const {
    return model_.log_probability_of(left.id, right.id);
  }

  void weigh() {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      for (Candidate& to : places_[i].candidates) {
        to.forward = -to.misreading.cost;
        if (i == 0) continue;
        double sum = -1e300;
        for (const Candidate& from : places_[i - 1].candidates) sum = log_sum(sum, from.forward + step(from, to));
        to.forward += sum;
      }
    }
    for (std::size_t i = places_.size(); i-- > 1;) {
      for (Candidate& from : places_[i - 1].candidates) {
        double sum = -1e300;
        for (const Candidate& to : places_[i].candidates)
          sum = log_sum(sum, step(from, to) - to.misreading.cost + to.backward);
        from.backward = sum;
      }
    }
  }

  /// The likeliest candidate of its neighbour.
  LanguageToken token_at(std::size_t at) const {
    const auto& all = places_[at].candidates;
    return std::max_element(
               all.begin(), all.end(),
               [](const Candidate& a, const Candidate& b) { return a.forward + a.backward < b.forward + b.backward; })
        ->token;
  }

  /// Whether the model has met the candidate in this company.
  bool seen_beside(std::size_t at, LanguageToken token) const {
    const bool left = at > 0 && token_at(at - 1) >= 8 && model_.count(token_at(at - 1), token) > 0;
    const bool right = at + 1 < places_.size() && token_at(at + 1) >= 8 && model_.count(token, token_at(at + 1)) > 0;
    return left || right;
  }

  bool repair(std::size_t at, Rewrite& rewrite) const {
    const Place& place = places_[at];
    if (!place.locked) {
      double all = -1e300;
      for (const Candidate& c : place.candidates) all = log_sum(all, c.forward + c.backward);
      for (std::size_t i = 1; i < place.candidates.size(); ++i) {
        const Candidate& c = place.candidates[i];
        const double posterior = std::exp(c.forward + c.backward - all);
        if (posterior < least_posterior(at, c) || !may_change(at, c)) continue;
        rewrite.replace(in_case_of(place.word, spell(c.token, TonePlacement::kOld)), place.word.text, "ocr.marks",
                        std::min(posterior, 0.999));
        return true;
      }
      return false;
    }
    return repair_letter(place.word, rewrite);
  }

  double least_posterior(std::size_t at, const Candidate& candidate) const {
    // Words that are met in this company as they were read: both spellings are at home here.
    const bool at_home =
        places_[at].word.kind == WordKind::kSyllable && seen_beside(at, places_[at].candidates[0].token);
    switch (candidate.misreading.slip) {
      case Slip::kLostTone: return at_home ? kAcceptedOther : kAcceptedLostTone;
      case Slip::kOtherTone: return at_home ? kAcceptedOther : kAcceptedOtherTone;
      case Slip::kOther: return kAcceptedOther;
    }
    return 1;
  }

  bool may_change(std::size_t at, const Candidate& candidate) const {
    const Word& word = places_[at].word;
    if (!seen_beside(at, candidate.token)) return false;
    if (word.kind != WordKind::kSyllable || word.capitals == 0) return true;
    if (word.capitals == word.letters) {
      // "TU" alone is short for something; among capitals it is a word.
      return (at > 0 && in_capitals(at - 1)) || (at + 1 < places_.size() && in_capitals(at + 1));
    }
    // A capital within a sentence makes a name of a syllable that nobody has to know.
    const auto token_before = [this, at](std::size_t by) {
      return at < by ? language_token::kBreak : places_[at - by].candidates[0].token;
    };
    const bool item = token_before(1) == language_token::kComma && token_before(2) == language_token::kBreak;
    const bool begins = token_before(1) == language_token::kBreak || item;
    if (begins) return true;
    return candidate.misreading.slip != Slip::kOther &&
           (model_.count(places_[at].candidates[0].token) == 0 || knows_name(at, candidate.token));
  }

  bool in_capitals(std::size_t at) const {
    const Word& word = places_[at].word;
    return word.letters >= 2 && word.capitals == word.letters && word.key != 0;
  }

  /// "Sở Y tê", "Kiên Giàng": the pair is known well, the one that was read is not.
  bool knows_name(std::size_t at, LanguageToken token) const {
    constexpr std::uint32_t kOften = 3;
    const LanguageToken read = places_[at].candidates[0].token;
    const auto count = [this](std::size_t left, LanguageToken a, LanguageToken b) {
      return left < places_.size() && a >= 8 && b >= 8 ? model_.count(a, b) : 0U;
    };
    const LanguageToken before = at > 0 ? token_at(at - 1) : language_token::kBreak;
    const LanguageToken after = at + 1 < places_.size() ? token_at(at + 1) : language_token::kBreak;
    return count(at, before, token) + count(at, token, after) >= kOften &&
           count(at, before, read) + count(at, read, after) == 0;
  }

  /// `meant` with the case of each letter that was read; both have as many letters.
  std::string in_case_of(const Word& word, const std::string& meant) const {
    const std::u32string read = letters_of(text_of(word));
    const std::u32string letters = letters_of(meant);
    std::string made;
    for (std::size_t i = 0; i < letters.size(); ++i)
      append_utf8(made, is_upper(read[i]) ? to_upper(letters[i]) : letters[i]);
    return made;
  }

  /// Letters that look alike where a stroke is worn or a dot has run.
  static std::u32string_view likes_of(char32_t letter) {
    switch (letter) {
      case U'l':
      case U'1':
      case U'I': return U"i";
      case U'i': return U"l";
      case U'c': return U"eo";
      case U'e': return U"c";
      case U'o': return U"c";
      case U'h': return U"b";
      case U'b': return U"h";
      case U'n': return U"u";
      case U'u': return U"n";
      default: return {};
    }
  }

  bool repair_letter(const Word& word, Rewrite& rewrite) const {
    if (word.kind != WordKind::kLetters || word.letters < kLeastForLetter || word.lost > 0 || word.capitals > 1)
      return false;
    // Parts of addresses and codes are no words.
    const auto beside = [this](std::uint32_t at) {
      return at < page_.text.size() &&
             (page_.text[at] == '@' || page_.text[at] == '.' || page_.text[at] == '/' || page_.text[at] == '-' ||
              page_.text[at] == '_' || is_digit(static_cast<unsigned char>(page_.text[at])));
    };
    const bool stop =
        word.text.end < page_.text.size() && page_.text[word.text.end] == '.' &&
        !(word.text.end + 1 < page_.text.size() && is_letter(decode_utf8(page_.text, word.text.end + 1).code));
    if ((word.text.begin > 0 && beside(word.text.begin - 1)) || (beside(word.text.end) && !stop)) return false;
    std::u32string letters = letters_of(text_of(word));
    if (letters.size() != word.letters) return false;
    std::string made;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const char32_t was = letters[i];
      for (const char32_t like : likes_of(was)) {
        letters[i] = like;
        std::string tried;
        for (const char32_t letter : letters) append_utf8(tried, letter);
        const SyllableKey key = syllable_key(tried);
        if (!is_syllable(key) || !model_.in_lexicon(key)) continue;
        if (!made.empty()) return false;  // more than one
        made = tried;
      }
      letters[i] = was;
    }
    if (made.empty()) return false;
    rewrite.replace(made, word.text, "ocr.letter", 0.9);
    return true;
  }

  Page& page_;
  const LanguageModel& model_;
  const std::unordered_map<std::string, std::vector<SyllableKey>>& spellings_;
  std::vector<Place> places_;
};

}  // namespace

void repair_recognised_words(Reading& reading, LanguageData& language) {
  const auto recognised = [](const Page& page) { return page.origin.recognised(); };
  if (std::none_of(reading.pages.begin(), reading.pages.end(), recognised)) return;
  const LanguageModel* model = language.model();
  if (model == nullptr) return;
  std::unordered_map<std::string, std::vector<SyllableKey>> spellings;
  for (const SyllableKey key : model->lexicon()) spellings[fold_plain(spell(key))].push_back(key);
  for (Page& page : reading.pages) {
    if (recognised(page)) PageReader(page, *model, spellings).repair();
  }
}

}  // namespace trichluc
