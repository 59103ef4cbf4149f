#include "tools/trichluc/table_options.h"

#include <iostream>

#include "pipeline/emit/table_text.h"

namespace trichluc {

void add_table_options(boost::program_options::options_description& options, std::string& format) {
  options.add_options()("format", boost::program_options::value(&format)->value_name("FORMAT")->default_value("table"),
                        "table (for a person), csv or jsonl");
}

std::unique_ptr<TableWriter> table_on_standard_output(const std::string& format) {
  const TextSink out = [](std::string_view text) {
    std::cout.write(text.data(), static_cast<std::streamsize>(text.size()));
  };
  if (format == "table") return std::make_unique<PlainTableWriter>(out);
  if (format == "csv") return std::make_unique<CsvWriter>(out);
  if (format == "jsonl") return std::make_unique<JsonLinesWriter>(out);
  return nullptr;
}

}  // namespace trichluc
