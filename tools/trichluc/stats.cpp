#include "pipeline/store/question.h"
#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/table_options.h"

namespace trichluc {
namespace {

constexpr const char* kUsage = "trichluc stats [options] ARCHIVE";
constexpr const char* kAbout =
    "What an archive holds: documents by type, year and issuer, facts by kind, checks, warnings,\n"
    "numbers that nobody has explained, review events, and what the records were made with.";

}  // namespace

ExitCode stats_command(const std::vector<std::string>& words) {
  std::string format;
  boost::program_options::options_description options("Options");
  add_table_options(options, format);
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() != 1) return complain(kUsage, "name one archive");
  const auto writer = table_on_standard_output(format);
  if (writer == nullptr) return complain(kUsage, "--format takes table, csv or jsonl");
  const auto rows = count_archive(arguments.paths[0], *writer);
  return rows ? ExitCode::kDone : archive_failure(rows.error());
}

}  // namespace trichluc
