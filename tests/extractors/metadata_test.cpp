#include "extractors/metadata.h"

#include <gmock/gmock.h>

#include <string>

#include "extractors/metadata_issuer.h"
#include "extractors/metadata_names.h"
#include "extractors/metadata_signature.h"
#include "tests/layout/reading.h"

namespace trichluc::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Metadata metadata_of(std::string_view text) { return read_metadata(laid_out(text)); }

const std::string kHead =
    "UBND TỈNH LAU SẬY            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "SỞ Y TẾ                          Độc lập - Tự do - Hạnh phúc\n";
const std::string kBody = "\nCác đơn vị đã thực hiện tốt./.\n\n";

TEST(MetadataTest, ReadsAWholeDocument) {
  const Metadata made =
      metadata_of(kHead +
                  "Số: 12/BC-SYT                Đồi Mơ, ngày 05 tháng 6 năm 2031\n\n"
                  "BÁO CÁO\nKết quả tiêm phòng\n6 tháng đầu năm 2031\n\nKính gửi: Ủy ban nhân dân tỉnh\n" +
                  kBody +
                  "Nơi nhận:\n- Như trên;\n- Các phòng, ban;\n- Lưu: VT, NV (15b).\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM "
                  "ĐỐC\n\n\nBS. Đặng Thị Mơ\n");
  ASSERT_TRUE(made.type);
  EXPECT_EQ(made.type->code, "BC");
  EXPECT_EQ(made.type->name, "Báo cáo");
  EXPECT_EQ(made.number, "12/BC-SYT");
  EXPECT_EQ(made.symbol, "BC-SYT");
  EXPECT_EQ(made.date, "2031-06-05");
  EXPECT_EQ(made.place, "Đồi Mơ");
  EXPECT_EQ(made.issuer, "Sở Y tế");
  EXPECT_EQ(made.parent_issuer, "UBND tỉnh Lau Sậy");
  EXPECT_EQ(made.title, "Kết quả tiêm phòng 6 tháng đầu năm 2031");
  EXPECT_THAT(made.addressees, ElementsAre("Ủy ban nhân dân tỉnh"));
  EXPECT_THAT(made.distribution, ElementsAre("Như trên", "Các phòng, ban", "Lưu: VT, NV (15b)"));
  ASSERT_EQ(made.signatories.size(), 1u);
  EXPECT_EQ(made.signatory, 0);
  EXPECT_EQ(made.signatories[0].name, "Đặng Thị Mơ");
  EXPECT_EQ(made.signatories[0].position, "PHÓ GIÁM ĐỐC");
  EXPECT_EQ(made.signatories[0].capacity, "KT.");
  EXPECT_EQ(made.signatories[0].authority, "GIÁM ĐỐC");
  EXPECT_EQ(made.signatories[0].on_behalf_capacity, "");
}

TEST(MetadataTest, AJointResolutionIsAResolution) {
  const Metadata made = metadata_of(kHead +
                                    "Số: 12/NQLT-HND-HPN         Đồi Mơ, ngày 05 tháng 6 năm 2031\n\n"
                                    "NGHỊ QUYẾT LIÊN TỊCH\nVề phối hợp chăm sóc trẻ em\n" +
                                    kBody);
  ASSERT_TRUE(made.type);
  EXPECT_EQ(made.type->code, "NQ");
  EXPECT_EQ(made.number, "12/NQLT-HND-HPN");
}

TEST(MetadataTest, AJudgmentsSubjectEndsAboveItsCourt) {
  const Metadata read = read_metadata(
      laid_out("TÒA ÁN NHÂN DÂN\nHUYỆN TÂN LẬP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
               "Bản án số: 18/2031/DS-ST\nNgày: 21-11-2031\n“V/v tranh chấp hợp đồng vay”\n\nNHÂN DANH\n"
               "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTÒA ÁN NHÂN DÂN HUYỆN TÂN LẬP\n\n"
               "- Thành phần Hội đồng xét xử sơ thẩm gồm có:\nThẩm phán - Chủ tọa phiên tòa: Bà Lê Thị Hoa.\n"));
  EXPECT_EQ(read.title, "tranh chấp hợp đồng vay");
  EXPECT_EQ(read.number, "18/2031/DS-ST");
  EXPECT_EQ(read.issuer, "Tòa án nhân dân huyện Tân Lập");
}

TEST(MetadataTest, EmptyDocument) {
  const Metadata made = read_metadata(Document{});
  EXPECT_FALSE(made.type);
  EXPECT_EQ(made.signatory, -1);
  EXPECT_EQ(made.issuer, "");
}

// --- number and date --------------------------------------------------------------------------------------------

struct NumberCase {
  const char* name;
  const char* line;
  const char* number;
  const char* symbol;
};
class NumberTest : public testing::TestWithParam<NumberCase> {};
TEST_P(NumberTest, Reads) {
  const Metadata made = metadata_of(std::string(GetParam().line) + "\n\nKẾ HOẠCH\nTrồng rừng\n" + kBody);
  EXPECT_EQ(made.number, GetParam().number);
  EXPECT_EQ(made.symbol, GetParam().symbol);
}
INSTANTIATE_TEST_SUITE_P(Lines, NumberTest,
                         testing::Values(NumberCase{"usual", "Số: 12/KH-UBND", "12/KH-UBND", "KH-UBND"},
                                         NumberCase{"blanks", "Số:  12 / KH - UBND", "12/KH-UBND", "KH-UBND"},
                                         NumberCase{"left_blank", "Số:      /KH-UBND", "", "KH-UBND"},
                                         NumberCase{"dots", "Số: ......./KH-UBND", "", "KH-UBND"},
                                         NumberCase{"year", "Số: 12/2031/QĐ-UBND", "12/2031/QĐ-UBND", "QĐ-UBND"},
                                         NumberCase{"party", "Số 12-KH/TU", "12-KH/TU", "KH/TU"},
                                         NumberCase{"letter", "Số: 12a/KH-UBND", "12a/KH-UBND", "KH-UBND"},
                                         NumberCase{"dash_of_print", "Số: 12/KH–UBND", "12/KH-UBND", "KH-UBND"},
                                         NumberCase{"set_apart", "Số:\n12/KH-UBND", "12/KH-UBND", "KH-UBND"},
                                         NumberCase{"goes_on_below", "Số: 12/KH-UBND-\nXMC", "12/KH-UBND-XMC",
                                                    "KH-UBND-XMC"},
                                         NumberCase{"misread_by_ocr", "Số: 1ÿÖ/KH-UBND", "", "KH-UBND"},
                                         NumberCase{"none", "Đồi Mơ, ngày 05 tháng 6 năm 2031", "", ""}),
                         [](const auto& row) { return std::string(row.param.name); });

struct DateCase {
  const char* name;
  const char* line;
  const char* date;
  const char* place;
};
class DateTest : public testing::TestWithParam<DateCase> {};
TEST_P(DateTest, Reads) {
  const Metadata made =
      metadata_of("Số: 12/KH-UBND\n" + std::string(GetParam().line) + "\n\nKẾ HOẠCH\nTrồng rừng\n" + kBody);
  EXPECT_EQ(made.date, GetParam().date);
  EXPECT_EQ(made.place, GetParam().place);
}
INSTANTIATE_TEST_SUITE_P(
    Lines, DateTest,
    testing::Values(DateCase{"usual", "Đồi Mơ, ngày 5 tháng 6 năm 2031", "2031-06-05", "Đồi Mơ"},
                    DateCase{"day_left_blank", "Đồi Mơ, ngày     tháng 6 năm 2031", "2031-06", "Đồi Mơ"},
                    DateCase{"month_left_blank", "Đồi Mơ, ngày     tháng     năm 2031", "2031", "Đồi Mơ"},
                    DateCase{"dots", "Đồi Mơ, ngày ... tháng ... năm 2031", "2031", "Đồi Mơ"},
                    DateCase{"city", "TP. Lau Sậy, ngày 15 tháng 12 năm 2031", "2031-12-15", "TP. Lau Sậy"},
                    DateCase{"no_word", "Đồi Mơ, 05 tháng 6 năm 2031", "2031-06-05", "Đồi Mơ"},
                    DateCase{"strokes", "Đồi Mơ, 05/6/2031", "2031-06-05", "Đồi Mơ"},
                    DateCase{"month_alone", "Đồi Mơ, tháng 6 năm 2031", "2031-06", "Đồi Mơ"},
                    DateCase{"no_comma", "Đồi Mơ ngày 05 tháng 6 năm 2031", "2031-06-05", "Đồi Mơ"},
                    DateCase{"over_lines", "Đồi Mơ, ngày\n\ntháng\n\nnăm 2031", "2031", "Đồi Mơ"},
                    DateCase{"judgment_with_blanks", "Ngày: 22 - 8 - 2031", "2031-08-22", ""},
                    DateCase{"judgment", "Ngày: 22-8-2031", "2031-08-22", ""}),
    [](const auto& row) { return std::string(row.param.name); });

// --- type and title ---------------------------------------------------------------------------------------------

struct TypeCase {
  const char* name;
  std::string text;
  const char* code;
  const char* title;
};
class TypeTest : public testing::TestWithParam<TypeCase> {};
TEST_P(TypeTest, Reads) {
  const Metadata made = metadata_of(GetParam().text + kBody);
  EXPECT_EQ(made.type ? made.type->code : "", GetParam().code);
  EXPECT_EQ(made.title, GetParam().title);
}
INSTANTIATE_TEST_SUITE_P(
    Heads, TypeTest,
    testing::Values(
        TypeCase{"usual", "TỜ TRÌNH\nVề việc xây trường học.\n", "TTr", "Về việc xây trường học"},
        TypeCase{"of_two_words", "CHƯƠNG TRÌNH PHỐI HỢP\nTrồng rừng\n", "CTr", "Trồng rừng"},
        TypeCase{"subject", "Số: 12/UBND-VX\nV/v xây trường học\nở xã Đồi Mơ\n\nKính gửi: Sở Y tế\n", "CV",
                 "xây trường học ở xã Đồi Mơ"},
        TypeCase{"subject_in_brackets", "QUYẾT ĐỊNH\n(V/v xây trường học)\n", "QĐ", "xây trường học"},
        TypeCase{"letter_without_subject", "Số: 12/UBND-VX\n\nKính gửi: Sở Y tế\n", "CV", ""},
        TypeCase{"calls_itself_a_letter", "Các xã trồng 15 ha theo biểu mẫu kèm theo Công văn này./.\n", "CV", ""},
        TypeCase{"type_and_title_in_one", "Báo cáo về tình hình trồng rừng\ntháng 5 năm 2031\n", "BC",
                 "Về tình hình trồng rừng tháng 5 năm 2031"},
        TypeCase{"capitals_in_one", "BÁO CÁO TỔNG KẾT CÔNG TÁC TRỒNG RỪNG\n", "BC", "TỔNG KẾT CÔNG TÁC TRỒNG RỪNG"},
        TypeCase{"title_alone", "Tình hình trồng rừng của huyện năm 2031\n\n1. Trồng mới\n", "",
                 "Tình hình trồng rừng của huyện năm 2031"},
        TypeCase{"on_the_line_of_the_date", "Đồi Mơ, ngày 05 tháng 6 năm 2031 KẾ HOẠCH TRỒNG RỪNG\n", "KH",
                 "TRỒNG RỪNG"},
        TypeCase{"nothing_said", "Các xã trồng 15 ha.\n", "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(MetadataTest, GazetteHeading) {
  const Metadata made = metadata_of(
      "Quyết định\ncủa Thủ tướng Chính phủ số 912/2003/QĐ-TTg\nngày 15 tháng 4 năm 2003 về việc trồng rừng\n\nThủ "
      "tướng Chính phủ\nCăn cứ Luật Lâm nghiệp;\n");
  EXPECT_EQ(made.number, "912/2003/QĐ-TTg");
  EXPECT_EQ(made.symbol, "QĐ-TTg");
  EXPECT_EQ(made.date, "2003-04-15");
  EXPECT_EQ(made.issuer, "Thủ tướng Chính phủ");
  EXPECT_EQ(made.title, "Về việc trồng rừng");
}

TEST(MetadataTest, GazetteHeadingInCapitals) {
  const Metadata made = metadata_of(
      "CHỈ THỊ\nCỦA THỦ\nTƯỚNG CHÍNH PHỦ SỐ 912/2003/CT-TTG\nNGÀY 15 THÁNG 4 NĂM 2003 VỀ VIỆC TRỒNG\nRỪNG\n\nCác tỉnh "
      "đã "
      "trồng rừng.\n");
  EXPECT_EQ(made.number, "912/2003/CT-TTg");
  EXPECT_EQ(made.symbol, "CT-TTg");
  EXPECT_EQ(made.date, "2003-04-15");
  EXPECT_EQ(made.issuer, "Thủ tướng Chính phủ");
  EXPECT_EQ(made.title, "VỀ VIỆC TRỒNG RỪNG");
}

TEST(MetadataTest, GazetteHeadingWithoutNumber) {
  const Metadata made = metadata_of("NGHỊ QUYẾT CỦA QUỐC HỘI\nVề trồng rừng.\nQUỐC HỘI\nCăn cứ Luật Lâm nghiệp;\n");
  EXPECT_EQ(made.type->code, "NQ");
  EXPECT_EQ(made.issuer, "Quốc hội");
  EXPECT_EQ(made.title, "Về trồng rừng");
}

TEST(MetadataTest, LettersOfWebPagesStandOnFewLines) {
  const Metadata made = metadata_of(
      "SỞ Y TẾ LAU SẬY -----\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc -----\nSố: 12/SYT-NVY V/v "
      "tiêm "
      "phòng\nĐồi Mơ, ngày 05 tháng 6 năm 2031 Kính gửi: Các bệnh viện Trong thời gian qua, tỉnh đã tiêm phòng./.\nKT. "
      "GIÁM "
      "ĐỐC PHÓ GIÁM ĐỐC Đặng Thị Mơ\n");
  EXPECT_EQ(made.type->code, "CV");
  EXPECT_EQ(made.number, "12/SYT-NVY");
  EXPECT_EQ(made.date, "2031-06-05");
  EXPECT_EQ(made.issuer, "Sở Y tế Lau Sậy");
  EXPECT_EQ(made.title, "tiêm phòng");
  EXPECT_THAT(made.addressees, ElementsAre("Các bệnh viện"));
  ASSERT_EQ(made.signatories.size(), 1u);
  EXPECT_EQ(made.signatories[0].name, "Đặng Thị Mơ");
  EXPECT_EQ(made.signatories[0].position, "PHÓ GIÁM ĐỐC");
  EXPECT_EQ(made.signatories[0].authority, "GIÁM ĐỐC");
}

TEST(MetadataTest, SecondDocumentInTheFileIsNotRead) {
  const Metadata made = metadata_of("KẾ HOẠCH\nTrồng rừng\n" + kBody +
                                    "Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nĐặng Thị Mơ\n\fQUY CHẾ\nQuản lý rừng\n\nCác "
                                    "xã thực hiện./.\n\nNơi nhận:\n- Lưu: VP.\n\nGIÁM ĐỐC\n\nĐinh Văn Lau\n");
  EXPECT_EQ(made.type->code, "KH");
  EXPECT_EQ(made.title, "Trồng rừng");
  EXPECT_THAT(made.distribution, ElementsAre("Lưu: VT"));
  ASSERT_EQ(made.signatories.size(), 1u);
  EXPECT_EQ(made.signatories[0].name, "Đặng Thị Mơ");
}

TEST(MetadataTest, Urgency) {
  const Metadata made =
      metadata_of("Số: 12/UBND-VX\nHỎA TỐC\nV/v chống bão\n\nKính gửi:\n- Sở Y tế;\n- Công an tỉnh.\n" + kBody);
  EXPECT_EQ(made.urgency, "HỎA TỐC");
  EXPECT_THAT(made.addressees, ElementsAre("Sở Y tế", "Công an tỉnh"));
}

// --- issuer -----------------------------------------------------------------------------------------------------

struct LetterheadCase {
  const char* name;
  std::vector<std::string> lines;
  const char* issuer;
  const char* parent;
};
class LetterheadTest : public testing::TestWithParam<LetterheadCase> {};
TEST_P(LetterheadTest, Reads) {
  const Issuer issuer = read_letterhead(GetParam().lines);
  EXPECT_EQ(issuer.name, GetParam().issuer);
  EXPECT_EQ(issuer.parent, GetParam().parent);
}
INSTANTIATE_TEST_SUITE_P(
    Heads, LetterheadTest,
    testing::Values(
        LetterheadCase{
            "one_name_on_two_lines", {"ỦY BAN NHÂN DÂN", "TỈNH LAU SẬY"}, "Ủy ban nhân dân tỉnh Lau Sậy", ""},
        LetterheadCase{"body_and_parent", {"UBND HUYỆN ĐỒI MƠ", "PHÒNG TƯ PHÁP"}, "Phòng Tư pháp", "UBND huyện Đồi Mơ"},
        LetterheadCase{"three_lines",
                       {"HỘI ĐỒNG NHÂN DÂN", "TỈNH LAU SẬY", "BAN PHÁP CHẾ"},
                       "Ban Pháp chế",
                       "Hội đồng nhân dân tỉnh Lau Sậy"},
        LetterheadCase{"name_goes_on_after_a_comma",
                       {"SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"},
                       "Sở Văn hóa, Thể thao và Du lịch",
                       ""},
        LetterheadCase{"joint", {"SỞ Y TẾ -", "CÔNG AN TỈNH LAU SẬY"}, "Sở Y tế - Công an tỉnh Lau Sậy", ""},
        LetterheadCase{"court_in_three_lines",
                       {"TÒA ÁN NHÂN DÂN", "HUYỆN ĐỒI MƠ", "TỈNH LAU SẬY"},
                       "Tòa án nhân dân huyện Đồi Mơ tỉnh Lau Sậy",
                       ""},
        LetterheadCase{
            "youth_union", {"TỈNH ĐOÀN LAU SẬY", "HUYỆN ĐOÀN ĐỒI MƠ"}, "Huyện đoàn Đồi Mơ", "Tỉnh đoàn Lau Sậy"},
        LetterheadCase{"party_committee", {"TỈNH ỦY LAU SẬY", "BAN DÂN VẬN"}, "Ban Dân vận", "Tỉnh ủy Lau Sậy"},
        LetterheadCase{"university",
                       {"BỘ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG ĐẠI HỌC LAU SẬY"},
                       "Trường Đại học Lau Sậy",
                       "Bộ Giáo dục và Đào tạo"},
        LetterheadCase{"none", {}, "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

struct FoldCase {
  const char* name;
  const char* capitals;
  const char* folded;
};
class FoldTest : public testing::TestWithParam<FoldCase> {};
TEST_P(FoldTest, Folds) { EXPECT_EQ(fold_body_name(GetParam().capitals), GetParam().folded); }
INSTANTIATE_TEST_SUITE_P(
    Names, FoldTest,
    testing::Values(
        FoldCase{"society_is_no_commune", "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội"},
        FoldCase{"army_is_no_district", "BỘ CHỈ HUY QUÂN SỰ TỈNH LAU SẬY", "Bộ Chỉ huy quân sự tỉnh Lau Sậy"},
        FoldCase{"abbreviations", "BQL DỰ ÁN HUYỆN ĐỒI MƠ", "BQL Dự án huyện Đồi Mơ"},
        FoldCase{"city", "UBND THÀNH PHỐ HÀ NỘI", "UBND thành phố Hà Nội"},
        FoldCase{"province_without_its_word", "SỞ NỘI VỤ HÀ NAM", "Sở Nội vụ Hà Nam"},
        FoldCase{"highland_names", "TÒA ÁN NHÂN DÂN HUYỆN KRÔNG PẮC TỈNH ĐẮK LẮK",
                 "Tòa án nhân dân huyện Krông Pắc tỉnh Đắk Lắk"},
        FoldCase{"highland_names_without_marks", "UBND HUYỆN EA KAR", "UBND huyện Ea Kar"},
        FoldCase{"school_named_for_a_person", "TRƯỜNG THPT NGUYỄN DU", "Trường THPT Nguyễn Du"},
        FoldCase{"dash_at_a_word", "BỘ LAO ĐỘNG- THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"},
        FoldCase{"as_written", "Sở Y tế", "Sở Y tế"}),
    [](const auto& row) { return std::string(row.param.name); });

struct SpeakerCase {
  const char* name;
  const char* text;
  const char* body;
};
class SpeakerTest : public testing::TestWithParam<SpeakerCase> {};
TEST_P(SpeakerTest, IsFound) { EXPECT_EQ(find_speaking_body(laid_out(GetParam().text)), GetParam().body); }
INSTANTIATE_TEST_SUITE_P(
    Sentences, SpeakerTest,
    testing::Values(
        SpeakerCase{"reports",
                    "Thực hiện Công văn số 15/UBND-VX của UBND huyện, Trạm Y tế xã Đồi Mơ báo cáo kết quả như sau:\n",
                    "Trạm Y tế xã Đồi Mơ"},
        SpeakerCase{"instructs", "Sở Nội vụ hướng dẫn thực hiện như sau:\n", "Sở Nội vụ"},
        SpeakerCase{"plans", "Thực hiện chỉ đạo của tỉnh. UBND huyện Đồi Mơ xây dựng Kế hoạch trồng rừng như sau:\n",
                    "UBND huyện Đồi Mơ"},
        SpeakerCase{"commas_in_the_name", "Năm 2031, Sở Văn hóa, Thể thao và Du lịch báo cáo kết quả.\n",
                    "Sở Văn hóa, Thể thao và Du lịch"},
        SpeakerCase{"asked_to_report",
                    "Các đơn vị được đề nghị báo cáo kết quả theo yêu cầu của Sở Y tế về việc báo cáo.\n", ""},
        SpeakerCase{"many", "Trong tháng, các sở, UBND các xã báo cáo đúng hạn.\n", ""}),
    [](const auto& row) { return std::string(row.param.name); });

// --- signatures -------------------------------------------------------------------------------------------------

TEST(SignatoriesTest, TwoLevels) {
  const auto found =
      read_signatories({"TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "(Đã ký)", "Đặng Thị Mơ"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].position, "PHÓ CHÁNH VĂN PHÒNG");
  EXPECT_EQ(found[0].capacity + found[0].authority, "KT.CHÁNH VĂN PHÒNG");
  EXPECT_EQ(found[0].on_behalf_capacity + found[0].on_behalf_authority, "TL.CHỦ TỊCH");
}

TEST(SignatoriesTest, ADeputySignsForTheOfficeAbove) {
  const auto found = read_signatories({"GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đặng Thị Mơ"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].position, "PHÓ GIÁM ĐỐC");
  EXPECT_EQ(found[0].capacity + found[0].authority, "KT.GIÁM ĐỐC");
}

TEST(SignatoriesTest, AnotherOfficeAboveIsNoAuthority) {
  const auto found = read_signatories({"TRƯỞNG PHÒNG", "PHÓ GIÁM ĐỐC", "Đặng Thị Mơ"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].capacity, "");
}

TEST(SignatoriesTest, ForTheBody) {
  const auto found = read_signatories({"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "ĐẶNG THỊ MƠ"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].name, "Đặng Thị Mơ");
  EXPECT_EQ(found[0].position, "CHỦ TỊCH");
  EXPECT_EQ(found[0].capacity + found[0].authority, "TM.ỦY BAN NHÂN DÂN");
  EXPECT_EQ(found[0].on_behalf_capacity, "");
}

TEST(SignatoriesTest, SideBySide) {
  const auto found =
      read_signatories({"SỞ TƯ PHÁP", "GIÁM ĐỐC", "Đặng Thị Mơ", "SỞ NỘI VỤ", "PHÓ GIÁM ĐỐC", "TS. Đinh Văn Lau"});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].organization, "Sở Tư pháp");
  EXPECT_EQ(found[1].organization, "Sở Nội vụ");
  EXPECT_EQ(found[1].name, "Đinh Văn Lau");
}

TEST(SignatoriesTest, ScrapsAreNobody) { EXPECT_THAT(read_signatories({"} Website"}), IsEmpty()); }

}  // namespace
}  // namespace trichluc::test
