#include "pipeline/normalize/repair.h"

#include <gtest/gtest.h>

#include <ctime>
#include <filesystem>
#include <fstream>

#include "pipeline/normalize/normalize.h"
#include "tests/normalize/language.h"

namespace trichluc {
namespace {

namespace fs = std::filesystem;

struct Case {
  const char* name;
  const char* before;
  const char* after;
  const char* rule;  // of every repair; null: nothing is repaired
};
class Repairs : public testing::TestWithParam<Case> {};

TEST_P(Repairs, MakesOrLeaves) {
  Reading reading = reading_of(GetParam().before);
  repair_text(reading, shipped_language());
  Page& page = reading.pages[0];
  EXPECT_EQ(page.text, std::string(GetParam().after) + "\n");
  EXPECT_EQ(page.repairs.empty(), GetParam().rule == nullptr);
  for (const Repair& repair : page.repairs) {
    EXPECT_EQ(repair.rule, GetParam().rule);
    EXPECT_GT(repair.confidence, 0.5);
    EXPECT_LE(repair.confidence, 1.0);
    EXPECT_EQ(page.text.substr(repair.text.begin, repair.text.size()), repair.to);
    const Range source = page.source.to_source(repair.text);
    EXPECT_EQ(std::string(GetParam().before).substr(source.begin, source.size()), repair.from);
  }
  const std::string once = page.text;
  repair_text(reading, shipped_language());
  EXPECT_EQ(page.text, once) << "not stable";
}

INSTANTIATE_TEST_SUITE_P(
    LostLetters, Repairs,
    testing::Values(
        Case{"a_blank_for_each_letter",
             "Những t n tại, hạn chế trong quá trình th c hiện, đề nghị c c đơn vị kh c phục\n"
             "Các kh  khăn, vư ng m c ph i được b o c o kịp thời",
             "Những tồn tại, hạn chế trong quá trình thực hiện, đề nghị các đơn vị khắc phục\n"
             "Các khó khăn, vướng mắc phải được báo cáo kịp thời",
             "lost-letter"},
        Case{"blank_behind_an_opening_sign",
             "Còn t n tại, kh khăn, hạn chế ( ồng chí trưởng phòng), mười bác s /vạn dân.",
             "Còn tồn tại, khó khăn, hạn chế (đồng chí trưởng phòng), mười bác sĩ/vạn dân.", "lost-letter"},
        Case{"blank_before_a_sign", "Còn t n tại, kh khăn, hạn ch , chưa ph i hợp với các đơn v .",
             "Còn tồn tại, khó khăn, hạn chế, chưa phối hợp với các đơn vị.", "lost-letter"},
        Case{"two_letters_one_blank", "Chỉ đạo, h ng dẫn các đơn v tháo gỡ khó khăn, v ng mắc",
             "Chỉ đạo, hướng dẫn các đơn vị tháo gỡ khó khăn, vướng mắc", "lost-letter"},
        Case{"blanks_collapsed", "Việc gi i quyết kh khăn, vư ng m c chưa kịp thời; t n tại nhi u bất cập",
             "Việc giải quyết khó khăn, vướng mắc chưa kịp thời; tồn tại nhiều bất cập", "lost-letter"},
        Case{"marks", "Kết qu\uFFFD th\uFFFDc hiện các ch\uFFFD tiêu, nhi\uFFFDm vụ v\uFFFD giải pháp",
             "Kết quả thực hiện các chỉ tiêu, nhiệm vụ và giải pháp", "lost-letter"},
        Case{"capitals_keep_their_case", "C\uFFFDNG HÒA XÃ H\uFFFDI CHỦ NGH\uFFFDA VI\uFFFDT NAM",
             "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "lost-letter"},
        Case{"a_joint_that_stays_open", "ngày    tháng    năm 2020, số:     /KH-UBND",
             "ngày    tháng    năm 2020, số:     /KH-UBND", nullptr},
        Case{"letters_that_are_names",
             "Điều 3, điểm b khoản 2; các điểm a, b, c khoản 1; ông Nguyễn Văn A, bà Trần Thị B; lớp 5 A",
             "Điều 3, điểm b khoản 2; các điểm a, b, c khoản 1; ông Nguyễn Văn A, bà Trần Thị B; lớp 5 A", nullptr},
        Case{"list_marks", "a) Ở cấp xã; b) Ở cấp tỉnh; đ) Ở cấp bộ", "a) Ở cấp xã; b) Ở cấp tỉnh; đ) Ở cấp bộ",
             nullptr},
        Case{"units", "rộng 5 m và dài 12 km, nặng 3 t, giá 20 tr đồng",
             "rộng 5 m và dài 12 km, nặng 3 t, giá 20 tr đồng", nullptr},
        Case{"names_of_places", "Kon Tum, Bắc Kạn, Đắk Lắk, Buôn Ma Thuột, Pleiku, K’Ho",
             "Kon Tum, Bắc Kạn, Đắk Lắk, Buôn Ma Thuột, Pleiku, K’Ho", nullptr},
        Case{"no_mark_no_gap", "đối vi những nội dung", "đối vi những nội dung", nullptr},
        Case{"foreign_words", "The quick brown fox jumps over the lazy dog by the river bank in summer",
             "The quick brown fox jumps over the lazy dog by the river bank in summer", nullptr},
        Case{"a_lonely_piece", "Phụ lục kèm theo th báo cáo này", "Phụ lục kèm theo th báo cáo này", nullptr}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(SplitLetters, Repairs,
                         testing::Values(Case{"around_accents", "nh ữ ng nhi ệ m v ụ tr ọ ng tâm",
                                              "những nhiệm vụ trọng tâm", "split-letters"},
                                         Case{"more", "tri ể n khai k ế ho ạ ch c ủ a Ủ y ban nhân dân",
                                              "triển khai kế hoạch của Ủy ban nhân dân", "split-letters"},
                                         Case{"one_alone_proves_nothing", "xem cả n và m", "xem cả n và m", nullptr}),
                         [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Spaces, Repairs,
    testing::Values(
        Case{"two_syllables", "đào tạo nguồn nhânlực", "đào tạo nguồn nhân lực", "lost-space"},
        Case{"capital_within", "nước ViệtNam", "nước Việt Nam", "lost-space"},
        Case{"three_syllables", "Ủy bannhândân xã", "Ủy ban nhân dân xã", "lost-space"},
        Case{"foreign", "internet, tivi, cácbon, bôxit, ôxy, email", "internet, tivi, cácbon, bôxit, ôxy, email",
             nullptr},
        Case{"number", "Nghị quyết số121/2020/QH14 và số1863/QĐ-TTg", "Nghị quyết số 121/2020/QH14 và số 1863/QĐ-TTg",
             "lost-space"},
        Case{"year", "đến hết năm2020 đạt", "đến hết năm 2020 đạt", "lost-space"},
        Case{"article", "theo Điều5 của Luật", "theo Điều 5 của Luật", "lost-space"},
        Case{"footnote_marks_stay", "Nghị quyết2, trẻ em1 và Chính phủ12.", "Nghị quyết2, trẻ em1 và Chính phủ12.",
             nullptr},
        Case{"names_with_digits_stay", "QH14, VTV1, H5N1, COVID19, A4, m2, phần mềm Đề15a",
             "QH14, VTV1, H5N1, COVID19, A4, m2, phần mềm Đề15a", nullptr},
        Case{"symbol_after_hyphen", "Quyết định số 06/QĐ- TTg ngày", "Quyết định số 06/QĐ-TTg ngày", "extra-space"},
        Case{"symbol_before_hyphen", "Kế hoạch 15/KH -UBND ngày", "Kế hoạch 15/KH-UBND ngày", "extra-space"},
        Case{"acronym_in_two", "số 1307/SLĐT BXH-TE ngày", "số 1307/SLĐTBXH-TE ngày", "extra-space"},
        Case{"glued_date_words", "Đồi Mơ, ngày 23tháng 02năm 2021", "Đồi Mơ, ngày 23 tháng 02 năm 2021", "lost-space"},
        Case{"no_date", "trong 2năm, đoạn 5tháng, 12năm", "trong 2năm, đoạn 5tháng, 12năm", nullptr},
        Case{"two_things", "số 15/BC UBND-VP ngày; 12/KH - UBND tỉnh", "số 15/BC UBND-VP ngày; 12/KH - UBND tỉnh",
             nullptr}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Digits, Repairs,
    testing::Values(Case{"date", "ngày l9/6/2O20", "ngày 19/6/2020", "misread-digit"},
                    Case{"date_at_the_end", "đến 3O/4/202l.", "đến 30/4/2021.", "misread-digit"},
                    Case{"date_in_words", "Ngày 3l tháng l2 năm 2O2O, đoàn họp.",
                         "Ngày 31 tháng 12 năm 2020, đoàn họp.", "misread-digit"},
                    Case{"year", "(năm 20l9 có 5 vụ)", "(năm 2019 có 5 vụ)", "misread-digit"},
                    Case{"figure", "chi 1.5O0.0l0 đồng", "chi 1.500.010 đồng", "misread-digit"},
                    Case{"number", "121/2020/QHl4", "121/2020/QH14", "misread-digit"},
                    Case{"number_of_a_decree", "số 56/2O17/NĐ-CP", "số 56/2017/NĐ-CP", "misread-digit"},
                    Case{"no_date", "l3/45/2O20, O/l/2, vào/ra, Il/2, ngày 4l tháng, năm 5O, 1.l, 2.OOO",
                         "l3/45/2O20, O/l/2, vào/ra, Il/2, ngày 4l tháng, năm 5O, 1.l, 2.OOO", nullptr},
                    Case{"words", "Oai, lo lắng 2 lần, I/2020, TCVN/ISO", "Oai, lo lắng 2 lần, I/2020, TCVN/ISO",
                         nullptr}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    VniTwice, Repairs,
    testing::Values(
        Case{"a_text", "khơng cĩ, phịng chống, cơng tác, cịn nhiều khĩ khăn; hồn thiện chính sách; tồn tỉnh",
             "không có, phòng chống, công tác, còn nhiều khó khăn; hoàn thiện chính sách; toàn tỉnh", "vni-twice"},
        Case{"healthy", "hồn nhiên, còn tồn tại, cơ quan, thị trường", "hồn nhiên, còn tồn tại, cơ quan, thị trường",
             nullptr},
        Case{"a_slip_in_a_healthy_text", "công tác, khơng, cơng, có", "công tác, khơng, cơng, có", nullptr}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Repair, CleanTextReadsNoLanguageData) {
  LanguageData language("no/such/folder");
  Reading reading = reading_of("Ủy ban nhân dân tỉnh báo cáo kết quả thực hiện Nghị quyết số 121/2020/QH14.");
  const char* before = reading.pages[0].text.data();
  repair_text(reading, language);
  EXPECT_FALSE(language.error());
  EXPECT_EQ(reading.pages[0].text.data(), before);
}

TEST(Repair, WithoutLanguageDataTheRestIsRepaired) {
  LanguageData language("no/such/folder");
  Reading reading = reading_of("số121/2020/QH14, nguồn nhânlực, kh  khăn, vư ng m c");
  repair_text(reading, language);
  EXPECT_EQ(reading.pages[0].text, "số 121/2020/QH14, nguồn nhânlực, kh  khăn, vư ng m c\n");
  ASSERT_EQ(reading.suspicions.size(), 1u);
  EXPECT_EQ(reading.suspicions[0].code, "language-data-missing");
}

TEST(Repair, WhatCannotBeRestoredIsSuspected) {
  Reading reading =
      reading_of("các kh\uFFFD khăn, vư\uFFFDng m\uFFFDc, t\uFFFDn tại và \uFFFD\uFFFD\uFFFD\uFFFD xqz\uFFFD");
  repair_text(reading, shipped_language());
  const Page& page = reading.pages[0];
  EXPECT_EQ(page.repairs.size(), 4u);
  ASSERT_FALSE(page.suspicions.empty());
  EXPECT_EQ(page.suspicions.back().code, "lost-letters");
  EXPECT_NE(page.text.substr(page.suspicions.back().text.begin, page.suspicions.back().text.size()).find("\uFFFD"),
            std::string::npos);
}

struct Doubt {
  const char* name;
  const char* text;
  const char* suggestion;  // null: none
};
class Misread : public testing::TestWithParam<Doubt> {};

TEST_P(Misread, IsSuspectedNeverEdited) {
  Reading reading = reading_of(GetParam().text);
  repair_text(reading, shipped_language());
  const Page& page = reading.pages[0];
  EXPECT_EQ(page.text, std::string(GetParam().text) + "\n");
  ASSERT_EQ(page.suspicions.size(), GetParam().suggestion == nullptr ? 0u : 1u);
  if (GetParam().suggestion == nullptr) return;
  EXPECT_EQ(page.suspicions[0].code, "suspected-misreading");
  EXPECT_EQ(page.suspicions[0].suggestion, GetParam().suggestion);
}

INSTANTIATE_TEST_SUITE_P(
    Words, Misread,
    testing::Values(Doubt{"another_letter", "Căn cứ Công căn số 1307 của Sở", "Công văn"},
                    Doubt{"another_tone", "kịp thời khen thường các cơ quan", "khen thưởng"},
                    Doubt{"over_a_line_break", "kịp thời khen\n\nthường các cơ quan", "khen thưởng"},
                    Doubt{"a_letter_dropped", "đối vi những nội dung", "đối với"},
                    Doubt{"the_first_word", "bố trí đảo đảm các điều kiện", "bảo đảm"},
                    Doubt{"right_words", "thường xuyên khen thưởng, căn cứ Công văn số 5; đảm bảo, bảo đảm", nullptr},
                    Doubt{"rare_but_right", "xem ti vi, mua căn hộ, gặp ông Công Căn, đảo Lý Sơn", nullptr},
                    Doubt{"twice_is_meant", "khen thường các cơ quan; khen thường các đơn vị", nullptr}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Misreadings, ABrokenListIsNamed) {
  const auto read = Misreadings::read("# list\ncông văn\tcăn\t\ncông\tcăn\t\n", "misreadings.txt");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().where.line, 3);
}

TEST(Repair, TextBeyondRepairStaysAndIsNamed) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "T N G C C T H U C n g h a X H I v t n m c c t h\n";
  Reading reading = reading_of(text);
  repair_text(reading, shipped_language());
  EXPECT_EQ(reading.pages[0].text, text);
  ASSERT_EQ(reading.suspicions.size(), 1u);
  EXPECT_EQ(reading.suspicions[0].code, "beyond-repair");
}

TEST(Repair, OurDocumentsAreHealthy) {
  int documents = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(TRICHLUC_SOURCE_DIR) / "corpus")) {
    if (entry.path().extension() != ".txt" && entry.path().extension() != ".md") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    Reading reading = reading_of(std::string(std::istreambuf_iterator<char>(in), {}));
    for (Page& page : reading.pages) normalize(page);
    const std::string before = reading.pages[0].text;
    repair_text(reading, shipped_language());
    EXPECT_EQ(reading.pages[0].text, before) << entry.path();
    ++documents;
  }
  EXPECT_GT(documents, 5);
}

TEST(Repair, ALineWithoutEndTakesBoundedTime) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += i % 2 == 0 ? "th " : "kh\uFFFDng ";
  Reading reading = reading_of(text);
  const std::clock_t started = std::clock();
  repair_text(reading, shipped_language());
  EXPECT_LT(std::clock() - started, 60 * CLOCKS_PER_SEC);
}

}  // namespace
}  // namespace trichluc
