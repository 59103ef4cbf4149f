#include <gtest/gtest.h>

#include "pipeline/core/sha256.h"
#include "pipeline/ingest/ingest.h"
#include "tests/ingest/way_back.h"

namespace trichluc {
namespace {

using namespace std::string_literals;

struct TextCase {
  const char* name;
  std::string file;
  std::vector<std::string> pages;
};
class PlainText : public testing::TestWithParam<TextCase> {};

TEST_P(PlainText, BecomesPages) {
  const auto reading = read_plain(GetParam().file);
  ASSERT_TRUE(reading) << describe(reading.error());
  ASSERT_EQ(reading->pages.size(), GetParam().pages.size());
  for (std::size_t i = 0; i < reading->pages.size(); ++i) {
    const Page& page = reading->pages[i];
    EXPECT_EQ(page.text, GetParam().pages[i]);
    EXPECT_EQ(page.number, static_cast<int>(i) + 1);
    expect_way_back(page, GetParam().file);
  }
  EXPECT_EQ(reading->has_pages, GetParam().file.find('\f') != std::string::npos);
  EXPECT_EQ(reading->media_type, "text/plain");
  EXPECT_EQ(reading->text_origin, "plain");
}

INSTANTIATE_TEST_SUITE_P(Files, PlainText,
                         testing::Values(TextCase{"unix", "Số: 12\nHà Nội\n", {"Số: 12\nHà Nội\n"}},
                                         TextCase{"windows", "Số: 12\r\n\r\nHà Nội\r\n", {"Số: 12\n\nHà Nội\n"}},
                                         TextCase{"old_mac", "Số: 12\rHà Nội\r", {"Số: 12\nHà Nội\n"}},
                                         TextCase{"mixed_line_ends", "a\r\nb\rc\nd\r\r\ne", {"a\nb\nc\nd\n\ne\n"}},
                                         TextCase{"last_line_open", "Hà Nội", {"Hà Nội\n"}},
                                         TextCase{"blank_lines_stay", "\n\n a \n\n\n", {"\n\n a \n\n\n"}},
                                         TextCase{"mark_dropped", "\xEF\xBB\xBFSố\n", {"Số\n"}},
                                         TextCase{"form_feed_between", "một\n\fhai\n", {"một\n", "hai\n"}},
                                         TextCase{"form_feed_in_line", "một\fhai", {"một\n", "hai\n"}},
                                         TextCase{"form_feed_at_end", "một\n\fhai\n\f", {"một\n", "hai\n"}},
                                         TextCase{"form_feed_windows", "một\r\n\f\r\nhai\r\n", {"một\n", "\nhai\n"}},
                                         TextCase{"empty_page_counts", "một\n\f\fba\n", {"một\n", "", "ba\n"}}),
                         [](const auto& row) { return std::string(row.param.name); });

struct BadCase {
  const char* name;
  std::string file;
  ErrorCode code;
  int line;  // 0: none
  const char* says;
};
class BadPlainText : public testing::TestWithParam<BadCase> {};

TEST_P(BadPlainText, IsRefused) {
  const auto reading = read_plain(GetParam().file);
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, GetParam().code);
  EXPECT_EQ(reading.error().where.line.value_or(0), GetParam().line);
  EXPECT_NE(reading.error().message.find(GetParam().says), std::string::npos) << reading.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Files, BadPlainText,
    testing::Values(BadCase{"lone_byte", "tốt\ntốt\nx\xE1 tốt\n", ErrorCode::kInvalidUtf8, 3, "0xE1"},
                    BadCase{"after_windows_line_ends", "a\r\nb\rc\r\n\xFFt\n", ErrorCode::kInvalidUtf8, 4, "0xFF"},
                    BadCase{"cut_off_at_the_end", "tr\xE1\xBA", ErrorCode::kInvalidUtf8, 1, "0xE1"},
                    BadCase{"overlong", "\xC0\xAF", ErrorCode::kInvalidUtf8, 1, "0xC0"},
                    BadCase{"surrogate", "\xED\xA0\x80", ErrorCode::kInvalidUtf8, 1, "0xED"},
                    BadCase{"above_unicode", "\xF4\x90\x80\x80", ErrorCode::kInvalidUtf8, 1, "0xF4"},
                    BadCase{"legacy_encoding", "B\xB8o c\xB8o k\xD5t qu\xB6 n\xA8m", ErrorCode::kInvalidUtf8, 1,
                            "TCVN3"},
                    BadCase{"blank", " \n\t\n\xC2\xA0\n\f\n", ErrorCode::kEmpty, 0, "blanks"},
                    BadCase{"only_a_mark", "\xEF\xBB\xBF", ErrorCode::kEmpty, 0, "blanks"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace trichluc
