#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/ingest/ingest.h"
#include "tests/ingest/read_small_pdf.h"

namespace trichluc {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr float kNear = 0.05F;  // points

// --- lines and their order --------------------------------------------------------------------------------------

struct LinesCase {
  const char* name;
  SmallPdf pdf;
  std::vector<std::string> lines;
};

void PrintTo(const LinesCase& row, std::ostream* out) { *out << row.name; }

/// A signature widget as the state's signing tools write it.
SmallPdf with_signature(SmallPdf pdf, double x, double y, double size, const std::string& text) {
  const std::string appearance = pdf.show(0, 4, size, text);
  return pdf.annotation(x, y, 80, 20, "/Subtype /Widget /FT /Sig /F 4", appearance);
}

class PdfLinesTest : public testing::TestWithParam<LinesCase> {};

TEST_P(PdfLinesTest, ComeInReadingOrder) { EXPECT_EQ(lines_of(GetParam().pdf), GetParam().lines); }

INSTANTIATE_TEST_SUITE_P(
    Lines, PdfLinesTest,
    testing::Values(
        LinesCase{"words_are_one_blank_apart",
                  one_page().text(72, 700, 14, "Tổng số").text(130, 700, 14, "1.500 trẻ em"),
                  {"Tổng số 1.500 trẻ em"}},
        LinesCase{"two_column_head_stays_two_lines",  // 2.5 em of white between the columns
                  one_page()
                      .text(72, 780, 13, "ỦY BAN NHÂN DÂN TỈNH QUẢNG")
                      .text(257, 780, 13, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SmallPdf::kBold)
                      .text(100, 765, 13, "SỞ NỘI VỤ", SmallPdf::kBold)
                      .text(300, 765, 13, "Độc lập - Tự do - Hạnh phúc", SmallPdf::kBold)
                      .text(110, 740, 13, "Số: 3367/TTr-SNV")
                      .text(310, 740, 13, "Quảng Ngãi, ngày 28 tháng 11 năm 2024", SmallPdf::kItalic)
                      .text(72, 700, 14, "Ngày 24/7/2024, Chủ tịch Ủy ban nhân dân tỉnh có Công văn số"),
                  {"ỦY BAN NHÂN DÂN TỈNH QUẢNG", "SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                   "Độc lập - Tự do - Hạnh phúc", "Số: 3367/TTr-SNV", "Quảng Ngãi, ngày 28 tháng 11 năm 2024",
                   "Ngày 24/7/2024, Chủ tịch Ủy ban nhân dân tỉnh có Công văn số"}},
        LinesCase{"two_column_head_with_hardly_a_gap",  // 0.67 em: the library makes one line of it
                  one_page()
                      .text(72, 780, 13, "ỦY BAN NHÂN DÂN TỈNH QUẢNG")
                      .text(233.5, 780, 13, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SmallPdf::kBold)
                      .text(100, 765, 13, "SỞ NỘI VỤ", SmallPdf::kBold)
                      .text(290, 765, 13, "Độc lập - Tự do - Hạnh phúc", SmallPdf::kBold),
                  {"ỦY BAN NHÂN DÂN TỈNH QUẢNG", "SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                   "Độc lập - Tự do - Hạnh phúc"}},
        LinesCase{"number_stamped_into_its_gap",
                  with_signature(one_page()
                                     .text(100, 765, 13, "TỈNH QUẢNG NGÃI", SmallPdf::kBold)
                                     .text(100, 735, 14, "Số:")
                                     .text(152, 735, 14, "/TB-UBND"),
                                 131, 733, 13, "11"),
                  {"TỈNH QUẢNG NGÃI", "Số: 11 /TB-UBND"}},
        LinesCase{"number_stamped_over_dots",
                  with_signature(one_page().text(100, 735, 14, "Số: ........ /TB-UBND"), 140, 733, 13, "11"),
                  {"Số: ........ 11 /TB-UBND"}},
        LinesCase{
            "day_stamped_two_points_high",
            with_signature(one_page().text(300, 735, 14, "Quảng Ngãi, ngày      tháng 01 năm 2025", SmallPdf::kItalic),
                           406, 733, 13, "08"),
            {"Quảng Ngãi, ngày 08 tháng 01 năm 2025"}},
        LinesCase{
            "field_value_without_a_picture",
            one_page()
                .text(72, 735, 14, "Kính gửi:")
                .annotation(140, 730, 120, 18, "/Subtype /Widget /FT /Tx /T (a) /V <FEFF00531EDF00200059002000741EBF>"),
            {"Kính gửi: Sở Y tế"}},
        LinesCase{
            "gaps_of_a_justified_line_are_no_columns",
            one_page()
                .text(72, 700, 14, "Đối với Hội Tin học, Sở Thông tin")
                .text(290, 700, 14, "và Truyền thông có")
                .text(418, 700, 14, "Công văn số")
                .text(72, 682, 14, "1774/STTTT-VP ngày 10/10/2024 báo cáo Hội Tin học sẽ tổ chức đại hội")
                .text(72, 664, 14, "kỳ theo quy định vào Quý IV/2024."),
            {"Đối với Hội Tin học, Sở Thông tin và Truyền thông có Công văn số",
             "1774/STTTT-VP ngày 10/10/2024 báo cáo Hội Tin học sẽ tổ chức đại hội",
             "kỳ theo quy định vào Quý IV/2024."}},
        LinesCase{
            "hyphen_at_the_end_of_a_line_stays",  // pdftotext drops it
            one_page()
                .text(72, 700, 14, "theo đúng quy định tại Điều 35 Nghị định số 126/2024/NĐ-")
                .text(72, 682, 14, "CP của Chính phủ."),
            {"theo đúng quy định tại Điều 35 Nghị định số 126/2024/NĐ-", "CP của Chính phủ."}},
        LinesCase{
            "note_mark_before_its_note",  // pdftotext prints it after the note
            one_page()
                .text(85, 700, 14, "thảo văn bản trên. Kết quả tổng hợp có 07/09 sở có văn bản")
                .text(85, 108.5, 6.5, "1")
                .text(93.6, 105, 10, "Công văn số 5956/STNMT-CCBVMT ngày 24/10/2024 của Sở Tài nguyên")
                .text(85, 93.5, 10, "3332/SGDDT-TCCB-QLCLGD ngày 25/10/2024 của Sở Giáo dục và Đào tạo"),
            {"thảo văn bản trên. Kết quả tổng hợp có 07/09 sở có văn bản",
             "1 Công văn số 5956/STNMT-CCBVMT ngày 24/10/2024 của Sở Tài nguyên",
             "3332/SGDDT-TCCB-QLCLGD ngày 25/10/2024 của Sở Giáo dục và Đào tạo"}},
        LinesCase{"page_number_drawn_last_comes_first",
                  one_page().text(72, 700, 14, "thực hiện theo đúng quy định.").text(300, 800, 14, "2"),
                  {"2", "thực hiện theo đúng quy định."}},
        LinesCase{"foot_of_the_page_comes_last",
                  one_page().text(300, 30, 11, "1").text(72, 700, 14, "thực hiện theo đúng quy định."),
                  {"thực hiện theo đúng quy định.", "1"}},
        LinesCase{
            "distribution_list_before_the_signature",
            one_page()
                .text(72, 300, 12, "Nơi nhận:", SmallPdf::kBoldItalic)
                .text(72, 287, 11, "- Như trên;")
                .text(72, 274, 11, "- Lưu: VT.")
                .text(360, 300, 13, "KT. CHỦ TỊCH", SmallPdf::kBold)
                .text(350, 285, 13, "PHÓ CHỦ TỊCH", SmallPdf::kBold)
                .text(355, 200, 14, "Nguyễn Văn Tình", SmallPdf::kBold),
            {"Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Tình"}},
        LinesCase{
            "columns_that_go_on_are_read_one_by_one",  // the heading of the list stands alone for the library
            one_page()
                .text(72, 300, 12, "Nơi nhận:", SmallPdf::kBoldItalic)
                .text(360, 300, 13, "CHỦ TỊCH", SmallPdf::kBold)
                .text(72, 280, 10, "- Ủy ban Thường vụ Quốc hội;")
                .text(72, 267, 10, "- Chính phủ;")
                .text(72, 254, 10, "- TT HĐND, UBND các huyện;")
                .text(72, 241, 10, "- Lưu: VT.")
                .text(355, 250, 14, "Ma Thị Kiều Oanh", SmallPdf::kBold),
            {"Nơi nhận:", "- Ủy ban Thường vụ Quốc hội;", "- Chính phủ;", "- TT HĐND, UBND các huyện;", "- Lưu: VT.",
             "CHỦ TỊCH", "Ma Thị Kiều Oanh"}},
        LinesCase{
            "ruled_table_row_by_row",
            one_page()
                .text(72, 720, 12, "Bảng 1")
                .rule(72, 700, 300, 0.5)
                .rule(72, 660, 300, 0.5)
                .rule(72, 640, 300, 0.5)
                .rule(72, 640, 0.5, 60)
                .rule(200, 640, 0.5, 60)
                .rule(300, 640, 0.5, 60)
                .rule(372, 640, 0.5, 60)
                .text(76, 688, 12, "Sở Giáo dục và Đào tạo")
                .text(76, 674, 12, "tỉnh Lâm Đồng")
                .text(204, 688, 12, "1.500")
                .text(304, 688, 12, "98,5%")
                .text(76, 645, 12, "Sở Y tế")
                .text(204, 645, 12, "12")
                .text(304, 645, 12, "7%")
                .text(72, 620, 12, "Nguồn: báo cáo của các sở."),
            {"Bảng 1", "Sở Giáo dục và Đào tạo", "tỉnh Lâm Đồng", "1.500", "98,5%", "Sở Y tế", "12", "7%",
             "Nguồn: báo cáo của các sở."}},
        LinesCase{
            "neighbouring_cells_are_no_line",
            one_page()
                .rule(72, 660, 60, 0.5)
                .rule(72, 700, 60, 0.5)
                .rule(72, 660, 0.5, 40)
                .rule(100, 660, 0.5, 40)
                .rule(132, 660, 0.5, 40)
                .text(80, 680, 14, "15")
                .text(105, 680, 14, "27"),
            {"15", "27"}},
        LinesCase{"invisible_text_is_an_ocr_layer",
                  one_page().draw("3 Tr\n").text(72, 700, 14, "Điều 1. Phạm vi"),
                  {"Điều 1. Phạm vi"}},
        LinesCase{"what_is_outside_the_crop_box_is_not_shown",
                  one_page("/CropBox [50 50 500 750]").text(72, 700, 14, "trong trang").text(72, 780, 14, "ngoài"),
                  {"trong trang"}},
        LinesCase{"what_is_no_text_is_replaced",  // a lone surrogate, a control, a null beside a letter
                  one_page().mean("x", "D800").mean("y", "0007").mean("z", "00410000").text(72, 700, 14, "axbycz"),
                  {"a\uFFFDb\uFFFDcA\uFFFD"}}),
    [](const auto& row) { return std::string(row.param.name); });

// --- geometry ---------------------------------------------------------------------------------------------------

TEST(Pdf, RaisedMarkIsGluedAndMarked) {
  const Page page = must_read_page(one_page()
                                       .text(72, 700, 14, "có văn bản ý kiến thống nhất")
                                       .text(245.5, 705, 9, "1")
                                       .text(250, 700, 14, ".")
                                       .bytes());
  ASSERT_THAT(lines_of(page), ElementsAre("có văn bản ý kiến thống nhất1."));
  ASSERT_THAT(page.styles, SizeIs(3));
  EXPECT_EQ(text_of(page, page.styles[1].text), "1");
  EXPECT_NEAR(page.styles[1].baseline_shift_pt, 5, kNear);
  EXPECT_NEAR(page.styles[1].font_size_pt, 9, kNear);
  EXPECT_EQ(page.styles[0].baseline_shift_pt, 0);
  EXPECT_EQ(page.styles[2].baseline_shift_pt, 0);
  EXPECT_NEAR(page.lines[0].font_size_pt, 14, kNear);
}

TEST(Pdf, StampedNumberIsNotRaised) {
  const Page page = must_read_page(
      with_signature(one_page().text(100, 735, 14, "Số:").text(152, 735, 14, "/TB-UBND"), 131, 733, 13, "11").bytes());
  for (const Style& style : page.styles) EXPECT_EQ(style.baseline_shift_pt, 0) << text_of(page, style.text);
  EXPECT_THAT(page.stamps, IsEmpty());
}

TEST(Pdf, SignatureIsAStampAndNoText) {
  SmallPdf pdf = one_page().text(72, 700, 14, "Kính gửi: Sở Y tế");
  const std::string appearance =
      pdf.show(2, 24, 6, "TRUNG TÂM CÔNG BÁO") + pdf.show(2, 12, 6, "09.01.2025 10:21:11 +07:00");
  const Page page =
      must_read_page(pdf.annotation(400, 800, 150, 36, "/Subtype /Widget /FT /Sig /F 4", appearance).bytes());
  EXPECT_THAT(lines_of(page), ElementsAre("Kính gửi: Sở Y tế"));
  ASSERT_THAT(page.stamps, SizeIs(1));
  EXPECT_EQ(page.stamps[0].kind, "e-signature");
  EXPECT_EQ(page.stamps[0].text, "TRUNG TÂM CÔNG BÁO\n09.01.2025 10:21:11 +07:00");
  EXPECT_NEAR(page.stamps[0].box.left, 400, kNear);
  EXPECT_NEAR(page.stamps[0].box.top, 6, kNear);
  EXPECT_NEAR(page.stamps[0].box.right, 550, kNear);
  EXPECT_NEAR(page.stamps[0].box.bottom, 42, kNear);
}

TEST(Pdf, KnowsTheFacesOfALine) {
  const Page page = must_read_page(one_page()
                                       .text(72, 700, 14, "THÔNG BÁO", SmallPdf::kBold)
                                       .text(72, 600, 14, "ngày 08 tháng 01", SmallPdf::kItalic)
                                       .text(72, 500, 13, "Kính gửi:")
                                       .bytes());
  ASSERT_THAT(page.lines, SizeIs(3));
  EXPECT_TRUE(page.lines[0].bold);
  EXPECT_FALSE(page.lines[0].italic);
  EXPECT_TRUE(page.lines[1].italic);
  EXPECT_FALSE(page.lines[1].bold);
  EXPECT_FALSE(page.lines[2].bold || page.lines[2].italic);
  EXPECT_THAT(page.fonts, ElementsAre("Times-Bold", "Times-Italic", "Times-Roman"));
}

struct TurnCase {
  const char* name;
  const char* entries;
  float width_pt;
  float height_pt;
  float left;  // of the two letters, 14 points in all, at (100, 700)
  float right;
  float baseline;
};

void PrintTo(const TurnCase& row, std::ostream* out) { *out << row.name; }

class PdfTurnTest : public testing::TestWithParam<TurnCase> {};

// The content is drawn as a turned page needs it, so that a reader sees upright text.
TEST_P(PdfTurnTest, BoxesAreThoseOfThePageAsShown) {
  const TurnCase& row = GetParam();
  const std::string turns[] = {"1 0 0 1 100 700 cm ", "0 1 -1 0 100 700 cm ", "-1 0 0 -1 100 700 cm ",
                               "0 -1 1 0 100 700 cm "};
  SmallPdf pdf = one_page(row.entries);
  const std::string entries = row.entries;
  const std::size_t turn = entries.find("270") != entries.npos   ? 3
                           : entries.find("180") != entries.npos ? 2
                           : entries.find("90") != entries.npos  ? 1
                                                                 : 0;
  const Page page = must_read_page(pdf.draw("q " + turns[turn] + pdf.show(0, 0, 14, "ab") + " Q\n").bytes());
  EXPECT_NEAR(page.width_pt, row.width_pt, kNear);
  EXPECT_NEAR(page.height_pt, row.height_pt, kNear);
  ASSERT_THAT(lines_of(page), ElementsAre("ab"));
  EXPECT_NEAR(page.lines[0].box.left, row.left, kNear);
  EXPECT_NEAR(page.lines[0].box.right, row.right, kNear);
  EXPECT_LT(page.lines[0].box.top, row.baseline - 5);
  EXPECT_GT(page.lines[0].box.bottom, row.baseline);
  EXPECT_LT(page.lines[0].box.bottom, row.baseline + 5);
  ASSERT_THAT(page.glyphs, SizeIs(2));
  EXPECT_NEAR(page.glyphs[0].box.right, row.left + 7, kNear);
  EXPECT_NEAR(page.glyphs[1].box.left, row.left + 7, kNear);
}

INSTANTIATE_TEST_SUITE_P(Turns, PdfTurnTest,
                         testing::Values(TurnCase{"upright", "", 595, 842, 100, 114, 142},
                                         TurnCase{"quarter", "/Rotate 90", 842, 595, 700, 714, 100},
                                         TurnCase{"half", "/Rotate 180", 595, 842, 495, 509, 700},
                                         TurnCase{"three_quarters", "/Rotate 270", 842, 595, 142, 156, 495},
                                         TurnCase{"crop_box", "/CropBox [50 20 500 750]", 450, 730, 50, 64, 50},
                                         TurnCase{"crop_box_and_quarter", "/CropBox [50 20 500 750] /Rotate 90", 730,
                                                  450, 680, 694, 50}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Pdf, ValueOfATurnedPageStandsWhereItIsShown) {
  const Page page = must_read_page(
      one_page("/Rotate 90").annotation(100, 700, 20, 100, "/Subtype /Widget /FT /Tx /T (a) /V (0123)").bytes());
  ASSERT_THAT(lines_of(page), ElementsAre("0123"));
  EXPECT_NEAR(page.lines[0].box.left, 700, kNear);
  EXPECT_GT(page.lines[0].box.top, 100);
  EXPECT_LT(page.lines[0].box.bottom, 120);
}

/// What holds for every page of every PDF.
void expect_sound(const Page& page) {
  const auto inside = [&](const Box& box) {
    return 0 <= box.left && box.left <= box.right && box.right <= page.width_pt && 0 <= box.top &&
           box.top <= box.bottom && box.bottom <= page.height_pt;
  };
  std::int64_t before = -1;
  for (const Glyph& glyph : page.glyphs) {
    ASSERT_GT(static_cast<std::int64_t>(glyph.begin), before);
    before = glyph.begin;
    ASSERT_LT(glyph.begin, page.text.size());
    ASSERT_NE(static_cast<unsigned char>(page.text[glyph.begin]) & 0xC0, 0x80) << "inside a code point";
    ASSERT_TRUE(inside(glyph.box)) << glyph.box.left << " " << glyph.box.top << " " << glyph.box.right << " "
                                   << glyph.box.bottom;
  }
  std::uint32_t end = 0;
  for (const Line& line : page.lines) {
    ASSERT_EQ(line.text.begin, end);
    ASSERT_FALSE(line.text.empty());
    ASSERT_EQ(page.text.find('\n', line.text.begin), line.text.end);
    ASSERT_TRUE(inside(line.box));
    end = line.text.end + 1;
  }
  ASSERT_EQ(end, page.text.size());
  std::uint32_t styled = 0;
  for (const Style& style : page.styles) {
    ASSERT_GE(style.text.begin, styled);
    ASSERT_LT(style.text.begin, style.text.end);
    ASSERT_LT(style.font, page.fonts.size());
    styled = style.text.end;
  }
  ASSERT_LE(styled, page.text.size());
  ASSERT_EQ(page.source.to_source({0, end}), (Range{0, end}));
  ASSERT_LE(page.messages.size(), 20U);
}

TEST(Pdf, EveryPlaceIsSound) {
  for (const LinesCase& row :
       {LinesCase{"off_the_edge", one_page().text(560, 835, 30, "Điều 1").text(-5, -3, 20, "ab"), {}},
        LinesCase{"turned_text", one_page().draw("0 1 -1 0 300 300 cm ").text(0, 0, 14, "Số 5 và 6"), {}},
        LinesCase{"tiny_page", SmallPdf().page("", 3, 3).text(0, 0, 300, "ab"), {}}}) {
    SCOPED_TRACE(row.name);
    for (const Page& page : must_read(row.pdf.bytes()).pages) expect_sound(page);
  }
}

TEST(Pdf, NumbersItsPages) {
  const Reading reading = must_read(SmallPdf().page().page().text(72, 700, 14, "b").bytes());
  ASSERT_THAT(reading.pages, SizeIs(2));
  EXPECT_EQ(reading.pages[0].number, 1);
  EXPECT_EQ(reading.pages[1].number, 2);
  EXPECT_EQ(reading.pages[0].text, "");
  EXPECT_EQ(reading.media_type, "application/pdf");
  EXPECT_EQ(reading.text_origin, "text-layer");
  EXPECT_TRUE(reading.has_pages);
}

// --- real documents ---------------------------------------------------------------------------------------------

std::optional<std::string> shared_document(const char* name) {
  const auto path = std::filesystem::path(TRICHLUC_SOURCE_DIR) / "../shared/corpus-real" / name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return contents_of(path);
}

struct RealCase {
  const char* file;
  std::size_t page_index;
  std::vector<std::string> lines;  // among others
};

void PrintTo(const RealCase& row, std::ostream* out) { *out << row.file << " " << row.page_index; }

class RealPdfTest : public testing::TestWithParam<RealCase> {};

TEST_P(RealPdfTest, HasTheseLines) {
  const auto bytes = shared_document(GetParam().file);
  if (!bytes) GTEST_SKIP() << "../shared/corpus-real/" << GetParam().file << " is not here";
  const Reading reading = must_read(*bytes);
  for (const Page& page : reading.pages) expect_sound(page);
  ASSERT_GT(reading.pages.size(), GetParam().page_index);
  const auto lines = lines_of(reading.pages[GetParam().page_index]);
  for (const std::string& line : GetParam().lines) EXPECT_THAT(lines, testing::Contains(line));
}

INSTANTIATE_TEST_SUITE_P(
    Real, RealPdfTest,
    testing::Values(
        RealCase{"h001.pdf", 0, {"UBND TỈNH BÌNH THUẬN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 3367/TTr-SNV"}},
        RealCase{"h001.pdf",
                 3,
                 {"thảo văn bản trên. Kết quả tổng hợp có 07/09 sở có văn bản ý kiến thống nhất1.",
                  "1 Công văn số 5956/STNMT-CCBVMT ngày 24/10/2024 của Sở Tài nguyên Môi trường; Công văn số"}},
        RealCase{"h006.pdf", 0, {"Số: 11 /TB-UBND", "Quảng Ngãi, ngày 08 tháng 01 năm 2025"}},
        RealCase{"h018.pdf", 0, {"1. T×nh h×nh chung:"}}),  // TCVN3, for the normalizer
    [](const auto& row) {
      return std::string(row.param.file).substr(0, 4) + "_page_" + std::to_string(row.param.page_index + 1);
    });

}  // namespace
}  // namespace trichluc
