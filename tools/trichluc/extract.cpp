#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/engine.h"
#include "tools/trichluc/input_options.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc extract [options] PATH...";
constexpr const char* kAbout =
    "Writes one record, a line of JSON, for every document. A PATH is a file, a folder\n"
    "(read with all folders in it, in bytewise order) or - for standard input.\n"
    "Formats: PDF (text layers, and OCR of scanned pages), PNG, JPEG and TIFF images, Word\n"
    "(.docx, .doc, .rtf), .odt, HTML, plain text and Markdown; told by content.\n"
    "A document that cannot be read costs one line on standard error and exit status 3.\n"
    "With -o, errors.jsonl, a ledger and a run record stand beside the output, and a run\n"
    "that was killed goes on where it stopped.";

/// Whether `path` lies in `folder`, whatever links lead there.
bool lies_in(const std::string& path, const std::string& folder) {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::weakly_canonical(path, error);
  const std::filesystem::path above = std::filesystem::weakly_canonical(folder, error);
  return !error && std::mismatch(above.begin(), above.end(), whole.begin(), whole.end()).first == above.end();
}

/// Results written into the folder that is read must not become inputs of the next run.
void leave_out_text(std::vector<Input>& inputs, const std::string& text_folder) {
  std::error_code error;
  if (text_folder.empty() || !std::filesystem::exists(text_folder, error)) return;
  std::erase_if(inputs, [&text_folder](const Input& input) {
    return !input.standard_input && !input.problem && lies_in(input.path, text_folder);
  });
}

void leave_out(std::vector<Input>& inputs, const OutputPaths& paths) {
  std::erase_if(inputs, [&paths](const Input& input) {
    if (input.standard_input || input.problem) return false;
    if (std::filesystem::path(input.path)
            .filename()
            .string()
            .starts_with(std::filesystem::path(paths.attempt).filename().string()))
      return true;
    const auto files = paths.finished();
    return std::any_of(files.begin(), files.end(), [&input](const std::string& file) {
      std::error_code error;
      return std::filesystem::equivalent(input.path, file, error) && !error;
    });
  });
}

/// The same for an archive, with its journal and shared memory.
void leave_out_archive(std::vector<Input>& inputs, const std::string& archive_path) {
  std::erase_if(inputs, [&](const Input& input) {
    if (input.standard_input || input.problem) return false;
    std::error_code error;
    for (const char* ending : {"", "-wal", "-shm"}) {
      if (std::filesystem::equivalent(input.path, archive_path + ending, error) && !error) return true;
    }
    return false;
  });
}

ExitCode add_to_archive(const std::string& records, const std::string& archive_path) {
  auto archive = ArchiveWriter::open(archive_path);
  if (!archive) return archive_failure(archive.error());
  const auto report = add_records(*archive, records);
  if (!report) return archive_failure(report.error());
  if (auto finished = archive->finish(); !finished) return archive_failure(finished.error());
  tell(*report);
  return ExitCode::kDone;
}

/// Standard output, a pipe or a device: nothing can be renamed there, and nothing resumed.
bool is_stream(const std::string& output_path) {
  struct stat status {};
  return output_path.empty() || output_path == "-" ||
         (stat(output_path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode));
}

}  // namespace

ExitCode extract_command(const std::vector<std::string>& words) {
  std::string output_path;
  RunSettings settings;
  InputSettings input_settings;
  po::options_description options("Options");
  options.add_options()("output,o", po::value(&output_path)->value_name("FILE"),
                        "write there instead of standard output; the file appears when it is complete");
  std::string text_folder;
  options.add_options()("text", po::value(&text_folder)->value_name("DIR"),
                        "write the repaired text of each page to DIR/<path of the document>/<page>.txt");
  add_run_options(options, settings);
  add_input_options(options, input_settings);
  std::string archive_path;
  options.add_options()("archive", po::value(&archive_path)->value_name("FILE.db"),
                        "put the records, with their texts, into this archive (with -o: after the files are complete)");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (const auto wrong = check_run_options(settings)) return complain(kUsage, *wrong);
  // Without the texts an archive cannot be searched.
  input_settings.with_text = input_settings.with_text || !archive_path.empty();
  auto process_options = process_options_of(input_settings);
  if (!process_options) return complain(kUsage, "--ocr takes auto, always or never");
  process_options->text_folder = text_folder;

  const auto paths = input_paths(arguments.paths, input_settings);
  if (!paths) {
    print_error(paths.error());
    return ExitCode::kNoInput;
  }
  if (paths->empty() && input_settings.lists.empty()) return complain(kUsage, "no documents given");
  const auto engine = Engine::load(input_settings.rules, *process_options, settings);
  if (!engine) {
    print_error(engine.error());
    return ExitCode::kUsage;
  }
  std::vector<Input> inputs = list_inputs(*paths);
  leave_out_text(inputs, text_folder);
  if (!archive_path.empty()) {
    leave_out_archive(inputs, archive_path);
    if (output_path.empty()) return engine->run_to_archive(inputs, archive_path);
    if (is_stream(output_path)) return complain(kUsage, "--archive needs a file for -o, or no -o");
  }
  if (is_stream(output_path)) return engine->run_to_stream(inputs, output_path);
  const OutputPaths output = OutputPaths::beside(output_path);
  leave_out(inputs, output);
  const ExitCode code = engine->run_to_files(inputs, output);
  if (archive_path.empty() || (code != ExitCode::kDone && code != ExitCode::kSomeFailed)) return code;
  const ExitCode added = add_to_archive(output.records, archive_path);
  return added == ExitCode::kDone ? code : added;
}

}  // namespace trichluc
