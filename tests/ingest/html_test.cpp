#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/ingest/ingest.h"
#include "tests/ingest/flow_text.h"

namespace trichluc {
namespace {

using testing::ElementsAre;

std::string page(const std::string& body) {
  return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Trang chủ</title><style>p{}</style></head><body>" +
         body + "</body></html>";
}

struct Case {
  const char* name;
  std::string body;
  std::vector<std::string> lines;
};
class HtmlText : public testing::TestWithParam<Case> {};

TEST_P(HtmlText, HoldsWhatIsShown) {
  const auto reading = read_document(page(GetParam().body), "a.txt");
  ASSERT_TRUE(reading) << describe(reading.error());
  EXPECT_EQ(reading->text_origin, "html");
  EXPECT_EQ(lines_of(*reading), GetParam().lines);
}

const std::string kLong = "Căn cứ tình hình thực tế, các xã trên địa bàn rà soát, tổng hợp và gửi báo cáo về huyện.";
const std::string kLonger = "Kinh phí thực hiện do ngân sách cấp huyện bảo đảm theo phân cấp ngân sách hiện hành.";

INSTANTIATE_TEST_SUITE_P(
    Bodies, HtmlText,
    testing::Values(
        Case{"white_space_is_one_blank", "<p>Số:\n   <b>12</b>/BC </p><p> a&nbsp;b </p>", {"Số: 12/BC", "a\u00A0b"}},
        Case{"breaks", "<p>ỦY BAN<br/>\n XÃ AN</p>", {"ỦY BAN", "XÃ AN"}},
        Case{"blocks_in_blocks", "<div>a<p>b</p>c<div><div>d</div></div></div>", {"a", "b", "c", "d"}},
        Case{"entities", "<p>T&#225;c &amp; h&#x1ECD;c &lt;5</p>", {"Tác & học <5"}},
        Case{"headings", "<h2>Mục 1</h2><p>a</p>", {"[h2]Mục 1", "a"}},
        Case{"lists",
             "<ol start=3><li>a</li><li>b<ul><li>c</li></ul></li></ol><ol type=a><li><p>d</p></li></ol>",
             {"3. a", "4. b", "• c", "a. d"}},
        Case{"list_without_marks", "<ul style='list-style-type: none'><li>- a</li></ul>", {"- a"}},
        Case{"never_closed",
             "<p>a<p>b<table><tr><td>c<td>d<tr><td>e<td>f",
             {"a", "b", "[0:0,0]c", "[0:0,1]d", "[0:1,0]e", "[0:1,1]f"}},
        Case{"spans",
             "<table><thead><tr><th rowspan=2>TT</th><th colspan=2>Năm</th></tr><tr><th>KH</th><th>TH</th></tr></thead>"
             "<tbody><tr><td>1</td><td>5</td><td>6</td></tr></tbody></table>",
             {"[0:0,0+1x2]TT", "[0:0,1+2x1]Năm", "[0:1,1]KH", "[0:1,2]TH", "[0:2,0]1", "[0:2,1]5", "[0:2,2]6"}},
        Case{"table_as_a_frame",
             "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td></tr></table>",
             {"a", "[0:0,0]b", "[0:0,1]c"}},
        Case{"a_page_of_one_table",
             "<table><tbody><tr><td>1</td><td>" + kLong + "</td></tr><tr><td>2</td><td>" + kLonger +
                 "</td></tr></table>",
             {"[0:0,0]1", "[0:0,1]" + kLong, "[0:1,0]2", "[0:1,1]" + kLonger}},
        Case{"nothing_hidden",
             "<p>a</p><p style='display : none'>b</p><p hidden>c</p><script>d</script><button>e</button>"
             "<p aria-hidden=true>f</p><noscript>g</noscript><!-- h -->",
             {"a"}},
        Case{"menus_and_side_columns_are_not_the_document",
             "<header><a href=/>Trang chủ</a><a href=/b>Giới thiệu</a></header><nav><ul><li>Văn bản</li></ul></nav>"
             "<div><div id=side><p><a href=/x>" +
                 kLong + "</a></p><p>Lượt xem: 123</p></div><div id=text><h1>BÁO CÁO</h1><p>" + kLong + "</p><p>" +
                 kLonger + "</p></div></div><footer><p>" + kLong + "</p></footer>",
             {"[h1]BÁO CÁO", kLong, kLonger}},
        Case{"the_head_belongs_to_the_document",
             "<div><p>Lượt xem 99</p></div><div><table><tr><td>HUYỆN X</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT "
             "NAM</td></tr>"
             "</table><div><p>" +
                 kLong + "</p><p>" + kLonger + "</p></div></div>",
             {"[0:0,0]HUYỆN X", "[0:0,1]CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", kLong, kLonger}},
        Case{"notes_of_word",
             "<p>phê duyệt<a href=\"#_ftn1\" name=\"_ftnref1\"><sup>[1]</sup></a>.</p><p>b</p><hr><div id=ftn1><p>"
             "<a href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> Quyết định số 12.</p></div>",
             {"phê duyệt[1].", "[note 3][1] Quyết định số 12.", "b"}},
        Case{"a_link_to_a_chapter_is_no_note",
             "<p>xem <a href='#c'>2</a></p><p id=c>Chương 2</p>",
             {"xem 2", "Chương 2"}},
        Case{"preformatted", "<pre>a  b\nc</pre>", {"a  b", "c"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Html, LooksAndFonts) {
  const auto reading = read_html(
      page("<center><font face=\".VnTimeH, serif\"><b>uû ban</b></font></center>"
           "<p align=center style='text-align: left; font-family: \"VNI-Times\", Arial'>Soá<sup>2</sup></p>"));
  ASSERT_TRUE(reading) << describe(reading.error());
  const Page& made = reading->pages.front();
  EXPECT_TRUE(made.lines[0].bold);
  EXPECT_TRUE(made.lines[0].marks.centered);
  EXPECT_FALSE(made.lines[1].marks.centered);
  EXPECT_EQ(font_of(*reading, "uû"), ".VnTimeH");
  EXPECT_EQ(font_of(*reading, "Soá"), "VNI-Times");
  EXPECT_GT(made.styles.back().baseline_shift_pt, 0);
}

TEST(Html, BytesDecideTheEncoding) {
  EXPECT_THAT(lines_of(*read_html("<html><meta charset=iso-8859-1><p>Huế")), ElementsAre("Huế"));
  EXPECT_THAT(lines_of(*read_html("<html><meta charset=\"windows-1258\"><p>Hu\xEA\xEC \xF0")), ElementsAre("Huế đ"));
  EXPECT_THAT(lines_of(*read_html("<html><p>\x93"
                                  "a\x94 \xE1")),
              ElementsAre("“a” á"));
  EXPECT_THAT(lines_of(*read_html("\xEF\xBB\xBF<html><p>Huế")), ElementsAre("Huế"));
}

TEST(Html, HostilePagesEnd) {
  EXPECT_EQ(read_html("<html><script>a</script>").error().code, ErrorCode::kNoText);
  std::string open = "<html><p>a</p>";
  for (int i = 0; i < 1'000'000; ++i) open += "<b>";
  const auto reading = read_html(open + "b");
  ASSERT_TRUE(reading) << describe(reading.error());
  EXPECT_EQ(reading->pages.front().text.substr(0, 2), "a\n");
  EXPECT_EQ(reading->pages.front().messages.size(), 1u);

  std::string deep = "<html>";
  for (int i = 0; i < 3'000; ++i) deep += "<div>";
  EXPECT_THAT(lines_of(*read_html(deep + "sâu")), ElementsAre("sâu"));
  std::string tables = "<html>";
  for (int i = 0; i < 1'000; ++i) tables += "<table><tr><td>a<td>";
  EXPECT_TRUE(read_html(tables));
}

TEST(Html, AnyByteMayBeBroken) {
  const std::string whole =
      page("<table><tr><td colspan=2>a</td></tr></table><ol><li>b<a href='#x'>[1]</a></ol><p id=x>[1] c");
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string broken = whole;
    for (const char c : {'<', '>', '&', '"', '\0', '\xFF'}) {
      broken[at] = c;
      (void)read_html(broken);
    }
    (void)read_html(whole.substr(0, at));
  }
}

}  // namespace
}  // namespace trichluc
