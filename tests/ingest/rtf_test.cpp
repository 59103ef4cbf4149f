#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/windows_text.h"
#include "tests/ingest/flow_text.h"

namespace trichluc {
namespace {

const std::string kHead =
    R"({\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset163 Arial;})"
    R"({\f2\fcharset0 .VnTime;}{\f3\fcharset2 Symbol;}})"
    "\n";

struct Case {
  const char* name;
  std::string body;
  std::vector<std::string> lines;
};
class RtfText : public testing::TestWithParam<Case> {};

TEST_P(RtfText, HoldsWhatIsPrinted) {
  const auto reading = read_document(kHead + GetParam().body + "}", "a.txt");
  ASSERT_TRUE(reading) << describe(reading.error());
  EXPECT_EQ(reading->media_type, "application/rtf");
  EXPECT_EQ(lines_of(*reading), GetParam().lines);
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, RtfText,
    testing::Values(
        Case{"unicode_with_stand_in", R"(Ngh\u7883?  \u273?\u7883?nh\par)", {"Nghị  định"}},
        Case{"stand_in_of_two_characters", R"(\uc2 B\u225\'e1?o c\u225\'e1?o\par)", {"Báo cáo"}},
        Case{"no_stand_in", R"({\uc0 \u193\u192} a\par)", {"ÁÀ a"}},
        Case{"code_page_of_the_font", R"(\f1 B\'e1o \'f0\'ea\'ec\par)", {"Báo đế"}},
        Case{"quotes_of_windows_1252", R"(\'93a\'94 \'96 b\par)", {"“a” – b"}},
        Case{"signs", R"(\{1\}\~2\_3 \endash  4\par)", {"{1}\u00A02-3 – 4"}},
        Case{"line_ends_of_the_file_are_nothing", "S\\u7889?\r\n: 12\r\n/BC\\par", {"Số: 12/BC"}},
        Case{"line_and_tab",
             R"(\u7910?Y BAN\line X\u195? AN\tab C\u7896?NG H\u210?A\par)",
             {"ỦY BAN", "XÃ AN    CỘNG HÒA"}},
        Case{"list_mark_as_written", R"({\listtext\f3 \'b7\tab}Thu{\pntext 1.\tab}\par)", {"\uF0B7 Thu1.    "}},
        Case{"hidden_and_deleted", R"(a{\v b}{\deleted c}d\par)", {"ad"}},
        Case{"skipped_groups", R"({\info{\title Bo}}{\*\unknown x}{\pict 0123}{\stylesheet{\s0 Normal;}}a\par)", {"a"}},
        Case{"field", R"({\field{\*\fldinst HYPERLINK "http://x.vn/9"}{\fldrslt Lu\u7853?t}}\par)", {"Luật"}},
        Case{"page_number", R"(a{\field{\*\fldinst PAGE}{\fldrslt 7}}\par)", {"a"}},
        Case{"header_once",
             R"({\header C\u244?ng b\u225?o\par}a\par\sect{\header C\u244?ng b\u225?o\par}b\par)",
             {"[head]Công báo", "a", "b"}},
        Case{"note",
             R"(duy\u7879?t{\super\chftn{\footnote{\super\chftn} Q\u272? 12.}}. Sau\par b\par)",
             {"duyệt1. Sau", "[note 1]1  QĐ 12.", "b"}},
        Case{"text_box",
             R"(a{\shp{\*\shpinst\shpleft4321{\sp{\sn x}{\sv 99}}{\shptxt D\u7920? TH\u7842?O\par}}}b\par)",
             {"ab", "DỰ THẢO"}},
        Case{"table_with_merged_cells",
             R"(\trowd\trleft0\clvmgf\cellx1000\cellx3000\pard\intbl TT\cell N\u259?m\cell\row)"
             R"(\trowd\trleft0\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell KH\cell TH\cell\row)"
             R"(\trowd\trleft0\cellx1000\cellx2000\cellx3000\pard\intbl 1\cell 5\cell 6\cell\row\pard sau\par)",
             {"[0:0,0+1x2]TT", "[0:0,1+2x1]Năm", "[0:1,1]KH", "[0:1,2]TH", "[0:2,0]1", "[0:2,1]5", "[0:2,2]6", "sau"}},
        Case{"two_tables",
             R"(\trowd\cellx9\pard\intbl a\cell\row\pard x\par\trowd\cellx9\pard\intbl b\cell\row)",
             {"[0:0,0]a", "x", "[1:0,0]b"}},
        Case{"heading", R"(\pard\outlinelevel1 M\u7909?c\par\pard a\par)", {"[h2]Mục", "a"}},
        Case{"too_many_closed", R"(a}}} b\par)", {"a b"}}, Case{"binary_data", R"(a{\*\x\bin5 }}}}}}b\par)", {"ab"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Rtf, FontsStayWithTheirText) {
  // TCVN3 has its horned u where Windows has the soft hyphen: it must come through.
  const auto reading = read_rtf(kHead + R"({\f2 n\'ad\'edc}{\f0  Huế}{\f3\'b7}\par})");
  ASSERT_TRUE(reading) << describe(reading.error());
  EXPECT_EQ(reading->pages.front().text.substr(0, 7), "n\u00AD\u00EDc\u0020");
  EXPECT_EQ(font_of(*reading, "n"), ".VnTime");
  EXPECT_EQ(font_of(*reading, "Hu"), "Times New Roman");
  EXPECT_EQ(font_of(*reading, "\uF0B7"), "Symbol");
}

TEST(Rtf, ReadsWhatIsThere) {
  EXPECT_THAT(lines_of(*read_rtf("{\\rtf1 a\\par b")), testing::ElementsAre("a", "b"));
  EXPECT_EQ(read_rtf("{\\rtf1 \\par}").error().code, ErrorCode::kNoText);
  EXPECT_EQ(read_rtf("{\\rtf1" + std::string(100'000, '{') + "a").error().code, ErrorCode::kUnsupported);
}

TEST(Rtf, AnyByteMayBeBroken) {
  const std::string whole = kHead +
                            R"(\trowd\clvmgf\cellx1000\pard\intbl a\cell\row\pard b{\super\chftn{\footnote c}}\u7883?)"
                            R"({\header d\par}{\shp{\*\shpinst{\shptxt e\par}}}\par})";
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string broken = whole;
    for (const char c : {'{', '}', '\\', '\0', '\xFF'}) {
      broken[at] = c;
      (void)read_rtf(broken);
    }
    (void)read_rtf(whole.substr(0, at));
  }
}

TEST(WindowsText, FallsBackByteByByte) {
  EXPECT_EQ(decode_windows("\xE1\x80\x81", 1252), "á€\xC2\x81");
  EXPECT_EQ(decode_windows("\xD0", 99'999), "Ð");
  EXPECT_EQ(decode_windows("\x82\xA0\x82", 932), "あ‚");
}

}  // namespace
}  // namespace trichluc
