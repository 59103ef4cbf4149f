#include <gtest/gtest.h>

#include "pipeline/ingest/ingest.h"

namespace trichluc {
namespace {

using namespace std::string_literals;

struct Case {
  const char* name;
  std::string bytes;
  const char* file_name;
  Format format;
};
class Detect : public testing::TestWithParam<Case> {};

TEST_P(Detect, FindsTheFormat) {
  const auto format = detect_format(GetParam().bytes, GetParam().file_name);
  ASSERT_TRUE(format) << describe(format.error());
  EXPECT_EQ(*format, GetParam().format);
}

const auto kName = [](const auto& row) { return std::string(row.param.name); };

INSTANTIATE_TEST_SUITE_P(
    ByContent, Detect,
    testing::Values(Case{"pdf", "%PDF-1.7\n", "a.pdf", Format::kPdf},
                    Case{"png", "\x89PNG\r\n\x1A\n", "a.txt", Format::kImage},
                    Case{"jpeg", "\xFF\xD8\xFF\xE0", "a.txt", Format::kImage},
                    Case{"tiff", std::string("II*\0....", 8), "a.txt", Format::kImage},
                    Case{"pdf_named_text", "%PDF-1.4\n", "a.txt", Format::kPdf},
                    Case{"pdf_after_junk", std::string(700, ' ') + "\r\n%PDF-1.4\n", "a", Format::kPdf},
                    Case{"docx", "PK\x03\x04....[Content_Types].xml....word/document.xml", "a.txt", Format::kDocx},
                    Case{"odt", "PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "a", Format::kOdt},
                    Case{"rtf", "{\\rtf1\\ansi", "a.doc", Format::kRtf},
                    Case{"html", "\n<!-- a -->\n<!DOCTYPE html><html>", "a.doc", Format::kHtml},
                    Case{"xhtml", "<?xml version=\"1.0\"?>\n<HTML>", "a", Format::kHtml},
                    Case{"doc_that_is_broken", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "a", Format::kDoc},
                    Case{"text_about_pdf", "xem %PDF-x\n", "a", Format::kPlain},
                    Case{"plain", "Số: 12/BC-UBND\n- một\n1. hai\n---\n* ba (*)\n", "a.pdf", Format::kPlain},
                    Case{"plain_with_note_stars", "số liệu (**) như sau: ** ước\n", "a.txt", Format::kPlain},
                    Case{"plain_with_drawn_rules", "SỞ Y TẾ | CỘNG HÒA\n-------|-------x\n", "a.txt", Format::kPlain},
                    Case{"named_markdown", "Hà Nội\n", "a.MD", Format::kMarkdown},
                    Case{"bold", "Căn cứ\n**BÁO CÁO**  \n", "a.txt", Format::kMarkdown},
                    Case{"heading", "Số: /KH-UBND\n\n## KẾ HOẠCH\n", "a.txt", Format::kMarkdown},
                    Case{"table", "Năm | Số\n--- | ---\n", "a.txt", Format::kMarkdown},
                    Case{"front_matter", "---\ntitle: x\n---\nHà Nội\n", "a.txt", Format::kMarkdown},
                    Case{"note", "x\n[^1]: y\n", "a.txt", Format::kMarkdown},
                    Case{"break_tag", "một<br>hai\n", "a.txt", Format::kMarkdown},
                    Case{"link", "xem [Luật](https://x.vn)\n", "a.txt", Format::kMarkdown},
                    Case{"invalid_utf8_is_text", "tr\xE1\xBA em\n", "a.txt", Format::kPlain}),
    kName);

struct BadCase {
  const char* name;
  std::string bytes;
  ErrorCode code;
  const char* says;
};
class Refuse : public testing::TestWithParam<BadCase> {};

TEST_P(Refuse, SaysWhatItLooksLike) {
  const auto format = detect_format(GetParam().bytes, "a.txt");
  ASSERT_FALSE(format);
  EXPECT_EQ(format.error().code, GetParam().code);
  EXPECT_NE(format.error().message.find(GetParam().says), std::string::npos) << format.error().message;
  EXPECT_FALSE(format.error().next_step.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Files, Refuse,
    testing::Values(BadCase{"empty", "", ErrorCode::kEmpty, "no bytes"},
                    BadCase{"blank", " \r\n\t\xC2\xA0 \xEF\xBB\xBF", ErrorCode::kEmpty, "blanks"},
                    BadCase{"xlsx", "PK\x03\x04....xl/workbook.xml", ErrorCode::kUnsupported, ".xlsx"},
                    BadCase{"ods", "PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                            ErrorCode::kUnsupported, ".ods"},
                    BadCase{"zip", "PK\x03\x04....a.txt", ErrorCode::kUnsupported, "ZIP"},
                    BadCase{"gif", "GIF89a......", ErrorCode::kUnsupported, "GIF"},
                    BadCase{"gzip", "\x1F\x8B\x08", ErrorCode::kUnsupported, "gzip"},
                    BadCase{"blank_utf16", "\xFF\xFE \0\n\0"s, ErrorCode::kEmpty, "blanks"},
                    BadCase{"utf32", "\xFF\xFE\0\0H\0\0\0"s, ErrorCode::kUnsupported, "UTF-32"},
                    BadCase{"nul", "abc\0def"s, ErrorCode::kUnsupported, "binary"},
                    BadCase{"controls", "\x01\x02\x03\x04 abc \x05\x06", ErrorCode::kUnsupported, "binary"}),
    kName);

TEST(ReadDocument, PicksTheReader) {
  EXPECT_EQ(read_document("Hà Nội\n", "a.txt")->text_origin, "plain");
  EXPECT_EQ(read_document("# Hà Nội\n", "a.txt")->text_origin, "markdown");
  EXPECT_EQ(read_document("", "a.pdf").error().code, ErrorCode::kEmpty);
}

}  // namespace
}  // namespace trichluc
