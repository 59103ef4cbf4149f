#include "pipeline/emit/table_text.h"

#include <algorithm>

#include "pipeline/emit/json_writer.h"

namespace trichluc {
namespace {

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

/// Characters, not bytes; Vietnamese letters are one column wide.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// At most `widest` characters on one line.
std::string shortened(std::string text, std::size_t widest) {
  for (char& c : text) c = c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
  if (width_of(text) <= widest) return text;
  std::size_t at = 0;
  for (std::size_t characters = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && ++characters == widest) break;
  }
  return text.substr(0, at) + "…";
}

bool is_number(const Datum& cell) {
  return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<double>(cell);
}

}  // namespace

void CsvWriter::begin(const Columns& columns) {
  std::string line = excel_bom_ ? "\uFEFF" : "";
  for (std::size_t i = 0; i < columns.size(); ++i) line += (i == 0 ? "" : ",") + csv_field(columns[i]);
  sink_(line + "\n");
}

void CsvWriter::row(const Row& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + csv_field(to_text(cells[i]));
  sink_(line + "\n");
}

void JsonLinesWriter::row(const Row& cells) {
  JsonWriter json;
  json.begin_object();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    json.key(columns_[i]);
    if (const auto* text = std::get_if<std::string>(&cells[i])) {
      json.text(*text);
    } else if (is_number(cells[i])) {
      json.digits(to_text(cells[i]));
    } else {
      json.null();
    }
  }
  json.end_object();
  sink_(json.take() + "\n");
}

void PlainTableWriter::end() {
  std::vector<std::size_t> widths(columns_.size(), 0);
  std::vector<std::vector<std::string>> texts;
  for (const Row& cells : rows_) {
    auto& line = texts.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      line.push_back(shortened(to_text(cells[i]), widest_));
      widths[i] = std::max(widths[i], width_of(line.back()));
    }
  }
  const auto print = [&](const auto& text_at, const auto& right_at) {
    std::string line;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (widths[i] == 0) continue;
      const std::size_t width = std::max(widths[i], width_of(columns_[i]));
      const std::string& text = text_at(i);
      const std::string blanks(width - width_of(text), ' ');
      line += (line.empty() ? "" : "  ") + (right_at(i) ? blanks + text : text + blanks);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    sink_(line + "\n");
  };
  if (rows_.empty()) return;
  print([&](std::size_t i) -> const std::string& { return columns_[i]; },
        [&](std::size_t i) { return is_number(rows_.front()[i]); });
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    print([&](std::size_t i) -> const std::string& { return texts[row][i]; },
          [&](std::size_t i) { return is_number(rows_[row][i]); });
  }
}

}  // namespace trichluc
