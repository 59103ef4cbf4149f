#include "pipeline/store/shown_document.h"

#include <algorithm>

#include "pipeline/emit/record_shape.h"
#include "pipeline/store/document_filter.h"
#include "pipeline/store/folding.h"
#include "pipeline/store/open_archive.h"
#include "pipeline/store/value_columns.h"

namespace trichluc {
namespace {

constexpr std::size_t kMostNamed = 5;

std::int64_t find_document(const Database& database, const std::string& which) {
  Statement find(database,
                 "SELECT id, source, number FROM document WHERE sha256 = ?1 OR source = ?1 "
                 "OR number_key_id = (SELECT id FROM number_key WHERE name = ?2) "
                 "OR (length(?1) >= 8 AND substr(sha256, 1, length(?1)) = lower(?1)) "
                 "OR substr(source, -length(?3)) = ?3 ORDER BY source = ?1 DESC, id");
  const std::string key = number_key(which), ending = "/" + which;
  find.bind(which, key, ending);
  std::vector<std::pair<std::int64_t, std::string>> found;
  while (find.next()) {
    if (find.text(1) == which) return find.integer(0);
    found.emplace_back(find.integer(0), find.string(1));
  }
  if (found.size() == 1) return found.front().first;
  if (found.empty()) {
    throw Failure{{ErrorCode::kNotFound,
                   "no document '" + which + "'",
                   "name its number, its source or the head of its SHA-256; `trichluc search` finds them",
                   {.file = database.path()}}};
  }
  std::string names;
  for (std::size_t i = 0; i < std::min(found.size(), kMostNamed); ++i) names += (i == 0 ? "" : ", ") + found[i].second;
  if (found.size() > kMostNamed) names += ", …";
  throw Failure{{ErrorCode::kBadArguments,
                 std::to_string(found.size()) + " documents are '" + which + "': " + names,
                 "name one by its source",
                 {.file = database.path()}}};
}

std::string on_one_line(std::string text) {
  for (char& c : text) c = c == '\n' || c == '\r' ? ' ' : c;
  return text;
}

class Shown {
 public:
  Shown(const Database& database, std::int64_t document, const TextSink& sink)
      : database_(database), document_(document), sink_(sink) {}

  void print() {
    print_head();
    print_facts();
    print_list("Checks that do not hold",
               "SELECT type || ' of ' || whole || ': stated ' || stated || ', computed ' || computed "
               "FROM \"check\" WHERE document_id = ? AND NOT holds ORDER BY id");
    print_list("Warnings",
               "SELECT ifnull('page ' || page || ': ', '') || code || ': ' || ifnull('\"' || text || '\" ', '') || "
               "ifnull('(' || suggestion || '?) ', '') || message FROM warning WHERE document_id = ? ORDER BY id");
    print_list("Numbers nobody has explained",
               "SELECT 'page ' || page || ': ' || text FROM number "
               "WHERE document_id = ? AND role = 'unexplained' ORDER BY id");
    print_list("Repairs",
               "SELECT 'page ' || page || ': \"' || \"from\" || '\" is \"' || \"to\" || '\" (' || rule || ')' "
               "FROM repair WHERE document_id = ? ORDER BY id");
    print_list("Stamps",
               "SELECT 'page ' || page || ': ' || kind || ': ' || text FROM stamp WHERE document_id = ? ORDER BY id");
    print_list("Review",
               "SELECT time || ' ' || reviewer || ': ' || action || ' ' || kind || ' \"' || text || '\"' || "
               "ifnull(' -> ' || new, '') || ifnull(' (' || note || ')', '') FROM review_event "
               "JOIN document ON sha256 = document_sha256 WHERE document.id = ? ORDER BY time, review_event.id");
    print_list("Earlier records",
               "SELECT run.name || ', ' || facts || ' facts' FROM former_record JOIN run ON run.id = run_id "
               "WHERE document_id = ? ORDER BY former_record.id");
  }

 private:
  void print_head() {
    Statement row(
        database_,
        "SELECT source, type_name, number, symbol, document.date, place, issuer, parent_issuer, title, urgency, "
        "confidentiality, (SELECT group_concat(value, '; ') FROM json_each(addressees)), "
        "concat_signatory, (SELECT group_concat(value, '; ') FROM json_each(distribution)), area, pages, "
        "media_type, quality, sha256, run.name FROM (SELECT *, nullif(trim(ifnull(signatory_capacity || ' ', '') || "
        "ifnull(signatory_authority || ', ', '') || ifnull(signatory_position || ' ', '') || "
        "ifnull(signatory_name, '')), '') AS concat_signatory FROM document) AS document "
        "JOIN run ON run.id = run_id WHERE document.id = ?");
    constexpr const char* kLabels[] = {"",        "Type",       "Number",  "Symbol",       "Date",
                                       "Place",   "Issuer",     "Parent",  "Title",        "Urgency",
                                       "Secrecy", "Addressees", "Signed",  "Distribution", "Area",
                                       "Pages",   "Format",     "Quality", "SHA-256",      "Made with"};
    row.bind(document_);
    row.next();
    sink_(row.string(0) + "\n");
    for (int i = 1; i < row.columns(); ++i) {
      if (row.is_null(i)) continue;
      const std::string label = kLabels[i];
      sink_("  " + label + std::string(14 - label.size(), ' ') + on_one_line(to_text(row.cell(i))) + "\n");
    }
  }

  void print_facts() {
    Statement rows(database_,
                   "SELECT * FROM fact WHERE document_id = ? AND ifnull(review, '') <> 'replaced' "
                   "ORDER BY page, span_begin, id");
    std::vector<std::pair<int, std::string>> values;
    int kind = 0, text = 0, page = 0, name = 0, review = 0, row_header = 0, column_header = 0;
    for (int i = 0; i < rows.columns(); ++i) {
      const std::string column = rows.column_name(i);
      const auto& all = value_columns();
      if (std::find(all.begin(), all.end(), column) != all.end()) values.emplace_back(i, column);
      if (column == "kind") kind = i;
      if (column == "text") text = i;
      if (column == "page") page = i;
      if (column == "fact") name = i;
      if (column == "review") review = i;
      if (column == "table_row") row_header = i;
      if (column == "table_column") column_header = i;
    }
    std::int64_t last_page = 0;
    for (rows.bind(document_); rows.next();) {
      if (last_page == 0) sink_("Facts\n");
      if (rows.integer(page) != last_page) sink_("  page " + rows.string(page) + "\n");
      last_page = rows.integer(page);
      std::string line =
          "    " + rows.string(name) + " " + rows.string(kind) + " \"" + on_one_line(rows.string(text)) + "\"";
      const char* joint = ": ";
      for (const auto& [i, column] : values) {
        if (rows.is_null(i)) continue;
        line += joint + column + " " + on_one_line(to_text(rows.cell(i)));
        joint = ", ";
      }
      if (!rows.is_null(row_header))
        line += "; cell " + on_one_line(rows.string(row_header)) + " / " + on_one_line(rows.string(column_header));
      if (!rows.is_null(review)) line += " [" + rows.string(review) + "]";
      sink_(line + "\n");
    }
  }

  /// A heading and a line for each row, if there is one.
  void print_list(const char* heading, const char* sql) {
    Statement rows(database_, sql);
    bool first = true;
    for (rows.bind(document_); rows.next(); first = false) {
      if (first) sink_(std::string(heading) + "\n");
      sink_("    " + on_one_line(rows.string(0)) + "\n");
    }
  }

  const Database& database_;
  std::int64_t document_;
  const TextSink& sink_;
};

}  // namespace

Result<void> show_document(const std::string& archive, const std::string& which, const TextSink& sink) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    Shown(database, find_document(database, which), sink).print();
  });
}

}  // namespace trichluc
