// PDFs that cannot be read, and what is said of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "pipeline/core/error.h"
#include "tests/ingest/read_small_pdf.h"

namespace trichluc {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string cut(std::string bytes, double share) {
  bytes.resize(static_cast<std::size_t>(static_cast<double>(bytes.size()) * share));
  return bytes;
}

struct ErrorCase {
  const char* name;
  std::string bytes;
  ErrorCode code;
  const char* message;
};

void PrintTo(const ErrorCase& row, std::ostream* out) { *out << row.name; }

class PdfErrorTest : public testing::TestWithParam<ErrorCase> {};

TEST_P(PdfErrorTest, SaysWhatIsWrongAndPrintsNothing) {
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  const auto reading = read_pdf(GetParam().bytes);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  ASSERT_FALSE(reading);
  EXPECT_EQ(code_name(reading.error().code), code_name(GetParam().code)) << describe(reading.error());
  EXPECT_THAT(reading.error().message, HasSubstr(GetParam().message));
  EXPECT_NE(reading.error().next_step, "");
}

const std::string kStandardLock = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <" + std::string(64, '1') +
                                  "> /U <" + std::string(64, '2') + "> >> /ID [<00> <00>]";

INSTANTIATE_TEST_SUITE_P(
    Errors, PdfErrorTest,
    testing::Values(ErrorCase{"password", one_page().text(72, 700, 14, "a").trailer(kStandardLock).bytes(),
                              ErrorCode::kEncrypted, "needs a password"},
                    ErrorCase{"nothing", "", ErrorCode::kDamaged, "not a PDF"},
                    ErrorCase{"head_only", "%PDF-1.7\n", ErrorCode::kDamaged, "not a PDF"},
                    ErrorCase{"cut_off_before_its_pages", cut(one_page().text(72, 700, 14, "a").bytes(), 0.2),
                              ErrorCode::kDamaged, ""},
                    ErrorCase{"empty_tree_of_pages", SmallPdf().bytes(), ErrorCode::kDamaged, "without pages"},
                    ErrorCase{"pictures_only", SmallPdf().page().rule(72, 72, 400, 400).page().bytes(),
                              ErrorCode::kNoText, "2 pages and no text layer"},
                    ErrorCase{"blanks_only", one_page().text(72, 700, 14, "   ").bytes(), ErrorCode::kNoText,
                              "1 page and no text layer"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Pdf, OpensWithTheEmptyUserPassword) {
  const std::string bytes =
      contents_of(std::filesystem::path(TRICHLUC_SOURCE_DIR) / "tests/data/empty-user-password.pdf");
  EXPECT_THAT(lines_of(must_read_page(bytes)), ElementsAre("Bao cao so 15"));
}

TEST(Pdf, ReadsWhatIsLeftOfACutOffFile) {  // without any trailer Poppler gives up
  std::string bytes = one_page().text(72, 700, 14, "Kết quả").bytes();
  bytes.resize(bytes.find("startxref"));
  EXPECT_THAT(lines_of(must_read_page(bytes)), ElementsAre("Kết quả"));
}

TEST(Pdf, KeepsComplaintsWithTheirPage) {
  std::string noise;
  for (int i = 0; i < 100; ++i) noise += "nonsense\n";
  testing::internal::CaptureStderr();
  const Reading reading =
      must_read(SmallPdf().page().text(72, 700, 14, "a").page().draw(noise).text(72, 700, 14, "b").bytes());
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  ASSERT_THAT(reading.pages, SizeIs(2));
  EXPECT_THAT(reading.pages[0].messages, IsEmpty());
  EXPECT_THAT(reading.pages[1].messages, SizeIs(20));
  EXPECT_THAT(reading.pages[1].messages[0], HasSubstr("nonsense"));
  EXPECT_THAT(lines_of(reading.pages[1]), ElementsAre("b"));
}

}  // namespace
}  // namespace trichluc
