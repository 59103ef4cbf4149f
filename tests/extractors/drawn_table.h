// drawn_table.h - documents with one table, drawn as text; for tests that must not depend on readers and layout.
//
//   "TT | Chỉ tiêu | Năm 2031 | <"      "<": the cell to the left goes on
//   "^  | ^        | KH       | TH"     "^": the cell above goes on
//   "1  | Số lớp   | 12       |"        an empty cell
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "extractors/extract.h"
#include "pipeline/core/document.h"

namespace trichluc::test {

struct DrawnTable {
  std::vector<std::string> above;  // paragraphs
  std::vector<std::string> header;
  std::vector<std::string> body;  // a row that begins with "**" is in bold type
};

inline std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  for (std::size_t at = 0; at <= row.size();) {
    const std::size_t bar = std::min(row.find('|', at), row.size());
    std::string_view cell = row.substr(at, bar - at);
    while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
    while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
    cells.emplace_back(cell);
    at = bar + 1;
  }
  return cells;
}

inline Document drawn(const DrawnTable& table) {
  Document document;
  document.media_type = "application/pdf";
  DocumentPage page;
  const auto add = [&](Block block) {
    block.pieces = {
        {0, static_cast<std::uint32_t>(block.text.size()), 0, static_cast<std::uint32_t>(page.text.size())}};
    page.text += block.text + "\n";
    document.blocks.push_back(std::move(block));
  };
  for (const std::string& text : table.above) {
    Block block;
    block.text = text;
    add(std::move(block));
  }
  std::vector<std::vector<std::string>> rows;
  std::vector<bool> bold;
  for (const auto* part : {&table.header, &table.body}) {
    for (const std::string& row : *part) {
      bold.push_back(row.starts_with("**"));
      rows.push_back(cells_of(bold.back() ? std::string_view(row).substr(2) : std::string_view(row)));
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Block block;
    block.kind = BlockKind::kTableRow;
    block.bold = bold[i];
    TableRow row;
    row.row = static_cast<int>(i);
    row.header = i < table.header.size();
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      if (column > 0) block.text += '\t';
      const std::string& text = rows[i][column];
      if (text.empty() || text == "<" || text == "^") continue;
      Cell cell;
      cell.column = static_cast<int>(column);
      while (column + static_cast<std::size_t>(cell.column_span) < rows[i].size() &&
             rows[i][column + static_cast<std::size_t>(cell.column_span)] == "<")
        ++cell.column_span;
      while (i + static_cast<std::size_t>(cell.row_span) < rows.size() &&
             column < rows[i + static_cast<std::size_t>(cell.row_span)].size() &&
             rows[i + static_cast<std::size_t>(cell.row_span)][column] == "^") {
        ++cell.row_span;
      }
      cell.text.begin = static_cast<std::uint32_t>(block.text.size());
      block.text += text;
      cell.text.end = static_cast<std::uint32_t>(block.text.size());
      row.cells.push_back(cell);
    }
    block.table_row = std::move(row);
    add(std::move(block));
  }
  page.source = SourceMap::identity(static_cast<std::uint32_t>(page.text.size()));
  document.pages.push_back(std::move(page));
  return document;
}

/// The record of a document that holds the table; the rules are those of the tree.
inline Record extracted(const DrawnTable& table) {
  static const auto kExtractor = Extractor::load({TRICHLUC_SOURCE_DIR "/rules"});
  EXPECT_TRUE(kExtractor);
  return kExtractor ? kExtractor->extract(drawn(table)) : Record{};
}

}  // namespace trichluc::test
