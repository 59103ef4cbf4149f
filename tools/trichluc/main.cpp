// trichluc - turns Vietnamese official reports into facts that lead back to the page. See README.md.
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "tools/trichluc/commands.h"

namespace {

using trichluc::ExitCode;

struct Command {
  const char* name;
  const char* about;
  ExitCode (*run)(const std::vector<std::string>& words);
};

constexpr Command kCommands[] = {
    {"extract", "documents (text, Markdown, PDF) to records, one line of JSON each", trichluc::extract_command},
    {"plan", "a run cut into shards, for many machines", trichluc::plan_command},
    {"run", "the documents of one shard of a plan", trichluc::run_command},
    {"status", "which shards of a plan are done", trichluc::status_command},
    {"merge", "the parts of a plan put together", trichluc::merge_command},
    {"normalize", "broken Vietnamese text repaired, as a filter", trichluc::normalize_command},
    {"archive", "records in one SQLite file: add, check, reindex", trichluc::archive_command},
    {"search", "pages of an archive by words, documents by numbers", trichluc::search_command},
    {"query", "facts of an archive by kind, time, place, amount", trichluc::query_command},
    {"show", "a document of an archive as a person reads it", trichluc::show_command},
    {"due", "what falls due, from whom, and whether it was answered", trichluc::due_command},
    {"graph", "who cites what in an archive", trichluc::graph_command},
    {"review", "what people say of facts: export, import, apply", trichluc::review_command},
    {"export", "tables, workbook, SDMX, catalogue, data package, annotations, bag", trichluc::export_command},
    {"serve", "an archive as a page in a browser: read, check, search", trichluc::serve_command},
    {"report", "documents as one HTML file that opens from disk", trichluc::report_command},
    {"picture", "a page of a PDF, or a scan, as a picture", trichluc::picture_command},
    {"stats", "what an archive holds", trichluc::stats_command},
    {"rules", "list, check and test the rules; explain and compare what they find", trichluc::rules_command},
    {"schema", "JSON Schema of records, table schemas of exports", trichluc::schema_command},
    {"summary", "records as a person reads them", trichluc::summary_command},
};

void print_help(std::ostream& out) {
  out << "Usage: trichluc COMMAND [options] ...\n\n"
         "Turns Vietnamese official reports into facts: every number, date, reference and\n"
         "deadline with the place it came from.\n\nCommands:\n";
  for (const Command& command : kCommands) {
    out << "  " << command.name << std::string(10 - std::string(command.name).size(), ' ') << command.about << "\n";
  }
  out << "\n`trichluc COMMAND --help` tells more; `trichluc --version` prints the versions of program and rules.\n";
}

ExitCode run(const std::vector<std::string>& words) {
  if (words.empty()) {
    print_help(std::cerr);
    return ExitCode::kUsage;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    print_help(std::cout);
    return ExitCode::kDone;
  }
  if (words[0] == "--version") {
    std::cout << trichluc::version_text() << "\n";
    return ExitCode::kDone;
  }
  for (const Command& command : kCommands) {
    if (words[0] == command.name) return command.run({words.begin() + 1, words.end()});
  }
  std::cerr << "trichluc: no command '" << words[0] << "'\n";
  print_help(std::cerr);
  return ExitCode::kUsage;
}

}  // namespace

int main(int count, char** words) {
  try {
    const ExitCode code = run(std::vector<std::string>(words + 1, words + count));
    std::cout.flush();
    return static_cast<int>(std::cout ? code : ExitCode::kOutputUnwritable);
  } catch (const std::exception& error) {
    std::cerr << "trichluc: unexpected failure: " << error.what() << "; please report it\n";
    return static_cast<int>(ExitCode::kSomeFailed);
  }
}
