#include "pipeline/normalize/encodings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/normalize/legacy_fonts.h"
#include "pipeline/normalize/normalize.h"
#include "tests/normalize/reading.h"

namespace trichluc {
namespace {

std::string decoded(std::string line) {
  Reading reading = make_reading(std::move(line) + "\n");
  decode_encodings(reading);
  std::string text = reading.pages[0].text;
  text.pop_back();
  return text;
}

struct Case {
  const char* name;
  const char* before;
  const char* after;
  const char* rule = "";
};
class Encodings : public testing::TestWithParam<Case> {};

TEST_P(Encodings, AreDecoded) {
  Reading reading = make_reading(std::string(GetParam().before) + "\n");
  decode_encodings(reading);
  const Page& page = reading.pages[0];
  EXPECT_EQ(page.text, std::string(GetParam().after) + "\n");
  ASSERT_FALSE(page.repairs.empty());
  for (const Repair& repair : page.repairs) {
    EXPECT_EQ(repair.rule, GetParam().rule);
    EXPECT_EQ(page.text.substr(repair.text.begin, repair.text.size()), repair.to);
    EXPECT_GT(repair.confidence, 0.5);
    EXPECT_LE(repair.confidence, 1.0);
  }
}

TEST_P(Encodings, AreDecodedOnce) {
  Reading reading = make_reading(std::string(GetParam().before) + "\n");
  decode_encodings(reading);
  const std::string once = reading.pages[0].text;
  decode_encodings(reading);
  EXPECT_EQ(reading.pages[0].text, once);
}

TEST_P(Encodings, LeadBackToTheirBytes) {
  const std::string before = std::string(GetParam().before) + "\n";
  Reading reading = make_reading(before);
  decode_encodings(reading);
  const Page& page = reading.pages[0];
  ASSERT_EQ(page.source.size(), page.text.size());
  for (const Repair& repair : page.repairs) {
    const Range back = page.source.to_source(repair.text);
    EXPECT_EQ(before.substr(back.begin, back.size()), repair.from);
  }
  // What is not in a repair is the same text, and leads to it.
  for (std::uint32_t at = 0; at < page.text.size(); ++at) {
    const bool repaired = std::any_of(page.repairs.begin(), page.repairs.end(), [at](const Repair& repair) {
      return repair.text.contains({at, at + 1});
    });
    const Range back = page.source.to_source({at, at + 1});
    if (repaired) continue;
    EXPECT_EQ(before.substr(back.begin, back.size()), page.text.substr(at, 1)) << at;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Tcvn3, Encodings,
    testing::Values(
        Case{"line", "Së Y tÕ b¸o c¸o kÕt qu¶ kh¸m bÖnh quý II n¨m 2003",
             "Sở Y tế báo cáo kết quả khám bệnh quý II năm 2003", "encoding.tcvn3"},
        Case{"soft_hyphen", "nguån n\u00ADíc s¹ch vµ vÖ sinh m«i tr\u00ADêng", "nguồn nước sạch và vệ sinh môi trường",
             "encoding.tcvn3"},
        Case{"minus", "®Çu t− x©y dùng tr−êng häc, gi¶m −íc 5%", "đầu tư xây dựng trường học, giảm ước 5%",
             "encoding.tcvn3"},
        Case{"hyphen", "ph-¬ng ¸n c-ìng chÕ thu håi ®Êt, ®Òn bï ®Çu t-",
             "phương án cưỡng chế thu hồi đất, đền bù đầu tư", "encoding.tcvn3"},
        Case{"hyphen_that_stays", "ph¸t triÓn kinh tÕ-x· héi, sè 45/Q§-UBND vµ 12/CT-TTg",
             "phát triển kinh tế-xã hội, số 45/QĐ-UBND và 12/CT-TTg", "encoding.tcvn3"},
        Case{"list_mark", "- Tæng sè hé nghÌo cña huyÖn: 1.250 hé", "- Tổng số hộ nghèo của huyện: 1.250 hộ",
             "encoding.tcvn3"},
        Case{"mac_roman", "Ph≠¨ng h≠Ìng nhi÷m vÙ n®m tÌi", "Phương hướng nhiệm vụ năm tới", "encoding.tcvn3"},
        Case{"mac_roman_no_mojibake", "ng≠Íi Æ¯ng Æ«u Æ¨n vﬁ", "người đứng đầu đơn vị", "encoding.tcvn3"},
        Case{"symbol_font", "b\uF0B8o c\uF0B8o k\uF0D5t qu\uF0B6 th\uF0F9c hi\uF0D6n", "báo cáo kết quả thực hiện",
             "encoding.tcvn3"},
        Case{"symbol_font_throughout", "\uF062\uF0B8\uF06F \uF063\uF0B8\uF06F \uF06B\uF0D5\uF074 \uF071\uF075\uF0B6",
             "báo cáo kết quả", "encoding.tcvn3"},
        Case{"caps_lock", "UBND TØNH Hµ GIANG: B¸O C¸O T×NH H×NH TH¸NG 5",
             "UBND TỈNH HÀ GIANG: BÁO CÁO TÌNH HÌNH THÁNG 5", "encoding.tcvn3"},
        Case{"name_is_no_capital", "«ng §ç V¨n B×nh, bµ Lª ThÞ Hµ cïng c¸c hé d©n",
             "ông Đỗ Văn Bình, bà Lê Thị Hà cùng các hộ dân", "encoding.tcvn3"},
        Case{"quotes_that_stay", "phong trµo “Toµn d©n ®oµn kÕt x©y dùng ®êi sèng”",
             "phong trào “Toàn dân đoàn kết xây dựng đời sống”", "encoding.tcvn3"},
        Case{"money", "gi¸ ®iÖn 1.500 ®/sè, tæng céng 200 triÖu ®ång", "giá điện 1.500 đ/số, tổng cộng 200 triệu đồng",
             "encoding.tcvn3"},
        Case{"full_5712_capitals", "quyÓn BƒO CƒO T€I CHÝNH vÒ t×nh h×nh thùc hiÖn dù ¸n",
             "quyển BÁO CÁO TÀI CHÍNH về tình hình thực hiện dự án", "encoding.tcvn3"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    OtherEncodings, Encodings,
    testing::Values(Case{"vni", "Sôû Y teá baùo caùo keát quaû khaùm beänh naêm 2003",
                         "Sở Y tế báo cáo kết quả khám bệnh năm 2003", "encoding.vni"},
                    Case{"vni_capitals", "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM",
                         "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "encoding.vni"},
                    Case{"vni_mixed_case", "THAØNH PHOá CAÀN THÔ", "THÀNH PHỐ CẦN THƠ", "encoding.vni"},
                    Case{"vps", "Sª Y t‰ báo cáo k‰t quä khám bŒnh, ÇiŠu trÎ næm 2003",
                         "Sở Y tế báo cáo kết quả khám bệnh, điều trị năm 2003", "encoding.vps"},
                    Case{"viscii", "S· Y tª báo cáo kªt quä khám b®nh, ði«u tr¸ nåm 2003",
                         "Sở Y tế báo cáo kết quả khám bệnh, điều trị năm 2003", "encoding.viscii"},
                    Case{"vps_controls",
                         "CH\x1D VI\u0090T V€ NH\x1DNG VI\x06"
                         "C H\x13P TÁC CÑA H\x12I",
                         "CHỮ VIẾT VÀ NHỮNG VIỆC HỢP TÁC CỦA HỘI", "encoding.vps"},
                    Case{"viscii_controls", "VIŽC NH…M L\x06N Hš TÊN, T\x14 LŽ VÀ K\x14 LU‡T",
                         "VIỆC NHẦM LẪN HỌ TÊN, TỶ LỆ VÀ KỶ LUẬT", "encoding.viscii"},
                    Case{"cp1258", "SõÒ Y têì báo cáo kêìt quaÒ khám bêònh nãm 2003",
                         "Sở Y tế báo cáo kết quả khám bệnh năm 2003", "encoding.cp1258"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(Mojibake, Encodings,
                         testing::Values(Case{"windows_1252", "Há»™i Ä‘á»“ng nhÃ¢n dÃ¢n xÃ£ há»p phiÃªn thá»© ba",
                                              "Hội đồng nhân dân xã họp phiên thứ ba", "encoding.mojibake"},
                                         Case{"latin_1",
                                              "Ch\u00C3\u00ADnh ph\u00E1\u00BB\u00A7 ban h\u00C3\u00A0nh "
                                              "ngh\u00E1\u00BB\u008B \u00C4\u0091\u00E1\u00BB\u008Bnh",
                                              "Chính phủ ban hành nghị định", "encoding.mojibake"},
                                         Case{"windows_1258", "ngĂ¢n sĂ¡ch tá»‰nh giao cho huyá»‡n",
                                              "ngân sách tỉnh giao cho huyện", "encoding.mojibake"},
                                         Case{"twice", "ngÃƒÂ¢n sÃƒÂ¡ch tÃ¡Â»â€°nh giao cho huyÃ¡Â»â€¡n",
                                              "ngân sách tỉnh giao cho huyện", "encoding.mojibake"},
                                         Case{"quotes", "â€œTrÆ°á»ng há»c thÃ¢n thiá»‡nâ€\u009D â€“ nÄƒm 2012",
                                              "“Trường học thân thiện” – năm 2012", "encoding.mojibake"},
                                         Case{"no_break_space_lost", "lÃ  cÆ¡ quan hÃ nh chÃ­nh á»Ÿ Ä‘á»‹a phÆ°Æ¡ng",
                                              "là cơ quan hành chính ở địa phương", "encoding.mojibake"},
                                         Case{"soft_hyphen_lost", "chÃnh sÃ¡ch há»— trá»£", "chính sách hỗ trợ",
                                              "encoding.mojibake"},
                                         Case{"one_word", "huyá»‡n", "huyện", "encoding.mojibake"}),
                         [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    References, Encodings,
    testing::Values(Case{"decimal", "b&#225;o c&#225;o t&#7893;ng k&#7871;t", "báo cáo tổng kết", "encoding.reference"},
                    Case{"hexadecimal", "h&#x1ED9;i ngh&#x1ECB;", "hội nghị", "encoding.reference"},
                    Case{"named", "c&ocirc;ng t&aacute;c &ETH; &amp; c&Acirc;n", "công tác &ETH; &amp; cÂn",
                         "encoding.reference"},
                    Case{"of_a_reference", "h&amp;#7897;i", "hội", "encoding.reference"},
                    Case{"rtf", "h\\u7897?i ngh\\u7883?", "hội nghị", "encoding.reference"},
                    Case{"a_word_of_one", "s&#7889;ng &#7903; xã", "sống ở xã", "encoding.reference"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(EncodingsKeep, HealthyText) {
  for (const char* text : {
           "15 °C, 3 × 4, ½",
           "diện tích 25 km², 12 m³/ngày, nhiệt độ 15°C và 20 C° – 30 C°, ±5%",
           "gạo ST25® và thuốc Panadol® của Công ty ABC© 2020™",
           "«Quyết định» số 12, “THỊ XÃ”, «xã», «khá»…",
           "THỊ\u00A0XÃ\u00A0HÀ\u00A0TIÊN, XÃ\u00ADHỘI",
           "Điều 3 § 5, đoạn ¶ 2, ¹ ghi chú nước¹ ² ³",
           "có lò, đò, giò, bò, hò, tò mò; đã, sẽ, vẽ, mũ, mãi, lý do, kỳ ngộ",
           "ô nhiễm, ông Ô, bà Ý, Ê đê, Ơ Đu, K’Ho, Cơ Ho, xe ô tô, ôtô, xoong, boòng",
           "kinh tế-xã hội, X-quang, vi-rút, t-shirt, e-mail, A-B, i-ốt",
           "Le conseil général a été créé à l'été; où sont les élèves français? Noël, naïf, cœur, garçon",
           "Die Straße für Müller & Söhne in Köln wurde größer; Übung, Ärger, Öl, häufig, schön",
           "São Paulo, Curaçao, señor, Ångström, Bjørn, façade, Zürich, Ærø, Þingvellir",
           "The naïve café's résumé: 5 µm, 3 µg/ml, £20, ¥300, €15, ¿qué?",
           "Москва, Ελλάδα, 漢字, Δt = 5 μm",
           "a &lt; b &amp;&amp; c &gt; d; &#169; 2020; &#7867; là chữ e có dấu hỏi",
           "C:\\u1234\\thu muc, \\u7897 không",
           "• Tăng cường; – Giảm; … v.v. “báo cáo” ‘x’ 12’ 30”",
           "\uF0B7 Tăng cường; \uF0D8 Giảm; \uF0FC Đạt",
           "bảo v\u00ADệ, pháp\u00AD luật, nhân\u00AD",
           "hðnd, Ðảng và Nhà nước, tỉnh Lâm Ðồng",
       }) {
    EXPECT_EQ(decoded(text), text);
  }
}

TEST(Encodings, MixedLinesAreDecodedRunByRun) {
  EXPECT_EQ(decoded("Căn cứ đề nghị của Sở: kÕ ho¹ch ph¸t triÓn ngµnh y tÕ, đã được duyệt và công bố rộng rãi"),
            "Căn cứ đề nghị của Sở: kế hoạch phát triển ngành y tế, đã được duyệt và công bố rộng rãi");
  EXPECT_EQ(decoded("vieäc thöïc hieän nhieäm vuï cuûa ñôn vò ấy có nhiều khó khăn nhưng đã được giải quyết tốt"),
            "việc thực hiện nhiệm vụ của đơn vị ấy có nhiều khó khăn nhưng đã được giải quyết tốt");
}

TEST(Encodings, ShortLinesFollowTheDocument) {
  Reading reading = make_reading(
      "Sè: 12/BC-UBND\n\n§iÖn\nHé\n\nñy ban nh©n d©n x· b¸o c¸o t×nh h×nh thùc hiÖn nhiÖm vô n¨m 2003 nh\u00AD sau:\n\n"
      "Tæng thu ng©n s¸ch trªn ®Þa bµn ®¹t kÕ ho¹ch huyÖn giao.\n\n- Nh\u00AD trªn;\n\nL\u00ADu\n");
  decode_encodings(reading);
  EXPECT_EQ(
      reading.pages[0].text,
      "Số: 12/BC-UBND\n\nĐiện\nHộ\n\nủy ban nhân dân xã báo cáo tình hình thực hiện nhiệm vụ năm 2003 như sau:\n\n"
      "Tổng thu ngân sách trên địa bàn đạt kế hoạch huyện giao.\n\n- Như trên;\n\nLưu\n");
}

/// `text` in one style for each stretch that `ends` cut, with the fonts of the same place.
Reading styled(std::string text, const std::vector<std::pair<std::size_t, std::string>>& stretches) {
  Reading reading = make_reading(std::move(text));
  Page& page = reading.pages[0];
  std::uint32_t begin = 0;
  for (const auto& [end, font] : stretches) {
    page.styles.push_back({{begin, static_cast<std::uint32_t>(end)}, static_cast<std::uint16_t>(page.fonts.size())});
    page.fonts.push_back(font);
    begin = static_cast<std::uint32_t>(end);
  }
  return reading;
}

TEST(EncodingsByFont, TheNameDecides) {
  // One short word proves nothing by itself.
  Reading reading = styled("Hµ Néi\n", {{8, "ABCDEF+.VnTime"}});
  decode_encodings(reading);
  EXPECT_EQ(reading.pages[0].text, "Hà Nội\n");
}

TEST(EncodingsByFont, FontsOfCapitalsDrawCapitals) {
  const std::string text = "Bé y tÕ xin mêi\n";
  Reading reading = styled(text, {{text.find(" xin"), "ABCDEF+.VnTimeH,Bold"}, {text.size() - 1, ".VnTime"}});
  decode_encodings(reading);
  EXPECT_EQ(reading.pages[0].text, "BỘ Y TẾ xin mời\n");
  EXPECT_EQ(reading.pages[0].styles[1].text.begin, std::string("BỘ Y TẾ").size());
}

TEST(EncodingsByFont, AWordMayHaveTwoFonts) {
  const std::string text = "n−íc\n";
  Reading reading = styled(text, {{1, "VnTime"}, {4, "AAAAAA+VnTime"}, {6, "VnTime"}});
  decode_encodings(reading);
  EXPECT_EQ(reading.pages[0].text, "nước\n");
}

TEST(EncodingsByFont, ANameThatMisleadsIsNotBelieved) {
  const std::string text = "Có hai con bò, một cái mũ và lý do của cô ấy về đò\n";
  Reading reading = styled(text, {{text.size() - 1, ".VnTime"}});
  decode_encodings(reading);
  EXPECT_EQ(reading.pages[0].text, text);
}

struct FontCase {
  const char* name;
  int encoding;  // -1: none
  bool capitals;
};

TEST(LegacyFonts, AreKnownByName) {
  constexpr int kNone = -1, kTcvn3 = 0, kVni = 1, kVps = 2;
  for (const FontCase& row : {FontCase{".VnTime", kTcvn3, false},
                              {"ABCDEF+.VnTimeH", kTcvn3, true},
                              {".VnTimeH,Bold", kTcvn3, true},
                              {"VnTimeHBold", kTcvn3, true},
                              {".VnArialH,BoldItalic", kTcvn3, true},
                              {".VnArial NarrowH", kTcvn3, true},
                              {"VnTimeItalic", kTcvn3, false},
                              {".VnTeknicalH#2cBold", kTcvn3, true},
                              {".VNTIMEH", kTcvn3, true},
                              {".vntime", kTcvn3, false},
                              {"VNI-Times", kVni, false},
                              {"ABCDEF+VNI-Helve-Condense,Bold", kVni, false},
                              {"VPS Times", kVps, false},
                              {"VPSTimes-Bold", kVps, false},
                              {"Times New Roman", kNone, false},
                              {"VNF-Comic Sans", kNone, false},
                              {"SVN-Gilroy", kNone, false},
                              {"Vni", kNone, false},
                              {"", kNone, false},
                              {"Vnative", kNone, false}}) {
    const auto font = legacy_font(row.name);
    EXPECT_EQ(font ? static_cast<int>(font->encoding) : kNone, row.encoding) << row.name;
    EXPECT_EQ(font && font->capitals, row.capitals) << row.name;
  }
}

TEST(Encodings, CleanTextKeepsItsMemory) {
  Reading reading = make_reading("Ủy ban nhân dân thành phố Đà Nẵng – số 12, 15 °C, 20 km²\n");
  const char* before = reading.pages[0].text.data();
  decode_encodings(reading);
  EXPECT_EQ(reading.pages[0].text.data(), before);
}

}  // namespace
}  // namespace trichluc
