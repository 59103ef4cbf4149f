#include <algorithm>
#include <iostream>
#include <map>

#include "pipeline/emit/json_writer.h"
#include "pipeline/run/input.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/normalize_text.h"
#include "tools/trichluc/output_file.h"
#include "tools/trichluc/rules_location.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc normalize [options] [FILE...]";
constexpr const char* kAbout =
    "Writes text with its breakages repaired: legacy encodings, misordered marks, lost,\n"
    "split and glued letters, wrapped lines; what is healthy stays as it is. Without a FILE,\n"
    "and for -, standard input is read. The same repairs as those of `trichluc extract`.\n"
    "With --check, exit status 1 says that something would change.";

constexpr int kConfidencePlaces = 3;

std::string to_log_line(const std::string& file, const TextChange& change) {
  JsonWriter json;
  json.begin_object();
  json.field("file", file);
  json.field("line", static_cast<std::uint64_t>(change.line));
  json.key("bytes");
  json.span(change.source);
  json.field("from", mend_utf8(change.from));
  json.field("to", change.to);
  json.field("rule", change.rule);
  json.key("confidence");
  json.rounded(change.confidence, kConfidencePlaces);
  json.end_object();
  return json.take();
}

void print_doubts(const std::string& file, const std::vector<TextDoubt>& doubts) {
  for (const TextDoubt& doubt : doubts) {
    std::cerr << file;
    if (doubt.line > 0) std::cerr << ":" << doubt.line;
    std::cerr << ": " << doubt.code << ": ";
    if (!doubt.text.empty()) std::cerr << "'" << doubt.text << "': ";
    std::cerr << doubt.message;
    if (!doubt.suggestion.empty()) std::cerr << "; meant '" << doubt.suggestion << "'?";
    std::cerr << "\n";
  }
}

/// "report.txt: 14 changes: lost-letter 12, lost-space 2"
void print_summary(const std::string& file, const std::vector<TextChange>& changes) {
  std::map<std::string, int> by_rule;
  for (const TextChange& change : changes) ++by_rule[change.rule];
  std::cout << file << ": " << changes.size() << (changes.size() == 1 ? " change" : " changes");
  const char* parting = ": ";
  for (const auto& [rule, count] : by_rule) {
    std::cout << parting << rule << " " << count;
    parting = ", ";
  }
  std::cout << "\n";
}

}  // namespace

ExitCode normalize_command(const std::vector<std::string>& words) {
  std::string output_path, log_path;
  po::options_description options("Options");
  auto add = options.add_options();
  add("output,o", po::value(&output_path)->value_name("FILE"),
      "write there instead of standard output; the file appears when it is complete");
  add("log", po::value(&log_path)->value_name("FILE"),
      "write every change there, a line of JSON each: file, line, bytes, from, to, rule, confidence");
  add("check", "write no text, only what would change");
  add("keep-lines", "leave wrapped lines as they are");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  const bool check = arguments.values.count("check") > 0;
  const TextOptions text_options{.join_lines = arguments.values.count("keep-lines") == 0};
  std::vector<std::string> paths = arguments.paths;
  if (paths.empty()) paths.push_back("-");

  const auto unwritable = [](const Error& error) {
    print_error(error);
    return ExitCode::kOutputUnwritable;
  };
  auto output = OutputFile::open(check ? "" : output_path);
  if (!output) return unwritable(output.error());
  Result<OutputFile> log = OutputFile::open(log_path);
  if (!log) return unwritable(log.error());

  LanguageData language(language_source());
  bool failed = false, changed = false;
  for (const Input& input : list_inputs(paths)) {
    const std::string name = input.standard_input ? "standard input" : input.path;
    const Result<std::string> bytes = read_input(input);
    auto made =
        bytes ? normalize_text(*bytes, language, text_options) : Result<NormalizedText>(tl::unexpected(bytes.error()));
    if (!made) {
      Error error = made.error();
      if (error.where.file.empty()) error.where.file = name;
      print_error(error);
      failed = true;
      continue;
    }
    changed = changed || made->text != *bytes;
    print_doubts(name, made->doubts);
    if (check) {
      if (made->text != *bytes) print_summary(name, made->changes);
    } else if (auto written = output->write(made->text); !written) {
      return unwritable(written.error());
    }
    if (log_path.empty()) continue;
    for (const TextChange& change : made->changes) {
      if (auto written = log->write_line(to_log_line(name, change)); !written) return unwritable(written.error());
    }
  }
  if (!check) {
    if (auto done = output->commit(); !done) return unwritable(done.error());
  }
  if (!log_path.empty()) {
    if (auto done = log->commit(); !done) return unwritable(done.error());
  }
  if (failed) return ExitCode::kSomeFailed;
  return check && changed ? ExitCode::kWouldChange : ExitCode::kDone;
}

}  // namespace trichluc
