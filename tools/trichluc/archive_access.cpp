#include "tools/trichluc/archive_access.h"

#include <fstream>
#include <future>
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

// Of one transaction: other writers and the reader's memory wait for no more (a second, some 50 MB). Keys of an index
// come in any order, so that 2000 documents touch hardly more of its pages than 200 do, and each is written once.
constexpr std::size_t kLinesTogether = 2048;
constexpr std::size_t kBytesTogether = 1 << 24;

/// Some lines of a file, and where in it they stand (from 1).
struct Lines {
  std::vector<std::string> lines;
  std::vector<int> numbers;
};

/// As many as there are without waiting, at least one; none at the end. `number`: of the last line taken.
Lines take_lines(std::istream& file, int& number) {
  Lines taken;
  std::size_t bytes = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) continue;
    bytes += line.size();
    taken.lines.push_back(std::move(line));
    taken.numbers.push_back(number);
    if (taken.lines.size() == kLinesTogether || bytes >= kBytesTogether || file.rdbuf()->in_avail() <= 0) break;
  }
  return taken;
}

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
  struct Group {
    Lines of;
    ReadRecords records;
  };
  const auto read_group = [&] {
    Lines taken = take_lines(lines, number);
    ReadRecords records(taken.lines);
    return Group{std::move(taken), std::move(records)};
  };
  // Lines are read and taken apart in a second thread while those before them are written.
  for (Group group = read_group(); group.records.size() > 0;) {
    std::future<Group> next = std::async(std::launch::async, read_group);
    const auto all = archive.add_together(group.records, run);
    if (!all) return tl::unexpected(all.error());
    for (std::size_t i = 0; i < all->size(); ++i) {
      if (const Result<Added>& added = (*all)[i]) {
        ++(*added == Added::kNew ? report.added : *added == Added::kReplaced ? report.replaced : report.known);
      } else {
        Error error = added.error();
        error.where = {.file = records_path, .page = {}, .line = group.of.numbers[i]};
        print_error(error);
        ++report.refused;
      }
    }
    group = next.get();
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
