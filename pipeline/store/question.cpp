#include "pipeline/store/question.h"

#include <algorithm>

#include "pipeline/emit/record_shape.h"
#include "pipeline/store/folding.h"
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
    const std::string view = question_.conflicts ? "conflict" : observations ? "observation" : question_.kind;
    condition_ = condition_of(question_.documents, database_);
    add_conditions(observations, shape);
    std::string sql =
        observations
            ? "SELECT asked.kind, asked.series, asked.area, asked.period, asked.value, asked.unit, asked.comparator, "
              "asked.modality, asked.change, asked.text"
            : "SELECT asked.text" + value_list(*shape) + ", asked.area";
    sql +=
        ", document.issuer AS document_issuer, document.number AS document_number, document.date AS document_date, "
        "document.source AS document_source, asked.page, asked.span_begin, asked.span_end, asked.fact, "
        "asked.confidence, asked.review FROM \"" +
        view + "\" AS asked JOIN document ON document.id = asked.document_id WHERE " + condition_.sql;
    if (!question_.where.empty())
      sql += " AND asked.id IN (SELECT id FROM \"" + view + "\" WHERE (" + question_.where + "\n))";
    sql += question_.conflicts
               ? " ORDER BY asked.kind, asked.series, asked.area, asked.period, asked.value, document.source, asked.id"
               : " ORDER BY document.date, document.source, asked.document_id, asked.id";
    if (question_.limit >= 0) sql += " LIMIT " + std::to_string(question_.limit);
    database_.only_read();
    auto statement = prepare(sql);
    statement.reset();
    int index = 0;
    for (const Datum& value : condition_.values) statement.put(++index, value);
    return write_rows(statement, writer);
  }

 private:
  Statement prepare(const std::string& sql) {
    try {
      return Statement(database_, sql);
    } catch (Failure& failure) {
      if (question_.where.empty() || failure.error.code == ErrorCode::kDamaged) throw;
      refuse("--where: " + failure.error.message, "write a condition of SQL, as in --where \"amount > 1000000\"");
    }
  }

  void add_conditions(bool observations, const ObjectShape* shape) {
    if (shape != nullptr && observations) condition_.add("asked.kind = ?", {question_.kind});
    if (!question_.indicator.empty()) {
      if (!observations && !has_column(*shape, "indicator")) refuse("facts of this kind have no indicator", "");
      condition_.add("asked.indicator = ?", {question_.indicator});
    }
    if (!question_.period.empty()) add_period(observations);
    if (!question_.area.empty()) {
      DocumentFilter area;
      area.province = question_.area;
      const Condition of_document = condition_of(area, database_);
      Row values = {like_pattern(as_indexed(question_.area))};
      values.insert(values.end(), of_document.values.begin(), of_document.values.end());
      condition_.add("asked.area LIKE ? ESCAPE '\\' OR (asked.area IS NULL AND (" + of_document.sql + "))",
                     std::move(values));
    }
    if (!question_.number.empty()) {
      condition_.add(
          "asked.id IN (SELECT id FROM fact WHERE number_key_id = (SELECT id FROM number_key WHERE name = ?))",
          {number_key(as_indexed(question_.number))});
    }
    if (question_.min || question_.max) {
      if (!observations && !is_figure(shape->name))
        refuse("facts of this kind have no amount", "leave --min and --max out");
      // Amounts have an index, which SQLite passes over for that of the kind: a third of all facts.
      const bool amounts = !observations && shape->name == "budget";
      const auto bound = [&](const char* sign, const auto& limit) {
        condition_.add(amounts ? std::string("asked.id IN (SELECT id FROM fact WHERE amount ") + sign + " ?)"
                               : std::string("asked.value ") + sign + " ?",
                       {limit});
      };
      if (question_.min) bound(">=", *question_.min);
      if (question_.max) bound("<=", *question_.max);
    }
  }

  static bool has_column(const ObjectShape& shape, std::string_view name) {
    return std::any_of(shape.fields.begin(), shape.fields.end(),
                       [&](const Field& field) { return field.name == name; });
  }

  void add_period(bool observations) {
    const TimeRange range = range_of(question_.period);
    if (range.empty())
      refuse("'" + question_.period + "' is no time", "write 2020, 2020-06, 2020-06-19, 2020/2021 or XXXX-11");
    // An observation has no dates of its own: the fact below it has.
    const std::string from = observations ? "asked.id IN (SELECT id FROM fact WHERE " : "(";
    const std::string own = observations ? "" : "asked.";
    if (!range.begin.empty()) {
      condition_.add(from + own + "begin_date >= ? AND " + own + "begin_date <= ?)",
                     {range.begin, range.end.empty() ? std::string("9999") : range.end});
    }
    if (!range.end.empty()) {
      condition_.add(from + own + "end_date <= ? AND " + own + "end_date >= ?)",
                     {range.end, range.begin.empty() ? std::string("0000") : range.begin});
    }
    if (range.begin.empty() && range.end.empty())
      condition_.add(from + own + "month_day >= ? AND " + own + "month_day < ?)",
                     {range.month_day, range.month_day + "~"});
  }

  const Database& database_;
  const Question& question_;
  Condition condition_;
};

/// Whether `text`, words without marks, is in the fact's words: done here, because SQLite folds no Vietnamese letters.
class TextFilter : public TableWriter {
 public:
  TextFilter(TableWriter& next, const std::string& words) : next_(next), key_(matching_key(as_indexed(words))) {}
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
  std::vector<std::size_t> looked_at_;
  std::size_t passed_ = 0;
};

}  // namespace

Result<std::size_t> ask(const std::string& archive, const Question& question, TableWriter& writer) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    if (question.text.empty()) return Asking(database, question).go(writer);
    TextFilter filter(writer, question.text);
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
