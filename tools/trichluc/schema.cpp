#include <iostream>

#include "pipeline/emit/record_schema.h"
#include "pipeline/store/output_table.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"

namespace trichluc {
namespace {

constexpr const char* kUsage = "trichluc schema [TABLE]";
constexpr const char* kAbout =
    "Prints the JSON Schema of records, or the Table Schema of a table that `trichluc export`\n"
    "writes: document, budget, count, deadline, ... Both come from one description.";

}  // namespace

ExitCode schema_command(const std::vector<std::string>& words) {
  const Arguments arguments =
      read_arguments(kUsage, kAbout, boost::program_options::options_description("Options"), words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() > 1) return complain(kUsage, "one table at a time");
  if (arguments.paths.empty()) {
    std::cout << record_schema();
    return ExitCode::kDone;
  }
  for (const OutputTable& table : output_tables()) {
    if (table.name != arguments.paths[0]) continue;
    std::cout << table_schema(table) << "\n";
    return ExitCode::kDone;
  }
  return complain(kUsage, "no table '" + arguments.paths[0] + "'");
}

}  // namespace trichluc
