#include "tools/language/misreading_list.h"

#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr std::uint32_t kSeen = 2;
constexpr double kBound = 0.04;  // of all that follows the first, or precedes the second

std::vector<std::string> letters_of(const std::string& word) {
  std::vector<std::string> letters;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t length = decode_utf8(word, at).length;
    letters.push_back(word.substr(at, length));
    at += length;
  }
  return letters;
}

/// Syllables of the lexicon one slip away: another tone, another shape of a vowel, another first letter, an accented
/// letter left out.
std::set<SyllableKey> slips_of(SyllableKey key, const LanguageModel& model) {
  std::set<SyllableKey> slips;
  const auto add = [&](SyllableKey slip) {
    if (slip != key && model.in_lexicon(slip)) slips.insert(slip);
  };
  for (std::uint8_t tone = 0; tone < 6; ++tone) add(key_with_tone(key, static_cast<Tone>(tone)));
  const std::vector<std::string> letters = letters_of(spell(key));
  const auto with = [&letters](std::size_t at, std::string_view letter) {
    std::string word;
    for (std::size_t i = 0; i < letters.size(); ++i) word += i == at ? std::string(letter) : letters[i];
    return syllable_key(word);
  };
  for (std::size_t at = 0; at < letters.size(); ++at) {
    const char32_t letter = decode_utf8(letters[at], 0).code;
    if (letter >= 0x80) add(with(at, ""));
    const TonedLetter vowel = split_tone(letter);
    if (!is_plain_vowel(vowel.letter)) continue;
    for (const std::u32string_view forms : kTonedForms) {
      if (base_letter(forms[0]) != base_letter(vowel.letter)) continue;
      std::string other;
      append_utf8(other, with_tone(forms[0], vowel.tone));
      add(with(at, other));
    }
  }
  if (!is_plain_vowel(split_tone(decode_utf8(letters[0], 0).code).letter)) {
    for (const char* onset : {"b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"})
      add(with(0, onset));
  }
  return slips;
}

}  // namespace

void write_misreadings(const LanguageCounts& domain, const LanguageModel& model, std::ostream& out) {
  std::map<LanguageToken, std::uint64_t> before, behind;
  for (const auto& [pair, times] : domain.pairs()) {
    before[pair.second] += times;
    behind[pair.first] += times;
  }
  std::map<std::string, std::string> lines;
  for (const auto& [pair, times] : domain.pairs()) {
    const auto [first, second] = pair;
    // "hành vi vi phạm" makes no collocation of vi and vi.
    if (times < kSeen || first == second || !is_syllable(first) || !is_syllable(second)) continue;
    const bool bound = static_cast<double>(times) >= kBound * static_cast<double>(behind[first]) ||
                       static_cast<double>(times) >= kBound * static_cast<double>(before[second]);
    if (!bound) continue;
    std::string seconds, firsts;
    for (const SyllableKey slip : slips_of(second, model)) {
      if (model.count(first, slip) == 0) seconds += (seconds.empty() ? "" : " ") + spell(slip);
    }
    for (const SyllableKey slip : slips_of(first, model)) {
      if (model.count(slip, second) == 0) firsts += (firsts.empty() ? "" : " ") + spell(slip);
    }
    if (!seconds.empty() || !firsts.empty()) lines[spell(first) + " " + spell(second)] = seconds + "\t" + firsts;
  }
  for (const auto& [pair, slips] : lines) out << pair << '\t' << slips << '\n';
}

}  // namespace trichluc
