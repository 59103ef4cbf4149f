#include "pipeline/ingest/digit_field.h"

#include <gtest/gtest.h>

#include <string>

#include "pipeline/ingest/digit_ink.h"
#include "tests/ingest/drawn_digits.h"

namespace trichluc {
namespace {

constexpr int kLeft = 200;
constexpr int kBase = 150;
constexpr int kSize = 56;
constexpr int kHeight = 42;

const DigitNet& net() {
  static DigitReader reader(std::filesystem::path(TRICHLUC_SOURCE_DIR) / "rules/digits");
  return *reader.net();
}

std::optional<FieldDigits> read(const DrawnPage& page, FieldKind kind = FieldKind::kNumber, int right = kLeft + 200) {
  return read_field(page.view(), {kind, kLeft, right, kBase, kSize}, net());
}

class DigitFieldTest : public testing::TestWithParam<const char*> {};

TEST_P(DigitFieldTest, ReadsDigitsWithTheirPlaces) {
  DrawnPage page(700, 250);
  page.write(GetParam(), kLeft + 20, kBase, kHeight);
  const auto seen = read(page);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->digits, GetParam());
  EXPECT_GT(seen->confidence, 0.5F);
  ASSERT_EQ(seen->boxes.size(), seen->digits.size());
  int last = kLeft;
  for (const PixelBox& box : seen->boxes) {
    EXPECT_GT(box.left, last);
    EXPECT_NEAR(box.bottom, kBase, 3);
    EXPECT_NEAR(box.height(), kHeight, 4);
    last = box.left;
  }
}

INSTANTIATE_TEST_SUITE_P(Numbers, DigitFieldTest, testing::Values("7", "28", "154", "1983", "60", "95", "2347"));

TEST(DigitField, DigitsThatTouchAreCutApart) {
  DrawnPage page(700, 250);
  page.write("23", kLeft + 20, kBase, kHeight, -2);
  const FieldInk ink(page.view(), {kLeft, 60, kLeft + 200, 190}, kLeft, kLeft + 200, kSize);
  EXPECT_GE(ink.pieces().size(), 2U);
  const auto seen = read(page, FieldKind::kDay);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->digits, "23");
}

TEST(DigitField, RulesDotsAndSpecksAreNoDigits) {
  DrawnPage page(700, 250);
  page.write("280", kLeft + 40, kBase, kHeight);
  page.line(20, kBase - kHeight - 8, 680, kBase - kHeight - 8, 1);          // the letterhead's underline
  for (int x = kLeft; x < kLeft + 200; x += 12) page.dot(x, kBase + 8, 1);  // the line written upon
  page.dot(kLeft + 8, kBase - 4, 3);                                        // a colon
  page.dot(kLeft + 8, kBase - 22, 3);
  const auto seen = read(page);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->digits, "280");
}

TEST(DigitField, PrintBesideTheGapIsLeftOut) {
  DrawnPage page(700, 250);
  page.write("5", kLeft - 40, kBase, kHeight);
  page.write("17", kLeft + 10, kBase, kHeight);
  page.write("6", kLeft + 120, kBase, kHeight);
  const auto seen = read(page, FieldKind::kDay, kLeft + 110);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->digits, "17");
}

TEST(DigitField, NothingThatCannotBe) {
  DrawnPage page(700, 250);
  page.write("45", kLeft + 20, kBase, kHeight);
  const auto seen = read(page, FieldKind::kDay);
  EXPECT_TRUE(!seen || seen->confidence < 0.2F) << seen->digits;
}

TEST(DigitField, LettersAreNotCertain) {
  for (const char* letters : {"HM", "KX", "WN", "R"}) {
    DrawnPage page(700, 250);
    page.write(letters, kLeft + 20, kBase, kHeight, 10);
    const auto seen = read(page);
    EXPECT_TRUE(!seen || seen->confidence < 0.5F) << letters << " read as " << seen->digits;
  }
}

TEST(DigitField, BlankIsNothing) {
  const DrawnPage page(700, 250);
  EXPECT_FALSE(read(page));
  DrawnPage specks(700, 250);
  for (int x = 0; x < 700; x += 37) specks.dot(x, 60 + (x * 31) % 120, 1);
  EXPECT_FALSE(read(specks));
}

TEST(DigitField, ImpossiblePlacesAreNothing) {
  DrawnPage page(700, 250);
  page.write("28", kLeft + 20, kBase, kHeight);
  EXPECT_FALSE(read(page, FieldKind::kNumber, kLeft));
  EXPECT_FALSE(read_field(page.view(), {FieldKind::kNumber, 5000, 6000, 150, 56}, net()));
  EXPECT_FALSE(read_field(page.view(), {FieldKind::kNumber, -900, -800, -500, 56}, net()));
  EXPECT_FALSE(read_field(page.view(), {FieldKind::kNumber, 200, 400, 150, 0}, net()));
}

TEST(CanBe, DaysMonthsAndNumbers) {
  EXPECT_TRUE(can_be(FieldKind::kDay, "31"));
  EXPECT_TRUE(can_be(FieldKind::kDay, "05"));
  EXPECT_FALSE(can_be(FieldKind::kDay, "32"));
  EXPECT_FALSE(can_be(FieldKind::kDay, "00"));
  EXPECT_FALSE(can_be(FieldKind::kDay, "005"));
  EXPECT_TRUE(can_be(FieldKind::kMonth, "12"));
  EXPECT_FALSE(can_be(FieldKind::kMonth, "13"));
  EXPECT_TRUE(can_be(FieldKind::kNumber, "12345"));
  EXPECT_FALSE(can_be(FieldKind::kNumber, "123456"));
  EXPECT_FALSE(can_be(FieldKind::kNumber, ""));
  EXPECT_FALSE(can_be(FieldKind::kNumber, "0"));
}

}  // namespace
}  // namespace trichluc
