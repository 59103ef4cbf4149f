#include "pipeline/normalize/unicode_words.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/unicode.h"
#include "tests/normalize/text_page.h"

namespace trichluc {
namespace {

struct Case {
  const char* name;
  const char* broken;
  const char* mended;
  const char* rules;  // of the repairs, in order
};
class MendWords : public testing::TestWithParam<Case> {};

std::string rules_of(const Page& page) {
  std::string rules;
  for (const Repair& repair : page.repairs) rules += (rules.empty() ? "" : " ") + repair.rule;
  return rules;
}

TEST_P(MendWords, GivesTheWordsMeant) {
  const Case& row = GetParam();
  Page page = make_page(row.broken);
  normalize_unicode(page);
  EXPECT_EQ(page.text, std::string(row.mended) + "\n");
  EXPECT_EQ(rules_of(page), row.rules);
  for (const Repair& repair : page.repairs) {
    EXPECT_EQ(page.text.substr(repair.text.begin, repair.text.size()), repair.to);
    EXPECT_NE(repair.from, repair.to);
    EXPECT_GT(repair.confidence, 0.8);
    EXPECT_LE(repair.confidence, 1.0);
  }
}

constexpr auto kName = [](const auto& row) { return std::string(row.param.name); };

INSTANTIATE_TEST_SUITE_P(
    Marks, MendWords,
    testing::Values(
        Case{"tone_before_circumflex", "ch\u00E1\u0302t l\u01B0\u01A1\u0323ng", "chất lượng", "mark-order"},
        Case{"hook_before_circumflex", "hie\u0309\u0302u, th\u1EBB\u0302", "hiểu, thể", "mark-order mark-order"},
        Case{"tone_before_breve", "b\u00E1\u0306t, TA\u0303\u0306NG", "bắt, TẴNG", "mark-order mark-order"},
        Case{"tone_before_horn_is_nfc", "\u00F3\u031B, u\u0300\u031Bng", "ớ, ừng", ""},
        Case{"dot_before_circumflex_is_nfc", "vie\u0323\u0302c", "việc", ""},
        Case{"first_letter", "\u00E1\u0302p, \u00C1\u0302P", "ấp, ẤP", "mark-order mark-order"},
        Case{"in_a_longer_word", "CH\u00C1\u0302TL\u01AF\u1EE2NG", "CHẤTLƯỢNG", "mark-order"},
        Case{"doubled_tone", "tr\u1EBB\u0309 em", "trẻ em", "doubled-mark"},
        Case{"doubled_circumflex", "c\u00F4\u0302ng", "công", "doubled-mark"},
        Case{"doubled_dot", "m\u1EA1\u0323ng", "mạng", "doubled-mark"},
        Case{"three_times", "c\u00E1\u0301\u0301c", "các", "doubled-mark"},
        Case{"two_different_tones_stay", "c\u00E1\u0300c", "c\u00E1\u0300c", ""},
        Case{"deprecated", "ba\u0341o c\u0061\u0341o v\u00EA\u0340", "báo cáo về", ""},
        Case{"greek_circumflex", "ng\u0061\u0342", "ngã", "mark-order"},
        Case{"mark_on_consonant", "trương\u0300, ban\u0301", "trường, bán", "misplaced-tone misplaced-tone"},
        Case{"consonant_of_a_foreign_name", "Gda\u0144sk, El Ni\u00F1o", "Gda\u0144sk, El Ni\u00F1o", ""},
        Case{"mark_behind_a_blank", "ma \u0323ng", "mạng", "stray-mark"},
        Case{"accent_drawn_apart", "đơ \u0300 i sống", "đời sống", "stray-mark"},
        Case{"accent_at_the_end", "ma \u0323 tuý", "mạ tuý", "stray-mark"},
        Case{"dot_over_i", "vi\u0307ệc", "việc", "stray-mark"},
        Case{"foreign_marks_stay", "a\u0331 x\u0302 \u0301", "a\u0331 x\u0302 \u0301", ""}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Letters, MendWords,
    testing::Values(
        Case{"eth", "Ðảng và ðề án, LÐTBXH, Lâm Ðồng", "Đảng và đề án, LĐTBXH, Lâm Đồng", "eth eth eth eth"},
        Case{"eth_african_and_phonetic", "Ɖồng, ɖiện", "Đồng, điện", "eth eth"},
        Case{"d_with_stroke_overlay", "d\u0335ề D\u0335ẢNG d\u0336iểm", "đề ĐẢNG điểm", "eth eth eth"},
        Case{"eth_in_numbers", "36/2020/NÐ-CP, Qð-UBND, hðnd", "36/2020/NĐ-CP, Qđ-UBND, hđnd", "eth eth eth"},
        Case{"eth_in_a_list", "ð) Tổ chức thực hiện", "đ) Tổ chức thực hiện", "eth"},
        Case{"eth_glued", "ÐồngNai, Ðắc-lắk", "ĐồngNai, Đắc-lắk", "eth eth"},
        Case{"icelandic_stays", "Sigurðsson, Guð, Þórður Ðe", "Sigurðsson, Guð, Þórður Ðe", ""},
        Case{"letter_of_a_legacy_encoding_stays", "thÐp, xÐt", "thÐp, xÐt", ""},
        Case{"phonetics_stay", "âm /ð/ và [ð]", "âm /ð/ và [ð]", ""},
        Case{"oi", "môi trƣờng, nƣớc ta, ƣu tiên", "môi trường, nước ta, ưu tiên",
             "oi-for-u-horn oi-for-u-horn oi-for-u-horn"},
        Case{"oi_with_marks", "trƣơ\u0300ng tƣ\u0300 nhƣ\u0303ng mƣ\u0323c", "trường từ những mực",
             "oi-for-u-horn oi-for-u-horn oi-for-u-horn oi-for-u-horn"},
        Case{"oi_capitals", "MÔI TRƢỜNG, CHƢƠNG, ƢU", "MÔI TRƯỜNG, CHƯƠNG, ƯU",
             "oi-for-u-horn oi-for-u-horn oi-for-u-horn"},
        Case{"oi_in_broken_word", "trƣ\uFFFDng, TƢHCM", "trư\uFFFDng, TƯHCM", "oi-for-u-horn oi-for-u-horn"},
        Case{"oi_and_eth", "ðƣợc", "được", "oi-for-u-horn"},
        Case{"caron", "nǎm, NǍM, trǎ\u0301ng", "năm, NĂM, trắng", "caron-for-breve caron-for-breve caron-for-breve"},
        Case{"caron_mark", "b\u00E0\u030Cng", "bằng", "caron-for-breve"},
        Case{"pinyin_stays", "Shǎnxī, hǎo bǎn ě", "Shǎnxī, hǎo bǎn ě", ""},
        Case{"dotless", "chı\u0301nh sách, vıệc, gı̀", "chính sách, việc, gì", "dotless-i dotless-i dotless-i"},
        Case{"turkish_stays", "Yıldız, Beşiktaş kı", "Yıldız, Beşiktaş kı", ""},
        Case{"ligatures", "ﬁle ﬂash oﬃce waﬄe oﬀ ﬁ", "file flash office waffle off fi",
             "ligature ligature ligature ligature ligature ligature"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    LookAlikes, MendWords,
    testing::Values(
        Case{"cyrillic_in_a_word", "bаn hành, сông tác, Аn Giang", "ban hành, công tác, An Giang",
             "look-alike look-alike look-alike"},
        Case{"cyrillic_with_marks", "cо\u0302\u0301 gắng, quyе\u0302\u0301t", "cố gắng, quyết",
             "look-alike look-alike"},
        Case{"greek_in_a_word", "Νguyễn, Τổng, cοn, Ηà Nội", "Nguyễn, Tổng, con, Hà Nội",
             "look-alike look-alike look-alike look-alike"},
        Case{"capitals", "ΤỔ CHỨС, UВND", "TỔ CHỨC, UBND", "look-alike look-alike look-alike"},
        Case{"greek_that_resembles", "νới, κhoản, nhαnh", "với, khoản, nhanh", "look-alike look-alike look-alike"},
        Case{"number_of_a_law", "121/2020/QН14, NĐ-СP, QĐ-ТTg", "121/2020/QH14, NĐ-CP, QĐ-TTg",
             "look-alike look-alike look-alike"},
        Case{"whole_word_in_vietnamese", "tỉnh Сао Bằng, khoản а Điều 5", "tỉnh Cao Bằng, khoản a Điều 5",
             "look-alike look-alike"},
        Case{"foreign_word", "Intеrnet, wеbsite", "Internet, website", "look-alike look-alike"},
        Case{"cyrillic_word_stays", "Москва, оно, а", "Москва, оно, а", ""},
        Case{"cyrillic_text_in_vietnamese_stays", "báo Правда, а то у нас", "báo Правда, а то у нас", ""},
        Case{"greek_formula_stays", "Δt = 5 μm; αx + βy, kΩ, σx, ΔT", "Δt = 5 μm; αx + βy, kΩ, σx, ΔT", ""},
        Case{"greek_formula_in_vietnamese_stays", "góc α, hệ số νm và λ của tia γ", "góc α, hệ số νm và λ của tia γ",
             ""},
        Case{"micro_stays", "5 µm, 5 μg, 10 µg/m³", "5 µm, 5 μg, 10 µg/m³", ""},
        Case{"greek_word_stays", "Ελλάδα, Αθήνα", "Ελλάδα, Αθήνα", ""},
        Case{"mixed_on_purpose", "Mи-8, βeta, T-34М", "Mи-8, βeta, T-34М", ""},
        Case{"fullwidth", "Ｎghị định １２１／２０２０，５０％", "Nghị định 121/2020,50%", "look-alike look-alike"},
        Case{"fullwidth_in_chinese_stays", "中文（２０２０），ＡＢＣ", "中文（２０２０），ＡＢＣ", ""},
        Case{"quotes_stay", "“trẻ em”, ‘K’Ho’, M’Nông", "“trẻ em”, ‘K’Ho’, M’Nông", ""}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    SpacingAccents, MendWords,
    testing::Values(Case{"behind_its_vowel", "tô´t, vê` viê˜n", "tốt, về viễn",
                         "spacing-accent spacing-accent spacing-accent"},
                    Case{"before_its_vowel", "th´ang", "tháng", "spacing-accent"},
                    Case{"circumflex", "câ´p, coˆng, co˘n, thaˇng", "cấp, công, co˘n, thăng",
                         "spacing-accent spacing-accent caron-for-breve"},
                    Case{"two_accents", "coˆ´ gắng", "cố gắng", "spacing-accent"},
                    Case{"quotation_stays", "`vê` và `la`, ´a´", "`vê` và `la`, ´a´", ""},
                    Case{"names_stay", "K´Ho, M´Nông, A´lưới, Ea H´leo", "K´Ho, M´Nông, A´lưới, Ea H´leo", ""},
                    Case{"apostrophe_stays", "ba' ma', 5´ 30´´, d'Ivoire", "ba' ma', 5´ 30´´, d'Ivoire", ""}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Others, MendWords,
    testing::Values(
        Case{"tones", "Tòan dân đựơc qúy", "Toàn dân được quý", "misplaced-tone misplaced-tone misplaced-tone"},
        Case{"tone_and_eth", "Ðựơc", "Được", "eth"},
        Case{"both_styles_stay", "hoà hòa thuý thúy khoẻ khỏe Uỷ Ủy", "hoà hòa thuý thúy khoẻ khỏe Uỷ Ủy", ""},
        Case{"lost_letters", "T\uE001n tại, vư\uE002ng", "T\uFFFDn tại, vư\uFFFDng", "private-use private-use"},
        Case{"bullets", "\uF0B7 Tăng \uF0E8 Giảm", "• Tăng → Giảm", "private-use private-use"},
        Case{"bullet_glued_to_a_word", "\uF0ECTăng cường", "\uF0ECTăng cường", ""},
        Case{"unit_of_a_symbol_font", "15\uF0B0C", "15\uF0B0C", ""},
        Case{"tone_of_an_italian_word", "la parola in questo caso non si usa più nella lingua di oggi",
             "la parola in questo caso non si usa più nella lingua di oggi", ""},
        Case{"acronyms", "CNVCLĐ, LĐTBXH, UBND, HĐND, TW", "CNVCLĐ, LĐTBXH, UBND, HĐND, TW", ""},
        Case{"minority_names", "Kŏn Tum, Čư M’gar, Krông Bŭk, Đắk Lắk", "Kŏn Tum, Čư M’gar, Krông Bŭk, Đắk Lắk", ""},
        Case{"other_languages", "Île-de-France, Çà et là, Straße, Łódź, Ångström, coöperatie",
             "Île-de-France, Çà et là, Straße, Łódź, Ångström, coöperatie", ""}),
    kName);

TEST(MendWordsOnAPage, TheWayBackHolds) {
  const std::string before = "Năm nǎm, môi trƣờng\nÐảng đựơc bàn\n";
  Page page = make_page(before);
  normalize_unicode(page);
  ASSERT_EQ(page.text, "Năm năm, môi trường\nĐảng được bàn\n");
  for (const auto& [made, source] :
       {std::pair{"năm,", "nǎm,"}, {"trường", "trƣờng"}, {"Đảng", "Ðảng"}, {"bàn", "bàn"}}) {
    const auto at = static_cast<std::uint32_t>(page.text.find(made));
    const Range back = page.source.to_source({at, at + static_cast<std::uint32_t>(std::string(made).size())});
    EXPECT_EQ(before.substr(back.begin, back.size()), source);
  }
  EXPECT_EQ(page.repairs[0].from, "nǎm");
  EXPECT_EQ(page.repairs[0].to, "năm");
}

/// Strings of what this pass looks at, in every order.
class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::string operator()(std::size_t pieces) {
    static constexpr std::array<std::u32string_view, 34> kPieces = {
        U"a",      U"o",      U"u",      U"ê",      U"ư",      U"í", U"ợ", U"n",      U"ng",     U"th",    U"q",  U"gi",
        U"đ",      U"ð",      U"Ð",      U"ƣ",      U"ǎ",      U"ı", U"а", U"Н",      U"κ",      U"Δ",     U"ｎ", U"ﬁ",
        U"\u0301", U"\u0302", U"\u0306", U"\u0323", U"\u0307", U"´", U"`", U"\uE001", U"\uF0B7", U"\u00AD"};
    std::string text;
    for (std::size_t i = 0; i < pieces; ++i) {
      const auto roll = random_();
      if (roll % 7 == 0) {
        text += roll % 5 == 0 ? '\n' : ' ';
        continue;
      }
      if (roll % 11 == 0) text += "\u200B";
      for (const char32_t code : kPieces[(roll >> 8) % kPieces.size()]) append_utf8(text, code);
    }
    return text + "\n";
  }

 private:
  std::mt19937 random_;
};

TEST(MendWordsProperties, IdempotentAndTraceable) {
  RandomText random_text(20240607);
  for (int round = 0; round < 4000; ++round) {
    const std::string before = random_text(40);
    Page page = make_page(before);
    normalize_unicode(page);
    ASSERT_EQ(page.source.size(), page.text.size());
    std::uint32_t source_end = 0, line_begin = 0;
    for (std::uint32_t at = 0; at < page.text.size(); ++at) {
      const Range back = page.source.to_source({at, at + 1});
      ASSERT_LE(back.end, before.size());
      ASSERT_LE(source_end, back.end) << before;
      source_end = back.end;
    }
    for (const Line& line : page.lines) {
      ASSERT_EQ(line.text.begin, line_begin) << before;
      ASSERT_EQ(page.text[line.text.end], '\n');
      line_begin = line.text.end + 1;
    }
    for (const Repair& repair : page.repairs) ASSERT_LE(repair.text.end, page.text.size());

    Page again = page;
    normalize_unicode(again);
    ASSERT_EQ(again.text, page.text) << "not idempotent: " << before;
    ASSERT_EQ(again.repairs.size(), page.repairs.size());
  }
}

}  // namespace
}  // namespace trichluc
