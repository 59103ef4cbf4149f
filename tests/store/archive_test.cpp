#include "pipeline/store/archive.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "pipeline/emit/record_shape.h"
#include "pipeline/emit/table_text.h"
#include "pipeline/store/migrations.h"
#include "pipeline/store/question.h"
#include "pipeline/store/sqlite.h"
#include "pipeline/store/value_columns.h"
#include "tests/store/small_record.h"

namespace trichluc {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const RunIdentity kOldRun{"1.0 aaaa", "rules1", "with-text", "2024-01-01T00:00:00Z"};
const RunIdentity kNewRun{"1.1 bbbb", "rules1", "with-text", "2025-01-01T00:00:00Z"};

SmallRecord report() {
  return {.number = "45/QĐ-UBND",
          .date = "2024-05-06",
          .issuer = "UBND huyện Tân Lập",
          .title = "Về trẻ em",
          .text = "Đường dây nóng có 12 vụ, 5.000 đồng.",
          .facts = {{"count", "12 vụ", R"({"value":12,"unit":"vụ","modality":"reported","period":"2023"})"},
                    {"budget", "5.000 đồng", R"({"amount":5000,"currency":"VND","holder":"Sở Y tế"})"},
                    {"legal_reference", "Nghị định số 56/2017/NĐ-CP",
                     R"({"type":"NĐ","number":"56/2017/NĐ-CP","id":"NĐ 56/2017/NĐ-CP"})"}}};
}

class Adding : public ArchiveTest {
 protected:
  Added add(const SmallRecord& record, const RunIdentity& run = kOldRun) {
    auto archive = ArchiveWriter::open(path_);
    EXPECT_TRUE(archive) << describe(archive.error());
    const auto added = archive->add(record.line(), run);
    EXPECT_TRUE(added) << describe(added.error());
    EXPECT_TRUE(archive->finish());
    return added.value_or(Added::kKnown);
  }
  /// The first column of the first row.
  std::string ask(const std::string& sql) const {
    const Database database(path_, Database::Mode::kRead);
    Statement statement(database, sql);
    return statement.next() ? to_text(statement.cell(0)) : "(no row)";
  }
};

TEST_F(Adding, PutsEveryNounIntoItsTable) {
  EXPECT_EQ(add(report()), Added::kNew);
  EXPECT_EQ(ask("SELECT number || '|' || issuer || '|' || year FROM document"), "45/QĐ-UBND|UBND huyện Tân Lập|2024");
  EXPECT_EQ(ask("SELECT value || unit || begin_date || end_date FROM \"count\""), "12vụ2023-01-012023-12-31");
  EXPECT_EQ(ask("SELECT typeof(amount) || amount || holder FROM budget"), "integer5000Sở Y tế");
  EXPECT_EQ(ask("SELECT reference_id FROM legal_reference"), "NĐ 56/2017/NĐ-CP");
  EXPECT_EQ(ask("SELECT group_concat(name, ' ') FROM (SELECT name FROM number_key ORDER BY name)"),
            "45/qd-ubnd 56/2017/nd-cp");
  EXPECT_EQ(ask("SELECT name FROM run"), "1.0 aaaa, rules rules1");
  EXPECT_THAT(check_archive(path_).value(), IsEmpty());
}

TEST_F(Adding, TheSameRecordAgainChangesNothing) {
  add(report());
  EXPECT_EQ(add(report()), Added::kKnown);
  SmallRecord copy = report();
  copy.source = "folder/copy.txt";
  EXPECT_EQ(add(copy), Added::kKnown) << "the same document from another place";
  EXPECT_EQ(ask("SELECT count(*) || source FROM document"), "1a.txt");
  EXPECT_EQ(ask("SELECT count(*) FROM fact"), "3");
}

TEST_F(Adding, ANewerProgramReplacesTheFactsAndTheOldRecordIsKept) {
  add(report());
  SmallRecord other = report();
  other.document = 2;
  add(other);
  SmallRecord better = report();
  better.text = "Hai điểm khác.";
  better.facts.resize(1);
  EXPECT_EQ(add(better, kNewRun), Added::kReplaced);
  EXPECT_EQ(ask("SELECT count(*) FROM fact WHERE document_id = 1"), "1");
  EXPECT_EQ(ask("SELECT count(*) FROM fact WHERE document_id = 2"), "3");
  EXPECT_EQ(ask("SELECT run.program FROM document JOIN run ON run.id = run_id WHERE document.id = 1"), "1.1 bbbb");
  EXPECT_EQ(ask("SELECT run.program || facts FROM former_record JOIN run ON run.id = run_id"), "1.0 aaaa3");
  EXPECT_THAT(ask("SELECT record FROM former_record"),
              HasSubstr(R"("value":{"amount":5000,"currency":"VND","holder":"Sở Y tế"})"));
  EXPECT_EQ(ask("SELECT count(*) FROM page_fts WHERE page_fts MATCH 'đường'"), "1") << "the other document's";
  EXPECT_EQ(ask("SELECT count(*) FROM page_folded WHERE page_folded MATCH 'hai diem khac'"), "1");
  EXPECT_EQ(add(report()), Added::kKnown) << "what was replaced does not come back";
  EXPECT_THAT(check_archive(path_).value(), IsEmpty());
}

TEST_F(Adding, ReplacedBeforeItWasIndexed) {
  auto archive = ArchiveWriter::open(path_);
  ASSERT_TRUE(archive);
  SmallRecord better = report();
  better.text = "Hai điểm khác.";
  ASSERT_TRUE(archive->add(report().line(), kOldRun));
  ASSERT_TRUE(archive->add(better.line(), kNewRun));
  ASSERT_TRUE(archive->finish());
  EXPECT_EQ(ask("SELECT count(*) FROM page_fts WHERE page_fts MATCH 'đường'"), "0");
  EXPECT_EQ(ask("SELECT count(*) FROM page_fts WHERE page_fts MATCH 'điểm'"), "1");
  EXPECT_THAT(check_archive(path_).value(), IsEmpty());
}

TEST_F(Adding, WhatIsNoRecordIsRefusedWithTheReason) {
  auto archive = ArchiveWriter::open(path_);
  ASSERT_TRUE(archive);
  struct Case {
    const char* line;
    const char* reason;
  };
  const std::string good = report().line();
  std::string no_kind = good;
  no_kind.replace(no_kind.find(R"("kind":"count",)"), 15, "");
  std::string text_for_page = good;
  text_for_page.replace(text_for_page.find(R"("page":1)"), 8, R"("page":"1")");
  for (const Case& one :
       {Case{"", "no JSON"}, Case{"[1]", "one object"}, Case{R"({"schema":"other"})", "schema"},
        Case{R"({"schema":"trichluc-record/1"})", "\"document\" is missing"},
        Case{no_kind.c_str(), "\"kind\" is missing"}, Case{text_for_page.c_str(), "\"page\" is no whole number"}}) {
    const auto added = archive->add(one.line, kOldRun);
    ASSERT_FALSE(added) << one.line;
    EXPECT_EQ(added.error().code, ErrorCode::kDamaged);
    EXPECT_THAT(added.error().message, HasSubstr(one.reason));
  }
  EXPECT_EQ(ask("SELECT count(*) FROM document"), "0");
  EXPECT_TRUE(archive->add(good, kOldRun)) << "and the next one is taken";
}

TEST_F(Adding, TogetherEachIsRefusedOrTakenByItself) {
  auto archive = ArchiveWriter::open(path_);
  ASSERT_TRUE(archive);
  SmallRecord other = report();
  other.document = 2;
  std::string unfit = report().line();  // is read, and its table does not take it
  unfit.replace(unfit.find(R"("confidence":0.9)"), 16, R"("confidence":"high")");
  unfit.replace(unfit.find("0001"), 4, "0003");
  const std::string lines[] = {report().line(), "no record", unfit, other.line(), report().line()};
  const auto all = archive->add_together(ReadRecords(lines), kOldRun);
  ASSERT_TRUE(all) << describe(all.error());
  ASSERT_EQ(all->size(), std::size(lines));
  EXPECT_EQ((*all)[0].value(), Added::kNew);
  EXPECT_EQ((*all)[3].value(), Added::kNew);
  EXPECT_EQ((*all)[4].value(), Added::kKnown);
  for (const std::size_t bad : {1, 2}) {
    ASSERT_FALSE((*all)[bad]) << lines[bad];
    EXPECT_EQ((*all)[bad].error().code, ErrorCode::kDamaged);
    EXPECT_TRUE((*all)[bad].error().where.file.empty()) << "the line is wrong, not the archive";
  }
  EXPECT_THAT((*all)[2].error().message, HasSubstr("fact.confidence"));
  ASSERT_TRUE(archive->finish());
  EXPECT_EQ(ask("SELECT count(*) FROM document"), "2");
  EXPECT_EQ(ask("SELECT count(*) FROM page_fts WHERE page_fts MATCH 'đường'"), "2");
  EXPECT_THAT(check_archive(path_).value(), IsEmpty());
}

TEST_F(Adding, TogetherIsTheSameAsOneByOne) {
  const std::string dump =
      "SELECT group_concat(document.sha256 || fact.kind || fact.text || coalesce(number_key.name, ''), char(10)) "
      "FROM fact JOIN document ON document.id = document_id LEFT JOIN number_key ON number_key.id = fact.number_key_id";
  std::vector<std::string> lines;
  for (int i = 1; i < 20; ++i) {
    SmallRecord record = report();
    record.document = 1 + i % 7;
    record.number = std::to_string(i % 5) + "/QĐ-UBND";
    lines.push_back(record.line());
  }
  std::string one_by_one;
  {
    auto archive = ArchiveWriter::open(path_);
    for (const std::string& line : lines) ASSERT_TRUE(archive->add(line, kNewRun));
    one_by_one = ask(dump);
  }
  std::filesystem::remove(path_);
  auto archive = ArchiveWriter::open(path_);
  ASSERT_TRUE(archive->add_together(ReadRecords(lines), kNewRun));
  EXPECT_EQ(ask(dump), one_by_one);
}

TEST_F(Adding, OfARunThatHasItTheHashIsKnown) {
  add(report());
  auto archive = ArchiveWriter::open(path_);
  ASSERT_TRUE(archive);
  EXPECT_EQ(archive->known_hash("a.txt", kOldRun).value(), report().hash());
  EXPECT_EQ(archive->known_hash("a.txt", kNewRun).value(), "");
  EXPECT_EQ(archive->known_hash("b.txt", kOldRun).value(), "");
}

TEST_F(Adding, EveryFieldOfTheDescriptionHasItsColumn) {
  add(report());
  const Database database(path_, Database::Mode::kRead);
  for (const ObjectShape& shape : value_shapes()) {
    for (const Field& field : shape.fields) {
      EXPECT_NO_THROW(
          Statement(database, "SELECT \"" + value_column(field.name) + "\" FROM \"" + std::string(shape.name) + "\""))
          << shape.name << "." << field.name;
    }
  }
}

class Opening : public Adding {};

TEST_F(Opening, WhatIsNoArchiveIsToldAndLeftAlone) {
  std::ofstream(path_)
      << "Không phải cơ sở dữ liệu, chỉ là văn bản dài hơn một trăm byte để không bị coi là tệp rỗng hay bị cắt.";
  const auto archive = ArchiveWriter::open(path_);
  ASSERT_FALSE(archive);
  EXPECT_EQ(archive.error().code, ErrorCode::kUnreadable);
  EXPECT_EQ(archive.error().where.file, path_);

  const std::string other = folder_ / "other.db";
  Database(other, Database::Mode::kCreate).run("CREATE TABLE notes (text)");
  const auto size = std::filesystem::file_size(other);
  const auto foreign = ArchiveWriter::open(other);
  ASSERT_FALSE(foreign);
  EXPECT_THAT(foreign.error().message, HasSubstr("another program"));
  EXPECT_EQ(std::filesystem::file_size(other), size);
  const Database reopened(other, Database::Mode::kRead);
  Statement mode(reopened, "PRAGMA journal_mode");
  ASSERT_TRUE(mode.next());
  EXPECT_EQ(mode.text(0), "delete") << "another program's database was changed";

  EXPECT_EQ(ArchiveWriter::open_existing(folder_ / "none.db").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(ArchiveWriter::open(folder_).error().code, ErrorCode::kUnreadable);
}

TEST_F(Opening, WhatAKilledWriterBeganIsRolledBackForReaders) {
  Database(path_, Database::Mode::kCreate).run("CREATE TABLE notes (text); INSERT INTO notes VALUES ('before')");
  const pid_t writer = fork();
  ASSERT_GE(writer, 0);
  if (writer == 0) {
    // More than the cache holds: the file is written to before the transaction ends.
    const Database database(path_, Database::Mode::kWrite);
    database.run("PRAGMA cache_size = 1; BEGIN; UPDATE notes SET text = 'after'");
    for (int i = 0; i < 50; ++i) database.run("INSERT INTO notes VALUES (hex(randomblob(3000)))");
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(writer, &status, 0), writer);
  ASSERT_TRUE(std::filesystem::exists(path_ + "-journal")) << "nothing is left to roll back";
  EXPECT_EQ(ask("SELECT group_concat(text) FROM notes"), "before");
}

TEST_F(Opening, AnArchiveOfANewerProgramIsRefused) {
  add(report());
  Database(path_, Database::Mode::kWrite).run("PRAGMA user_version = 99");
  const auto archive = ArchiveWriter::open(path_);
  ASSERT_FALSE(archive);
  EXPECT_EQ(archive.error().code, ErrorCode::kSchemaVersion);
  EXPECT_THAT(archive.error().message, HasSubstr("schema 99"));
}

std::vector<Migration> with_one_more(std::string_view sql) {
  std::vector<Migration> steps(archive_migrations().begin(), archive_migrations().end());
  steps.push_back({sql});
  return steps;
}

TEST_F(Opening, AnOlderSchemaIsBroughtUpAndKeepsItsRows) {
  const std::vector<Migration> steps = with_one_more("ALTER TABLE document ADD COLUMN shelf TEXT");
  add(report());
  {
    const Database database(path_, Database::Mode::kWrite);
    EXPECT_THROW(require_newest(database, steps), Failure);
    migrate(database, steps);
    require_newest(database, steps);
    migrate(database, steps);
  }
  EXPECT_EQ(ask("SELECT count(*) || ifnull(shelf, '-') FROM document"), "1-");
  EXPECT_EQ(ask("PRAGMA user_version"), std::to_string(steps.size()));
  EXPECT_EQ(ask("SELECT value FROM \"count\""), "12") << "views are made anew";
}

TEST_F(Opening, TheFourthSchemaFindsFactsOfTheThird) {
  {
    // As a program of the third schema made it.
    const Database database(path_, Database::Mode::kCreate);
    database.run("PRAGMA journal_mode = WAL");
    migrate(database, archive_migrations().first(3));
    database.run(
        "INSERT INTO run (id, name, program, rules, options) VALUES (1, 'p', 'p', 'r', 'o');"
        "INSERT INTO document (id, sha256, source, media_type, bytes, pages, characters, text_origin, quality, place, "
        "issuer_folded, run_id, record_sha256) VALUES (1, 'h', 'a.txt', 'text/plain', 1, 1, 1, 'plain', 1, 'Bình Sơn', "
        "'so y te', 1, 'r');"
        "INSERT INTO fact (document_id, fact, kind, text, page, span_begin, span_end, value, unit, period, begin_date, "
        "end_date) VALUES (1, 'f1', 'count', '12 vụ', 1, 0, 5, 12, 'vụ', '2020', '2020-01-01', '2020-12-31')");
  }
  Question question;
  question.kind = "count", question.area = "binh son", question.period = "2020", question.documents.issuer = "y tế";
  std::string rows;
  CsvWriter writer([&rows](std::string_view text) { rows += text; });
  const auto before = trichluc::ask(path_, question, writer);
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().code, ErrorCode::kSchemaVersion);
  ASSERT_TRUE(ArchiveWriter::open_existing(path_));
  const auto after = trichluc::ask(path_, question, writer);
  ASSERT_TRUE(after) << describe(after.error());
  EXPECT_EQ(*after, 1u);
  EXPECT_THAT(rows, HasSubstr("12 vụ"));
  EXPECT_EQ(ask("SELECT group_concat(name) FROM pragma_index_info('fact_by_time')"),
            "kind,begin_date,end_date,document_id,review,area");
}

TEST_F(Opening, WordsOfAQuestionAreLookedForBeforeItsLimit) {
  SmallRecord record = report();
  record.facts = {{"count", "12 vụ", R"({"value":12,"unit":"vụ"})"}, {"count", "7 hộ", R"({"value":7,"unit":"hộ"})"}};
  add(record);
  Question question;
  question.kind = "count", question.text = "ho", question.limit = 1;
  std::string rows;
  CsvWriter writer([&rows](std::string_view text) { rows += text; });
  EXPECT_EQ(trichluc::ask(path_, question, writer).value_or(0), 1u);
  EXPECT_THAT(rows, HasSubstr("7 hộ"));
}

TEST_F(Opening, AMigrationThatFailsChangesNothing) {
  add(report());
  const std::vector<Migration> steps = with_one_more("ALTER TABLE document ADD COLUMN shelf TEXT; SELECT nonsense");
  EXPECT_THROW(migrate(Database(path_, Database::Mode::kWrite), steps), Failure);
  EXPECT_EQ(ask("PRAGMA user_version"), std::to_string(archive_migrations().size()));
  EXPECT_EQ(ask("SELECT count(*) FROM pragma_table_info('document') WHERE name = 'shelf'"), "0");
}

TEST_F(Opening, ReviewEventsAreNeverChanged) {
  add(report());
  const Database database(path_, Database::Mode::kWrite);
  database.run(
      "INSERT INTO review_event (event, document_sha256, action, kind, page, span_begin, span_end, text, reviewer, "
      "time) "
      "VALUES ('e', 'h', 'accept', 'count', 1, 0, 5, '12 vụ', 'An', '2025-01-01T00:00:00Z')");
  EXPECT_THROW(database.run("UPDATE review_event SET reviewer = 'Bình'"), Failure);
  EXPECT_THROW(database.run("DELETE FROM review_event"), Failure);
}

TEST_F(Opening, ARebuildByAnotherToolIsFoundAndMended) {
  add(report());
  Database(path_, Database::Mode::kWrite).run("INSERT INTO page_folded (page_folded) VALUES ('rebuild')");
  SmallRecord other = report();
  other.document = 2;
  other.text = "Số vụ và số trẻ em của huyện.";
  add(other);
  Database(path_, Database::Mode::kWrite).run("INSERT INTO page_folded (page_folded) VALUES ('rebuild')");
  EXPECT_THAT(check_archive(path_).value(), testing::ElementsAre(HasSubstr("page_folded")));
  ASSERT_TRUE(ArchiveWriter::open(path_)->reindex());
  EXPECT_THAT(check_archive(path_).value(), IsEmpty());
  EXPECT_EQ(ask("SELECT count(*) FROM page_folded WHERE page_folded MATCH 'so vu va so tre em'"), "1");
}

}  // namespace
}  // namespace trichluc
