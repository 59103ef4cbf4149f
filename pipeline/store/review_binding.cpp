#include "pipeline/store/review_binding.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "pipeline/store/folding.h"
#include "pipeline/store/record_rows.h"
#include "pipeline/store/time_range.h"
#include "pipeline/store/value_columns.h"

namespace trichluc {
namespace {

struct Event {
  std::int64_t id = 0, page = 0, begin = 0, end = 0;
  std::string action, kind, text, new_value;
};

std::string column_list() {
  std::string list;
  for (const std::string& column : value_columns()) list += ", \"" + column + "\"";
  return list;
}

std::size_t column_of(const char* name) {
  const auto& columns = value_columns();
  return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
}

TimeRange time_of(const std::string& kind, const Row& values) {
  TimeRange time;
  for (const char* column : {"period", "due", "date"}) {
    if (time.empty()) time = range_of(to_text(values[column_of(column)]));
  }
  return kind == "time" ? range_of(to_text(values[column_of("value")])) : time;
}

class Overlay {
 public:
  Overlay(const Database& database, std::int64_t document) : database_(database), document_(document) {}

  void lay(const Event& event) {
    const bool is_new = event.action == "add";
    // A second look at a fact that was added or corrected before is about that one.
    const std::optional<std::int64_t> found = find(event);
    if (!found) {
      if (is_new) insert(event, "added", std::nullopt);
      return;
    }
    if (is_new) return;  // by now the program finds it by itself
    if (event.action == "correct") {
      mark(*found, "replaced", event.id);
      insert(event, "corrected", found);
    } else {
      mark(*found, event.action == "accept" ? "accepted" : "rejected", event.id);
    }
  }

 private:
  /// The fact an event speaks of, as the events before it left it.
  std::optional<std::int64_t> find(const Event& event) const {
    Statement facts(database_,
                    "SELECT id FROM fact WHERE document_id = ? AND page = ? AND kind = ? AND text = ? "
                    "AND ifnull(review, '') <> 'replaced' ORDER BY abs(span_begin - ?), id LIMIT 1");
    facts.bind(document_, event.page, event.kind, event.text, event.begin);
    if (!facts.next()) return std::nullopt;
    return facts.integer(0);
  }

  Datum key_id(const std::string& number) const {
    const std::string key = number_key(number);
    if (key.empty()) return {};
    Statement(database_, "INSERT OR IGNORE INTO number_key (name) VALUES (?)").bind(key).run();
    Statement find(database_, "SELECT id FROM number_key WHERE name = ?");
    find.bind(key);
    return find.next() ? find.cell(0) : Datum();
  }

  void mark(std::int64_t fact, const char* review, std::int64_t event) const {
    Statement(database_, "UPDATE fact SET review = ?, review_event_id = ? WHERE id = ?")
        .bind(review, event, fact)
        .run();
  }

  /// A fact with the event's value. What it takes the place of gives it its place and all that is no value.
  void insert(const Event& event, const char* review, std::optional<std::int64_t> instead_of) const {
    const auto values = read_value(event.new_value);
    if (!values) return;  // import looks at values; this one was written by other means
    const TimeRange time = time_of(event.kind, *values);
    const auto or_null = [](const std::string& text) { return text.empty() ? Datum() : Datum(text); };
    std::string marks;
    for (std::size_t i = 0; i < values->size(); ++i) marks += ", ?";
    const std::string columns =
        "INSERT INTO fact (overlay, document_id, fact, kind, text, page, span_begin, span_end, review, "
        "review_event_id, "
        "begin_date, end_date, month_day, number_key_id, boxes, section, rule, table_row, table_column, area, "
        "area_code" +
        column_list() + ") ";
    Statement add(database_,
                  instead_of
                      ? columns +
                            "SELECT 1, document_id, fact, kind, text, page, span_begin, span_end, ?, ?, ?, ?, ?, ?, "
                            "boxes, section, rule, table_row, table_column, area, area_code" +
                            marks + " FROM fact WHERE id = ?"
                      : columns +
                            "SELECT 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL, NULL, "
                            "NULL" +
                            marks);
    int index = 0;
    if (!instead_of) {
      add.put(++index, document_);
      fact_name_ = "r" + std::to_string(event.id);
      add.put(++index, fact_name_);
      add.put(++index, event.kind), add.put(++index, event.text);
      add.put(++index, event.page), add.put(++index, event.begin), add.put(++index, event.end);
    }
    add.put(++index, review), add.put(++index, event.id);
    const Row derived = {or_null(time.begin), or_null(time.end), or_null(time.month_day),
                         key_id(to_text((*values)[column_of("number")]))};
    for (const Datum& cell : derived) add.put(++index, cell);
    for (const Datum& cell : *values) add.put(++index, cell);
    if (instead_of) add.put(++index, *instead_of);
    add.run();
  }

  const Database& database_;
  std::int64_t document_;
  mutable std::string fact_name_;
};

}  // namespace

void bind_reviews(const Database& database, const std::string& document_sha256) {
  {
    Statement any(database, "SELECT 1 FROM review_event WHERE document_sha256 = ?");
    any.bind(document_sha256);
    if (!any.next()) return;
  }
  std::vector<Event> events;  // without those taken back
  {
    Statement rows(database,
                   "SELECT id, page, span_begin, span_end, action, kind, text, new FROM review_event "
                   "WHERE document_sha256 = ?1 AND action <> 'undo' AND event NOT IN "
                   "(SELECT undoes FROM review_event WHERE document_sha256 = ?1 AND undoes IS NOT NULL) "
                   "ORDER BY time, id");
    for (rows.bind(document_sha256); rows.next();) {
      events.push_back({rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3), rows.string(4),
                        rows.string(5), rows.string(6), rows.string(7)});
    }
  }
  Statement find(database, "SELECT id FROM document WHERE sha256 = ?");
  find.bind(document_sha256);
  if (!find.next()) return;
  const std::int64_t document = find.integer(0);
  find.reset();
  Statement(database, "DELETE FROM fact WHERE document_id = ? AND overlay = 1").bind(document).run();
  Statement(database,
            "UPDATE fact SET review = NULL, review_event_id = NULL WHERE document_id = ? AND review IS NOT NULL")
      .bind(document)
      .run();
  Overlay overlay(database, document);
  for (const Event& event : events) overlay.lay(event);
}

}  // namespace trichluc
