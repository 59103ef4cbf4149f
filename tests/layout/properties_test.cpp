// What holds for every text: nothing is lost, every block knows where it stands, and every character leads back.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "pipeline/normalize/letters.h"
#include "tests/layout/reading.h"

namespace trichluc::test {
namespace {

bool is_blank(char32_t code) {
  return code == U' ' || code == U'\n' || code == U'\t' || code == U'\r' || code == U'\f';
}

std::map<char32_t, int> count_characters(std::string_view text) {
  std::map<char32_t, int> counts;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_utf8(text, at);
    if (!is_blank(next.code)) ++counts[next.code];
    at += next.length;
  }
  return counts;
}

/// Pieces of official writing in an order that makes no sense.
std::string random_text(unsigned seed) {
  static const char* const kPieces[] = {
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
      "Độc lập - Tự do - Hạnh phúc",
      "ỦY BAN NHÂN DÂN",
      "TỈNH LAU SẬY",
      "Số:     /BC-UBND",
      "BÁO CÁO",
      "Kết quả trồng rừng năm 2031",
      "Kính gửi: Sở Y tế",
      "V/v tiêm phòng",
      "Đồi Mơ, ngày     tháng 6 năm 2031",
      "Số: 12/SYT-VP Đồi Mơ, ngày 05 tháng 6 năm 2031 V/v tiêm phòng Kính gửi: Sở Y tế Trong thời gian qua",
      "CỦA BỘ TRƯỞNG BỘ Y TẾ SỐ 12/2001/CT-BYT NGÀY 5 THÁNG 6 NĂM 2001 VỀ VIỆC",
      "CHỈ THỊ",
      "KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Đặng Thị Mơ",
      "TỔNG GIÁM ĐỐC Đặng Thị Mơ",
      "Đồi Mơ, ngày",
      "Số:",
      "|",
      "Nơi nhận:",
      "- Như trên;",
      "- Lưu: VT.",
      "KT. CHỦ TỊCH",
      "PHÓ CHỦ TỊCH",
      "Đặng Thị Mơ",
      "I. KẾT QUẢ",
      "1. Công tác chỉ đạo",
      "a) Ban hành",
      "(1) Xã Đồi Mơ;",
      "Điều 5. Hiệu lực",
      "PHẦN THỨ NHẤT",
      "2",
      "- 3 -",
      "_____",
      "“trích",
      "dẫn”",
      "\"",
      "kế hoạch[footnoteRef:1] đã giao. [1:  Số 15.]",
      "[2: chưa đóng",
      "]",
      "phê duyệt1.",
      "1 Kế hoạch số 15.",
      "theo Nghị định số 915/NĐ-",
      "CP của Chính phủ",
      "kinh tế",
      "- xã hội",
      "các xã đã trồng 15 ha, trong đó có nhiều loại cây khác nhau như sau:",
      "và tiếp tục thực hiện đến hết năm 2031 theo kế hoạch đã được phê duyệt trên địa bàn",
      "PHỤ LỤC II",
      "TT     Tên      Số hộ",
      "1      Đồi Mơ     120",
      "│ ĐẾN │",
      "ký@doimo.example.vn",
      "06.06.2031 10:20:30 +07:00",
      "@",
      "   ",
      "Mục lục ........ 1",
      "Phần I ......... 2",
      "e\xCC\x81",
      "\xF0\x9F\x98\x80"};
  static const char* const kBreaks[] = {"\n", "\n", "\n", "\n\n", " ", "     ", "\n\n\n", "\f", "\n      "};
  std::mt19937 random(seed);
  const auto number = [&random](std::size_t below) { return static_cast<std::size_t>(random()) % below; };
  const auto pick = [&number](const auto& list) { return list[number(std::size(list))]; };
  std::string text = "x";
  for (std::size_t i = 0, count = 5 + number(80); i < count; ++i) text += std::string(pick(kPieces)) + pick(kBreaks);
  return text;
}

class PropertiesTest : public testing::TestWithParam<unsigned> {};

TEST_P(PropertiesTest, Hold) {
  const std::string text = random_text(GetParam());
  SCOPED_TRACE(text);
  const Reading reading = plain(text);
  const Document document = lay_out(reading);
  ASSERT_EQ(document.pages.size(), reading.pages.size());

  for (std::size_t index = 0; index < document.pages.size(); ++index) {
    const DocumentPage& page = document.pages[index];
    EXPECT_EQ(count_characters(page.text), count_characters(reading.pages[index].text));
    EXPECT_EQ(page.text.find("  "), std::string::npos);
    EXPECT_EQ(page.text.find(" \n"), std::string::npos);
    EXPECT_EQ(page.text.find("\n "), std::string::npos);
    EXPECT_EQ(page.text.find("\n\n"), std::string::npos);
    EXPECT_EQ(page.source.size(), page.text.size());
    for (std::uint32_t at = 0; at < page.text.size();) {
      const Decoded next = decode_utf8(page.text, at);
      const Range source = page.source.to_source({at, at + next.length});
      if (!is_blank(next.code)) {
        ASSERT_EQ(std::string_view(text).substr(source.begin, source.size()),
                  std::string_view(page.text).substr(at, next.length))
            << "at " << at;
      }
      at += next.length;
    }
  }

  // Blocks and marks cover the pages without overlapping.
  std::vector<std::string> covered;
  for (const DocumentPage& page : document.pages) covered.emplace_back(page.text.size(), '.');
  const auto cover = [&covered](std::uint32_t page, std::uint32_t begin, std::uint32_t length) {
    for (std::uint32_t i = begin; i < begin + length; ++i) {
      ASSERT_EQ(covered.at(page).at(i), '.');
      covered[page][i] = 'x';
    }
  };
  for (const Block& block : document.blocks) {
    EXPECT_TRUE(!block.text.empty() || block.mark_place || !block.notes.empty());
    EXPECT_EQ(block.text.find("  "), std::string::npos);
    std::uint32_t at = 0;
    for (const Piece& piece : block.pieces) {
      ASSERT_GE(piece.text_begin, at);
      // Only a blank that joins two parts stands on no page.
      for (; at < piece.text_begin; ++at) EXPECT_EQ(block.text[at], ' ');
      ASSERT_EQ(block.text.substr(piece.text_begin, piece.length),
                document.pages.at(piece.page_index).text.substr(piece.page_begin, piece.length));
      cover(piece.page_index, piece.page_begin, piece.length);
      at = piece.text_begin + piece.length;
    }
    EXPECT_EQ(at, block.text.size());
    if (block.mark_place)
      cover(block.mark_place->page_index, block.mark_place->text.begin, block.mark_place->text.size());
    for (const NoteMark& note : block.notes) {
      cover(note.where.page_index, note.where.text.begin, note.where.text.size());
      EXPECT_LE(note.text_at, block.text.size());
    }
    EXPECT_LT(block.lead_in, static_cast<int>(document.blocks.size()));
  }
  for (std::size_t index = 0; index < covered.size(); ++index) {
    for (std::size_t at = 0; at < covered[index].size(); ++at) {
      const char c = document.pages[index].text[at];
      // Blanks around marks, line ends and the bracket that closes an inline note belong to no block's text.
      EXPECT_TRUE(covered[index][at] == 'x' || c == ' ' || c == '\n' || c == ']' || c == '\t')
          << "page " << index << " at " << at << ": " << c;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(RandomTexts, PropertiesTest, testing::Range(0U, 150U));

TEST(PropertiesTest, SameInputSameOutput) {
  const std::string text = random_text(4711);
  EXPECT_EQ(lines_of(laid_out(text)), lines_of(laid_out(text)));
}

TEST(PropertiesTest, EmptyReading) { EXPECT_TRUE(lay_out(Reading{}).blocks.empty()); }

}  // namespace
}  // namespace trichluc::test
