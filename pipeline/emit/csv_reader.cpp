#include "pipeline/emit/csv_reader.h"

namespace trichluc {

Result<CsvTable> read_csv(std::string_view text) {
  if (text.starts_with("\uFEFF")) text.remove_prefix(3);
  const std::string_view head = text.substr(0, text.find('\n'));
  const char comma = head.find(',') == std::string_view::npos && head.find(';') != std::string_view::npos ? ';' : ',';
  CsvTable table;
  int line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const int first_line = line;
    std::vector<std::string> row(1);
    bool quoted = false;
    for (; at < text.size(); ++at) {
      const char c = text[at];
      if (c == '\n') ++line;
      if (quoted) {
        if (c != '"') {
          row.back() += c;
        } else if (at + 1 < text.size() && text[at + 1] == '"') {
          row.back() += '"', ++at;
        } else {
          quoted = false;
        }
      } else if (c == '"' && row.back().empty()) {
        quoted = true;
      } else if (c == comma) {
        row.emplace_back();
      } else if (c == '\n') {
        break;
      } else if (c != '\r') {
        row.back() += c;
      }
    }
    ++at;
    const Location where{.file = {}, .page = {}, .line = first_line};
    if (quoted)
      return fail(ErrorCode::kDamaged, "a quote is not closed", "close it, or double it inside a field", where);
    if (row.size() == 1 && row[0].empty()) continue;
    if (table.columns.empty()) {
      table.columns = std::move(row);
    } else if (row.size() == table.columns.size()) {
      table.rows.push_back(std::move(row));
    } else {
      return fail(ErrorCode::kDamaged,
                  "has " + std::to_string(row.size()) + " fields where the first line has " +
                      std::to_string(table.columns.size()),
                  "put fields with commas into quotes", where);
    }
  }
  return table;
}

}  // namespace trichluc
