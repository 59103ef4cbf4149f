#include "pipeline/emit/json.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "pipeline/emit/code_points.h"
#include "pipeline/emit/json_writer.h"
#include "tests/emit/sample_record.h"

namespace trichluc {
namespace {

rapidjson::Document parse(const Record& record, const JsonOptions& options = {}) {
  const std::string line = to_json(record, options);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  rapidjson::Document json;
  json.Parse<rapidjson::kParseFullPrecisionFlag | rapidjson::kParseValidateEncodingFlag>(line.data(), line.size());
  EXPECT_FALSE(json.HasParseError()) << line;
  return json;
}

TEST(Json, AnEmptyRecordHasEveryKey) {
  EXPECT_EQ(
      to_json(Record{}, {}),
      R"({"schema":"trichluc-record/1","document":{"id":"","source":"","media_type":"","bytes":0,"pages":0,"characters":0,)"
      R"("text_origin":"","quality":1},"metadata":{"type":null,"number":null,"symbol":null,"date":null,"place":null,)"
      R"("issuer":null,"parent_issuer":null,"title":null,"addressees":[],"signatory":null,"distribution":[]},"facts":[],)"
      R"("checks":[],"repairs":[],"warnings":[],"other_numbers":[]})");
}

TEST(Json, AFactIsWrittenInFull) {
  SampleRecord sample;
  Budget budget;
  budget.amount = {68'091'000'000, 0};
  budget.figure.comparator = Comparator::kGreater;
  budget.figure.period = "2020";
  budget.flow = "allocated";
  Fact& fact = sample.add("trên 68,091 tỷ đồng", budget, "budget.allocated");
  fact.confidence = 0.9712;
  fact.table = TableCell{"Bộ Công an", "Năm 2020"};
  const std::string line = to_json(sample.record, {});
  const std::size_t begin = line.find("\"facts\":[") + 9;
  EXPECT_EQ(
      line.substr(begin, line.find("],\"checks\"") - begin),
      R"({"id":"f1","kind":"budget","text":"trên 68,091 tỷ đồng","page":1,"span":[33,52],"section":["II","5","b"],)"
      R"("rule":"budget.allocated","table":{"row":"Bộ Công an","column":"Năm 2020"},"confidence":0.971,)"
      R"("value":{"amount":68091000000,"currency":"VND","comparator":">","period":"2020","flow":"allocated"}})");
}

TEST(Json, SpansCutOutTheText) {
  SampleRecord sample;
  sample.add_one_of_each_kind();
  sample.record.other_numbers.push_back({{0, sample.find("7")}, "list-mark"});
  const auto json = parse(sample.record, {.with_text = true});
  std::u32string page;
  const std::string utf8 = json["page_texts"][0]["text"].GetString();
  const CodePoints points(utf8);
  const auto cut = [&](const auto& place) {
    // The byte offset of a code point, found the slow way.
    const auto byte_of = [&](unsigned point) {
      std::uint32_t at = 0;
      while (points.before(at) < point || (at < utf8.size() && (static_cast<unsigned char>(utf8[at]) & 0xC0) == 0x80))
        ++at;
      return at;
    };
    const std::uint32_t begin = byte_of(place["span"][0].GetUint()), end = byte_of(place["span"][1].GetUint());
    return utf8.substr(begin, end - begin);
  };
  ASSERT_EQ(json["facts"].Size(), 9u);
  for (const auto& fact : json["facts"].GetArray()) EXPECT_EQ(cut(fact), fact["text"].GetString());
  for (const auto& number : json["other_numbers"].GetArray()) EXPECT_EQ(cut(number), number["text"].GetString());
}

TEST(Json, WhatIsAbsentIsLeftOut) {
  SampleRecord sample;
  sample.add_one_of_each_kind();
  const auto json = parse(sample.record);
  EXPECT_FALSE(json.HasMember("page_texts"));
  const auto& facts = json["facts"];
  EXPECT_FALSE(facts[0].HasMember("boxes"));
  EXPECT_FALSE(facts[0].HasMember("table"));
  EXPECT_FALSE(facts[0]["value"].HasMember("date"));
  EXPECT_STREQ(facts[0]["value"]["locator"]["diem"].GetString(), "b");
  EXPECT_EQ(facts[0]["value"]["locators"].Size(), 2u);
  EXPECT_FALSE(facts[2]["value"].HasMember("comparator"));
  EXPECT_STREQ(facts[2]["value"]["modality"].GetString(), "reported");
  EXPECT_TRUE(facts[3]["value"]["change"].IsNull());
  EXPECT_STREQ(facts[3]["value"]["modality"].GetString(), "target");
}

TEST(Json, NumbersAreExact) {
  SampleRecord sample;
  Budget budget;
  budget.amount = {123'456'789'012'345'678, 2};
  sample.add("68,091", budget);
  EXPECT_NE(to_json(sample.record, {}).find("\"amount\":1234567890123456.78,"), std::string::npos);
}

TEST(Json, BoxesAreRoundedToATenthOfAPoint) {
  SampleRecord sample;
  DocumentPage& page = sample.record.document.pages[0];
  for (std::uint32_t at = 0; at < page.text.size(); ++at) {
    const float left = static_cast<float>(at) * 6.04F;
    page.glyphs.push_back({at, {left, 310.26F, left + 6.04F, 322.0F}});
  }
  sample.add("1.075", TimeMention{"2020"});
  const auto json = parse(sample.record);
  const auto& boxes = json["facts"][0]["boxes"];
  ASSERT_EQ(boxes.Size(), 1u);
  EXPECT_EQ(boxes[0][1].GetDouble(), 310.3);
  EXPECT_EQ(boxes[0][3].GetDouble(), 322);
}

TEST(Json, MetadataChecksRepairsAndWarnings) {
  SampleRecord sample;
  Record& record = sample.record;
  record.metadata.type = DocumentType{"KH", "Kế hoạch"};
  record.metadata.addressees = {"Sở Y tế"};
  record.metadata.signatories = {{"Trần A", "PHÓ CHỦ TỊCH", "KT.", "CHỦ TỊCH", "", "TM.", "ỦY BAN NHÂN DÂN"}};
  record.metadata.signatory = 0;
  record.checks.push_back({Check::Type::kShare, "f1", {"f2"}, "f3", {85, 0}, {859, 1}, false});
  record.checks.push_back({Check::Type::kSum, "f1", {"f2", "f3"}, "", {3, 0}, {3, 0}, true});
  record.document.pages[0].repairs.push_back({sample.find("số"), "s", "số", "lost-letter", 0.99});
  record.warnings.push_back({"ambiguous-number", 1, "75.3276", "", "fits no way of writing numbers"});
  const auto json = parse(record);
  EXPECT_STREQ(json["metadata"]["signatory"]["on_behalf"]["authority"].GetString(), "ỦY BAN NHÂN DÂN");
  EXPECT_FALSE(json["metadata"].HasMember("signatories"));
  EXPECT_STREQ(json["checks"][0]["part"].GetString(), "f2");
  EXPECT_EQ(json["checks"][0]["computed"].GetDouble(), 85.9);
  EXPECT_EQ(json["checks"][1]["parts"].Size(), 2u);
  EXPECT_EQ(json["repairs"][0]["span"][0].GetUint(), 11u);
  EXPECT_STREQ(json["warnings"][0]["text"].GetString(), "75.3276");
}

TEST(Json, FileNamesThatAreNoUtf8StayReadable) {
  SampleRecord sample;
  sample.record.document.source = "b\xB8o c\xC3\xA1o.txt";
  EXPECT_STREQ(parse(sample.record)["document"]["source"].GetString(), "b\uFFFDo cáo.txt");
}

TEST(CodePoints, CountsAcrossItsStrides) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += i % 3 == 0 ? "ế" : i % 3 == 1 ? "a" : "đ";
  const CodePoints points(text);
  EXPECT_EQ(points.total(), 500u);
  std::uint32_t seen = 0;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    EXPECT_EQ(points.before(at), seen++);
  }
}

TEST(MendUtf8, ReplacesOnlyWhatIsBroken) {
  EXPECT_EQ(mend_utf8("trẻ"), "trẻ");
  EXPECT_EQ(mend_utf8("\xE1\xBA!\xFF"), "\uFFFD\uFFFD!\uFFFD");
  EXPECT_EQ(mend_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
}

}  // namespace
}  // namespace trichluc
