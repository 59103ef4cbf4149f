#include <iostream>

#include "pipeline/run/input.h"
#include "pipeline/store/review.h"
#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/output_file.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc review ARCHIVE ACTION [FILE]";
constexpr const char* kAbout =
    "What people say of facts: events that are added and never changed, laid over the facts\n"
    "and kept when a document is extracted again. ACTION is one of\n"
    "  export [FILE]  all events, one a line (default: standard output)\n"
    "  import FILE    take in events; those that no fact fits now are kept and listed\n"
    "  apply FILE     the same, but nothing is taken when one does not fit\n"
    "  unbound        list events that no fact fits now\n"
    "FILE may be - for standard input. Exit status 3: some events do not fit.";

ExitCode list(const std::vector<std::string>& unbound) {
  for (const std::string& line : unbound) std::cout << line << "\n";
  return unbound.empty() ? ExitCode::kDone : ExitCode::kSomeFailed;
}

ExitCode write_events(const std::string& archive, const std::string& path) {
  auto file = OutputFile::open(path);
  if (!file) return archive_failure(file.error());
  Result<void> written;
  const auto count = export_review_events(archive, [&](std::string_view line) {
    if (written) written = file->write(line);
  });
  if (!count) return archive_failure(count.error());
  if (written) written = file->commit();
  return written ? ExitCode::kDone : archive_failure(written.error());
}

ExitCode take_events(const std::string& archive, const std::string& path, bool all_must_bind) {
  const auto lines = read_input({path, path == "-"});
  if (!lines) return archive_failure(lines.error());
  auto report = add_review_events(archive, *lines, all_must_bind);
  if (!report) {
    if (report.error().where.file.empty()) report.error().where.file = path;
    return archive_failure(report.error());
  }
  const bool nothing_taken = all_must_bind && !report->unbound.empty();
  std::cerr << "trichluc: " << report->added << " events added, " << report->known << " known, "
            << report->unbound.size() << " do not fit" << (nothing_taken ? "; nothing was taken" : "") << "\n";
  return list(report->unbound);
}

}  // namespace

ExitCode review_command(const std::vector<std::string>& words) {
  const Arguments arguments = read_arguments(kUsage, kAbout, po::options_description("Options"), words);
  if (arguments.answered) return *arguments.answered;
  const auto& paths = arguments.paths;
  if (paths.size() < 2 || paths.size() > 3) return complain(kUsage, "name an archive, an action and a file");
  const std::string& action = paths[1];
  if (action == "unbound") {
    const auto unbound = unbound_review_events(paths[0]);
    return unbound ? list(*unbound) : archive_failure(unbound.error());
  }
  if (action == "export") return write_events(paths[0], paths.size() == 3 ? paths[2] : "-");
  if (action != "import" && action != "apply") return complain(kUsage, "no action '" + action + "'");
  if (paths.size() != 3) return complain(kUsage, "'" + action + "' wants a file");
  return take_events(paths[0], paths[2], action == "apply");
}

}  // namespace trichluc
