#include "pipeline/ingest/text_encoding.h"

#include <algorithm>

#include "pipeline/ingest/utf8.h"
#include "pipeline/ingest/windows_text.h"

namespace trichluc {
namespace {

constexpr double kSyllables = 0.7;   // decoded text has 0.87 and more, other languages 0.5 and less
constexpr double kVietnamese = 0.4;  // tables of figures have few words with marks, other languages none

enum class ByteOrder { kLittle, kBig };

/// Latin text without a mark has a NUL in most of its even or of its odd places, and hardly one in the others.
std::optional<ByteOrder> order_of_nuls(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  if (head.find('\0') == std::string_view::npos) return {};
  std::size_t nuls[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) nuls[i % 2] += head[i] == '\0';
  const std::size_t half = head.size() / 2;
  if (half < 8 || std::min(nuls[0], nuls[1]) * 20 >= half || std::max(nuls[0], nuls[1]) * 2 <= half) return {};
  return nuls[1] > nuls[0] ? ByteOrder::kLittle : ByteOrder::kBig;
}

}  // namespace

std::optional<DecodedText> decode_utf16(std::string_view bytes) {
  std::optional<ByteOrder> order;
  std::uint32_t at = 0;
  // UTF-32 begins with the mark of UTF-16, too.
  if (bytes.starts_with("\xFF\xFE") && bytes.substr(2, 2) != std::string_view("\0\0", 2)) order = ByteOrder::kLittle;
  if (bytes.starts_with("\xFE\xFF")) order = ByteOrder::kBig;
  if (order) {
    at = 2;
  } else if (order = order_of_nuls(bytes); !order) {
    return {};
  }
  const auto unit = [&](std::uint32_t place) -> char32_t {
    const auto first = static_cast<unsigned char>(bytes[place]);
    const auto second = static_cast<unsigned char>(bytes[place + 1]);
    return *order == ByteOrder::kLittle ? static_cast<char32_t>(first | second << 8U)
                                        : static_cast<char32_t>(first << 8U | second);
  };
  DecodedText text;
  text.utf8.reserve(bytes.size());
  const auto size = static_cast<std::uint32_t>(bytes.size());
  while (at + 2 <= size) {
    char32_t code = unit(at);
    std::uint32_t length = 2;
    if (code >= 0xD800 && code < 0xDC00 && at + 4 <= size) {
      const char32_t low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
        length = 4;
      }
    }
    const std::size_t before = text.utf8.size();
    append_code_point(text.utf8, code);
    text.source.append_replacement(static_cast<std::uint32_t>(text.utf8.size() - before), {at, at + length});
    at += length;
  }
  return text;
}

bool may_be_one_byte_text(std::string_view bytes) {
  // Sequences of UTF-8 with more than one byte, and bytes that belong to none. One stray byte among thousands of
  // sequences is damage.
  std::size_t sequences = 0;
  std::size_t strays = 0;
  std::string_view rest = bytes.substr(0, 1 << 16);
  const auto count_sequences = [&sequences](std::string_view part) {
    for (const char c : part) sequences += static_cast<unsigned char>(c) >= 0xC0;
  };
  while (const auto bad = find_invalid_utf8(rest)) {
    count_sequences(rest.substr(0, *bad));
    ++strays;
    rest.remove_prefix(*bad + 1);
  }
  count_sequences(rest);
  return strays > sequences;
}

DecodedText decode_one_byte(std::string_view bytes) {
  DecodedText text;
  text.utf8.reserve(bytes.size() + bytes.size() / 4);
  const auto size = static_cast<std::uint32_t>(bytes.size());
  for (std::uint32_t at = 0; at < size;) {
    std::uint32_t end = at;
    while (end < size && static_cast<unsigned char>(bytes[end]) < 0x80) ++end;
    text.utf8.append(bytes, at, end - at);
    text.source.append_copy(end - at, at);
    for (at = end; at < size && static_cast<unsigned char>(bytes[at]) >= 0x80; ++at) {
      const std::size_t before = text.utf8.size();
      append_code_point(text.utf8, windows_1252(static_cast<unsigned char>(bytes[at])));
      text.source.append_replacement(static_cast<std::uint32_t>(text.utf8.size() - before), {at, at + 1});
    }
  }
  return text;
}

bool reads_as_vietnamese(const Reading& reading, const TextJudge& judge) {
  if (!judge) return false;
  double words = 0;
  double syllables = 0;
  double vietnamese = 0;
  for (const Page& page : reading.pages) {
    const TextQuality quality = judge(page);
    const auto weight = static_cast<double>(quality.words);
    words += weight;
    syllables += weight * quality.syllables;
    vietnamese += weight * quality.vietnamese;
  }
  return words > 0 && syllables >= kSyllables * words && vietnamese >= kVietnamese * words;
}

void lead_back(Reading& reading, const DecodedText& text) {
  for (Page& page : reading.pages) page.source = SourceMap::compose(page.source, text.source);
}

}  // namespace trichluc
