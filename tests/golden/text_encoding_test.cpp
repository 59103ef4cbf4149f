// Files of text in the encodings that archives hold: the documents of corpus/ written in each of them are read as if
// they were UTF-8, and lead back to the bytes of the file.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/legacy_tables.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/normalize.h"
#include "pipeline/normalize/text_quality.h"
#include "tests/golden/corpus.h"

namespace trichluc {
namespace {

/// The document with the signs of typesetters as a typewriter has them: not all encodings know them.
std::string typewritten(const std::string& name) {
  std::ifstream stream(corpus_folder() / name, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  const std::string text = content.str();
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    if (c.code == U'“' || c.code == U'”') {
      made += '"';
    } else if (c.code == U'–') {
      made += '-';
    } else {
      made.append(text, at, c.length);
    }
    at += c.length;
  }
  return made;
}

std::string encoded(const std::string& text, LegacyEncoding encoding) {
  const std::string shown = encode_legacy(text, encoding);
  std::string bytes;
  for (std::size_t at = 0; at < shown.size();) {
    const Decoded c = decode_utf8(shown, at);
    const int byte = byte_of(c.code, ByteView::kWindows);
    EXPECT_GE(byte, 0) << "U+" << std::hex << static_cast<unsigned>(c.code);
    bytes += static_cast<char>(byte);
    at += c.length;
  }
  return bytes;
}

std::string utf16(const std::string& text, bool little, bool mark) {
  std::string bytes;
  const auto add = [&](char32_t unit) {
    const char high = static_cast<char>(unit >> 8U);
    const char low = static_cast<char>(unit & 0xFFU);
    bytes += little ? low : high;
    bytes += little ? high : low;
  };
  if (mark) add(0xFEFF);
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    add(c.code);
    at += c.length;
  }
  return bytes;
}

ReadOptions judged() { return {OcrMode::kAuto, judge_text, {}}; }

Reading normalized(const std::string& bytes, const std::string& name) {
  auto reading = read_document(bytes, name, judged());
  EXPECT_TRUE(reading) << describe(reading.error());
  if (!reading) return {};
  normalize(*reading);
  return *std::move(reading);
}

/// Line ends, blanks and the borders of cells are written in more than one way.
bool drawn(char32_t code) { return code == U'\n' || code == U' ' || code == U'\t'; }

class TextEncoding : public testing::TestWithParam<const char*> {};

TEST_P(TextEncoding, OneByteTextIsDecodedAndLeadsBack) {
  const std::string text = typewritten(GetParam());
  const Reading plain = normalized(text, GetParam());
  ASSERT_FALSE(plain.pages.empty());
  for (const LegacyEncoding encoding : kLegacyEncodings) {
    SCOPED_TRACE(encoding_name(encoding));
    const std::string bytes = encoded(text, encoding);
    const Reading read = normalized(bytes, GetParam());
    EXPECT_EQ(read.text_origin, plain.text_origin);
    ASSERT_EQ(read.pages.size(), plain.pages.size());
    const Page& page = read.pages[0];
    // TCVN3 has no toned capitals: what only stood in the middle of small letters may have come out small.
    const bool caseless = encoding == LegacyEncoding::kTcvn3;
    EXPECT_EQ(caseless ? fold_lower(page.text) : page.text,
              caseless ? fold_lower(plain.pages[0].text) : plain.pages[0].text);
    EXPECT_FALSE(page.repairs.empty());
    // Every letter leads to the bytes it was written with.
    std::uint32_t reached = 0;
    for (std::size_t at = 0; at < page.text.size();) {
      const Decoded c = decode_utf8(page.text, at);
      const auto begin = static_cast<std::uint32_t>(at);
      const Range back = page.source.to_source({begin, begin + static_cast<std::uint32_t>(c.length)});
      at += c.length;
      ASSERT_LE(back.end, bytes.size());
      ASSERT_GE(back.begin, reached);
      reached = back.begin;
      if (drawn(c.code)) continue;
      ASSERT_LE(back.size(), 2U) << begin;
      if (c.code < 0x80 && back.size() == 1) {
        ASSERT_EQ(bytes[back.begin], static_cast<char>(c.code)) << begin;
      }
    }
  }
}

TEST_P(TextEncoding, Utf16IsDecodedAndLeadsBack) {
  const std::string text = typewritten(GetParam());
  const Reading plain = normalized(text, GetParam());
  ASSERT_FALSE(plain.pages.empty());
  for (const bool little : {true, false}) {
    for (const bool mark : {true, false}) {
      SCOPED_TRACE(std::string(little ? "little" : "big") + (mark ? ", mark" : ""));
      const std::string bytes = utf16(text, little, mark);
      const Reading read = normalized(bytes, GetParam());
      ASSERT_EQ(read.pages.size(), plain.pages.size());
      const Page& page = read.pages[0];
      EXPECT_EQ(page.text, plain.pages[0].text);
      for (std::size_t at = 0; at < page.text.size();) {
        const Decoded c = decode_utf8(page.text, at);
        const auto begin = static_cast<std::uint32_t>(at);
        const Range back = page.source.to_source({begin, begin + static_cast<std::uint32_t>(c.length)});
        at += c.length;
        if (drawn(c.code)) continue;
        ASSERT_EQ(back.size(), 2U);
        const auto byte = [&](std::uint32_t i) { return static_cast<unsigned char>(bytes[back.begin + i]); };
        ASSERT_EQ(static_cast<char32_t>(little ? byte(1) << 8 | byte(0) : byte(0) << 8 | byte(1)), c.code);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Documents, TextEncoding,
                         testing::Values("bao-cao-y-te-thang-9.txt", "giay-moi-hoi-nghi.txt",
                                         "ke-hoach-an-toan-truong-hoc.md"),
                         [](const auto& row) { return "document_" + std::to_string(row.index); });

TEST(EncodedText, OtherBytesStayAnError) {
  struct Case {
    const char* why;
    std::string bytes;
  };
  const std::string report = "Báo cáo kết quả khám bệnh quý II năm 2003 của Sở Y tế\n";
  for (const Case& one :
       {Case{"French in Latin-1", "Rapport g\xE9n\xE9ral d'\xE9t\xE9 pr\xE9sent\xE9 \xE0 la mairie\n"},
        Case{"UTF-8 with a byte lost", report + "tr\xE1\xBA em\n" + report},
        Case{"noise", "\x90\xFE\x81\xD0 \xC3\x28 \xA0\xA1\n"}}) {
    const auto reading = read_document(one.bytes, "a.txt", judged());
    ASSERT_FALSE(reading) << one.why;
    EXPECT_EQ(reading.error().code, ErrorCode::kInvalidUtf8) << one.why;
    EXPECT_TRUE(reading.error().where.line) << one.why;
    EXPECT_FALSE(reading.error().next_step.empty()) << one.why;
  }
}

TEST(EncodedText, WebPagesInUtf16AreRead) {
  const std::string page =
      "<!DOCTYPE html><html><head><meta charset=\"utf-16\"></head><body><p>Quyết định số 12/QĐ-UBND</p></body></html>";
  const Reading read = normalized(utf16(page, true, true), "a.html");
  ASSERT_EQ(read.pages.size(), 1U);
  EXPECT_EQ(read.pages[0].text, "Quyết định số 12/QĐ-UBND\n");
}

}  // namespace
}  // namespace trichluc
