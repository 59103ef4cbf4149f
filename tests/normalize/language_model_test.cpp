#include "pipeline/normalize/language_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/normalize/language.h"

namespace trichluc {
namespace {

LanguageCounts counts_of(const std::string& text) {
  LanguageCounts counts;
  const LanguageToken last =
      counts.add(split_words(text, {0, static_cast<std::uint32_t>(text.size())}), language_token::kBreak);
  counts.add(last, language_token::kBreak);
  return counts;
}

std::string written(const LanguageCounts& counts) {
  std::ostringstream out;
  counts.write(out);
  return out.str();
}

const SyllableKey kCong = syllable_key("công"), kTac = syllable_key("tác"), kHoa = syllable_key("hòa");

TEST(Words, AreTold) {
  const std::string text = "Căn cứ  Công văn số 1307/SLĐTBXH-PC, kh\uFFFD khăn.";
  const std::vector<Word> words = split_words(text, {0, static_cast<std::uint32_t>(text.size())});
  const std::vector<WordKind> kinds = {
      WordKind::kSyllable, WordKind::kSyllable, WordKind::kSyllable, WordKind::kSyllable, WordKind::kSyllable,
      WordKind::kNumber,   WordKind::kSign,     WordKind::kAcronym,  WordKind::kComma,    WordKind::kAcronym,
      WordKind::kComma,    WordKind::kLetters,  WordKind::kSyllable, WordKind::kStop};
  ASSERT_EQ(words.size(), kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i) EXPECT_EQ(words[i].kind, kinds[i]) << i;
  EXPECT_EQ(words[2].blanks, 2u);
  EXPECT_EQ(words[11].lost, 1u);
  EXPECT_EQ(words[11].letters, 3u);
}

TEST(LanguageCounts, AddingHasNoOrder) {
  const LanguageCounts a = counts_of("công tác trẻ em"), b = counts_of("công an xã, công tác dân vận 2020");
  LanguageCounts ab = a, ba = b;
  ab.add(b);
  ba.add(a);
  EXPECT_EQ(ab.pairs(), ba.pairs());
  EXPECT_EQ(written(ab), written(ba));
  EXPECT_EQ(ab.total(), a.total() + b.total());
}

TEST(LanguageCounts, AreReadAsWritten) {
  const LanguageCounts counts = counts_of("Hòa bình (hoà bình), UBND xã 12 internet. Công tác");
  const auto read = LanguageCounts::read(written(counts), "counts.txt");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->pairs(), counts.pairs());
  EXPECT_EQ(counts.pairs().at({kHoa, syllable_key("bình")}), 2u) << "one key for both placements of the tone";
}

TEST(LanguageCounts, AreHandedOnAsTheyAre) {
  const LanguageCounts counts = counts_of("công tác, công tác 12, công an (UBND) internet");
  LanguageCounts other = counts_of("công an");
  LanguageCounts sum = other;
  sum.add(counts);
  other.add_packed(counts.pack());
  EXPECT_EQ(other.pairs(), sum.pairs());
  EXPECT_EQ(other.total(), sum.total());
  other.add_packed("no numbers");
  EXPECT_EQ(other.total(), sum.total());
}

TEST(LanguageCounts, ABrokenLineIsNamed) {
  for (const char* text : {"công\ttác x\n", "công tác 3\n", "công\ttác 3 an\n", "công\ttác 0\n", "w\ttác 1\n"}) {
    const auto read = LanguageCounts::read(std::string("# comment\nxã\thội 2\n") + text, "counts.txt");
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::kBadRule);
    EXPECT_EQ(read.error().where.line, 3) << text;
  }
}

TEST(LanguageCounts, RarePairsCanBeDropped) {
  LanguageCounts counts = counts_of("công tác, công tác, công an");
  counts.prune(2);
  EXPECT_EQ(counts.pairs().size(), 3u);  // công tác; tác , and , công
  EXPECT_EQ(counts.total(), 6u);
}

TEST(LanguageModel, IsADistribution) {
  LanguageModel model;
  for (const char* word : {"công", "tác", "an", "xã", "hội", "hòa"}) model.add_syllable(syllable_key(word));
  model.add(counts_of("công tác xã hội, công an xã, công tác"));
  // Over all tokens seen, the lexicon, and what is in neither: one.
  double sum = 0;
  std::vector<LanguageToken> tokens = model.lexicon();
  tokens.insert(tokens.end(), {language_token::kBreak, language_token::kComma});
  for (const LanguageToken token : tokens) sum += std::exp(model.log_probability(kCong, token));
  EXPECT_LT(sum, 1.0 + 1e-9 + 300.0 * 2 / 7 / 300);
  EXPECT_GT(sum, 0.85);
  EXPECT_GT(model.log_probability(kCong, kTac), model.log_probability(kCong, syllable_key("hội")));
}

TEST(LanguageModel, LearnsWhatIsAdded) {
  LanguageModel model;
  for (const char* word : {"công", "tác", "an"}) model.add_syllable(syllable_key(word));
  model.add(counts_of("công an công an"));
  const double before = model.log_probability(kCong, kTac);
  model.add(counts_of("công tác"), 4);
  EXPECT_GT(model.log_probability(kCong, kTac), before);
  EXPECT_EQ(model.count(kCong, kTac), 4u);
}

TEST(LanguageModel, GrowsBeyondItsTables) {
  LanguageModel model;
  const std::vector<SyllableKey> keys = all_syllables();
  for (std::size_t i = 0; i + 1 < keys.size(); ++i) model.add(keys[i], keys[i + 1], 2);
  for (std::size_t i = 0; i + 1 < keys.size(); ++i) ASSERT_EQ(model.count(keys[i], keys[i + 1]), 2u) << i;
  EXPECT_EQ(model.count(keys[5], keys[9]), 0u);
}

TEST(LanguageModel, TheShippedOneKnowsOfficialVietnamese) {
  const LanguageModel* model = shipped_language().model();
  ASSERT_NE(model, nullptr) << describe(*shipped_language().error());
  EXPECT_GT(model->total(), 100'000u) << "below ten thousand tokens no repair would be safe";
  EXPECT_GT(model->lexicon().size(), 6'500u);
  for (const char* name : {"Huế", "Kạn", "Kon", "Đắk", "Lắk", "Duẩn", "Hoằng", "Thuột", "My"}) {
    EXPECT_TRUE(model->in_lexicon(syllable_key(name))) << name;
  }
  EXPECT_FALSE(model->in_lexicon(syllable_key("vướg")));
  EXPECT_GT(model->count(syllable_key("vướng"), syllable_key("mắc")), 0u);
  EXPECT_GT(model->log_probability(syllable_key("chỉ"), syllable_key("tiêu")),
            model->log_probability(syllable_key("chỉ"), syllable_key("tiểu")) + 3);
}

TEST(LanguageModel, AddsToWhatIsMapped) {
  LanguageModel built;
  for (const char* word : {"công", "tác", "an"}) built.add_syllable(syllable_key(word));
  built.add(counts_of("công tác, công tác, công an"));
  const LanguageToken kXa = syllable_key("xã");
  const std::filesystem::path file = testing::TempDir() + "mapped-model";
  {
    TableFileWriter writer(1, std::string(64, '0'));
    built.write(writer);
    std::ofstream out(file, std::ios::binary);
    writer.write(out);
  }
  const auto tables = TableFile::map(file, 1);
  ASSERT_TRUE(tables);
  const LanguageModel mapped(*tables, 0);
  LanguageModel adapted = mapped, layered(&mapped);
  for (LanguageModel* model : {&built, &adapted, &layered}) {
    model->add(kCong, kTac, 5);
    model->add(kCong, kXa, 1);
    model->add_syllable(kXa);
  }
  EXPECT_EQ(mapped.count(kCong, kTac), 2u);
  for (const LanguageModel* model : {&adapted, &layered}) {
    EXPECT_EQ(model->count(kCong, kTac), 7u);
    EXPECT_EQ(model->count(kCong, kXa), 1u);
    EXPECT_EQ(model->total(), built.total());
    EXPECT_EQ(model->lexicon(), built.lexicon());
    for (const LanguageToken second : {kTac, kXa, LanguageToken{syllable_key("an")}, language_token::kComma}) {
      EXPECT_EQ(model->log_probability(kCong, second), built.log_probability(kCong, second));
      EXPECT_EQ(model->log_probability(second), built.log_probability(second));
    }
  }
  std::filesystem::remove(file);
}

TEST(LanguageData, CompiledTheySayTheSame) {
  LanguageData& texts = shipped_language();
  const std::filesystem::path file = testing::TempDir() + "compiled-language";
  {
    std::ofstream out(file, std::ios::binary);
    const auto made = texts.compile(out);
    ASSERT_TRUE(made) << describe(made.error());
  }
  LanguageData compiled(file);
  ASSERT_NE(compiled.model(), nullptr) << describe(*compiled.error());
  EXPECT_EQ(compiled.identity(), texts.identity());
  EXPECT_EQ(compiled.model()->lexicon(), texts.model()->lexicon());
  EXPECT_EQ(compiled.model()->total(), texts.model()->total());
  const std::vector<SyllableKey> lexicon = texts.model()->lexicon();
  std::size_t counted = 0;
  for (std::size_t i = 0; i < lexicon.size(); i += 37) {
    for (const SyllableKey second : lexicon) {
      const std::uint32_t times = texts.model()->count(lexicon[i], second);
      counted += times;
      ASSERT_EQ(compiled.model()->count(lexicon[i], second), times);
      ASSERT_EQ(compiled.misreadings()->find({lexicon[i], second}), texts.misreadings()->find({lexicon[i], second}));
    }
  }
  EXPECT_GT(counted, 0u);
  for (const char* pattern : {"t?n", "v?", "đ??ng", "ngh?", "x??x"}) {
    const auto from_texts = texts.lost_letters()->find(pattern), from_tables = compiled.lost_letters()->find(pattern);
    ASSERT_EQ(from_texts.size(), from_tables.size()) << pattern;
    for (std::size_t i = 0; i < from_texts.size(); ++i) EXPECT_EQ(from_texts[i].form(), from_tables[i].form());
  }
  EXPECT_TRUE(compiled.lost_letters()->is_piece("ng"));
  EXPECT_FALSE(compiled.lost_letters()->is_piece("wz"));
  std::filesystem::remove(file);
}

TEST(LanguageData, ADamagedCompiledFileIsSaidToBe) {
  const std::filesystem::path file = testing::TempDir() + "damaged-language";
  std::ofstream(file, std::ios::binary) << "trichluc";
  LanguageData language(file);
  EXPECT_EQ(language.misreadings(), nullptr);
  EXPECT_EQ(language.model(), nullptr);
  ASSERT_TRUE(language.error());
  EXPECT_EQ(language.error()->where.file, file.string());
  std::filesystem::remove(file);
}

TEST(LanguageData, MissingDataAreAnErrorNotACrash) {
  LanguageData language("no/such/folder");
  EXPECT_EQ(language.model(), nullptr);
  EXPECT_EQ(language.lost_letters(), nullptr);
  ASSERT_TRUE(language.error());
  EXPECT_EQ(language.error()->code, ErrorCode::kBadRule);
  EXPECT_NE(language.error()->where.file.find("lexicon.txt"), std::string::npos);
}

}  // namespace
}  // namespace trichluc
