#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/istreamwrapper.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "pipeline/emit/json.h"
#include "pipeline/emit/record_schema.h"
#include "tests/emit/sample_record.h"

namespace trichluc {
namespace {

using Json = rapidjson::Document;
const std::filesystem::path kRoot = TRICHLUC_SOURCE_DIR;

class RecordSchema : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::ifstream file(kRoot / "pipeline/emit/record.schema.json");
    rapidjson::IStreamWrapper stream(file);
    Json json;
    json.ParseStream(stream);
    ASSERT_FALSE(json.HasParseError());
    schema_ = new valijson::Schema;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::RapidJsonAdapter(json), *schema_);
  }
  static void TearDownTestSuite() { delete schema_; }

  /// Empty when `json` is a record; else what is wrong.
  static std::string problems(const rapidjson::Value& json) {
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    if (validator.validate(*schema_, valijson::adapters::RapidJsonAdapter(json), &results)) return {};
    std::string text;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
      for (const std::string& step : error.context) text += step;
      text += ": " + error.description + "\n";
    }
    return text;
  }

  static Json sample() {
    SampleRecord sample;
    sample.add_one_of_each_kind();
    sample.record.other_numbers.push_back({{0, sample.find("7")}, "list-mark"});
    Json json;
    json.Parse(to_json(sample.record, {.with_text = true}).c_str());
    return json;
  }

  static valijson::Schema* schema_;
};
valijson::Schema* RecordSchema::schema_ = nullptr;

TEST_F(RecordSchema, IsMadeFromTheDescription) {
  std::ifstream file(kRoot / "pipeline/emit/record.schema.json");
  std::stringstream content;
  content << file.rdbuf();
  EXPECT_EQ(content.str(), record_schema()) << "run tools/update_schema";
}

TEST_F(RecordSchema, TakesARecordWithEveryKind) { EXPECT_EQ(problems(sample()), ""); }

TEST_F(RecordSchema, RefusesWhatIsNoRecord) {
  struct Case {
    const char* name;
    std::function<void(Json&)> spoil;
  };
  const Case cases[] = {
      {"missing key", [](Json& j) { j.RemoveMember("checks"); }},
      {"unknown key", [](Json& j) { j.AddMember("extra", 1, j.GetAllocator()); }},
      {"unknown key in a value", [](Json& j) { j["facts"][2]["value"].AddMember("colour", 1, j.GetAllocator()); }},
      {"unknown kind", [](Json& j) { j["facts"][0]["kind"] = "law"; }},
      {"value of another kind", [](Json& j) { j["facts"][0]["kind"] = "budget"; }},
      {"no EDTF", [](Json& j) { j["facts"][7]["value"]["value"] = "19/6/2020"; }},
      {"equal sign written out", [](Json& j) { j["facts"][1]["value"]["comparator"] = "="; }},
      {"unknown role", [](Json& j) { j["other_numbers"][0]["role"] = "other"; }},
      {"span of three", [](Json& j) { j["facts"][0]["span"].PushBack(1, j.GetAllocator()); }},
      {"negative span", [](Json& j) { j["facts"][0]["span"][0] = -1; }},
      {"page zero", [](Json& j) { j["facts"][0]["page"] = 0; }},
      {"text for a number", [](Json& j) { j["facts"][1]["value"]["amount"] = "68091000000"; }},
      {"empty text", [](Json& j) { j["facts"][0]["text"] = ""; }},
      {"confidence above one", [](Json& j) { j["facts"][0]["confidence"] = 1.5; }},
      {"deadline without a date", [](Json& j) { j["facts"][4]["value"].RemoveMember("due"); }},
      {"hash in capitals", [](Json& j) { j["document"]["id"] = "A"; }},
  };
  for (const Case& one : cases) {
    Json json = sample();
    one.spoil(json);
    EXPECT_NE(problems(json), "") << one.name;
  }
}

TEST_F(RecordSchema, TakesTheGoldenRecords) {
  if (!std::filesystem::exists(kRoot / "corpus")) GTEST_SKIP() << "no corpus";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kRoot / "corpus")) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".json" && ending != ".jsonl") continue;
    std::ifstream file(entry.path());
    std::stringstream content;
    content << file.rdbuf();
    const std::string text = content.str();
    rapidjson::StringStream stream(text.c_str());
    while (stream.Peek() != '\0') {
      Json json;
      json.ParseStream<rapidjson::kParseStopWhenDoneFlag | rapidjson::kParseFullPrecisionFlag>(stream);
      ASSERT_FALSE(json.HasParseError()) << entry.path();
      if (json.IsObject() && json.HasMember("schema")) {
        EXPECT_EQ(problems(json), "") << entry.path();
      }
      while (stream.Peek() == '\n' || stream.Peek() == ' ') stream.Take();
    }
  }
}

}  // namespace
}  // namespace trichluc
