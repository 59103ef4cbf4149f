// table_text.h - tables as text: CSV, JSON Lines, and columns for a person.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/table.h"

namespace trichluc {

/// Takes what is written.
using TextSink = std::function<void(std::string_view)>;

/// RFC 4180 with LF, UTF-8, a header line. `excel_bom`: U+FEFF at the head, by which Excel knows UTF-8.
class CsvWriter : public TableWriter {
 public:
  explicit CsvWriter(TextSink sink, bool excel_bom = false) : sink_(std::move(sink)), excel_bom_(excel_bom) {}
  void begin(const Columns& columns) override;
  void row(const Row& cells) override;

 private:
  TextSink sink_;
  bool excel_bom_;
};

/// An object a line; every column is there, null where nothing is known.
class JsonLinesWriter : public TableWriter {
 public:
  explicit JsonLinesWriter(TextSink sink) : sink_(std::move(sink)) {}
  void begin(const Columns& columns) override { columns_ = columns; }
  void row(const Row& cells) override;

 private:
  TextSink sink_;
  Columns columns_;
};

/// Columns as wide as their widest cell, up to `widest` characters; numbers to the right; columns without any value
/// left out. It needs the whole table before it writes.
class PlainTableWriter : public TableWriter {
 public:
  explicit PlainTableWriter(TextSink sink, std::size_t widest = 48) : sink_(std::move(sink)), widest_(widest) {}
  void begin(const Columns& columns) override { columns_ = columns; }
  void row(const Row& cells) override { rows_.push_back(cells); }
  void end() override;

 private:
  TextSink sink_;
  std::size_t widest_;
  Columns columns_;
  std::vector<Row> rows_;
};

}  // namespace trichluc
