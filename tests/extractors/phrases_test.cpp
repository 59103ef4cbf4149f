// phrases_test.cpp - one phrase of every form that ANNOTATION.md names, and the facts it holds.
//
// phrases.jsonl was written from ANNOTATION.md alone, not from what the extractors give. A line is
//   {"form": "2 list", "text": …, "facts": [{"kind", "quote", "value"}, …], "known_gap": reason (where it is not met
//   yet)}
// "facts" are all of them, places apart; an empty list says that there is nothing to be found.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <fstream>
#include <string>
#include <vector>

#include "extractors/extract.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/layout/layout.h"
#include "pipeline/normalize/normalize.h"
#include "tests/extractors/agreement.h"

namespace trichluc {
namespace {

struct Phrase {
  int line = 0;
  std::string form, text, known_gap;
  std::vector<Told> facts;
};

std::vector<Phrase> read_phrases() {
  std::vector<Phrase> phrases;
  std::ifstream stream(TRICHLUC_SOURCE_DIR "/tests/extractors/phrases.jsonl");
  int number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    rapidjson::Document json;
    json.Parse<rapidjson::kParseFullPrecisionFlag>(line.data(), line.size());
    if (json.HasParseError() || !json.IsObject()) {
      ADD_FAILURE() << "phrases.jsonl:" << number << ": not a JSON object";
      continue;
    }
    Phrase phrase{number, json["form"].GetString(), json["text"].GetString(), "", {}};
    if (json.HasMember("known_gap")) phrase.known_gap = json["known_gap"].GetString();
    for (const auto& fact : json["facts"].GetArray()) phrase.facts.push_back(tell(fact));
    phrases.push_back(std::move(phrase));
  }
  return phrases;
}

const std::vector<Phrase>& phrases() {
  static const std::vector<Phrase> kPhrases = read_phrases();
  return kPhrases;
}

/// What the rules of the source tree find in a file that holds `text`, as tools/trichluc/process.cpp goes about it.
std::vector<Told> facts_in(const std::string& text, const Extractor& extractor) {
  Result<Reading> reading = read_plain(text + "\n");
  if (!reading) {
    ADD_FAILURE() << reading.error().message;
    return {};
  }
  normalize(*reading);
  const Record record = extractor.extract(lay_out(std::move(*reading)));
  std::vector<Told> facts;
  for (const Fact& fact : record.facts) {
    if (!std::holds_alternative<Place>(fact.value)) facts.push_back(tell(fact, record.document));
  }
  return facts;
}

TEST(Phrases, HoldTheFactsOfAnnotationMd) {
  const auto extractor = Extractor::load({TRICHLUC_SOURCE_DIR "/rules"});
  ASSERT_TRUE(extractor) << extractor.error().message;
  for (const Phrase& phrase : phrases()) {
    const auto lines = disagreements(phrase.facts, facts_in(phrase.text, *extractor));
    if (!phrase.known_gap.empty()) {
      EXPECT_FALSE(lines.empty()) << "phrases.jsonl:" << phrase.line << " (" << phrase.form
                                  << ") is met now: drop its known_gap\n  " << phrase.text;
      continue;
    }
    std::string report;
    for (const std::string& line : lines) report += "\n  " + line;
    EXPECT_TRUE(lines.empty()) << "phrases.jsonl:" << phrase.line << " (" << phrase.form << ")\n  " << phrase.text
                               << report;
  }
}

TEST(Phrases, QuoteTheirTexts) {
  EXPECT_GE(phrases().size(), 930u);
  for (const Phrase& phrase : phrases()) {
    for (const Told& fact : phrase.facts) {
      EXPECT_NE(phrase.text.find(fact.quote), std::string::npos)
          << "phrases.jsonl:" << phrase.line << ": " << fact.quote;
    }
  }
}

TEST(Agreement, TellsCoreFromDetails) {
  const Told expected{"count", "168 cas mắc", {{"value", "168"}, {"unit", "cas mắc"}, {"period", "2017"}}};
  const Told shorter{"count", "168 cas", {{"value", "168.0"}, {"unit", "cas"}, {"period", "2017"}}};
  const Told later{"count", "168 cas", {{"value", "168"}, {"unit", "cas"}, {"period", "2018"}}};
  const Told other{"count", "85 cas", {{"value", "85"}, {"unit", "cas"}}};
  EXPECT_TRUE(core_agrees(expected, shorter) && details_agree(expected, shorter));
  EXPECT_TRUE(core_agrees(expected, later) && !details_agree(expected, later));
  EXPECT_FALSE(core_agrees(expected, other));
  EXPECT_TRUE(disagreements({expected}, {shorter}).empty());
  EXPECT_EQ(disagreements({expected}, {later}).size(), 1u);
  EXPECT_EQ(disagreements({expected}, {other}).size(), 2u);
}

}  // namespace
}  // namespace trichluc
