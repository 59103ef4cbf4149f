#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/xml_part.h"
#include "pipeline/ingest/zip_archive.h"
#include "tests/ingest/flow_text.h"
#include "tests/ingest/small_zip.h"

namespace trichluc {
namespace {

using testing::ElementsAre;

constexpr const char* kNamespaces =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="r" xmlns:mc="mc" xmlns:wp="wp")";

std::string element(const std::string& name, const std::string& content) {
  return "<w:" + name + " " + kNamespaces + ">" + content + "</w:" + name + ">";
}

std::string relation(const std::string& id, const std::string& kind, const std::string& target) {
  return "<Relationship Id='" + id + "' Type='http://x/" + kind + "' Target='" + target + "'/>";
}

/// A document of `body` with the parts given by the kind of their relation ("styles", "header").
std::string docx(const std::string& body, const Members& parts = {}) {
  Members members{
      {"_rels/.rels", "<Relationships>" + relation("r1", "officeDocument", "word/document.xml") + "</Relationships>"},
      {"word/document.xml", "<?xml version=\"1.0\"?>" + element("document", "<w:body>" + body + "</w:body>")}};
  std::string relations;
  for (const auto& [kind, content] : parts) {
    relations += relation("r-" + kind, kind, kind + ".xml");
    members.emplace_back("word/" + kind + ".xml", content);
  }
  members.emplace_back("word/_rels/document.xml.rels", "<Relationships>" + relations + "</Relationships>");
  return small_zip(members);
}

std::string run(const std::string& text, const std::string& properties = {}) {
  return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space='preserve'>" + text + "</w:t></w:r>";
}
std::string paragraph(const std::string& content, const std::string& properties = {}) {
  return "<w:p><w:pPr>" + properties + "</w:pPr>" + content + "</w:p>";
}
std::string cell(const std::string& text, const std::string& properties = {}) {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + paragraph(run(text)) + "</w:tc>";
}

std::vector<std::string> read_lines(const std::string& bytes) {
  const auto reading = read_document(bytes, "a.txt");
  EXPECT_TRUE(reading) << describe(reading.error());
  return reading ? lines_of(*reading) : std::vector<std::string>();
}

struct Case {
  const char* name;
  std::string body;
  std::vector<std::string> lines;
};
class DocxText : public testing::TestWithParam<Case> {};

TEST_P(DocxText, HoldsWhatIsPrinted) { EXPECT_EQ(read_lines(docx(GetParam().body)), GetParam().lines); }

const std::string kBox = "<w:txbxContent>" + paragraph(run("DỰ THẢO")) + "</w:txbxContent>";

INSTANTIATE_TEST_SUITE_P(
    Bodies, DocxText,
    testing::Values(
        Case{"runs_are_joined", paragraph(run("Số: ") + run("12") + run("/BC-UBND")), {"Số: 12/BC-UBND"}},
        Case{"blank_run", paragraph(run("năm") + run(" ") + run("2030")), {"năm 2030"}},
        Case{"line_break", paragraph("<w:r><w:t>ỦY BAN</w:t><w:br/><w:t>TỈNH</w:t></w:r>"), {"ỦY BAN", "TỈNH"}},
        Case{"tab_is_a_gap",
             paragraph("<w:r><w:t>UBND XÃ AN</w:t><w:tab/><w:t>CỘNG HÒA</w:t></w:r>"),
             {"UBND XÃ AN    CỘNG HÒA"}},
        Case{"tab_behind_a_mark", paragraph("<w:r><w:t>1.</w:t><w:tab/><w:t>Kết quả</w:t></w:r>"), {"1. Kết quả"}},
        Case{"empty_paragraph", paragraph(run("a")) + "<w:p/>" + paragraph(run("b")), {"a", "", "b"}},
        Case{"tracked_changes",
             paragraph(run("đạt ") + "<w:del><w:r><w:delText>85</w:delText></w:r></w:del><w:ins>" + run("90") +
                       "</w:ins>" + run("%")),
             {"đạt 90%"}},
        Case{"moved_text",
             paragraph("<w:moveFrom>" + run("cũ") + "</w:moveFrom><w:moveTo>" + run("mới") + "</w:moveTo>"),
             {"mới"}},
        Case{"deleted_paragraph_mark",
             paragraph(run("tổng số "), "<w:rPr><w:del/></w:rPr>") + paragraph(run("12 vụ")),
             {"tổng số 12 vụ"}},
        Case{"hidden_text", paragraph(run("a") + run("b", "<w:vanish/>") + run("c", "<w:vanish w:val='0'/>")), {"ac"}},
        Case{"field_result",
             paragraph("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"http://x.vn/99\""
                       "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>" +
                       run("Luật số 5") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + run(".")),
             {"Luật số 5."}},
        Case{"hyperlink", paragraph("<w:hyperlink r:id='x'>" + run("địa chỉ") + "</w:hyperlink>"), {"địa chỉ"}},
        Case{"content_control",
             "<w:sdt><w:sdtContent>" + paragraph("<w:sdt><w:sdtContent>" + run("Huế") + "</w:sdtContent></w:sdt>") +
                 "</w:sdtContent></w:sdt>",
             {"Huế"}},
        Case{"text_box_once",
             paragraph(run("Nội dung") +
                       "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wp:positionH>"
                       "<wp:posOffset>4321</wp:posOffset></wp:positionH>" +
                       kBox + "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>" + kBox +
                       "</w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run(" tiếp")),
             {"Nội dung tiếp", "DỰ THẢO"}},
        Case{"no_break_hyphen", paragraph("<w:r><w:t>45/QĐ</w:t><w:noBreakHyphen/><w:t>UB</w:t></w:r>"), {"45/QĐ-UB"}},
        Case{"spans",
             "<w:tbl><w:tr>" + cell("TT", "<w:vMerge w:val='restart'/>") + cell("Năm 2030", "<w:gridSpan w:val='2'/>") +
                 "</w:tr><w:tr>" + cell("", "<w:vMerge/>") + cell("KH") + cell("TH") + "</w:tr><w:tr>" + cell("1") +
                 cell("5") + cell("6") + "</w:tr></w:tbl>",
             {"[0:0,0+1x2]TT", "[0:0,1+2x1]Năm 2030", "[0:1,1]KH", "[0:1,2]TH", "[0:2,0]1", "[0:2,1]5", "[0:2,2]6"}},
        Case{"nested_table",
             "<w:tbl><w:tr><w:tc>" + paragraph(run("ngoài")) + "<w:tbl><w:tr>" + cell("trong") + "</w:tr></w:tbl>" +
                 paragraph(run("sau")) + "</w:tc></w:tr></w:tbl>",
             {"[0:0,0]ngoài", "[1:0,0]trong", "[0:0,0]sau"}},
        Case{"deleted_row",
             "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell("bỏ") + "</w:tr><w:tr>" + cell("còn") + "</w:tr></w:tbl>",
             {"[0:0,0]còn"}}),
    [](const auto& row) { return std::string(row.param.name); });

std::string level(int number, const std::string& format, const std::string& text) {
  return "<w:lvl w:ilvl='" + std::to_string(number) + "'><w:start w:val='1'/><w:numFmt w:val='" + format +
         "'/><w:lvlText w:val='" + text + "'/></w:lvl>";
}
std::string item(int list, int level_number, const std::string& text) {
  return paragraph(run(text), "<w:numPr><w:ilvl w:val='" + std::to_string(level_number) + "'/><w:numId w:val='" +
                                  std::to_string(list) + "'/></w:numPr>");
}

TEST(Docx, CountsAsWordDoes) {
  const std::string numbering = element(
      "numbering", "<w:abstractNum w:abstractNumId='0'>" + level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") +
                       level(2, "decimal", "%2.%3.") + level(3, "lowerLetter", "%4)") + level(4, "bullet", "-") +
                       "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
                       "<w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='3'>"
                       "<w:startOverride w:val='1'/></w:lvlOverride></w:num>");
  const std::string body = item(1, 0, "Kết quả") + item(1, 1, "Thu") + item(1, 2, "Nội địa") + item(1, 2, "Khác") +
                           item(1, 1, "Chi") + item(1, 3, "Đầu tư") + item(1, 3, "") + item(1, 3, "Lương") +
                           item(1, 4, "Xã") + item(2, 3, "Mua sắm") + item(1, 0, "Nhiệm vụ") + item(1, 1, "Giao Sở") +
                           item(0, 0, "Không số");
  EXPECT_THAT(read_lines(docx(body, {{"numbering", numbering}})),
              ElementsAre("I. Kết quả", "1. Thu", "1.1. Nội địa", "1.2. Khác", "2. Chi", "a) Đầu tư", "", "c) Lương",
                          "- Xã", "a) Mua sắm", "II. Nhiệm vụ", "1. Giao Sở", "Không số"));
}

TEST(Docx, NotesFollowTheirParagraph) {
  const std::string notes =
      element("footnotes", "<w:footnote w:type='separator' w:id='-1'>" + paragraph(run("---")) +
                               "</w:footnote><w:footnote w:id='4'>" +
                               paragraph("<w:r><w:footnoteRef/></w:r>" + run(" Quyết định số 12.")) +
                               paragraph(run("Thêm.")) + "</w:footnote>");
  const auto reading = read_docx(docx(
      paragraph(run("phê duyệt") + "<w:r><w:footnoteReference w:id='4'/></w:r>" + run(".")) + paragraph(run("Sau.")),
      {{"footnotes", notes}}));
  ASSERT_TRUE(reading) << describe(reading.error());
  EXPECT_THAT(lines_of(*reading), ElementsAre("phê duyệt1.", "[note 1]1  Quyết định số 12.", "[note 0]Thêm.", "Sau."));
  const Page& page = reading->pages.front();
  const std::size_t mark = page.text.find('1');
  EXPECT_TRUE(std::any_of(page.styles.begin(), page.styles.end(), [mark](const Style& style) {
    return style.text.begin == mark && style.text.size() == 1 && style.baseline_shift_pt > 0;
  }));
}

TEST(Docx, StylesGiveLevelFontAndWeight) {
  const std::string styles = element(
      "styles",
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='Times New Roman' w:hAnsi='Times New Roman'/>"
      "</w:rPr></w:rPrDefault></w:docDefaults>"
      "<w:style w:type='paragraph' w:styleId='Base'><w:rPr><w:rFonts w:hAnsi='.VnTime'/><w:b/></w:rPr></w:style>"
      "<w:style w:type='paragraph' w:styleId='H'><w:basedOn w:val='Base'/><w:pPr><w:jc w:val='center'/>"
      "<w:outlineLvl w:val='1'/></w:pPr></w:style>");
  const auto reading = read_docx(docx(paragraph(run("QUYÕT §ÞNH"), "<w:pStyle w:val='H'/>") + paragraph(run("thường")) +
                                          paragraph(run("VNI", "<w:rFonts w:hAnsi='VNI-Times'/>")),
                                      {{"styles", styles}}));
  ASSERT_TRUE(reading) << describe(reading.error());
  const Page& page = reading->pages.front();
  EXPECT_EQ(page.lines[0].marks.heading_level, 2);
  EXPECT_TRUE(page.lines[0].marks.centered);
  EXPECT_TRUE(page.lines[0].bold);
  EXPECT_FALSE(page.lines[1].bold);
  EXPECT_EQ(font_of(*reading, "QUY"), ".VnTime");
  EXPECT_EQ(font_of(*reading, "thường"), "Times New Roman");
  EXPECT_EQ(font_of(*reading, "VNI"), "VNI-Times");
}

TEST(Docx, HeadersAreReadOnceAndPageNumbersAreNot) {
  const std::string page_field = "<w:fldSimple w:instr=' PAGE '>" + run("7") + "</w:fldSimple>";
  const std::string section =
      "<w:sectPr><w:headerReference w:type='default' r:id='r-header'/><w:footerReference w:type='default' "
      "r:id='r-footer'/></w:sectPr>";
  EXPECT_THAT(read_lines(docx(paragraph(run("Nội dung"), section) + paragraph(run("Hết")) + section,
                              {{"header", element("hdr", paragraph(run("Công báo số ") + page_field))},
                               {"footer", element("ftr", paragraph(page_field))}})),
              ElementsAre("[head]Công báo số ", "Nội dung", "Hết"));
}

TEST(Docx, BrokenSidePartCostsOnlyItself) {
  const auto reading = read_docx(docx(paragraph(run("Nội dung")), {{"styles", "<w:styles><w:style>"}}));
  ASSERT_TRUE(reading) << describe(reading.error());
  ASSERT_EQ(reading->pages.front().messages.size(), 1u);
  EXPECT_NE(reading->pages.front().messages[0].find("styles.xml"), std::string::npos);
}

struct BadCase {
  const char* name;
  std::string bytes;
  ErrorCode code;
  const char* says;
};
class DocxErrors : public testing::TestWithParam<BadCase> {};

TEST_P(DocxErrors, AreToldApart) {
  const auto reading = read_document(GetParam().bytes, "a.docx");
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, GetParam().code) << describe(reading.error());
  EXPECT_NE(reading.error().message.find(GetParam().says), std::string::npos) << describe(reading.error());
  EXPECT_FALSE(reading.error().next_step.empty());
}

std::string cut_in_half(const std::string& bytes) { return bytes.substr(0, bytes.size() / 2); }
std::string many_members() {
  Members members{{"word/document.xml", "<w:document/>"}};
  for (int i = 0; i < 20'000; ++i) members.emplace_back("word/" + std::to_string(i), "");
  return small_zip(members);
}
std::string nested(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += "<w:sdt>";
  for (int i = 0; i < depth; ++i) text += "</w:sdt>";
  return text;
}
std::string bomb() {
  // Entities of a document type are not expanded: this stays as small as it is.
  std::string entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c < 'k'; ++c)
    entities +=
        std::string("<!ENTITY ") + c + " \"&" + static_cast<char>(c - 1) + ";&" + static_cast<char>(c - 1) + ";\">";
  return small_zip(
      {{"word/document.xml", "<?xml version=\"1.0\"?>" + entities + "]>" + element("document", "<w:body></w:body>")}});
}

INSTANTIATE_TEST_SUITE_P(
    Files, DocxErrors,
    testing::Values(BadCase{"cut_off", cut_in_half(docx(paragraph(run(std::string(5000, 'a'))))), ErrorCode::kDamaged,
                            "cut off"},
                    BadCase{"no_body", small_zip({{"word/document.xml", "<a/>"}}), ErrorCode::kDamaged, "body"},
                    BadCase{"no_xml", small_zip({{"word/document.xml", "<w:document><w:body>"}}), ErrorCode::kDamaged,
                            "well-formed"},
                    BadCase{"no_text", docx("<w:p/>"), ErrorCode::kNoText, "no text"},
                    BadCase{"entities", bomb(), ErrorCode::kNoText, "no text"},
                    BadCase{"too_many_members", many_members(), ErrorCode::kUnsupported, "members"},
                    BadCase{"too_deep", docx(nested(100'000)), ErrorCode::kUnsupported, "deeper"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Docx, AnyByteMayBeBroken) {
  const std::string whole = docx("<w:tbl><w:tr>" + cell("a", "<w:vMerge/>") + "</w:tr></w:tbl>" + paragraph(run("b")));
  for (std::size_t at = 0; at < whole.size(); at += 3) {
    std::string broken = whole;
    broken[at] = static_cast<char>(broken[at] ^ 0x24);
    (void)read_docx(broken);
    (void)read_docx(whole.substr(0, at));
  }
}

}  // namespace
}  // namespace trichluc
