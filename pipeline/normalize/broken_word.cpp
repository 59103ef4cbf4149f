#include "pipeline/normalize/broken_word.h"

#include <algorithm>
#include <array>
#include <vector>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/look_alikes.h"
#include "pipeline/normalize/syllables.h"
#include "pipeline/normalize/tone.h"

namespace trichluc {
namespace {

/// In the order in which they are named when a word has several.
enum Fault {
  kOi,
  kEth,
  kLookAlike,
  kCaron,
  kDotless,
  kSpacing,
  kLigature,
  kPrivateUse,
  kMarkOrder,
  kDoubled,
  kStray,
  kMisplaced,
  kFaultCount
};
constexpr std::array<std::string_view, kFaultCount> kRules = {
    "oi-for-u-horn", "eth",         "look-alike", "caron-for-breve", "dotless-i",  "spacing-accent",
    "ligature",      "private-use", "mark-order", "doubled-mark",    "stray-mark", "misplaced-tone"};

constexpr unsigned bit(Fault fault) { return 1U << fault; }

/// Vietnamese and no other language: ơ ư đ, and letters with a dot below or two marks.
constexpr bool is_vietnamese_only(char32_t code) {
  return (code >= 0x1EA0 && code <= 0x1EF9) || code == 0x1A0 || code == 0x1A1 || code == 0x1AF || code == 0x1B0 ||
         code == 0x110 || code == 0x111;
}

/// Letters of other Latin alphabets: Nordic, Turkish, Slavic, Baltic, of Pinyin, phonetic ones.
bool is_foreign_latin(char32_t code) {
  constexpr std::u32string_view kForeign = U"þÞæÆøØåÅäÄöÖüÜßşŞğĞłŁżŻęĘąĄěĚčČšŠžŽřŘůŮőŐűŰāēīōūĀĒĪŌŪǐǒǔǚəŋɛɔʃʒɵ";
  return code >= 0xC4 && code < 0x2B0 && kForeign.find(code) != kForeign.npos;
}

/// What the letters of a word are, before anything is changed.
struct Census {
  std::size_t letters = 0, latin = 0, other_script = 0, close = 0, similar = 0;
  bool vietnamese = false;  // a letter of Vietnamese alone, or with circumflex or breve
  bool vowels = false;      // of Latin letters
  bool capitals = true;     // no small letters
  bool foreign_letter = false;
  bool private_use = false;
};

Census count(std::u32string_view word) {
  Census census;
  for (const char32_t code : word) {
    if (is_private_use(code)) census.private_use = true;
    const Script script = script_of(code);
    const LookAlike twin = look_alike(code);
    if (script == Script::kOther && twin.latin == 0 && ligature_letters(code).empty()) continue;
    ++census.letters;
    census.capitals = census.capitals && !is_lower(code);
    if (twin.latin != 0) {
      ++(twin.close ? census.close : census.similar);
    } else if (script == Script::kLatin || script == Script::kOther) {
      ++census.latin;
      const char32_t plain = split_tone(code).letter;
      census.vowels = census.vowels || is_plain_vowel(plain);
      census.vietnamese = census.vietnamese || is_vietnamese_only(code) || split_shape(plain).shape != Shape::kNone;
      census.foreign_letter = census.foreign_letter || is_foreign_latin(code);
    } else {
      ++census.other_script;
    }
  }
  return census;
}

struct Letter {
  char32_t base = 0;  // without shape and tone
  Shape shape = Shape::kNone;
  Tone tone = Tone::kLevel;
  std::u32string rest;  // marks that are none of ours
};

/// A word taken apart, its faults mended as far as allowed.
class Draft {
 public:
  Draft(std::u32string_view word, unsigned allowed, bool halfwidth_allowed) : allowed_(allowed) {
    for (std::size_t at = 0; at < word.size(); ++at) {
      const char32_t code = word[at];
      const char32_t after = at + 1 < word.size() ? word[at + 1] : 0;
      if (const Accent accent = spacing_accent(code); !accent.none() && may(kSpacing)) {
        add_spacing(accent, after);
      } else if (is_mark(code)) {
        add_mark(code);
      } else if (const char32_t usual = halfwidth(code); usual != 0 && halfwidth_allowed) {
        faults_ |= bit(kLookAlike);
        add(usual);
      } else {
        add_letter(code);
      }
    }
    settle_tone();
  }

  bool failed() const { return failed_; }
  unsigned faults() const { return faults_; }

  std::u32string letters() const {
    std::u32string made;
    for (const Letter& letter : letters_) {
      char32_t code = with_shape(letter.base, letter.shape);
      if (letter.tone != Tone::kLevel) code = with_tone(code, letter.tone);
      made += code;
      made += letter.rest;
    }
    return made;
  }

 private:
  bool may(Fault fault) const { return allowed_ & bit(fault); }
  bool mend(Fault fault) {
    if (!may(fault)) return false;
    faults_ |= bit(fault);
    return true;
  }

  void add(char32_t code, Tone tone = Tone::kLevel) {
    const TonedLetter toned = split_tone(code);
    const ShapedLetter shaped = split_shape(toned.letter);
    letters_.push_back({shaped.letter, shaped.shape, tone != Tone::kLevel ? tone : toned.tone, {}});
    if (pending_.none()) return;
    if (!set(letters_.back(), pending_)) failed_ = true;
    pending_ = {};
  }

  void add_letter(char32_t code) {
    const LookAlike twin = look_alike(code);
    if (twin.latin != 0 && mend(kLookAlike)) {
      add(twin.latin, twin.tone);
    } else if (const char32_t d = stroked_d(code); d != 0 && mend(kEth)) {
      add(d);
    } else if ((code == 0x1A2 || code == 0x1A3) && mend(kOi)) {
      add(code == 0x1A2 ? U'Ư' : U'ư');
    } else if ((code == 0x1CD || code == 0x1CE) && mend(kCaron)) {
      add(code == 0x1CD ? U'Ă' : U'ă');
    } else if ((code == 0x130 || code == 0x131) && mend(kDotless)) {
      add(code == 0x130 ? U'I' : U'i');
    } else if (const auto parts = ligature_letters(code); !parts.empty() && mend(kLigature)) {
      for (const char32_t part : parts) add(part);
    } else if (is_private_use(code) && mend(kPrivateUse)) {
      add(0xFFFD);
    } else if (const TonedLetter toned = toned_consonant(code); toned.tone != Tone::kLevel && may(kMisplaced)) {
      add(toned.letter);
      stray_tone(toned.tone);
    } else {
      add(code);
    }
  }

  /// Gives the letter what it lacks; false if that does not go together.
  static bool set(Letter& letter, const Accent& accent) {
    if (!letter.rest.empty() || !is_plain_vowel(letter.base)) return false;
    if (accent.shape != Shape::kNone) {
      if (letter.shape != Shape::kNone || with_shape(letter.base, accent.shape) == 0) return false;
      letter.shape = accent.shape;
    }
    if (accent.tone != Tone::kLevel) {
      if (letter.tone != Tone::kLevel) return false;
      letter.tone = accent.tone;
    }
    return true;
  }

  void add_mark(char32_t mark) {
    const Accent accent = combining_accent(mark);
    if (letters_.empty()) {
      letters_.push_back({mark, Shape::kNone, Tone::kLevel, {}});
      return;
    }
    Letter& letter = letters_.back();
    if (accent.stroke && to_lower(letter.base) == U'd' && letter.rest.empty() && mend(kEth)) {
      letter.base = letter.base == U'd' ? U'đ' : U'Đ';
      return;
    }
    if (mark == 0x307 && to_lower(letter.base) == U'i' && mend(kStray)) return;  // the dot of an i, again
    if (!accent.none() && !accent.stroke) {
      const bool doubled = (accent.tone != Tone::kLevel && accent.tone == letter.tone) ||
                           (accent.shape != Shape::kNone && accent.shape == letter.shape);
      if (doubled && letter.rest.empty()) {
        if (mend(kDoubled)) return;
      } else if (may(accent.caron ? kCaron : kMarkOrder) && set(letter, accent)) {
        faults_ |= bit(accent.caron ? kCaron : kMarkOrder);
        return;
      } else if (accent.tone != Tone::kLevel && is_letter(letter.base) && !is_plain_vowel(letter.base) &&
                 may(kMisplaced) && letter.rest.empty()) {
        stray_tone(accent.tone);
        return;
      }
    }
    letter.rest += mark;
  }

  /// A tone over a consonant. It is placed when the whole word is known.
  void stray_tone(Tone tone) {
    if (stray_ != Tone::kLevel && stray_ != tone) failed_ = true;
    stray_ = tone;
  }

  /// An accent beside its vowel: behind it (o´), or before it (´o).
  void add_spacing(const Accent& accent, char32_t after) {
    faults_ |= bit(kSpacing);
    if (accent.caron) faults_ |= bit(kCaron);
    if (!letters_.empty() && set(letters_.back(), accent)) return;
    if (pending_.none() && (is_letter(after) || !spacing_accent(after).none())) {
      pending_ = accent;
    } else {
      failed_ = true;
    }
  }

  void settle_tone() {
    if (!pending_.none()) failed_ = true;
    if (stray_ == Tone::kLevel || failed_) return;
    std::u32string bare;
    for (const Letter& letter : letters_) {
      if (letter.tone != Tone::kLevel || !letter.rest.empty()) failed_ = true;
      bare += with_shape(letter.base, letter.shape);
    }
    const auto placed = failed_ ? std::nullopt : place_tone(bare, stray_);
    if (!placed) {
      failed_ = true;
      return;
    }
    faults_ |= bit(kMisplaced);
    for (std::size_t at = 0; at < letters_.size(); ++at) letters_[at].tone = split_tone((*placed)[at]).tone;
  }

  unsigned allowed_;
  unsigned faults_ = 0;
  bool failed_ = false;
  std::vector<Letter> letters_;
  Accent pending_;
  Tone stray_ = Tone::kLevel;
};

/// Letters of another script are Latin ones if all of them look like it, among Latin letters ...
bool may_be_look_alikes(const Census& census, const Surroundings& around) {
  if (census.other_script > 0 || census.close + census.similar == 0) return false;
  if (census.latin > 0) return census.similar == 0 || (census.letters >= 3 && !around.other_script);
  // ... or, in a word of their own, where the line is Vietnamese and shows nothing else of that script.
  return census.similar == 0 && around.vietnamese && !around.other_script;
}

/// The same without a well-formed syllable: acronyms, glued words, foreign words.
bool are_look_alikes(const Census& census, const Surroundings& around) {
  if (!may_be_look_alikes(census, around) || census.similar > 0) return false;
  if (census.latin == 0) return census.letters == 1 || (census.letters <= 3 && census.capitals);
  if (census.capitals || census.vietnamese || (around.vietnamese && !around.other_script)) return true;
  return census.letters >= 4 && census.latin >= census.close;
}

bool is_eth_a_d(std::u32string_view word, const Census& census, const Surroundings& around) {
  if (census.foreign_letter) return false;
  if (census.letters == 1) {
    const bool phonetic = around.before == U'[' || (around.before == U'/' && around.after == U'/');
    return around.vietnamese && !phonetic;
  }
  if (census.capitals || census.vietnamese || word.find(0xFFFD) != word.npos) return true;
  // Not the Ð of "thÐp", which is the é of an encoding that was not recognised.
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (is_lower(word[at - 1]) && is_upper(word[at])) return false;
  }
  return !census.vowels;
}

/// A sign of a symbol font before a word at the beginning of a line is its bullet, behind a number its unit.
bool is_sign(std::u32string_view word, const Surroundings& around) {
  if (!is_private_use(word.front())) return false;
  if (is_digit(around.before)) return true;
  std::string rest;
  for (const char32_t code : word.substr(1)) append_utf8(rest, code);
  return around.before == 0 || around.before == U'\n' ? is_syllable(rest) : false;
}

/// An accent at the end of a word may be a closing quotation mark or a sign for minutes.
bool is_accent_at_edge_explained(std::u32string_view word, const Surroundings& around) {
  return !spacing_accent(word.front()).none() || (!spacing_accent(word.back()).none() && around.quoted);
}

}  // namespace

Surroundings look_around(std::string_view text) {
  // Every second word of Vietnamese has a letter of Vietnamese alone. Of so many words, one in so many must.
  constexpr std::size_t kManyWords = 10, kOneIn = 20;
  Surroundings found;
  char32_t before = 0;
  bool foreign = false;
  std::size_t words = 0, letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded here = decode_utf8(text, at);
    at += here.length;
    if (is_letter(here.code) && !is_letter(before)) ++words;
    const Script script = here.code < 0x80 ? Script::kOther : script_of(here.code);
    if (script != Script::kOther) {
      if (is_vietnamese_only(here.code)) ++letters;
      if (is_foreign_latin(here.code)) foreign = true;
      if (script == Script::kHan) found.han = true;
    }
    if (script == Script::kGreek || script == Script::kCyrillic || script == Script::kArmenian) {
      // One that only resembles a Latin letter is taken for it beside Latin letters alone.
      const LookAlike twin = look_alike(here.code);
      const auto is_latin = [](char32_t code) {
        return is_letter(code) && (code < 0x80 || script_of(code) == Script::kLatin);
      };
      if (twin.latin == 0 || (!twin.close && !is_latin(before) && !is_latin(decode_utf8(text, at).code)))
        found.other_script = true;
    }
    const bool opens = !is_letter(before) && !is_mark(before) && spacing_accent(before).none();
    if (!spacing_accent(here.code).none() && opens) found.quoted = true;
    before = here.code;
  }
  found.vietnamese = letters > 0 && letters * kOneIn >= words;
  found.foreign = (foreign || words >= kManyWords) && !found.vietnamese;
  found.han = found.han && !found.vietnamese;
  return found;
}

std::optional<MendedWord> mend_word(std::string_view word, const Surroundings& around) {
  std::u32string source;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded here = decode_utf8(word, at);
    source += here.code;
    at += here.length;
  }
  if (source.empty()) return std::nullopt;
  const Census census = count(source);
  if (census.latin == 0 && (census.other_script > 0 || (census.close + census.similar > 0 && !around.vietnamese)))
    return std::nullopt;  // text of another script, by far the most frequent case there

  // First with everything that might be meant; this counts if a syllable comes of it.
  unsigned likely = bit(kLigature) | bit(kMarkOrder) | bit(kDoubled);
  if (census.private_use && census.letters > 0 && !is_sign(source, around)) likely |= bit(kPrivateUse);
  unsigned sure = likely;
  if (!around.foreign && !census.foreign_letter) {
    likely |= bit(kOi) | bit(kEth) | bit(kCaron) | bit(kDotless) | bit(kStray) | bit(kMisplaced);
    if (!is_accent_at_edge_explained(source, around)) likely |= bit(kSpacing);
    sure |= bit(kOi);
    if (is_eth_a_d(source, census, around)) sure |= bit(kEth);
    if (census.vietnamese) sure |= bit(kCaron) | bit(kDotless) | bit(kStray);
  }
  if (may_be_look_alikes(census, around)) likely |= bit(kLookAlike);
  if (are_look_alikes(census, around)) sure |= bit(kLookAlike);

  for (const unsigned allowed : {likely, sure}) {
    const Draft draft(source, allowed, !around.han);
    if (draft.failed()) continue;
    std::string made;
    for (const char32_t code : draft.letters()) append_utf8(made, code);
    unsigned faults = draft.faults();
    if (faults == 0) continue;
    if (auto moved = move_tone(made)) {
      made = std::move(*moved);
      faults |= bit(kMisplaced);
    }
    const bool well_formed = is_syllable(made);
    if (!well_formed && allowed != sure) continue;
    if (made == word) continue;
    std::size_t first = 0;
    while (!(faults & bit(static_cast<Fault>(first)))) ++first;
    return MendedWord{std::move(made), kRules[first], well_formed ? 0.99 : 0.95, well_formed};
  }
  return std::nullopt;
}

}  // namespace trichluc
