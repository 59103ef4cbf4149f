#include "pipeline/normalize/legacy_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "pipeline/normalize/encodings.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/normalize.h"
#include "pipeline/normalize/tone.h"
#include "pipeline/normalize/vietnamese_letters.h"
#include "tests/normalize/reading.h"

namespace trichluc {
namespace {

std::vector<char32_t> vietnamese_letters() {
  std::vector<char32_t> letters;
  for (char32_t code = 0x80; code < 0x1F00; ++code) {
    if (is_vietnamese_letter(code)) letters.push_back(code);
  }
  return letters;
}

TEST(LegacyTables, AllLettersOfTheLanguage) { EXPECT_EQ(vietnamese_letters().size(), 134U); }

class Table : public testing::TestWithParam<LegacyEncoding> {};

TEST_P(Table, EveryLetterHasItsOwnBytesAndLeadsBack) {
  std::set<std::string> seen;
  for (const char32_t letter : vietnamese_letters()) {
    std::string text;
    append_utf8(text, letter);
    const std::string made = encode_legacy(text, GetParam());
    const bool toned_capital = is_upper(letter) && split_tone(letter).tone != Tone::kLevel;
    if (GetParam() == LegacyEncoding::kTcvn3 && toned_capital) {
      std::string small;
      append_utf8(small, to_lower(letter));
      EXPECT_EQ(made, encode_legacy(small, GetParam()));
      continue;
    }
    EXPECT_TRUE(seen.insert(made).second) << text;
    std::vector<int> bytes;
    for (std::size_t at = 0; at < made.size();) {
      const Decoded c = decode_utf8(made, at);
      bytes.push_back(byte_of(c.code, ByteView::kWindows));
      at += c.length;
    }
    const LegacyLetter back = read_letter(GetParam(), bytes, 0);
    EXPECT_EQ(static_cast<std::size_t>(back.length), bytes.size()) << text;
    EXPECT_EQ(back.code, letter) << text;
  }
}

INSTANTIATE_TEST_SUITE_P(Encodings, Table, testing::ValuesIn(kLegacyEncodings),
                         [](const auto& row) { return std::string(encoding_name(row.param)); });

TEST(ByteViews, LeadBack) {
  for (unsigned byte = 0; byte < 0x100; ++byte) {
    for (const ByteView view : {ByteView::kWindows, ByteView::kMacRoman}) {
      EXPECT_EQ(byte_of(character_of(static_cast<std::uint8_t>(byte), view), view), static_cast<int>(byte));
    }
  }
}

// ---- whole lines, encoded and decoded again

struct Damage {
  const char* name;
  std::string (*apply)(const std::string& line);
  bool keeps_case = true;
};

template <LegacyEncoding kEncoding, ByteView kView = ByteView::kWindows>
std::string in_encoding(const std::string& line) {
  return encode_legacy(line, kEncoding, kView);
}

std::string with_hyphens(const std::string& line) {
  std::string seen = encode_legacy(line, LegacyEncoding::kTcvn3);
  for (std::size_t at = seen.find("\u00AD"); at != std::string::npos; at = seen.find("\u00AD", at))
    seen.replace(at, 2, "-");
  return seen;
}

std::string as_windows_1252(const std::string& line) {
  std::string seen;
  for (const char byte : line) append_utf8(seen, character_of(static_cast<std::uint8_t>(byte), ByteView::kWindows));
  return seen;
}

std::string twice(const std::string& line) { return as_windows_1252(as_windows_1252(line)); }

const Damage kDamages[] = {
    {"tcvn3", in_encoding<LegacyEncoding::kTcvn3>, false},
    {"tcvn3_hyphen", with_hyphens, false},
    {"tcvn3_mac_roman", in_encoding<LegacyEncoding::kTcvn3, ByteView::kMacRoman>, false},
    {"vni", in_encoding<LegacyEncoding::kVni>},
    {"vps", in_encoding<LegacyEncoding::kVps>},
    {"viscii", in_encoding<LegacyEncoding::kViscii>},
    {"cp1258", in_encoding<LegacyEncoding::kCp1258>},
    {"utf8", as_windows_1252},
    {"utf8_twice", twice},
};

/// Lines with a letter beyond ASCII of all texts of the project's corpus, and of ../shared/corpus where there is one.
std::vector<std::string> healthy_lines() {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root = TRICHLUC_SOURCE_DIR;
  for (const auto& folder : {root / "corpus", root / ".." / "shared" / "corpus"}) {
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
      const std::string type = entry.path().extension().string();
      if ((type == ".txt" || type == ".md") && entry.path().stem() != "README") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> lines;
  for (const auto& file : files) {
    std::ifstream in(file);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    if (!text.ends_with('\n')) text += '\n';
    Reading reading = make_reading(text);
    normalize(reading.pages[0]);
    const std::string_view page = reading.pages[0].text;
    for (const Line& line : reading.pages[0].lines) {
      const std::string_view words = page.substr(line.text.begin, line.text.size());
      const bool marked =
          std::any_of(words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
      if (marked) lines.emplace_back(words);
    }
  }
  return lines;
}

std::size_t count_words(const std::string& line) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < line.size(); ++at)
    words += line[at] != ' ' && (at == 0 || line[at - 1] == ' ') ? 1U : 0U;
  return words;
}

class Restored : public testing::TestWithParam<Damage> {};

TEST_P(Restored, NearlyEveryLineOfEightWords) {
  int all = 0;
  int exact = 0;
  std::string misses;
  for (const std::string& line : healthy_lines()) {
    if (count_words(line) < 8) continue;
    const std::string broken = GetParam().apply(line);
    if (broken == line) continue;
    Reading reading = make_reading(broken + "\n");
    decode_encodings(reading);
    const std::string& text = reading.pages[0].text;
    const bool same = GetParam().keeps_case ? text == line + "\n" : fold_lower(text) == fold_lower(line + "\n");
    ++all;
    exact += same;
    if (!same && all - exact < 6) misses += "  " + line + "\n  " + text;
  }
  ASSERT_GT(all, 200);
  const double share = static_cast<double>(exact) / all;
  std::cout << GetParam().name << ": " << share << " of " << all << " lines\n";
  EXPECT_GE(share, 0.97) << misses;
}

INSTANTIATE_TEST_SUITE_P(Lines, Restored, testing::ValuesIn(kDamages),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Restored, HealthyTextStays) {
  for (const std::string& line : healthy_lines()) {
    Reading reading = make_reading(line + "\n");
    decode_encodings(reading);
    EXPECT_EQ(reading.pages[0].text, line + "\n");
  }
}

}  // namespace
}  // namespace trichluc
