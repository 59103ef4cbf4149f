#include "tools/bench/damage.h"

#include <algorithm>
#include <array>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/tone.h"

namespace trichluc::bench {
namespace {

std::u32string to_letters(std::string_view text) {
  std::u32string letters;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded here = decode_utf8(text, at);
    letters += here.code;
    at += here.length;
  }
  return letters;
}

bool is_accented(char32_t letter) { return letter >= 0x80 && is_letter(letter); }

/// A text with words replaced one after the other.
class Writer {
 public:
  explicit Writer(std::string_view text) : text_(text) {}

  void copy(std::size_t end) {
    made_.text.append(text_, at_, end - at_);
    at_ = end;
  }
  void replace(std::size_t end, std::u32string_view word) {
    const auto begin = static_cast<std::uint32_t>(made_.text.size());
    for (const char32_t letter : word) append_utf8(made_.text, letter);
    made_.places.push_back({{static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)},
                            {begin, static_cast<std::uint32_t>(made_.text.size())}});
    at_ = end;
  }
  DamagedText finish() {
    copy(text_.size());
    return std::move(made_);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  DamagedText made_;
};

struct FoundWord {
  Range text;
  bool begins_line = false;
};

std::vector<FoundWord> find_words(std::string_view text) {
  std::vector<FoundWord> words;
  bool new_line = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    Decoded here = decode_utf8(text, at);
    while (is_letter(here.code)) {
      at += here.length;
      here = decode_utf8(text, at);
    }
    if (at > begin) {
      words.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}, new_line});
      new_line = false;
    }
    if (here.length == 0) break;
    new_line = new_line || here.code == U'\n';
    at += here.length;
  }
  return words;
}

std::u32string_view tone_mark(Tone tone) {
  constexpr std::array<std::u32string_view, 6> kMarks = {U"", U"\u0300", U"\u0301", U"\u0309", U"\u0303", U"\u0323"};
  return kMarks[static_cast<std::size_t>(tone)];
}

}  // namespace

DamagedText Damager::break_words(std::string_view text, const Break& breaking) {
  Writer writer(text);
  for (const FoundWord& word : find_words(text)) {
    if (!hit()) continue;
    const std::u32string letters = to_letters(text.substr(word.text.begin, word.text.size()));
    if (const auto broken = breaking(letters)) {
      writer.copy(word.text.begin);
      writer.replace(word.text.end, *broken);
    }
  }
  return writer.finish();
}

std::u32string Damager::draw_letters(std::string_view text, std::size_t count) {
  std::u32string accented, drawn;
  for (const char32_t letter : to_letters(text)) {
    if (is_accented(letter)) accented += to_lower(letter);
  }
  // As many draws as there could be rare letters; a text may have fewer different ones.
  for (std::size_t draw = 0; draw < 100 * count && drawn.size() < count && !accented.empty(); ++draw) {
    const char32_t letter = accented[pick(accented.size())];
    if (drawn.find(letter) == drawn.npos) drawn += letter;
  }
  return drawn;
}

DamagedText Damager::lose_letters(std::string_view text, std::u32string_view lost, LostAs as) {
  Writer writer(text);
  bool line_hit = false;
  for (const FoundWord& word : find_words(text)) {
    if (word.begins_line) line_hit = hit();
    if (!line_hit) continue;
    const std::u32string letters = to_letters(text.substr(word.text.begin, word.text.size()));
    std::u32string broken;
    for (const char32_t letter : letters) {
      if (lost.find(letter) == lost.npos) {
        broken += letter;
      } else if (as == LostAs::kMark) {
        broken += U'\uFFFD';
      } else if (as == LostAs::kBlank || broken.empty() || broken.back() != U' ') {
        broken += U' ';
      }
    }
    if (broken == letters) continue;
    if (as == LostAs::kCollapsed) {
      const auto is_blank = [&](std::size_t at) { return at >= text.size() || text[at] == ' ' || text[at] == '\n'; };
      if (broken.back() == U' ' && is_blank(word.text.end)) broken.pop_back();
      if (!broken.empty() && broken.front() == U' ' && (word.text.begin == 0 || is_blank(word.text.begin - 1)))
        broken.erase(0, 1);
    }
    writer.copy(word.text.begin);
    writer.replace(word.text.end, broken);
  }
  return writer.finish();
}

DamagedText Damager::split_letters(std::string_view text) {
  Writer writer(text);
  bool line_hit = false;
  for (const FoundWord& word : find_words(text)) {
    if (word.begins_line) line_hit = hit();
    if (!line_hit) continue;
    const std::u32string letters = to_letters(text.substr(word.text.begin, word.text.size()));
    std::u32string broken;
    for (std::size_t at = 0; at < letters.size(); ++at) {
      const bool parts = at > 0 && (is_accented(letters[at]) != is_accented(letters[at - 1]));
      if (parts) broken += U' ';
      broken += letters[at];
    }
    if (broken == letters) continue;
    writer.copy(word.text.begin);
    writer.replace(word.text.end, broken);
  }
  return writer.finish();
}

DamagedText Damager::glue_syllables(std::string_view text) {
  Writer writer(text);
  const std::vector<FoundWord> words = find_words(text);
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    const Range first = words[at].text, second = words[at + 1].text;
    if (second.begin != first.end + 1 || text[first.end] != ' ' || !hit()) continue;
    const std::string glued =
        std::string(text.substr(first.begin, first.size())) + std::string(text.substr(second.begin, second.size()));
    writer.copy(first.begin);
    writer.replace(second.end, to_letters(glued));
    ++at;
  }
  return writer.finish();
}

DamagedText Damager::misorder_marks(std::string_view text) {
  return break_words(text, [](std::u32string_view word) -> std::optional<std::u32string> {
    for (std::size_t at = 0; at < word.size(); ++at) {
      const TonedLetter toned = split_tone(word[at]);
      if (toned.tone == Tone::kLevel || toned.tone == Tone::kDot) continue;
      char32_t base = 0;
      std::u32string_view shape;
      switch (to_lower(toned.letter)) {
        case U'â': base = U'a', shape = U"\u0302"; break;
        case U'ă': base = U'a', shape = U"\u0306"; break;
        case U'ê': base = U'e', shape = U"\u0302"; break;
        case U'ô': base = U'o', shape = U"\u0302"; break;
        default: continue;
      }
      if (is_upper(word[at])) base = to_upper(base);
      std::u32string broken(word.substr(0, at));
      broken += with_tone(base, toned.tone);
      broken += shape;
      broken += word.substr(at + 1);
      return broken;
    }
    return std::nullopt;
  });
}

DamagedText Damager::double_marks(std::string_view text) {
  return break_words(text, [](std::u32string_view word) -> std::optional<std::u32string> {
    for (std::size_t at = 0; at < word.size(); ++at) {
      const Tone tone = split_tone(word[at]).tone;
      if (tone == Tone::kLevel) continue;
      std::u32string broken(word.substr(0, at + 1));
      broken += tone_mark(tone);
      broken += word.substr(at + 1);
      return broken;
    }
    return std::nullopt;
  });
}

DamagedText Damager::swap_look_alikes(std::string_view text) {
  constexpr std::u32string_view kLatin = U"aeopcyxiđĐưƯABEKMHOPCTX";
  constexpr std::u32string_view kTwins = U"аеорсухіðÐƣƢАВЕКМНОРСТХ";
  static_assert(kLatin.size() == kTwins.size());
  return break_words(text, [this, kLatin, kTwins](std::u32string_view word) -> std::optional<std::u32string> {
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < word.size(); ++at) {
      if (kLatin.find(word[at]) != kLatin.npos) places.push_back(at);
    }
    if (places.empty() || word.size() < 2) return std::nullopt;
    std::u32string broken(word);
    char32_t& letter = broken[places[pick(places.size())]];
    letter = kTwins[kLatin.find(letter)];
    return broken;
  });
}

DamagedText Damager::displace_tones(std::string_view text) {
  return break_words(text, [this](std::u32string_view word) -> std::optional<std::u32string> {
    std::u32string bare(word);
    Tone tone = Tone::kLevel;
    std::size_t toned = 0;
    std::vector<std::size_t> vowels;
    for (std::size_t at = 0; at < word.size(); ++at) {
      const TonedLetter split = split_tone(word[at]);
      bare[at] = split.letter;
      if (is_plain_vowel(split.letter)) vowels.push_back(at);
      if (split.tone != Tone::kLevel) tone = split.tone, toned = at;
    }
    std::erase(vowels, toned);
    if (tone == Tone::kLevel || vowels.empty()) return std::nullopt;
    const std::size_t to = vowels[pick(vowels.size())];
    bare[to] = with_tone(bare[to], tone);
    // Both places of hòa, hoà are right: that would be no damage.
    std::string broken;
    for (const char32_t letter : bare) append_utf8(broken, letter);
    if (!move_tone(broken)) return std::nullopt;
    return bare;
  });
}

}  // namespace trichluc::bench
