#include "pipeline/normalize/letters.h"

#include <algorithm>

namespace trichluc {
namespace {

/// Appends `code`, which stands for `source`, only if it takes as many bytes.
void append_same_length(std::string& text, char32_t code, std::string_view source) {
  const std::size_t before = text.size();
  append_utf8(text, code);
  if (text.size() - before != source.size()) {
    text.resize(before);
    text.append(source);
  }
}

template <class Map>
std::string map_characters(std::string_view text, Map map) {
  std::string mapped(text);
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_utf8(text, at);
    // a byte that begins no character counts as U+FFFD and stays what it is
    if (const char32_t other = map(next.code); other != next.code) overwrite_utf8(mapped, at, next.length, other);
    at += next.length;
  }
  return mapped;
}

}  // namespace

void append_utf8(std::string& text, char32_t code) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

void overwrite_utf8(std::string& text, std::size_t at, std::uint32_t length, char32_t code) {
  const auto put = [&](std::size_t i, char32_t byte) {
    text[at + i] = static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (length == 1 && code < 0x80) {
    put(0, code);
  } else if (length == 2 && code >= 0x80 && code < 0x800) {
    put(0, 0xC0 | code >> 6);
    put(1, 0x80 | (code & 0x3F));
  } else if (length == 3 && code >= 0x800 && code < 0x10000) {
    put(0, 0xE0 | code >> 12);
    put(1, 0x80 | (code >> 6 & 0x3F));
    put(2, 0x80 | (code & 0x3F));
  }
}

std::string fold_plain(std::string_view text) {
  // Never longer than `text`: a base letter takes one byte, and what has none keeps its length.
  std::string folded(text.size(), '\0');
  char* out = folded.data();
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const char byte = text[at];
    if (static_cast<unsigned char>(byte) < 0x80 && byte > ' ') {
      if (blank) *out++ = ' ';
      blank = false;
      *out++ = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
      ++at;
      continue;
    }
    const Decoded next = decode_utf8(text, at);
    const std::string_view source = text.substr(at, next.length);
    at += next.length;
    if (next.code == U' ' || next.code == U'\t' || next.code == U'\n' || next.code == U'\r' || next.code == 0xA0) {
      blank = out != folded.data();
      continue;
    }
    if (is_mark(next.code)) continue;
    if (blank) *out++ = ' ';
    blank = false;
    if (const char letter = base_letter(next.code)) {
      *out++ = letter;
    } else if (next.code >= 0x2010 && next.code <= 0x2015) {
      *out++ = '-';
    } else {
      std::string other;
      append_same_length(other, to_lower(next.code), source);
      out = std::copy(other.begin(), other.end(), out);
    }
  }
  folded.resize(static_cast<std::size_t>(out - folded.data()));
  return folded;
}

bool has_letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_utf8(text, at);
    if (is_letter(next.code)) return true;
    at += next.length;
  }
  return false;
}

std::string fold_lower(std::string_view text) {
  std::string folded(text);
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if (byte >= 'A' && byte <= 'Z') folded[at] = static_cast<char>(byte + 32);
      ++at;
      continue;
    }
    const Decoded next = decode_utf8(text, at);
    if (const char32_t lower = to_lower(next.code); lower != next.code) overwrite_utf8(folded, at, next.length, lower);
    at += next.length;
  }
  return folded;
}

std::string fold_upper(std::string_view text) {
  return map_characters(text, [](char32_t code) { return to_upper(code); });
}

std::string to_title(std::string_view text) {
  bool inside = false;
  return map_characters(text, [&inside](char32_t code) {
    const char32_t made = inside ? to_lower(code) : to_upper(code);
    inside = is_letter(code) || (inside && is_mark(code));
    return made;
  });
}

bool is_capitals(std::string_view text) {
  bool letters = false;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_utf8(text, at);
    if (is_lower(next.code)) return false;
    letters = letters || is_letter(next.code);
    at += next.length;
  }
  return letters;
}

}  // namespace trichluc
