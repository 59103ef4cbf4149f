#include "pipeline/store/search.h"

#include <gmock/gmock.h>

#include "pipeline/store/archive.h"
#include "pipeline/store/folding.h"
#include "pipeline/store/page_ranking.h"
#include "pipeline/store/search_words.h"
#include "pipeline/store/time_range.h"
#include "tests/store/small_record.h"

namespace trichluc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Pair {
  const char* name;
  const char* from;
  const char* to;
};
std::string name_of(const testing::TestParamInfo<Pair>& row) { return row.param.name; }

class Folding : public testing::TestWithParam<Pair> {};
TEST_P(Folding, TakesMarksAway) { EXPECT_EQ(without_marks(GetParam().from), GetParam().to); }
INSTANTIATE_TEST_SUITE_P(Texts, Folding,
                         testing::Values(Pair{"tones_and_shapes", "Trẻ em bị xâm hại", "Tre em bi xam hai"},
                                         Pair{"d_with_stroke", "Đường dây, đỡ đẻ", "Duong day, do de"},
                                         Pair{"marks_of_their_own", "tre\u0309 em", "tre em"},
                                         Pair{"other_scripts_stay", "Zoë 5 € Ж", "Zoë 5 € Ж"}),
                         name_of);

class NumberKey : public testing::TestWithParam<Pair> {};
TEST_P(NumberKey, IsOneForAllSpellings) { EXPECT_EQ(number_key(GetParam().from), GetParam().to); }
INSTANTIATE_TEST_SUITE_P(Numbers, NumberKey,
                         testing::Values(Pair{"as_written", "45/QĐ-UBND", "45/qd-ubnd"},
                                         Pair{"typed_in_a_hurry", "45/qd-ubnd", "45/qd-ubnd"},
                                         Pair{"blanks_and_dash", "45 / QĐ – UBND", "45/qd-ubnd"},
                                         Pair{"zero_before", "05/2020/NĐ-CP", "5/2020/nd-cp"},
                                         Pair{"with_so", "Số: 7/KH-UBND", "7/kh-ubnd"}, Pair{"a_lone_zero", "0", "0"}),
                         name_of);

class Words : public testing::TestWithParam<Pair> {};
TEST_P(Words, BecomeAQuotedQuery) {
  const auto words = read_search(GetParam().from);
  ASSERT_TRUE(words) << describe(words.error());
  EXPECT_EQ(words->exact, GetParam().to);
}
INSTANTIATE_TEST_SUITE_P(Queries, Words,
                         testing::Values(Pair{"words_are_all_wanted", "trẻ em", R"("trẻ" AND "em")"},
                                         Pair{"phrase", R"("trẻ em" vụ)", R"("trẻ em" AND "vụ")"},
                                         Pair{"not", "trẻ NOT xâm", R"("trẻ" NOT "xâm")"},
                                         Pair{"and_not", "trẻ AND NOT xâm", R"("trẻ" NOT "xâm")"},
                                         Pair{"or", "trẻ OR em", R"("trẻ" OR "em")"},
                                         Pair{"beginning", "tuyên*", R"("tuyên"*)"},
                                         Pair{"beginning_of_a_phrase", R"("trẻ e"*)", R"("trẻ e"*)"},
                                         Pair{"small_letters_are_words", "a and b", R"("a" AND "and" AND "b")"},
                                         Pair{"column_filter_is_text", "text:a", R"("text:a")"},
                                         Pair{"near_is_text", "NEAR(a b)", "\"NEAR(a\" AND \"b)\""},
                                         Pair{"open_quote", R"(a"b)", R"("a" AND "b")"},
                                         Pair{"signs_alone_are_nothing", "^ + a - *", R"("a")"},
                                         Pair{"decomposed", "tre\u0309", R"("trẻ")"}),
                         name_of);

TEST(SearchWords, OperatorsWithoutWordsAreRefused) {
  for (const char* typed : {"", "  ", "\"\"", "NOT a", "a AND", "a OR OR b", "AND", "-"}) {
    const auto words = read_search(typed);
    ASSERT_FALSE(words) << typed;
    EXPECT_EQ(words.error().code, ErrorCode::kBadArguments);
  }
}

struct Range3 {
  const char* edtf;
  const char* begin;
  const char* end;
  const char* month_day;
};
TEST(TimeRange, CoversDays) {
  for (const Range3& one :
       {Range3{"2020", "2020-01-01", "2020-12-31", ""}, Range3{"2020-02", "2020-02-01", "2020-02-29", "02"},
        Range3{"2020-06-19", "2020-06-19", "2020-06-19", "06-19"},
        Range3{"2021-01/2021-06", "2021-01-01", "2021-06-30", ""}, Range3{"2020-06/..", "2020-06-01", "", ""},
        Range3{"../2025-06-30", "", "2025-06-30", ""}, Range3{"XXXX-11-20", "", "", "11-20"},
        Range3{"XXXX-11", "", "", "11"}, Range3{"XXXX-XX-25", "", "", "XX-25"}, Range3{"", "", "", ""},
        Range3{"..", "", "", ""}}) {
    const TimeRange range = range_of(one.edtf);
    EXPECT_EQ(range.begin, one.begin) << one.edtf;
    EXPECT_EQ(range.end, one.end) << one.edtf;
    EXPECT_EQ(range.month_day, one.month_day) << one.edtf;
  }
  EXPECT_EQ(day_after("2020-02-28", 2), "2020-03-01");
  EXPECT_EQ(day_after("2020-02-30", 2), "");
}

class Searching : public ArchiveTest {
 protected:
  void SetUp() override {
    ArchiveTest::SetUp();
    auto archive = ArchiveWriter::open(path_);
    ASSERT_TRUE(archive);
    const SmallRecord records[] = {
        {.document = 1,
         .source = "plain.txt",
         .type_code = "KH",
         .type_name = "Kế hoạch",
         .text = "duong duong duong va xam hai tre em"},
        {.document = 2,
         .source = "street.txt",
         .number = "45/QĐ-UBND",
         .date = "2024-01-02",
         .issuer = "UBND tỉnh Bình Sơn",
         .title = "Về con đường",
         .text = "Sửa chữa con đường liên xã, bảo vệ trẻ em khỏi bị xâm hại trên đường đi học."},
        {.document = 3,
         .source = "home.txt",
         .date = "2023-01-02",
         .issuer = "Sở Y tế",
         .text = "Nuôi dưỡng người già; theo Quyết định số 45/QĐ-UBND.",
         .facts = {{"legal_reference", "Quyết định số 45/QĐ-UBND", R"({"type":"QĐ","number":"45/QĐ-UBND"})"}}},
        {.document = 4, .source = "other.txt", .number = "145/QĐ-UBND", .text = "Không có gì."},
    };
    for (const SmallRecord& record : records) ASSERT_TRUE(archive->add(record.line(), {"p", "r", "o", ""}));
    ASSERT_TRUE(archive->finish());
  }

  std::vector<std::string> find(const std::string& words, DocumentFilter filter = {}) const {
    const auto result = search_archive(path_, {words, std::move(filter)});
    EXPECT_TRUE(result) << describe(result.error());
    std::vector<std::string> found;
    if (result) {
      for (const SearchHit& hit : result->hits) found.push_back(std::string(found_by_name(hit.by)) + " " + hit.source);
    }
    return found;
  }
};

TEST_F(Searching, WithoutMarksFindsTheAccentedText) {
  EXPECT_THAT(find("xam hai tre em"), testing::UnorderedElementsAre("folded plain.txt", "folded street.txt"));
  EXPECT_THAT(find("\"nuoi duong\""), ElementsAre("folded home.txt"));
  const auto result = search_archive(path_, {"nuoi duong", {}});
  EXPECT_EQ(result->hits[0].snippet, "\1Nuôi\2 \1dưỡng\2 người già; theo Quyết định số 45/QĐ-UBND.");
}

TEST_F(Searching, WithMarksTheExactComesFirst) {
  const auto found = find("đường");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0], "exact street.txt");
  EXPECT_THAT(found, testing::Contains("folded plain.txt"));
  EXPECT_THAT(found, testing::Contains("folded home.txt"));
}

TEST_F(Searching, NumbersAreFoundInAnySpellingAndInParts) {
  const auto all = ElementsAre("number street.txt", "number other.txt", "reference home.txt");
  EXPECT_THAT(find("45/QD-UBND"), ElementsAre("number street.txt", "number other.txt", "reference home.txt"));
  EXPECT_THAT(find("45/qđ-ubnd"), all);
  EXPECT_THAT(find("145/QĐ"), ElementsAre("number other.txt"));
  EXPECT_THAT(find("9/QĐ-UBND"), IsEmpty());
}

TEST_F(Searching, NothingTypedReachesTheQueryLanguage) {
  for (const char* typed : {"\"", "a\"\"b", "text : trẻ", "{text} : x", "NEAR(trẻ em, 2)", "^trẻ", "trẻ + em", "a* b*",
                            "(trẻ", "'; DROP TABLE page; --", "%", "* *", "45/\"QĐ"}) {
    const auto result = search_archive(path_, {typed, {}});
    if (!result) {
      EXPECT_EQ(result.error().code, ErrorCode::kBadArguments) << typed;
    }
  }
}

TEST_F(Searching, PagesComeInTheOrderOfFts5AsFarAsTheyAreAskedFor) {
  auto archive = ArchiveWriter::open(path_);
  ASSERT_TRUE(archive);
  for (int i = 0; i < 120; ++i) {
    SmallRecord record{.document = 100 + i, .source = std::to_string(i) + ".txt"};
    for (int word = 0; word < 5 + i * 7 % 40; ++word) {
      record.text += word % 3 == i % 3   ? "rừng "
                     : word % 7 == i % 7 ? "trồng "
                                         : "xã" + std::to_string(word * i % 50) + " ";
    }
    ASSERT_TRUE(archive->add(record.line(), {}));
  }
  ASSERT_TRUE(archive->finish());
  const Database database(path_, Database::Mode::kRead);
  PageRanking ranking(database);
  for (const char* query : {"rừng AND trồng", "\"trồng\"", "rừng OR xã7", "rừng NOT xã9", "trồng + rừng"}) {
    for (const std::size_t most : {1u, 7u, 200u}) {
      for (const int part : {1, 3}) {
        std::vector<std::int64_t> expected;
        Statement rows(database, "SELECT rowid FROM page_fts WHERE page_fts MATCH ? ORDER BY rank, rowid");
        for (rows.bind(query); expected.size() < most && rows.next();) {
          if (rows.integer(0) % part == 0) expected.push_back(rows.integer(0));
        }
        EXPECT_EQ(ranking.best("page_fts", query, most, [&](std::int64_t page) { return page % part == 0; }), expected)
            << query << ", " << most;
      }
    }
  }
}

TEST_F(Searching, FiltersNarrow) {
  EXPECT_THAT(find("duong", {.type = "kế hoạch"}), ElementsAre("folded plain.txt"));
  EXPECT_THAT(find("duong", {.type = "kh"}), ElementsAre("folded plain.txt"));
  EXPECT_THAT(find("duong", {.issuer = "so y te"}), ElementsAre("folded home.txt"));
  EXPECT_THAT(find("duong", {.year = 2024}), ElementsAre("folded street.txt"));
  EXPECT_THAT(find("duong", {.province = "binh son"}), ElementsAre("folded street.txt"));
  EXPECT_THAT(find("45/QD-UBND", {.year = 2023}), ElementsAre("reference home.txt"));
  EXPECT_THAT(find("duong", {.issuer = "%"}), IsEmpty());
}

}  // namespace
}  // namespace trichluc
