#include "pipeline/ingest/ocr_words.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "pipeline/ingest/ocr_row.h"

namespace trichluc {
namespace {

constexpr float kCapital = 0.662F;
constexpr float kSmall = 0.455F;
constexpr float kBare = 0.5F;  // confidence of a word read without its marks

bool is_ascii_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }
bool is_ascii_digit(char c) { return '0' <= c && c <= '9'; }

/// Type size that a letter's height stands for; 0 where it stands for none.
float size_by(const OcrSymbol& symbol) {
  if (symbol.text.size() != 1) return 0;
  const char c = symbol.text[0];
  const auto height = static_cast<float>(symbol.box.height());
  if (is_ascii_digit(c) || ('A' <= c && c <= 'Z' && c != 'Q' && c != 'J')) return height / kCapital;
  if (std::string_view("aceimnorsuvxz").find(c) != std::string_view::npos && c != 'i') return height / kSmall;
  if (std::string_view("bdhkl").find(c) != std::string_view::npos) return height / 0.683F;
  return 0;
}

float median(std::vector<float>& values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

bool has_letter_or_digit(const OcrWord& word) {
  return std::any_of(word.symbols.begin(), word.symbols.end(), [](const OcrSymbol& symbol) {
    const char c = symbol.text[0];
    return is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0xC3;
  });
}

/// Figures in doubt are looked at again.
bool has_digit(const OcrWord& word) {
  return std::any_of(word.symbols.begin(), word.symbols.end(),
                     [](const OcrSymbol& symbol) { return is_ascii_digit(symbol.text[0]); });
}

struct FoundLine {
  std::size_t first = 0;  // words [first, last)
  std::size_t last = 0;
  float height = 0;  // median of its symbols
  float confidence = 0;
  PixelBox box;
  std::size_t symbols = 0;
};

FoundLine measure(const std::vector<OcrWord>& words, std::size_t first) {
  FoundLine line;
  line.first = first;
  line.last = first;
  std::vector<float> heights;
  line.box = words[first].box;
  for (; line.last < words.size() && words[line.last].line == words[first].line; ++line.last) {
    const OcrWord& word = words[line.last];
    line.box.left = std::min(line.box.left, word.box.left);
    line.box.top = std::min(line.box.top, word.box.top);
    line.box.right = std::max(line.box.right, word.box.right);
    line.box.bottom = std::max(line.box.bottom, word.box.bottom);
    line.confidence += word.confidence * static_cast<float>(word.symbols.size());
    line.symbols += word.symbols.size();
    for (const OcrSymbol& symbol : word.symbols) heights.push_back(static_cast<float>(symbol.box.height()));
  }
  line.confidence /= static_cast<float>(std::max<std::size_t>(1, line.symbols));
  line.height = median(heights);
  return line;
}

/// Whether words [first, last) stand where the marks of the words of `below` belong. Those then were read bare,
/// whatever confidence they have.
bool stand_above(std::vector<OcrWord>& words, std::size_t first, std::size_t last, const FoundLine& below) {
  bool found = false;
  for (std::size_t i = below.first; i < below.last; ++i) {
    OcrWord& word = words[i];
    for (std::size_t k = first; k < last; ++k) {
      const PixelBox& mark = words[k].box;
      const int overlap = std::min(word.box.right, mark.right) - std::max(word.box.left, mark.left);
      const auto gap = static_cast<float>(word.box.top - mark.bottom);
      if (2 * overlap <= mark.width() || gap < -0.9F * below.height || gap > 0.3F * below.height) continue;
      found = true;
      word.confidence = std::min(word.confidence, kBare);
    }
  }
  return found;
}

/// Tesseract takes the marks above capitals and bold type for a line of their own, or for words of the line beside it.
void find_marks(std::vector<OcrWord>& words, const std::vector<FoundLine>& lines, float usual,
                std::vector<char>& noise) {
  constexpr float kUnsure = 0.85F;
  const auto is_mark_of_other_line = [&](std::size_t first, std::size_t last, const FoundLine& own) {
    bool found = false;
    for (const FoundLine& below : lines) {
      if (below.first != own.first && below.height >= 0.7F * usual) found |= stand_above(words, first, last, below);
    }
    return found;
  };
  for (const FoundLine& line : lines) {
    const float low_line = line.confidence < 0.6F ? 1.2F * usual : 0.95F * usual;
    if (line.height < low_line && line.confidence < kUnsure) {
      const bool low = line.height < 0.55F * usual && line.confidence < 0.7F;
      if (is_mark_of_other_line(line.first, line.last, line) || low)
        std::fill(noise.begin() + static_cast<std::ptrdiff_t>(line.first),
                  noise.begin() + static_cast<std::ptrdiff_t>(line.last), char{1});
      continue;
    }
    for (std::size_t i = line.first; i < line.last; ++i) {
      const OcrWord& word = words[i];
      const float raised = std::min(word.base_left_y, word.base_right_y) - static_cast<float>(word.box.bottom);
      if (word.confidence < kUnsure && static_cast<float>(word.box.height()) < 0.85F * usual &&
          raised > 0.25F * usual && is_mark_of_other_line(i, i + 1, line)) {
        noise[i] = 1;
      }
    }
  }
}

/// Words at a line's end that were read as nothing, or without confidence and parted from it by a gap: strokes of a
/// signature that stands beside. Handwriting fills the blanks of a line, where something follows, or no gap is left.
void find_scrawls(const std::vector<OcrWord>& words, const FoundLine& line, float usual, std::vector<char>& noise) {
  constexpr float kUnread = 0.45F;
  constexpr float kRead = 0.6F;
  constexpr float kGuessed = 0.2F;  // of figures, which are looked at again
  constexpr float kNothing = 0.12F;
  constexpr float kHardly = 0.3F;  // of a single letter
  std::size_t end = line.last;
  // Flourishes that begin right behind the last word.
  for (; end > line.first + 1; --end) {
    const OcrWord& word = words[end - 1];
    const bool digit = has_digit(word);
    if (word.confidence > (word.symbols.size() == 1 ? kHardly : kNothing) || digit) break;
    noise[end - 1] = 1;
  }
  while (end > line.first) {
    // The last stretch without a wide gap.
    std::size_t begin = end - 1;
    while (begin > line.first && static_cast<float>(words[begin].box.left - words[begin - 1].box.right) < 1.5F * usual)
      --begin;
    if (begin == line.first) return;
    float confidence = 0;
    std::size_t symbols = 0;
    for (std::size_t i = begin; i < end; ++i) {
      confidence += words[i].confidence * static_cast<float>(words[i].symbols.size());
      symbols += words[i].symbols.size();
    }
    const bool any_read = std::any_of(
        words.begin() + static_cast<std::ptrdiff_t>(begin), words.begin() + static_cast<std::ptrdiff_t>(end),
        [](const OcrWord& word) { return word.confidence > kRead || (word.confidence > kGuessed && has_digit(word)); });
    if (any_read || confidence > kUnread * static_cast<float>(symbols)) return;
    std::fill(noise.begin() + static_cast<std::ptrdiff_t>(begin), noise.begin() + static_cast<std::ptrdiff_t>(end),
              char{1});
    end = begin;
  }
}

}  // namespace

std::u32string code_points(std::string_view utf8) {
  std::u32string codes;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code = lead < 0x80 ? lead : lead & (0x7FU >> length);
    bool valid = lead < 0x80 || (lead >= 0xC2 && lead <= 0xF4);
    valid = valid && i + length <= utf8.size();
    for (std::size_t k = 1; valid && k < length; ++k) {
      const auto next = static_cast<unsigned char>(utf8[i + k]);
      valid = (next & 0xC0U) == 0x80;
      code = (code << 6U) | (next & 0x3FU);
    }
    valid = valid && code >= 0x20 && code != 0x7F && code <= 0x10FFFF && !(0xD800 <= code && code <= 0xDFFF);
    codes.push_back(valid ? code : U'\uFFFD');
    i += valid ? length : 1;
  }
  return codes;
}

float letter_size(std::span<const OcrWord> words) {
  std::vector<float> sizes;
  std::vector<float> heights;
  for (const OcrWord& word : words) {
    for (const OcrSymbol& symbol : word.symbols) {
      heights.push_back(static_cast<float>(symbol.box.height()));
      if (const float size = size_by(symbol); size > 0) sizes.push_back(size);
    }
  }
  if (!sizes.empty()) return median(sizes);
  return median(heights) / kCapital;
}

void move_word(OcrWord& word, int left, int top, float factor) {
  const auto moved = [factor](float at, int begin) { return static_cast<float>(begin) + at / factor; };
  const auto pixel = [&moved](int at, int begin) {
    return static_cast<int>(std::lround(moved(static_cast<float>(at), begin)));
  };
  const auto box = [&](PixelBox& pixels) {
    pixels = {pixel(pixels.left, left), pixel(pixels.top, top), pixel(pixels.right, left), pixel(pixels.bottom, top)};
  };
  box(word.box);
  for (OcrSymbol& symbol : word.symbols) box(symbol.box);
  word.base_left_x = moved(word.base_left_x, left);
  word.base_left_y = moved(word.base_left_y, top);
  word.base_right_x = moved(word.base_right_x, left);
  word.base_right_y = moved(word.base_right_y, top);
}

void spell_digits(OcrWord& word) {
  constexpr std::pair<std::string_view, const char*> kLikeLetters[] = {
      {"ó", "6"}, {"Ó", "6"}, {"ö", "6"}, {"Ö", "6"}, {"l", "1"}, {"I", "1"}, {"|", "1"}, {"O", "0"}, {"o", "0"}};
  for (OcrSymbol& symbol : word.symbols) {
    if (symbol.text == "§") symbol.text = "8";
  }
  if (!has_digit(word)) return;
  for (OcrSymbol& symbol : word.symbols) {
    for (const auto& [letter, digit] : kLikeLetters) {
      if (symbol.text == letter) symbol.text = digit;
    }
  }
}

void join_numbers(std::vector<OcrWord>& words) {
  constexpr float kGap = 0.15F;  // of the type's size; blanks are 0.25, and wider in justified lines
  const auto belongs = [](const OcrWord& left, const OcrWord& right) {
    const std::size_t size = left.symbols.size();
    if (left.line != right.line || size < 2 || right.symbols.empty()) return false;
    const std::string& mark = left.symbols.back().text;
    if ((mark != "," && mark != ".") || !is_digit_symbol(left.symbols[size - 2].text) ||
        !is_digit_symbol(right.symbols.front().text))
      return false;
    const int gap = right.box.left - left.box.right;
    return gap >= 0 && static_cast<float>(gap) < kGap * letter_size({&left, 1});
  };
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (kept == 0 || !belongs(words[kept - 1], words[i])) {
      if (kept != i) words[kept] = std::move(words[i]);
      ++kept;
      continue;
    }
    OcrWord& left = words[kept - 1];
    OcrWord& right = words[i];
    std::move(right.symbols.begin(), right.symbols.end(), std::back_inserter(left.symbols));
    left.box = {left.box.left, std::min(left.box.top, right.box.top), right.box.right,
                std::max(left.box.bottom, right.box.bottom)};
    left.confidence = std::min(left.confidence, right.confidence);
  }
  words.resize(kept);
}

void drop_noise(std::vector<OcrWord>& words) {
  std::vector<float> heights;
  for (const OcrWord& word : words) {
    for (const OcrSymbol& symbol : word.symbols) heights.push_back(static_cast<float>(symbol.box.height()));
  }
  const float usual = median(heights);
  std::vector<FoundLine> lines;
  for (std::size_t first = 0; first < words.size(); first = lines.back().last) lines.push_back(measure(words, first));
  std::vector<char> noise(words.size(), 0);
  find_marks(words, lines, usual, noise);
  for (const FoundLine& line : lines) {
    if (line.confidence >= 0.35F) find_scrawls(words, line, usual, noise);
    const bool illegible = line.confidence < 0.35F;
    const bool crumb = line.symbols <= 2 && line.height < 0.6F * usual && has_letter_or_digit(words[line.first]);
    for (std::size_t i = line.first; i < line.last; ++i) {
      const OcrWord& word = words[i];
      const auto height = static_cast<float>(word.box.height());
      const bool speck = !has_letter_or_digit(word) && word.confidence < 0.7F && height < 0.5F * usual;
      const bool scrawl = word.confidence < 0.3F && (height > 2.5F * usual || !has_letter_or_digit(word));
      if (illegible || crumb || speck || scrawl) noise[i] = 1;
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (noise[i] == 0 && kept++ != i) words[kept - 1] = std::move(words[i]);
  }
  words.resize(kept);
}

}  // namespace trichluc
