#include "pipeline/normalize/breakage.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>

#include "pipeline/normalize/character_references.h"
#include "pipeline/normalize/encoding_suspects.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/unicode.h"
#include "pipeline/normalize/word_runs.h"

namespace trichluc {
namespace {

/// What the passes find when they look for themselves.
std::uint8_t needs_by_the_passes(std::string_view text) {
  bool decoding = find_encoding_suspect(text, 0) < text.size();
  for (std::size_t at = 0; at < text.size(); ++at) decoding = decoding || begins_reference(text.substr(at));
  return static_cast<std::uint8_t>((decoding ? kNeedsDecoding : 0) | (unicode_in_order(text) ? 0 : kNeedsUnicode));
}

TEST(Breakage, ARunIsLettersAndWideCharacters) {
  const std::string text = "“Quyết-định” kiênquyếtmạnhmẽ.";
  EXPECT_EQ(run_at(text, 0).end, text.find('-'));
  EXPECT_EQ(run_at(text, text.find("đ")).end, text.find(' '));
  const std::size_t last = text.find("kiên");
  EXPECT_EQ(run_at(text, last).end, text.size() - 1);
  for (std::size_t end = 1; end <= text.size() - 1 - last; ++end)
    EXPECT_EQ(run_at(std::string_view(text).substr(0, last + end), last).end, last + end) << "at the end of the text";
}

TEST(Breakage, RunsOfUpToEightBytesHaveTheirOwnHash) {
  std::set<std::uint64_t> hashes;
  std::size_t runs = 0;
  for (const char* stem : {"", "a", "ab", "abc", "việ", "thườn"}) {
    for (char first = 'a'; first <= 'z'; ++first) {
      for (char second = 'A'; second <= 'Z'; ++second) {
        const std::string run = std::string(stem) + first + second;
        if (run.size() > 8) continue;
        hashes.insert(run_at(run, 0).hash);
        EXPECT_EQ(run_at(run + " 12", 0).hash, run_at(run, 0).hash);
        ++runs;
      }
    }
  }
  EXPECT_EQ(hashes.size(), runs);
}

TEST(Breakage, NeedsAreThoseThePassesSee) {
  const char* const pieces[] = {
      "a",      "e",      "u",      "i",      "ò",  "ế",      "ư", "ợ",       "Đ",        "«", "»",  "®",
      "C",      "1",      " ",      " ",      "\n", "\t",     "/", "-",       ".",        "…", "–",  "“",
      "\u00A0", "\u0301", "\u00AD", "\u200B", "Ð",  "\u0432", "&", "&#7867;", "\\u7867?", "Q", "gi", "qu",
      "\x01",   "°",      "\uF0B7", "ﬁ",      "µ",  "\uFFFD", "ă", "^",       "`",        "~"};
  std::mt19937 random(7);
  std::size_t in_order = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t i = random() % 12; i > 0; --i)
      text += pieces[random() % (round % 3 == 0 ? std::size(pieces) : 22)];
    const std::uint8_t expected = needs_by_the_passes(text);
    ASSERT_EQ(look_for_breakage(text).needs, expected) << text;
    in_order += expected == 0 ? 1 : 0;
  }
  EXPECT_GT(in_order, 500u);
}

TEST(Breakage, NeedsOfWholeDocuments) {
  for (const auto& file : std::filesystem::directory_iterator(std::string(TRICHLUC_SOURCE_DIR) + "/corpus")) {
    if (file.path().extension() != ".txt" && file.path().extension() != ".md") continue;
    std::ifstream in(file.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    EXPECT_EQ(look_for_breakage(text).needs, needs_by_the_passes(text)) << file.path();
  }
}

TEST(Breakage, WordsAreFoundInsideRuns) {
  const std::string text = "“vướg” số121 l9/6 ViệtNam 45/QĐ a…bcd T\uFFFDn";
  const Breakage found = look_for_breakage(text);
  const auto shown = [&text](Range range) { return text.substr(range.begin, range.size()); };
  ASSERT_EQ(found.odd_words.size(), 4u);
  EXPECT_EQ(shown(found.odd_words[0]), "vướg");
  EXPECT_EQ(shown(found.odd_words[1]), "l");
  EXPECT_EQ(shown(found.odd_words[2]), "bcd");
  EXPECT_EQ(shown(found.odd_words[3]), "T\uFFFDn");
  ASSERT_EQ(found.letter_digits.size(), 2u);
  EXPECT_EQ(shown(found.letter_digits[0]), "số");
  ASSERT_EQ(found.camel_words.size(), 1u);
  EXPECT_EQ(shown(found.camel_words[0]), "ViệtNam");
  EXPECT_EQ(found.misread_digits, (std::vector<std::uint32_t>{static_cast<std::uint32_t>(text.find("l9"))}));
  EXPECT_EQ(found.slashes, (std::vector<std::uint32_t>{static_cast<std::uint32_t>(text.find("/QĐ"))}));
  EXPECT_TRUE(found.lost_marks);
  EXPECT_EQ(found.words, 8u);
}

}  // namespace
}  // namespace trichluc
