#include <sched.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>

#include "extractors/extract.h"
#include "pipeline/run/run.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/output_file.h"
#include "tools/trichluc/process.h"
#include "tools/trichluc/rules_location.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc extract [options] PATH...";
constexpr const char* kAbout =
    "Writes one record, a line of JSON, for every document. A PATH is a file, a folder\n"
    "(read with all folders in it, in bytewise order) or - for standard input.\n"
    "Formats: PDF (text layers, and OCR of scanned pages), PNG, JPEG and TIFF images, plain\n"
    "text and Markdown in UTF-8; told by content.\n"
    "A document that cannot be read costs one line on standard error and exit status 3.";

/// Cores this process may use, which can be fewer than the machine has.
int usable_cores() {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  if (sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
  return std::max(1, CPU_COUNT(&cores));
}

Result<std::vector<std::string>> read_list(const std::string& path) {
  auto list = read_input({path, path == "-"});
  if (!list) return tl::unexpected(list.error());
  return split_path_list(*list);
}

std::optional<OcrMode> ocr_mode(const std::string& name) {
  if (name == "auto") return OcrMode::kAuto;
  if (name == "always") return OcrMode::kAlways;
  if (name == "never") return OcrMode::kNever;
  return {};
}

/// A result written into the folder that is read must not become an input of the next run.
void leave_out(std::vector<Input>& inputs, const std::string& output) {
  std::erase_if(inputs, [&output](const Input& input) {
    std::error_code error;
    return !input.standard_input && !input.problem && std::filesystem::equivalent(input.path, output, error) && !error;
  });
}

ExitCode exit_code_of(const RunReport& report) {
  if (report.interrupted) return ExitCode::kInterrupted;
  if (report.stopped) {
    return report.stopped->code == ErrorCode::kOutputUnwritable ? ExitCode::kOutputUnwritable : ExitCode::kSomeFailed;
  }
  return report.failed > 0 ? ExitCode::kSomeFailed : ExitCode::kDone;
}

}  // namespace

ExitCode extract_command(const std::vector<std::string>& words) {
  std::string output_path;
  int jobs = usable_cores();
  std::vector<std::string> added_rules;
  std::vector<std::string> lists;
  po::options_description options("Options");
  auto add = options.add_options();
  add("output,o", po::value(&output_path)->value_name("FILE"),
      "write there instead of standard output; the file appears when it is complete");
  add("jobs,j", po::value(&jobs)->value_name("N"),
      "worker processes (default: the cores there are); the output is the same for any number");
  add("rules", po::value(&added_rules)->value_name("DIR"), "more rule files; they replace rules with the same id");
  std::string ocr_name = "auto";
  add("ocr", po::value(&ocr_name)->value_name("WHEN"),
      "read pictures of text: auto (pages whose text layer is missing, unsound or not all there is), always, never");
  add("with-text", "put the repaired text of the pages into the record");
  add("files-from", po::value(&lists)->value_name("LIST"),
      "read paths from LIST (- for standard input), one a line or parted by NUL");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (jobs < 1) return complain(kUsage, "--jobs takes a number from 1 on");

  const std::optional<OcrMode> ocr = ocr_mode(ocr_name);
  if (!ocr) return complain(kUsage, "--ocr takes auto, always or never");

  std::vector<std::string> paths = arguments.paths;
  for (const std::string& list : lists) {
    auto listed = read_list(list);
    if (!listed) {
      print_error(listed.error());
      return ExitCode::kNoInput;
    }
    paths.insert(paths.end(), listed->begin(), listed->end());
  }
  if (paths.empty() && lists.empty()) return complain(kUsage, "no documents given");

  const auto folders = rule_folders(added_rules);
  if (!folders) {
    print_error(folders.error());
    return ExitCode::kUsage;
  }
  const Result<Extractor> extractor = Extractor::load(*folders);
  if (!extractor) {
    print_error(extractor.error());
    return ExitCode::kUsage;
  }

  std::vector<Input> inputs = list_inputs(paths);
  if (!output_path.empty()) leave_out(inputs, output_path);
  auto output = OutputFile::open(output_path);
  if (!output) {
    print_error(output.error());
    return ExitCode::kOutputUnwritable;
  }
  const JsonOptions json{.with_text = arguments.values.count("with-text") > 0};
  LanguageData language(language_folder());
  const Work work = [&](const Input& input) { return process(input, *extractor, language, json, *ocr); };
  const Sink sink = [&](const Input&, const Outcome& outcome) -> Result<void> {
    if (outcome) return output->write_line(*outcome);
    print_error(outcome.error());
    return {};
  };
  const RunReport report = run_documents(inputs, {jobs}, work, sink);
  if (report.stopped) print_error(*report.stopped);
  if (report.interrupted) std::cerr << "trichluc: interrupted; run it again to finish\n";
  const ExitCode code = exit_code_of(report);
  if (code != ExitCode::kDone && code != ExitCode::kSomeFailed) return code;
  if (auto written = output->commit(); !written) {
    print_error(written.error());
    return ExitCode::kOutputUnwritable;
  }
  if (report.failed > 0 && inputs.size() > 1) {
    std::cerr << "trichluc: " << report.failed << " of " << inputs.size() << " inputs failed\n";
  }
  return code;
}

}  // namespace trichluc
