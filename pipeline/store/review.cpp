#include "pipeline/store/review.h"

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/core/sha256.h"
#include "pipeline/emit/json_writer.h"
#include "pipeline/emit/record_shape.h"
#include "pipeline/store/open_archive.h"
#include "pipeline/store/record_rows.h"
#include "pipeline/store/review_binding.h"
#include "pipeline/store/value_columns.h"

namespace trichluc {
namespace {

constexpr std::size_t kLongestName = 200;  // bytes, of a reviewer at the page
constexpr const char* kActions[] = {"accept", "correct", "reject", "add", "undo"};

struct Event {
  std::string document, action, kind, text, old_value, new_value, undoes, reviewer, time, note;
  std::int64_t page = 0, begin = 0, end = 0;

  /// One and the same event has one and the same name, wherever it comes from.
  std::string name() const {
    std::string all;
    for (const std::string& part : {document, action, kind, text, new_value, reviewer, time, note, std::to_string(page),
                                    std::to_string(begin), std::to_string(end)})
      all += part + '\0';
    if (!undoes.empty()) all += undoes + '\0';
    return sha256_hex(all).substr(0, 32);
  }
};

[[noreturn]] void refuse(int line, const std::string& what) {
  throw Failure{{ErrorCode::kDamaged,
                 "is no review event: " + what,
                 "fields are document, action, kind, page, span, text, new, reviewer, time",
                 {.file = {}, .page = {}, .line = line}}};
}

/// With `time` in place of its own, if one is given.
Event read_event(std::string_view line, int number, const std::string& time = {}) {
  const auto members = read_object(line);
  if (!members) refuse(number, members.error().message);
  std::map<std::string, Datum> fields(members->begin(), members->end());
  const auto text = [&](const char* key, bool wanted) {
    const auto* value = std::get_if<std::string>(&fields[key]);
    if (wanted && (value == nullptr || value->empty())) refuse(number, std::string("\"") + key + "\" is missing");
    return value == nullptr ? std::string() : *value;
  };
  Event event;
  event.document = text("document", true);
  event.action = text("action", true);
  event.kind = text("kind", true);
  event.text = text("text", true);
  event.reviewer = text("reviewer", true);
  event.time = time.empty() ? text("time", true) : time;
  event.note = text("note", false);
  event.old_value = text("old", false);
  event.new_value = text("new", false);
  if (std::find(std::begin(kActions), std::end(kActions), event.action) == std::end(kActions))
    refuse(number, "no action '" + event.action + "'");
  event.undoes = text("undoes", event.action == "undo");
  const auto kinds = value_shapes();
  if (std::none_of(kinds.begin(), kinds.end(), [&](const ObjectShape& shape) { return shape.name == event.kind; }))
    refuse(number, "no kind of fact '" + event.kind + "'");
  if (const auto* page = std::get_if<std::int64_t>(&fields["page"]); page != nullptr && *page > 0) {
    event.page = *page;
  } else {
    refuse(number, "\"page\" is missing");
  }
  const std::string span = text("span", true);
  char* rest = nullptr;
  event.begin = std::strtoll(span.c_str() + 1, &rest, 10);
  event.end = *rest == ',' ? std::strtoll(rest + 1, &rest, 10) : -1;
  if (span[0] != '[' || *rest != ']' || event.begin < 0 || event.end < event.begin)
    refuse(number, "\"span\" is no span");
  const bool has_value = event.action == "correct" || event.action == "add";
  if (has_value) {
    const auto value = read_value(event.new_value);
    if (!value || event.new_value.empty()) refuse(number, "\"new\" is no value");
  }
  return event;
}

/// The value of a fact as JSON, without what is not known.
std::string old_value(const Database& database, const Event& event) {
  std::string values;
  for (const std::string& column : value_columns())
    values += (values.empty() ? "'" : ", '") + (column == "reference_id" ? std::string("id") : column) + "', fact.\"" +
              column + "\"";
  Statement find(database, "SELECT json_patch('{}', json_object(" + values +
                               ")) FROM fact JOIN document ON document.id = document_id WHERE sha256 = ? AND "
                               "fact.page = ? AND fact.kind = ? AND fact.text = ? AND ifnull(review, '') <> 'replaced' "
                               "ORDER BY abs(span_begin - ?), fact.id LIMIT 1");
  find.bind(event.document, event.page, event.kind, event.text, event.begin);
  return find.next() ? find.string(0) : std::string();
}

/// Of one document; of all when it is empty.
std::vector<std::string> unbound_in(const Database& database, const std::string& document = {}) {
  // An event is bound when a fact points to it, or when a later event on the same words took its place. Undone events
  // and those that undo need no fact.
  Statement rows(database, R"sql(
SELECT ifnull(document.source, 'document ' || substr(event.document_sha256, 1, 12) || ' (not in the archive)'), event.page,
       event.action, event.kind, event.text, event.reviewer, event.time
FROM review_event AS event LEFT JOIN document ON document.sha256 = event.document_sha256
WHERE NOT EXISTS (SELECT 1 FROM fact WHERE fact.document_id = document.id AND fact.page = event.page
                  AND fact.kind = event.kind AND fact.text = event.text)
  AND event.action <> 'undo'
  AND event.event NOT IN (SELECT undoes FROM review_event WHERE undoes IS NOT NULL)
  AND (?1 IS NULL OR event.document_sha256 = ?1)
ORDER BY event.time, event.id)sql");
  if (document.empty()) {
    rows.bind(nullptr);
  } else {
    rows.bind(document);
  }
  std::vector<std::string> lines;
  while (rows.next()) {
    lines.push_back(rows.string(0) + ", page " + rows.string(1) + ": " + rows.string(2) + " " + rows.string(3) + " \"" +
                    rows.string(4) + "\" (" + rows.string(5) + ", " + rows.string(6) + ")");
  }
  return lines;
}

std::vector<Event> read_events(std::string_view lines) {
  std::vector<Event> events;
  int number = 0;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    ++number;
    if (end > begin) events.push_back(read_event(lines.substr(begin, end - begin), number));
    begin = end + 1;
  }
  return events;
}

/// Whether it was not there yet.
bool insert(const Database& database, const Event& event) {
  const auto or_null = [](const std::string& text) { return text.empty() ? Datum() : Datum(text); };
  const Row optional = {or_null(event.old_value.empty() ? old_value(database, event) : event.old_value),
                        or_null(event.new_value), or_null(event.undoes), or_null(event.note)};
  const std::string name = event.name();
  Statement add(database,
                "INSERT OR IGNORE INTO review_event (event, document_sha256, action, kind, page, span_begin, span_end, "
                "text, old, new, undoes, reviewer, time, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  add.bind(name, event.document, event.action, event.kind, event.page, event.begin, event.end, event.text, optional[0],
           optional[1], optional[2], event.reviewer, event.time, optional[3]);
  add.run();
  return database.changes() > 0;
}

constexpr const char* kEventColumns =
    "SELECT document_sha256, action, kind, page, span_begin, span_end, text, old, new, reviewer, time, note, undoes "
    "FROM review_event ";

std::string event_json(const Statement& row) {
  JsonWriter json;
  json.begin_object();
  json.field("document", row.text(0));
  json.field("action", row.text(1));
  json.field("kind", row.text(2));
  json.field("page", static_cast<std::uint64_t>(row.integer(3)));
  json.key("span");
  json.span({static_cast<std::uint32_t>(row.integer(4)), static_cast<std::uint32_t>(row.integer(5))});
  json.field("text", row.text(6));
  for (const auto& [key, column] : {std::pair{"old", 7}, std::pair{"new", 8}}) {
    if (row.is_null(column)) continue;
    json.key(key);
    json.raw(row.text(column));
  }
  json.optional_field("undoes", row.text(12));
  json.field("reviewer", row.text(9));
  json.field("time", row.text(10));
  json.optional_field("note", row.text(11));
  json.end_object();
  return json.take();
}

}  // namespace

Result<ReviewReport> add_review_events(const std::string& archive, std::string_view lines, bool all_must_bind) {
  return guarded([&] {
    const std::vector<Event> events = read_events(lines);
    const Database database = open_to_write(archive, Database::Mode::kWrite);
    const std::vector<std::string> unbound_before = unbound_in(database);
    Transaction transaction(database);
    ReviewReport report;
    std::set<std::string> documents;
    for (const Event& event : events) {
      if (insert(database, event)) {
        ++report.added;
        documents.insert(event.document);
      } else {
        ++report.known;
      }
    }
    for (const std::string& document : documents) bind_reviews(database, document);
    for (std::string& line : unbound_in(database)) {
      if (std::find(unbound_before.begin(), unbound_before.end(), line) == unbound_before.end())
        report.unbound.push_back(std::move(line));
    }
    if (all_must_bind && !report.unbound.empty()) {
      report.added = 0;
      return report;
    }
    transaction.commit();
    return report;
  });
}

Result<ReviewStep> add_review_step(const std::string& archive, std::string_view line, const std::string& time,
                                   std::optional<std::int64_t> seen) {
  return guarded([&] {
    Event event;
    try {
      event = read_event(line, 1, time);
      event.old_value.clear();
      if (event.reviewer.size() > kLongestName || event.reviewer.find_first_of("\n\r\t") != std::string::npos)
        refuse(1, "\"reviewer\" is no name");
    } catch (Failure& failure) {
      failure.error.code = ErrorCode::kBadArguments;
      failure.error.where = {};
      throw;
    }
    const Database database = open_to_write(archive, Database::Mode::kWrite);
    Transaction transaction(database);
    ReviewStep step;
    if (!event.undoes.empty()) {
      Statement undone(database,
                       "SELECT 1 FROM review_event WHERE event = ? AND document_sha256 = ? AND action <> 'undo'");
      undone.bind(event.undoes, event.document);
      if (!undone.next())
        throw Failure{
            {ErrorCode::kNotFound, "no event '" + event.undoes + "' to take back", "load the page again", {}}};
    }
    if (seen) {
      Statement others(database, std::string(kEventColumns) +
                                     "WHERE document_sha256 = ? AND page = ? AND kind = ? AND text = ? AND id > ? "
                                     "AND reviewer <> ? ORDER BY id");
      for (others.bind(event.document, event.page, event.kind, event.text, *seen, event.reviewer); others.next();)
        step.overtaken.push_back(event_json(others));
      if (!step.overtaken.empty()) return step;
    }
    insert(database, event);
    bind_reviews(database, event.document);
    step.event = event.name();
    Statement bound(
        database,
        "SELECT 1 FROM fact JOIN review_event AS event ON event.id = fact.review_event_id WHERE event.event = ?");
    bound.bind(step.event);
    step.bound = event.action == "undo" || bound.next();
    bound.reset();
    transaction.commit();
    return step;
  });
}

Result<std::size_t> export_review_events(const std::string& archive, const TextSink& sink) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    Statement rows(database, std::string(kEventColumns) + "ORDER BY time, id");
    std::size_t count = 0;
    for (; rows.next(); ++count) sink(event_json(rows) + "\n");
    return count;
  });
}

Result<std::vector<std::string>> unbound_review_events(const std::string& archive) {
  return guarded([&] { return unbound_in(open_to_read(archive)); });
}

}  // namespace trichluc
