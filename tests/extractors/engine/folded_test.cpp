#include "extractors/engine/folded.h"

#include <gtest/gtest.h>

#include "extractors/engine/code_page.h"

namespace trichluc {
namespace {

TEST(Folded, KeepsEveryBytesPlace) {
  const std::string text = "ỦY BAN Nhân dân; Hoà Bình, thuỷ lợi, QUÝ III – “Đạt” 10,5% ‰ Я ★";
  const Folded folded(text);
  EXPECT_EQ(folded.folded().size(), text.size());
  EXPECT_EQ(folded.folded(), "ủy ban nhân dân; hòa bình, thủy lợi, quý iii – “đạt” 10,5% ‰ я ★");
  ASSERT_EQ(folded.printed_codes().size(), folded.folded_codes().size());
  EXPECT_EQ(folded.byte_of(folded.printed_codes().size()), text.size());
}

TEST(Folded, CodesFollowTheFoldedText) {
  const std::string text = "Hoà, THUÝ, khoáng";
  const Folded printed(text);
  const Folded lower(printed.folded());
  EXPECT_EQ(printed.folded_codes(), lower.printed_codes());
}

TEST(Folded, TokensAreWordsNumbersAndSigns) {
  const Folded text("Số 12.345,6 (tỷ)");
  ASSERT_EQ(text.count(), 5);
  EXPECT_EQ(text.word(0), "số");
  EXPECT_EQ(text.word(1), "12.345,6");
  EXPECT_EQ(text.token(1).kind, TokenKind::kNumber);
  EXPECT_EQ(text.word(2), "(");
  EXPECT_FALSE(text.token(3).space_before);
  EXPECT_EQ(text.word(99), "");
}

TEST(Folded, KnowsItsCapitals) {
  const std::string text = "UBND tỉnh Đắk Lắk, thuỷ lợi ÂU";
  const Folded folded(text);
  std::string capitals;
  for (const std::uint32_t at : folded.capitals()) {
    const std::uint32_t begin = folded.byte_of(at);
    capitals += text.substr(begin, folded.byte_of(at + 1) - begin);
  }
  EXPECT_EQ(capitals, "UBNDĐLÂU");
}

TEST(CodePage, LettersSignsAndOthersHaveTheirCodes) {
  for (const char32_t letter : {U'a', U'Z', U'đ', U'Đ', U'ữ', U'Ỹ', U'é', U'я', U'Ω'}) {
    EXPECT_TRUE(is_letter_code(to_code(letter))) << static_cast<std::uint32_t>(letter);
  }
  EXPECT_EQ(lower_code(to_code(U'Đ')), to_code(U'đ'));
  EXPECT_EQ(lower_code(to_code(U'Ỹ')), to_code(U'ỹ'));
  EXPECT_FALSE(is_letter_code(to_code(U'–')));
  EXPECT_FALSE(is_letter_code(to_code(U'★')));
  EXPECT_NE(to_code(U'–'), to_code(U'—'));
}

TEST(CodePage, RefusesUnicodeClassesItDoesNotHave) {
  std::string encoded;
  EXPECT_TRUE(encode_pattern(R"([^\pL\pM\pN]+\p{Lu})", encoded));
  EXPECT_FALSE(encode_pattern(R"(\p{Greek})", encoded));
  EXPECT_FALSE(encode_pattern(R"(\PL)", encoded));
}

}  // namespace
}  // namespace trichluc
