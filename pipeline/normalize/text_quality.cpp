#include "pipeline/normalize/text_quality.h"

#include <string_view>

#include "pipeline/normalize/encodings.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/normalize.h"
#include "pipeline/normalize/syllables.h"

namespace trichluc {
namespace {

/// ă â đ ê ô ơ ư and every toned vowel, NFC: all of them beyond ASCII, none of them ç, ñ, ö, ß and the like.
bool is_vietnamese_letter(char32_t code) {
  return is_letter(code) && code >= 0x80 && !(code >= 0xC4 && code <= 0xC7) && code != U'ñ' && code != U'ö' &&
         code != U'ü' && code != U'ß' && code < 0x2000;
}

/// What a report's text does not have: Latin-1 signs that stand for letters, private use, box drawing apart.
bool is_odd(char32_t code) {
  if (code < 0x80) return code < 0x20 && code != U'\n' && code != U'\t';
  if (code <= 0xBF)
    return code != U'°' && code != U'±' && code != U'²' && code != U'³' && code != U'«' && code != U'»' &&
           code != 0xA0 && code != 0xAD && code != U'·' && code != U'½' && code != U'¼' && code != U'§' && code != U'×';
  return code == 0xFFFD || (code >= 0xE000 && code <= 0xF8FF) || (code >= 0x370 && code <= 0x1DFF);
}

/// "UBND", "BHXH": says nothing about the text around it.
bool acronym(std::string_view word) {
  if (word.size() < 2 || word.size() > 6) return false;
  for (const char c : word) {
    if (c < 'A' || c > 'Z') return false;
  }
  return !is_syllable(word);
}

}  // namespace

TextQuality judge_text(const Page& page) {
  Reading reading;
  Page& probe = reading.pages.emplace_back();
  probe.number = page.number;
  probe.text = page.text;
  probe.source = page.source;
  probe.lines = page.lines;
  probe.fonts = page.fonts;
  probe.styles = page.styles;
  // A file of text has no other layer to fall back on, and no fonts that tell of its encoding.
  if (page.width_pt == 0) decode_encodings(reading);
  normalize(probe);

  TextQuality quality;
  std::size_t characters = 0;
  std::size_t odd = 0;
  std::size_t good = 0;
  std::size_t vietnamese = 0;
  std::size_t single = 0;
  const std::string_view text = probe.text;
  std::size_t begin = 0;  // of the word
  std::size_t letters = 0;
  bool marked = false;
  const auto end_word = [&](std::size_t end) {
    if (letters == 0 || acronym(text.substr(begin, end - begin))) return;
    ++quality.words;
    single += letters == 1;
    vietnamese += marked;
    good += is_syllable(text.substr(begin, end - begin));
  };
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    if (is_letter(decoded.code)) {
      if (letters == 0) begin = at;
      ++letters;
      marked = marked || is_vietnamese_letter(decoded.code);
    } else {
      end_word(at);
      letters = 0;
      marked = false;
    }
    if (decoded.code != U' ' && decoded.code != U'\n') {
      ++characters;
      odd += is_odd(decoded.code);
    }
    at += decoded.length > 0 ? decoded.length : 1;
  }
  end_word(text.size());
  if (quality.words > 0) {
    const auto words = static_cast<double>(quality.words);
    quality.syllables = static_cast<double>(good) / words;
    quality.vietnamese = static_cast<double>(vietnamese) / words;
    quality.single = static_cast<double>(single) / words;
  }
  if (characters > 0) quality.odd = static_cast<double>(odd) / static_cast<double>(characters);
  return quality;
}

}  // namespace trichluc
