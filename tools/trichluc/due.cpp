#include <iostream>

#include "pipeline/store/due.h"
#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/table_options.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc due [options] ARCHIVE --on DATE";
constexpr const char* kAbout =
    "Lists what falls due on a day, or in the days after it: what, from whom, who asked for it,\n"
    "and whether a document of the archive answers: one that cites the asking document's number;\n"
    "answer_by says whether the obligor issued it. Deadlines without a year fall due each year.\n"
    "Exit status 1: nothing is due.";

}  // namespace

ExitCode due_command(const std::vector<std::string>& words) {
  DueQuestion question;
  std::string format;
  po::options_description options("Options");
  options.add_options()("on", po::value(&question.on)->value_name("DATE"), "the day, as 2024-11-15")(
      "days", po::value(&question.days)->value_name("N")->default_value(0), "and the N days after it");
  add_table_options(options, format);
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() != 1) return complain(kUsage, "name one archive");
  if (question.on.empty()) return complain(kUsage, "--on DATE is missing");
  if (question.days < 0 || question.days > 3660) return complain(kUsage, "--days takes a number from 0 to 3660");
  const auto writer = table_on_standard_output(format);
  if (writer == nullptr) return complain(kUsage, "--format takes table, csv or jsonl");
  const auto rows = list_due(arguments.paths[0], question, *writer);
  if (!rows) return archive_failure(rows.error());
  return *rows == 0 ? ExitCode::kNothing : ExitCode::kDone;
}

}  // namespace trichluc
