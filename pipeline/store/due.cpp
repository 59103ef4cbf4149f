#include "pipeline/store/due.h"

#include <algorithm>
#include <vector>

#include "pipeline/store/folding.h"
#include "pipeline/store/open_archive.h"
#include "pipeline/store/time_range.h"

namespace trichluc {
namespace {

struct Answer {
  Datum name, date, by;
};

/// Whether the words of one are in the other: "Sở Y tế" owes, "Sở Y tế tỉnh Bình Sơn" answers.
bool same_body(const std::string& obligor, const std::string& issuer) {
  const std::string a = matching_key(obligor), b = matching_key(issuer);
  return a.size() >= 5 && b.size() >= 5 && (a.find(b) != std::string::npos || b.find(a) != std::string::npos);
}

class Due {
 public:
  Due(const Database& database, const DueQuestion& question)
      : database_(database), first_(question.on), last_(day_after(question.on, question.days)) {}

  std::size_t list(TableWriter& writer) {
    Statement rows(database_, R"sql(
SELECT fact.due, fact.relation, fact.recurrence, fact.obligor, fact.action, fact.recipient, document.number, document.date,
       document.issuer, document.source, fact.page, fact.text, fact.end_date, fact.month_day, document.number_key_id,
       document.id, document.type_code
FROM fact JOIN document ON document.id = fact.document_id
WHERE fact.kind = 'deadline' AND fact.due IS NOT NULL
  AND (fact.review IS NULL OR fact.review NOT IN ('rejected', 'replaced'))
  AND (fact.end_date BETWEEN ?1 AND ?2 OR (fact.end_date IS NULL AND fact.month_day IS NOT NULL))
ORDER BY document.date, document.source, fact.id)sql");
    std::vector<Row> found;
    for (rows.bind(first_, last_); rows.next();) {
      const std::vector<std::string> days =
          rows.is_null(12) ? days_of(rows.string(13)) : std::vector<std::string>{rows.string(12)};
      for (const std::string& day : days) {
        // What is asked every year was not yet asked before it was written.
        if (!rows.is_null(7) && rows.text(7).substr(0, 4) > std::string_view(day).substr(0, 4)) continue;
        Row row = {day};
        for (int column = 1; column < 12; ++column) row.push_back(rows.cell(column));
        const Answer answer = answer_to(rows);
        row.insert(row.end(), {answer.name, answer.date, answer.by});
        found.push_back(std::move(row));
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Row& a, const Row& b) { return to_text(a[0]) < to_text(b[0]); });
    writer.begin({"due", "relation", "recurrence", "obligor", "action", "recipient", "demanded_by", "demanded_on",
                  "issuer", "source", "page", "text", "answer", "answered_on", "answer_by"});
    for (const Row& row : found) writer.row(row);
    writer.end();
    return found.size();
  }

 private:
  /// The days of the asked time that "11-20", "11" or "XX-25" falls on.
  std::vector<std::string> days_of(const std::string& month_day) const {
    std::vector<std::string> days;
    for (std::string day = first_; day <= last_; day = day_after(day, 1)) {
      const std::string end = month_day.size() > 2 ? month_day : month_day + "-" + last_of(day);
      if (end == day.substr(5) || (end.starts_with("XX") && end.substr(3) == day.substr(8))) days.push_back(day);
    }
    return days;
  }

  static std::string last_of(const std::string& day) {
    return std::to_string(days_of_month(std::stoi(day.substr(0, 4)), std::stoi(day.substr(5, 2))));
  }

  Answer answer_to(const Statement& demand) {
    if (demand.is_null(14)) return {};
    const Datum date = demand.cell(7), type = demand.cell(16);
    answers_.bind(demand.integer(14), demand.integer(15), date, type);
    Answer first;
    while (answers_.next()) {
      const bool obligor = same_body(demand.string(3), answers_.string(2));
      if (obligor || std::holds_alternative<std::monostate>(first.name)) {
        first = {answers_.cell(0), answers_.cell(1), std::string(obligor ? "obligor" : "another")};
      }
      if (obligor) break;
    }
    return first;
  }

  const Database& database_;
  std::string first_, last_;
  Statement answers_{database_, R"sql(
SELECT DISTINCT coalesce(answer.number, answer.source), answer.date, answer.issuer
FROM fact JOIN document AS answer ON answer.id = fact.document_id
WHERE fact.number_key_id = ?1 AND fact.kind = 'legal_reference' AND answer.id <> ?2
  AND (answer.date IS NULL OR ?3 IS NULL OR answer.date >= ?3) AND (fact.date IS NULL OR ?3 IS NULL OR fact.date = ?3)
  AND (fact.type IS NULL OR ?4 IS NULL OR fact.type = ?4 OR fact.type = 'VB')
ORDER BY answer.date, answer.id)sql"};
};

}  // namespace

Result<std::size_t> list_due(const std::string& archive, const DueQuestion& question, TableWriter& writer) {
  if (!is_day(question.on)) {
    return fail(ErrorCode::kBadArguments, "'" + question.on + "' is no day", "write it as 2024-11-15");
  }
  return guarded([&] {
    const Database database = open_to_read(archive);
    return Due(database, question).list(writer);
  });
}

}  // namespace trichluc
