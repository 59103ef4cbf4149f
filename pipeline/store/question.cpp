#include "pipeline/store/question.h"

#include <algorithm>

#include "pipeline/emit/record_shape.h"
#include "pipeline/store/folding.h"
#include "pipeline/store/migrations.h"
#include "pipeline/store/open_archive.h"
#include "pipeline/store/time_range.h"
#include "pipeline/store/value_columns.h"

namespace trichluc {
namespace {

[[noreturn]] void refuse(const std::string& message, const char* next_step) {
  throw Failure{{ErrorCode::kBadArguments, message, next_step, {}}};
}

/// The values of each kind that a person reads, without what only programs need.
std::string value_list(const ObjectShape& shape) {
  std::string list;
  for (const Field& field : shape.fields) list += ", asked.\"" + value_column(field.name) + "\"";
  return list;
}

bool is_figure(std::string_view kind) { return kind == "budget" || kind == "count" || kind == "percentage"; }

bool has_column(const ObjectShape& shape, std::string_view name) {
  return std::any_of(shape.fields.begin(), shape.fields.end(), [&](const Field& field) { return field.name == name; });
}

/// Which rows of the table `fact` a question is about, as a condition; `observations`: of the view of that name, else
/// of facts of one kind.
class WantedFacts {
 public:
  WantedFacts(const Database& database, const Question& question, const ObjectShape* shape, bool observations)
      : database_(database), question_(question), shape_(shape), observations_(observations) {}

  Condition condition() {
    if (shape_ != nullptr) add_kind();
    if (!question_.documents.empty()) {
      Condition documents = condition_of(question_.documents, database_);
      condition_.add("fact.document_id IN (SELECT document.id FROM document WHERE " + documents.sql + ")",
                     std::move(documents.values));
    }
    if (!question_.indicator.empty()) condition_.add("fact.indicator = ?", {question_.indicator});
    if (!question_.period.empty()) add_period();
    if (!question_.area.empty()) add_area();
    if (!question_.number.empty()) {
      condition_.add("fact.number_key_id = (SELECT id FROM number_key WHERE name = ?)",
                     {number_key(as_indexed(question_.number))});
    }
    const std::string figure = observations_              ? "coalesce(fact.value, fact.amount)"
                               : shape_->name == "budget" ? "fact.amount"
                                                          : "fact.value";
    if (question_.min) condition_.add(figure + " >= ?", {*question_.min});
    if (question_.max) condition_.add(figure + " <= ?", {*question_.max});
    return std::move(condition_);
  }

 private:
  /// SQLite without statistics takes `kind = …` for the sharpest condition there is, and would go through all facts of
  /// the kind; the + keeps it from the index of kinds and times where another condition has an index of its own.
  void add_kind() {
    if (!question_.indicator.empty() && !has_column(*shape_, "indicator") && !observations_)
      refuse("facts of this kind have no indicator", "");
    if ((question_.min || question_.max) && !is_figure(shape_->name))
      refuse("facts of this kind have no amount", "leave --min and --max out");
    const bool by_amount =
        (question_.min || question_.max) && shape_->name == "budget" && question_.period.empty() && !observations_;
    const bool other = by_amount || !question_.number.empty() || !question_.indicator.empty();
    condition_.add(std::string(other ? "+" : "") + "fact.kind = ?", {question_.kind});
  }

  void add_period() {
    const TimeRange range = range_of(question_.period);
    if (range.empty())
      refuse("'" + question_.period + "' is no time", "write 2020, 2020-06, 2020-06-19, 2020/2021 or XXXX-11");
    if (!range.begin.empty()) {
      condition_.add("fact.begin_date >= ? AND fact.begin_date <= ?",
                     {range.begin, range.end.empty() ? std::string("9999") : range.end});
    }
    if (!range.end.empty()) {
      condition_.add("fact.end_date <= ? AND fact.end_date >= ?",
                     {range.end, range.begin.empty() ? std::string("0000") : range.begin});
    }
    if (range.begin.empty() && range.end.empty())
      condition_.add("fact.month_day >= ? AND fact.month_day < ?", {range.month_day, range.month_day + "~"});
  }

  /// The area of a fact is its own, else its document's.
  void add_area() {
    Condition documents = documents_about(question_.area, database_);
    Row values = {like_pattern(as_indexed(question_.area))};
    for (Datum& value : documents.values) values.push_back(std::move(value));
    condition_.add(
        "fact.area LIKE ? ESCAPE '\\' OR (fact.area IS NULL AND "
        "fact.document_id IN (SELECT document.id FROM document WHERE " +
            documents.sql + "))",
        std::move(values));
  }

  const Database& database_;
  const Question& question_;
  const ObjectShape* shape_;
  bool observations_;
  Condition condition_;
};

constexpr std::string_view kWhere =
    ", document.issuer AS document_issuer, document.number AS document_number, document.date AS document_date, "
    "document.source AS document_source, asked.page, asked.span_begin, asked.span_end, asked.fact, "
    "asked.confidence, asked.review FROM ";

class Asking {
 public:
  Asking(const Database& database, const Question& question) : database_(database), question_(question) {}

  std::size_t go(TableWriter& writer) {
    const ObjectShape* shape = nullptr;
    for (const ObjectShape& one : value_shapes()) {
      if (one.name == question_.kind) shape = &one;
    }
    if (!question_.kind.empty() && shape == nullptr)
      refuse("no kind of fact '" + question_.kind + "'",
             "kinds are legal_reference, budget, count, percentage, deadline, case_identifier, contact, time, place, "
             "other");
    if (question_.conflicts && shape != nullptr && !is_figure(shape->name))
      refuse("only figures are compared", "leave --kind out, or give budget, count or percentage");
    const bool observations = shape == nullptr || question_.conflicts;
    Condition wanted = WantedFacts(database_, question_, shape, observations).condition();
    const std::string view = question_.conflicts ? "conflict" : observations ? "observation" : question_.kind;
    if (!question_.where.empty())
      wanted.add("fact.id IN (SELECT id FROM \"" + view + "\" WHERE (" + question_.where + "\n))");
    const std::string sql = observations ? of_view(wanted) : of_kind(*shape, wanted);
    database_.only_read();
    auto statement = prepare(sql);
    statement.reset();
    int index = 0;
    for (const Datum& value : wanted.values) statement.put(++index, value);
    return write_rows(statement, writer);
  }

 private:
  std::string limit() const {
    // Words are looked for in the rows that come out (TextFilter).
    return question_.limit < 0 || !question_.text.empty() ? "" : " LIMIT " + std::to_string(question_.limit);
  }

  /// The facts are chosen and put in order first, by as few columns as that takes, and read whole then.
  std::string of_kind(const ObjectShape& shape, const Condition& wanted) const {
    constexpr std::string_view kOrder = " ORDER BY document.date, document.source, document.id, fact.id";
    return "SELECT asked.text" + value_list(shape) + ", asked.area" + std::string(kWhere) +
           "(SELECT fact.id FROM fact CROSS JOIN document ON document.id = fact.document_id WHERE " +
           std::string(kStandingFact) + " AND " + wanted.sql + std::string(kOrder) + limit() +
           ") AS wanted CROSS JOIN \"" + std::string(shape.name) +
           "\" AS asked ON asked.id = wanted.id JOIN document ON document.id = asked.document_id"
           " ORDER BY document.date, document.source, document.id, asked.id";
  }

  std::string of_view(const Condition& wanted) const {
    const std::string facts = "(SELECT fact.id FROM fact WHERE " + wanted.sql + ")";
    std::string sql =
        "SELECT asked.kind, asked.series, asked.area, asked.period, asked.value, asked.unit, asked.comparator, "
        "asked.modality, asked.change, asked.text" +
        std::string(kWhere);
    if (question_.conflicts) {
      return sql + "conflict AS asked JOIN document ON document.id = asked.document_id WHERE asked.id IN " + facts +
             " ORDER BY asked.kind, asked.series, asked.area, asked.period, asked.value, document.source, asked.id" +
             limit();
    }
    if (wanted.sql != "1") sql += facts + " AS wanted CROSS JOIN ";
    sql += "observation AS asked";
    if (wanted.sql != "1") sql += " ON asked.id = wanted.id";
    return sql + " JOIN document ON document.id = asked.document_id" +
           " ORDER BY document.date, document.source, asked.document_id, asked.id" + limit();
  }

  Statement prepare(const std::string& sql) {
    try {
      return Statement(database_, sql);
    } catch (Failure& failure) {
      if (question_.where.empty() || failure.error.code == ErrorCode::kDamaged) throw;
      refuse("--where: " + failure.error.message, "write a condition of SQL, as in --where \"amount > 1000000\"");
    }
  }

  const Database& database_;
  const Question& question_;
};

/// Whether `text`, words without marks, is in the fact's words: done here, because SQLite folds no Vietnamese letters.
class TextFilter : public TableWriter {
 public:
  TextFilter(TableWriter& next, const Question& question)
      : next_(next), key_(matching_key(as_indexed(question.text))), limit_(question.limit) {}
  void begin(const Columns& columns) override {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& name = columns[i];
      for (const char* asked :
           {"text", "of", "holder", "purpose", "unit", "series", "obligor", "action", "recipient", "name"}) {
        if (name == asked) looked_at_.push_back(i);
      }
    }
    next_.begin(columns);
  }
  void row(const Row& cells) override {
    if (limit_ >= 0 && static_cast<std::int64_t>(passed_) >= limit_) return;
    for (const std::size_t i : looked_at_) {
      if (matching_key(to_text(cells[i])).find(key_) == std::string::npos) continue;
      ++passed_;
      next_.row(cells);
      return;
    }
  }
  void end() override { next_.end(); }
  std::size_t passed() const { return passed_; }

 private:
  TableWriter& next_;
  std::string key_;
  std::int64_t limit_;  // below 0: none
  std::vector<std::size_t> looked_at_;
  std::size_t passed_ = 0;
};

}  // namespace

Result<std::size_t> ask(const std::string& archive, const Question& question, TableWriter& writer) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    if (question.text.empty()) return Asking(database, question).go(writer);
    TextFilter filter(writer, question);
    Asking(database, question).go(filter);
    return filter.passed();
  });
}

Result<std::size_t> count_archive(const std::string& archive, TableWriter& writer) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    Statement statement(database, R"sql(
SELECT 'documents' AS what, NULL AS which, count(*) AS number FROM document
UNION ALL SELECT 'pages', NULL, count(*) FROM page
UNION ALL SELECT * FROM (SELECT 'documents of type', coalesce(type_name, '(none)'), count(*) FROM document GROUP BY 2 ORDER BY 3 DESC, 2)
UNION ALL SELECT * FROM (SELECT 'documents of year', coalesce(year, '(none)'), count(*) FROM document GROUP BY 2 ORDER BY 2)
UNION ALL SELECT * FROM (SELECT 'documents by', coalesce(issuer, '(none)'), count(*) FROM document GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT 20)
UNION ALL SELECT * FROM (SELECT 'facts', kind, count(*) FROM fact
  WHERE review IS NULL OR review NOT IN ('rejected', 'replaced') GROUP BY kind ORDER BY 3 DESC, 2)
UNION ALL SELECT 'checks', iif(holds, 'hold', 'do not hold'), count(*) FROM "check" GROUP BY holds
UNION ALL SELECT * FROM (SELECT 'warnings', code, count(*) FROM warning GROUP BY code ORDER BY 3 DESC, 2)
UNION ALL SELECT 'repairs', NULL, count(*) FROM repair
UNION ALL SELECT * FROM (SELECT 'other numbers', role, count(*) FROM number GROUP BY role ORDER BY 3 DESC, 2)
UNION ALL SELECT * FROM (SELECT 'unread', status, count(*) FROM unread GROUP BY status ORDER BY 2)
UNION ALL SELECT * FROM (SELECT 'review events', action, count(*) FROM review_event GROUP BY action ORDER BY 2)
UNION ALL SELECT 'replaced records', NULL, count(*) FROM former_record
UNION ALL SELECT * FROM (SELECT 'documents by run', run.name, count(*) FROM document JOIN run ON run.id = run_id GROUP BY run.id ORDER BY run.id)
)sql");
    return write_rows(statement, writer);
  });
}

}  // namespace trichluc
