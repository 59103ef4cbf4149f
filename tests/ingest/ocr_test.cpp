// One small picture is recognised in earnest; everything else about OCR is tested without the engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/ingest/cleaned_scan.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/layer_choice.h"
#include "pipeline/ingest/leptonica.h"
#include "pipeline/ingest/noise.h"
#include "pipeline/ingest/ocr.h"
#include "pipeline/ingest/ocr_marks.h"
#include "pipeline/ingest/ocr_words.h"
#include "pipeline/ingest/page_turn.h"
#include "pipeline/ingest/raster.h"
#include "tests/ingest/small_pdf.h"

namespace trichluc {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

// --- the choice ---------------------------------------------------------------------------------------------------

struct Choice {
  const char* name;
  LayerEvidence evidence;
  TextQuality quality;
  LayerUse use;
};
class LayerChoiceTest : public testing::TestWithParam<Choice> {};

TEST_P(LayerChoiceTest, Chooses) {
  const LayerChoice made = choose_layer(GetParam().evidence, GetParam().quality);
  EXPECT_EQ(made.use, GetParam().use) << made.reason;
  EXPECT_FALSE(made.reason.empty());
}

constexpr TextQuality kSound{.words = 400, .syllables = 0.98, .vietnamese = 0.87};
constexpr TextQuality kEnglishScan{.words = 400, .syllables = 0.5, .vietnamese = 0.1, .single = 0.1, .odd = 0.05};
constexpr TextQuality kEnglish{.words = 400, .syllables = 0.3, .vietnamese = 0, .single = 0.05};
constexpr TextQuality kNoMeaning{.words = 200, .syllables = 0.1, .vietnamese = 0, .single = 0.6, .odd = 0.3};

INSTANTIATE_TEST_SUITE_P(
    Pages, LayerChoiceTest,
    testing::Values(
        Choice{"typed", {.visible = 2000}, kSound, LayerUse::kLayer},
        Choice{"typed_in_english", {.visible = 2000}, kEnglish, LayerUse::kLayer},
        Choice{"typed_with_crest", {.visible = 2000, .picture_share = 0.05}, kSound, LayerUse::kLayer},
        Choice{"typed_over_background", {.visible = 2000, .picture_share = 1}, kSound, LayerUse::kLayer},
        Choice{"typed_without_meaning", {.visible = 2000}, kNoMeaning, LayerUse::kOcr},
        Choice{"typed_in_legacy_fonts", {.visible = 2000, .legacy_fonts = true}, kNoMeaning, LayerUse::kLayer},
        Choice{"scan", {.picture_share = 1}, {}, LayerUse::kOcr},
        Choice{"scan_read_as_english", {.hidden = 2000, .picture_share = 1}, kEnglishScan, LayerUse::kOcr},
        Choice{"scan_with_sound_layer", {.hidden = 2000, .picture_share = 1}, kSound, LayerUse::kMeasure},
        Choice{"scan_with_signature_alone", {.visible = 120, .picture_share = 1}, kSound, LayerUse::kMeasure},
        Choice{"letters_as_outlines", {.shapes = 900}, {}, LayerUse::kOcr},
        Choice{"blank", {.shapes = 3}, {}, LayerUse::kBlank}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(LegacyFont, IsToldByItsName) {
  for (const char* name : {".VnTime", "ABCDEF+.VnTimeH", "VnArialBold", "ABCDEF+VNI-Times", "VPS Times"})
    EXPECT_TRUE(is_legacy_font(name)) << name;
  for (const char* name : {"TimesNewRomanPSMT", "ABCDEF+Arial", "Vnesque", "VNSans", ""})
    EXPECT_FALSE(is_legacy_font(name)) << name;
}

TEST(IsBetter, SoundRecognitionBeatsALayerInTheWrongLanguage) {
  EXPECT_TRUE(is_better(kSound, 0.94, kEnglishScan));
  EXPECT_FALSE(is_better(kEnglishScan, 0.5, kSound));
  EXPECT_FALSE(is_better({}, 1, kSound));
}

// --- pixels -------------------------------------------------------------------------------------------------------

TEST(PartInks, RedInkIsTakenOutOfTheGrey) {
  EXPECT_EQ(part_inks(0, 0, 0).grey, 0);
  EXPECT_EQ(part_inks(255, 255, 255).grey, 255);
  EXPECT_GT(part_inks(220, 40, 50).grey, 200) << "a seal";
  EXPECT_LT(part_inks(220, 40, 50).red, 60);
  EXPECT_LT(part_inks(90, 10, 15).grey, 100) << "black under a seal";
  EXPECT_LT(part_inks(30, 40, 160).grey, 80) << "blue ink is writing";
  EXPECT_EQ(part_inks(120, 110, 110).red, 255);
}

TEST(Median, TakesSpecksAndLeavesStrokes) {
  constexpr int kSide = 9;
  std::vector<std::uint8_t> image(kSide * kSide, 255);
  image[2 * kSide + 2] = 0;  // a speck
  for (int y = 0; y < kSide; ++y)
    image[static_cast<std::size_t>(y * kSide + 5)] = image[static_cast<std::size_t>(y * kSide + 6)] = 0;
  const std::vector<std::uint8_t> median = median_3x3(image, kSide, kSide);
  EXPECT_EQ(median[2 * kSide + 2], 255);
  EXPECT_EQ(median[4 * kSide + 5], 0);
  EXPECT_NEAR(measure_noise(image, median, kSide, kSide).specks, 1.0 / 49, 1e-9);
}

/// A page at 300 dpi with rows of letters as blocks.
Raster page_of_letters() {
  Raster raster;
  raster.width = 2480;
  raster.height = 3508;
  raster.dpi = 300;
  raster.grey.assign(static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.height), 255);
  for (int row = 0; row < 30; ++row) {
    for (int letter = 0; letter < 50; ++letter) {
      for (int y = 0; y < 30; ++y) std::fill_n(raster.row(300 + 70 * row + y) + 300 + 36 * letter, 18, std::uint8_t{0});
    }
  }
  return raster;
}

void draw_ring(Raster& raster, int x, int y, int radius) {
  for (int i = 0; i < 5000; ++i) {
    const double turn = 2 * 3.14159265 * i / 5000;
    for (int thick = 0; thick < 8; ++thick) {
      const auto at_x = static_cast<int>(x + (radius - thick) * std::cos(turn));
      raster.row(static_cast<int>(y + (radius - thick) * std::sin(turn)))[at_x] = 0;
    }
  }
}

TEST(CleanScan, BlackSealsAreTakenOutAndKept) {
  Raster raster = page_of_letters();
  draw_ring(raster, 1700, 2900, 210);  // 36 mm
  const CleanedScan scan = clean_scan(std::move(raster));
  ASSERT_THAT(scan.seals, SizeIs(1));
  EXPECT_NEAR((scan.seals[0].left + scan.seals[0].right) / 2, 1700, 20);
  EXPECT_NEAR((scan.seals[0].top + scan.seals[0].bottom) / 2, 2900, 20);
  EXPECT_NEAR(scan.seals[0].width(), 420, 40);
  const std::size_t on_ring = static_cast<std::size_t>(2900) * static_cast<std::size_t>(scan.width) + 1700 + 206;
  EXPECT_EQ(scan.grey[on_ring], 255);
  EXPECT_EQ(scan.whole[on_ring], 0);
  const std::size_t on_letter = static_cast<std::size_t>(310) * static_cast<std::size_t>(scan.width) + 308;
  EXPECT_EQ(scan.grey[on_letter], 0) << "letters stay";
}

TEST(CleanScan, FramesAndLettersAreNoSeals) {
  Raster raster = page_of_letters();
  for (int thick = 0; thick < 6; ++thick) {
    std::fill_n(raster.row(2600 + thick) + 400, 600, std::uint8_t{0});
    std::fill_n(raster.row(3000 + thick) + 400, 600, std::uint8_t{0});
    for (int y = 2600; y < 3000; ++y) raster.row(y)[400 + thick] = raster.row(y)[994 + thick] = 0;
  }
  const CleanedScan scan = clean_scan(std::move(raster));
  EXPECT_TRUE(scan.seals.empty());
  EXPECT_TRUE(scan.whole.empty());
}

// --- words --------------------------------------------------------------------------------------------------------

OcrWord word(const std::string& letters, float confidence, int line = 0) {
  OcrWord made;
  for (std::size_t i = 0; i < letters.size();) {
    const auto lead = static_cast<unsigned char>(letters[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    made.symbols.push_back({letters.substr(i, length), {0, 0, 20, 28}});
    i += length;
  }
  made.confidence = confidence;
  made.line = line;
  return made;
}

struct FigureCase {
  const char* name;
  const char* recognised;
  const char* figure;
};

class Figures : public testing::TestWithParam<FigureCase> {};

TEST_P(Figures, SignsThatAreOneDigitOnlyAreSpelledSo) {
  OcrWord figure = word(GetParam().recognised, 0.9F);
  spell_digits(figure);
  EXPECT_EQ(figure.text(), GetParam().figure);
}

INSTANTIATE_TEST_SUITE_P(
    Signs, Figures,
    testing::Values(FigureCase{"section_sign", "§.76%", "8.76%"}, FigureCase{"section_sign_alone", "§", "8"},
                    FigureCase{"o_with_acute", "7,4ó%", "7,46%"}, FigureCase{"strokes_beside_digits", "l2I", "121"},
                    FigureCase{"zero", "3O0", "300"}, FigureCase{"roman_number", "II", "II"},
                    FigureCase{"may_be_two_digits", "s0", "s0"}, FigureCase{"sound", "1.902,5", "1.902,5"}),
    [](const auto& row) { return std::string(row.param.name); });

/// Letters enough for the tests below.
std::string bare(std::string_view text) {
  std::string made(text);
  for (const auto& [marked, plain] : {std::pair{"SỐ", "so"},
                                      {"SÓ", "so"},
                                      {"số", "so"},
                                      {"só", "so"},
                                      {"LƯỢNG", "luong"},
                                      {"lượng", "luong"},
                                      {"lương", "luong"}}) {
    if (made == marked) made = plain;
  }
  return made;
}
std::string lower(std::string_view text) {
  for (const auto& [upper_case, lower_case] :
       {std::pair{"SỐ", "số"}, {"SÓ", "só"}, {"LƯỢNG", "lượng"}, {"S", "s"}, {"Ó", "ó"}}) {
    if (text == upper_case) return lower_case;
  }
  return std::string(text);
}
std::string upper(std::string_view text) { return text == "ố" ? "Ố" : text == "s" ? "S" : std::string(text); }

OcrWord placed(const std::string& letters, float confidence, int left, int right) {
  OcrWord made = word(letters, confidence);
  made.box = {left, 0, right, 28};
  return made;
}

TEST(DropNoise, StrokesBesideALineGo) {
  std::vector<OcrWord> words = {placed("-", 0.9F, 0, 10), placed("VT.", 0.9F, 20, 80), placed("NT", 0.4F, 400, 450),
                                placed("wz", 0.2F, 460, 500)};
  drop_noise(words);
  ASSERT_THAT(words, SizeIs(2));
  EXPECT_EQ(words[1].text(), "VT.");
}

TEST(DropNoise, ReadWordsAndFiguresStay) {
  std::vector<OcrWord> words = {placed("ngay", 0.9F, 0, 80), placed("VT", 0.8F, 400, 450),
                                placed("15", 0.25F, 460, 500)};
  drop_noise(words);
  EXPECT_THAT(words, SizeIs(3));
}

TEST(JoinNumbers, GoesByTheGap) {
  std::vector<OcrWord> words = {placed("42,", 0.9F, 0, 50),   placed("50", 0.8F, 54, 90),   // one number
                                placed("7,", 0.9F, 130, 150), placed("8", 0.9F, 164, 180),  // two
                                placed("9.", 0.9F, 300, 320), placed("km", 0.9F, 322, 360)};
  join_numbers(words);
  ASSERT_THAT(words, SizeIs(5));
  EXPECT_EQ(words[0].text(), "42,50");
  EXPECT_EQ(words[0].box.right, 90);
  EXPECT_FLOAT_EQ(words[0].confidence, 0.8F);
  EXPECT_EQ(words[1].text(), "7,");
}

TEST(PairMemory, GivesCapitalsTheMarksOfTheirPair) {
  const PairMemory memory({bare, lower, upper});
  std::vector<OcrWord> words = {word("SÓ", 0.96F), word("LƯỢNG", 0.96F)};
  memory.correct(words);
  EXPECT_EQ(words[0].text(), "SỐ");
  EXPECT_EQ(words[1].text(), "LƯỢNG");
}

TEST(PairMemory, LeavesWhatWasReadWithConfidence) {
  const PairMemory memory({bare, lower, upper});
  std::vector<OcrWord> words = {word("số", 0.97F), word("lương", 0.97F)};
  memory.correct(words);
  EXPECT_EQ(words[1].text(), "lương") << "the number of wages is another thing";
}

TEST(PairMemory, DoesNothingWithoutLetterForms) {
  const PairMemory memory({});
  std::vector<OcrWord> words = {word("SÓ", 0.5F), word("LƯỢNG", 0.5F)};
  memory.correct(words);
  EXPECT_EQ(words[0].text(), "SÓ");
}

TEST(CodePoints, NeverPassOnWhatIsNoText) {
  EXPECT_EQ(code_points("đ1"), U"đ1");
  EXPECT_EQ(code_points("\xFF\x01"), U"\uFFFD\uFFFD");
  EXPECT_EQ(code_points("\xE1\xBB"), U"\uFFFD\uFFFD");
}

// --- files --------------------------------------------------------------------------------------------------------

TEST(Image, DamagedIsSaid) {
  const auto read = read_image("\x89PNG\r\n\x1A\n and nothing more");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kDamaged);
}

TEST(Image, NeverIsNever) {
  const auto read = read_image("\x89PNG\r\n\x1A\n", {.ocr = OcrMode::kNever});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kNoText);
}

TEST(Image, TooManyPixelsAreNotDecoded) {
  // IHDR alone: 60 000 by 60 000 pixels, 8-bit grey.
  const std::string head("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\0\0\0\0", 29);
  const auto read = read_image(head + std::string(64, '\0'));
  ASSERT_FALSE(read);
  EXPECT_THAT(describe(read.error()), testing::AnyOf(HasSubstr("more than a page has"), HasSubstr("not an image")));
}

/// A strip of a page in the bitmap font that Leptonica brings along, as a PNG.
std::string picture_of_text() {
  silence_leptonica();
  const PixPtr page(pixCreate(1600, 200, 8));
  pixSetAll(page.get());
  L_Bmf* font = bmfCreate(nullptr, 20);
  if (!font) return {};
  l_int32 width = 0;
  l_int32 overflow = 0;
  pixSetTextline(page.get(), font, "Nam 2024 va nam 2025", 0, 240, 90, &width, &overflow);
  bmfDestroy(&font);
  const PixPtr large(pixScaleGrayLI(page.get(), 2, 2));
  l_uint8* bytes = nullptr;
  std::size_t size = 0;
  if (pixWriteMemPng(&bytes, &size, large.get(), 0) != 0) return {};
  std::string made(reinterpret_cast<const char*>(bytes), size);
  std::free(bytes);
  return made;
}

TEST(Image, TextIsRecognisedWithBoxes) {
  const std::string png = picture_of_text();
  ASSERT_FALSE(png.empty());
  const auto read = read_image(png);
  if (!read && read.error().code == ErrorCode::kMissingModel) GTEST_SKIP() << describe(read.error());
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->media_type, "image/png");
  EXPECT_EQ(read->text_origin, "ocr");
  ASSERT_THAT(read->pages, SizeIs(1));
  const Page& page = read->pages[0];
  EXPECT_THAT(page.text, HasSubstr("2024"));
  EXPECT_THAT(page.text, HasSubstr("2025"));
  EXPECT_EQ(page.origin.kind, "ocr");
  EXPECT_GT(page.origin.confidence, 0.5);
  ASSERT_FALSE(page.glyphs.empty());
  for (const Glyph& glyph : page.glyphs) {
    EXPECT_FALSE(glyph.box.empty());
    EXPECT_LE(glyph.box.right, page.width_pt);
    EXPECT_LE(glyph.box.bottom, page.height_pt);
  }
}

/// Lines of text on an A4 page at 300 dpi, turned clockwise.
Raster page_of_text(int quarter_turns) {
  silence_leptonica();
  const PixPtr page(pixCreate(1240, 1754, 8));
  pixSetAll(page.get());
  L_Bmf* font = bmfCreate(nullptr, 14);
  for (int line = 0; line < 24; ++line) {
    l_int32 width = 0;
    l_int32 overflow = 0;
    // No two lines alike, or white runs down between their words as between columns.
    std::string text = "The board of the district held";
    for (const char* word : {" its", " daily talks", " about", " paddy", " dikes", " and", " the school"}) {
      if ((line * 7 + static_cast<int>(text.size())) % 3 != 0) text += word;
    }
    pixSetTextline(page.get(), font, (std::string(static_cast<std::size_t>(line % 5), 'a') + text).c_str(), 0, 100,
                   200 + 50 * line, &width, &overflow);
  }
  bmfDestroy(&font);
  const PixPtr large(pixScaleGrayLI(page.get(), 2, 2));
  const PixPtr turned(pixRotateOrth(large.get(), quarter_turns));
  Raster raster;
  raster.width = pixGetWidth(turned.get());
  raster.height = pixGetHeight(turned.get());
  raster.dpi = 300;
  raster.grey = to_bytes(turned.get());
  return raster;
}

class PageTurn : public testing::TestWithParam<int> {};

TEST_P(PageTurn, PagesAreReadWhicheverSideIsUp) {
  const Raster raster = page_of_text(GetParam());
  const int back = (4 - GetParam()) % 4;
  EXPECT_EQ(find_quarter_turns(raster), back);
  RasterFrame frame;
  frame.width_pt = static_cast<float>(raster.width) * frame.x_step;
  frame.height_pt = static_cast<float>(raster.height) * frame.y_step;
  PairMemory memory({});
  const auto read = read_raster(raster, frame, memory, nullptr);
  if (!read && read.error().code == ErrorCode::kMissingModel) GTEST_SKIP() << describe(read.error());
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->quarter_turns, back);
  Page page = make_page(read->printed, arrange_lines(read->printed));
  ASSERT_GE(page.lines.size(), 20U);
  EXPECT_THAT(page.text, HasSubstr("of the district held"));
  // The first line's place on the page as it was scanned: 48 points in from the side where the text begins, and its
  // base 96 below the text's top.
  read->move_boxes(page);
  const Box box = page.glyphs.front().box;
  const float x = (box.left + box.right) / 2;
  const float y = (box.top + box.bottom) / 2;
  const float along[] = {x, y, frame.width_pt - x, frame.height_pt - y};
  const float down[] = {y, frame.width_pt - x, frame.height_pt - y, x};
  EXPECT_NEAR(along[GetParam()], 52, 6);
  EXPECT_NEAR(down[GetParam()], 93, 8);
}

INSTANTIATE_TEST_SUITE_P(Sides, PageTurn, testing::Range(0, 4));

TEST(Pdf, TypedPagesAreNotRecognised) {
  SmallPdf pdf;
  pdf.page().text(72, 700, 14, "Báo cáo năm 2024");
  const auto read = read_pdf(pdf.bytes());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->pages[0].origin.kind, "text-layer");
  EXPECT_EQ(read->pages[0].origin.dpi, 0);
}

}  // namespace
}  // namespace trichluc
