#include <iostream>

#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc archive ACTION ARCHIVE [RECORDS...]";
constexpr const char* kAbout =
    "Records in one SQLite file, to be searched and asked. ACTION is one of\n"
    "  add      put in the records of JSON Lines files (- for standard input); the archive is\n"
    "           made where there is none. Each document is written whole or not at all, one\n"
    "           that is there already is left alone, and a record by a newer program or other\n"
    "           rules takes the place of the older one, which is kept in former_record.\n"
    "  check    whether all in it fits together\n"
    "  reindex  make the search indexes anew\n"
    "  upgrade  bring an archive of an older program to the newest schema";

ExitCode add(const std::string& archive_path, const std::vector<std::string>& files) {
  if (files.empty()) return complain(kUsage, "no records given");
  auto archive = ArchiveWriter::open(archive_path);
  if (!archive) return archive_failure(archive.error());
  AddReport total;
  ExitCode code = ExitCode::kDone;
  for (const std::string& file : files) {
    const auto report = add_records(*archive, file);
    if (!report) {
      const ExitCode failure = archive_failure(report.error());
      if (report.error().where.file != file) return failure;
      code = ExitCode::kSomeFailed;
      continue;
    }
    total.added += report->added, total.replaced += report->replaced, total.known += report->known;
    total.refused += report->refused, total.without_text += report->without_text;
  }
  if (auto finished = archive->finish(); !finished) return archive_failure(finished.error());
  tell(total);
  return total.refused > 0 ? ExitCode::kSomeFailed : code;
}

ExitCode check(const std::string& archive_path) {
  const auto problems = check_archive(archive_path);
  if (!problems) return archive_failure(problems.error());
  for (const std::string& problem : *problems) std::cout << problem << "\n";
  if (problems->empty()) std::cerr << "trichluc: " << archive_path << ": all fits together\n";
  return problems->empty() ? ExitCode::kDone : ExitCode::kSomeFailed;
}

}  // namespace

ExitCode archive_command(const std::vector<std::string>& words) {
  const Arguments arguments = read_arguments(kUsage, kAbout, po::options_description("Options"), words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() < 2) return complain(kUsage, "name an action and an archive");
  const std::string& action = arguments.paths[0];
  const std::string& path = arguments.paths[1];
  if (action == "add") return add(path, {arguments.paths.begin() + 2, arguments.paths.end()});
  if (arguments.paths.size() > 2) return complain(kUsage, "'" + action + "' takes an archive only");
  if (action == "check") return check(path);
  if (action != "reindex" && action != "upgrade") return complain(kUsage, "no action '" + action + "'");
  auto archive = ArchiveWriter::open_existing(path);
  if (!archive) return archive_failure(archive.error());
  if (action == "reindex") {
    if (auto done = archive->reindex(); !done) return archive_failure(done.error());
  }
  return ExitCode::kDone;
}

}  // namespace trichluc
