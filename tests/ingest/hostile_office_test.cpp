// Office files that were cut off or changed in any byte end in an error or in what can still be read.
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "pipeline/ingest/ingest.h"

namespace trichluc {
namespace {

class HostileOffice : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const auto path =
        std::filesystem::path(TRICHLUC_SOURCE_DIR) / "corpus" / (std::string("bao-cao-dan-so-") + GetParam());
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    whole_ = content.str();
    ASSERT_FALSE(whole_.empty()) << path;
  }

  /// Either an error that says what to do, or pages.
  static void expect_an_answer(const std::string& bytes) {
    const auto reading = read_document(bytes, "a");
    if (reading) {
      EXPECT_FALSE(reading->pages.empty());
    } else {
      EXPECT_FALSE(reading.error().message.empty());
    }
  }

  std::string whole_;
};

TEST_P(HostileOffice, CutOff) {
  for (std::size_t length = 1; length < whole_.size(); length += 1 + whole_.size() / 200)
    expect_an_answer(whole_.substr(0, length));
}

TEST_P(HostileOffice, BytesChanged) {
  std::uint32_t state = 1;
  const auto next = [&state] { return state = state * 1664525U + 1013904223U; };
  for (int round = 0; round < 400; ++round) {
    std::string broken = whole_;
    for (int changes = 0; changes < 1 + round % 8; ++changes) {
      const std::size_t at = next() % broken.size();
      broken[at] = static_cast<char>(round % 3 == 0 ? 0xFF : next() >> 24);
    }
    expect_an_answer(broken);
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, HostileOffice,
                         testing::Values("docx.docx", "odt.odt", "rtf.rtf", "html.html", "doc.doc"),
                         [](const auto& row) {
                           return std::string(row.param).substr(0, std::string(row.param).find('.'));
                         });

struct Stream {
  const char* name;
  const char* says;
};
class OldOffice : public testing::TestWithParam<Stream> {};

/// An OLE2 file with one entry in its outermost folder: header, table of sectors, directory.
std::string compound_file(const std::string& name) {
  const auto put = [](std::string& bytes, std::size_t at, std::uint64_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xFF);
  };
  std::string header(512, '\0'), table(512, '\xFF'), directory(512, '\0');
  header.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  put(header, 30, 9, 2);
  put(header, 32, 6, 2);
  put(header, 44, 1, 4);  // one sector of the table
  put(header, 48, 1, 4);  // the directory
  put(header, 56, 4096, 4);
  put(header, 60, 0xFFFFFFFE, 4);
  put(header, 68, 0xFFFFFFFE, 4);
  for (std::size_t i = 0; i < 109; ++i) put(header, 76 + 4 * i, i == 0 ? 0 : 0xFFFFFFFF, 4);
  put(table, 0, 0xFFFFFFFD, 4);
  put(table, 4, 0xFFFFFFFE, 4);
  const auto entry = [&](std::size_t index, const std::string& said, int type, std::uint32_t child) {
    const std::size_t at = 128 * index;
    for (std::size_t i = 0; i < said.size(); ++i) directory[at + 2 * i] = said[i];
    put(directory, at + 64, 2 * said.size() + 2, 2);
    put(directory, at + 66, static_cast<std::uint64_t>(type), 1);
    put(directory, at + 68, 0xFFFFFFFF, 4);
    put(directory, at + 72, 0xFFFFFFFF, 4);
    put(directory, at + 76, child, 4);
    put(directory, at + 116, 0xFFFFFFFE, 4);
  };
  entry(0, "Root Entry", 5, 1);
  entry(1, name, 2, 0xFFFFFFFF);
  return header + table + directory;
}

TEST_P(OldOffice, IsToldByItsStreams) {
  const auto reading = read_document(compound_file(GetParam().name), "a.doc");
  ASSERT_FALSE(reading);
  EXPECT_NE(describe(reading.error()).find(GetParam().says), std::string::npos) << describe(reading.error());
}

INSTANTIATE_TEST_SUITE_P(Streams, OldOffice,
                         testing::Values(Stream{"Workbook", ".xls"}, Stream{"PowerPoint Document", ".ppt"},
                                         Stream{"EncryptedPackage", "encrypted: "}, Stream{"Other", "installer"},
                                         Stream{"WordDocument", "damaged: a Word document that is cut off"}),
                         [](const auto& row) { return std::string(row.param.name).substr(0, 5); });

}  // namespace
}  // namespace trichluc
