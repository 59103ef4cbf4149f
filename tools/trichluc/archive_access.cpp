#include "tools/trichluc/archive_access.h"

#include <fstream>
#include <iostream>
#include <sstream>

#include "pipeline/run/journal.h"
#include "pipeline/run/json_fields.h"
#include "tools/trichluc/arguments.h"

namespace trichluc {
namespace {

/// Documents without a record, from the file of errors beside the records.
Result<void> add_unread(ArchiveWriter& archive, const std::string& records_path, const RunIdentity& run) {
  std::ifstream lines(OutputPaths::beside(records_path).errors, std::ios::binary);
  for (std::string line; std::getline(lines, line);) {
    const auto json = parse_object(line);
    const auto file = json ? file_name_in(*json) : std::nullopt;
    if (!file) continue;
    UnreadDocument document{mend_utf8(*file),
                            text_in(*json, "status").value_or(""),
                            text_in(*json, "code").value_or(""),
                            text_in(*json, "stage").value_or(""),
                            {},
                            text_in(*json, "message").value_or(""),
                            text_in(*json, "next_step").value_or("")};
    if (const auto page = number_in(*json, "page")) document.page = static_cast<std::int64_t>(*page);
    if (auto added = archive.add_unread(document, run); !added) return added;
  }
  return {};
}

/// Whether an error is about the line alone, so that the next one may be tried.
bool is_about_line(const Error& error) { return error.code == ErrorCode::kDamaged && error.where.file.empty(); }

}  // namespace

ExitCode archive_failure(const Error& error) {
  print_error(error);
  switch (error.code) {
    case ErrorCode::kSchemaVersion: return ExitCode::kSchemaVersion;
    case ErrorCode::kOutputUnwritable: return ExitCode::kOutputUnwritable;
    case ErrorCode::kBadArguments: return ExitCode::kUsage;
    default: return ExitCode::kNoInput;
  }
}

RunIdentity run_beside(const std::string& records_path) {
  std::ifstream file(OutputPaths::beside(records_path).run_record);
  std::ostringstream content;
  content << file.rdbuf();
  const auto json = parse_object(content.str());
  if (!json || text_in(*json, "schema") != "trichluc-run/1") return {};
  return {text_in(*json, "program").value_or(""), text_in(*json, "rules").value_or(""),
          text_in(*json, "options").value_or(""), text_in(*json, "began").value_or("")};
}

Result<AddReport> add_records(ArchiveWriter& archive, const std::string& records_path) {
  std::ifstream file;
  const bool standard_input = records_path == "-";
  if (!standard_input) {
    file.open(records_path, std::ios::binary);
    if (!file) return fail(ErrorCode::kUnreadable, "cannot be opened", "check its name", {.file = records_path});
  }
  std::istream& lines = standard_input ? std::cin : file;
  const RunIdentity run = standard_input ? RunIdentity{} : run_beside(records_path);
  const std::size_t without_text = archive.without_text();
  AddReport report;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty()) continue;
    const auto added = archive.add(line, run);
    if (added) {
      ++(*added == Added::kNew ? report.added : *added == Added::kReplaced ? report.replaced : report.known);
    } else if (is_about_line(added.error())) {
      Error error = added.error();
      error.where = {.file = records_path, .page = {}, .line = number};
      print_error(error);
      ++report.refused;
    } else {
      return tl::unexpected(added.error());
    }
  }
  if (lines.bad()) return fail(ErrorCode::kUnreadable, "cannot be read to its end", "", {.file = records_path});
  if (!standard_input) {
    if (auto added = add_unread(archive, records_path, run); !added) return tl::unexpected(added.error());
  }
  report.without_text = archive.without_text() - without_text;
  return report;
}

void tell(const AddReport& report) {
  std::cerr << "trichluc: " << report.added << " documents added, " << report.replaced << " replaced, " << report.known
            << " known";
  if (report.refused > 0) std::cerr << ", " << report.refused << " lines refused";
  std::cerr << "\n";
  if (report.without_text > 0) {
    std::cerr << "trichluc: " << report.without_text
              << " of them hold no page texts and cannot be searched; extract them --with-text\n";
  }
}

}  // namespace trichluc
