// small_record.h - records as short as they may be, for tests of the archive.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace trichluc {

struct SmallFact {
  std::string kind, text, value;  // value: JSON
  int begin = 0;
};

struct SmallRecord {
  int document = 1;  // its hash is this number
  std::string source = "a.txt";
  std::string number = {}, date = {}, issuer = {}, title = {}, type_code = "BC", type_name = "Báo cáo";
  std::string text = {};
  std::vector<SmallFact> facts = {};
  bool with_text = true;

  std::string hash() const {
    std::string digits = std::to_string(document);
    return std::string(64 - digits.size(), '0') + digits;
  }

  std::string line() const {
    const auto or_null = [](const std::string& value) { return value.empty() ? "null" : "\"" + value + "\""; };
    std::string all;
    int id = 0;
    for (const SmallFact& fact : facts) {
      all += (all.empty() ? "" : ",") + std::string(R"({"id":"f)") + std::to_string(++id) + R"(","kind":")" +
             fact.kind + R"(","text":")" + fact.text + R"(","page":1,"span":[)" + std::to_string(fact.begin) + "," +
             std::to_string(fact.begin + 5) + R"(],"section":["I"],"rule":"test.rule","confidence":0.9,"value":)" +
             fact.value + "}";
    }
    return R"({"schema":"trichluc-record/1","document":{"id":")" + hash() + R"(","source":")" + source +
           R"(","media_type":"text/plain","bytes":10,"pages":1,"characters":10,"text_origin":"plain","quality":0.9},)" +
           R"("metadata":{"type":{"code":")" + type_code + R"(","name":")" + type_name + R"("},"number":)" +
           or_null(number) + R"(,"symbol":null,"date":)" + or_null(date) + R"(,"place":null,"issuer":)" +
           or_null(issuer) + R"(,"parent_issuer":null,"title":)" + or_null(title) +
           R"(,"addressees":[],"signatory":null,"distribution":[]},"facts":[)" + all +
           R"(],"checks":[],"repairs":[],"warnings":[],"other_numbers":[])" +
           (with_text ? R"(,"page_texts":[{"page":1,"text":")" + text + R"("}])" : "") + "}";
  }
};

/// A test with an empty folder of its own.
class ArchiveTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "trichluc-archive-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    path_ = folder_ / "archive.db";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
  std::string path_;
};

}  // namespace trichluc
