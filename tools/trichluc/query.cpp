#include <iostream>

#include "pipeline/store/question.h"
#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/document_options.h"
#include "tools/trichluc/table_options.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc query [options] ARCHIVE";
constexpr const char* kAbout =
    "Lists facts, one a line, with the document and page they come from. Without --kind these\n"
    "are figures: amounts of money, counts and percentages. Facts that people have rejected\n"
    "are left out, and corrected ones are as they were corrected. Exit status 1: none found.";

}  // namespace

ExitCode query_command(const std::vector<std::string>& words) {
  Question question;
  std::string format;
  po::options_description options("Options");
  options.add_options()(
      "kind", po::value(&question.kind)->value_name("KIND"),
      "legal_reference, budget, count, percentage, deadline, case_identifier, contact, time, place, other")(
      "indicator", po::value(&question.indicator)->value_name("CODE"), "of this indicator")(
      "area", po::value(&question.area)->value_name("NAME"), "about this province")(
      "period", po::value(&question.period)->value_name("TIME"),
      "whose time lies within: 2020, 2020-06, 2020/2021, XXXX-11 (any November)")(
      "number", po::value(&question.number)->value_name("NUMBER"), "that cite the document of this number")(
      "text", po::value(&question.text)->value_name("WORDS"),
      "with these words in or about them; marks may be left out")(
      "min", po::value<double>()->value_name("N")->notifier([&](double n) { question.min = n; }), "of at least N")(
      "max", po::value<double>()->value_name("N")->notifier([&](double n) { question.max = n; }), "of at most N")(
      "where", po::value(&question.where)->value_name("SQL"), "for which this condition on the columns holds")(
      "conflicts", po::bool_switch(&question.conflicts),
      "figures that documents state differently for one series, area and time")(
      "limit,n", po::value(&question.limit)->value_name("N"), "at most N (default: all)");
  add_document_options(options, question.documents);
  add_table_options(options, format);
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() != 1) return complain(kUsage, "name one archive");
  const auto writer = table_on_standard_output(format);
  if (writer == nullptr) return complain(kUsage, "--format takes table, csv or jsonl");
  const auto rows = ask(arguments.paths[0], question, *writer);
  if (!rows) return archive_failure(rows.error());
  return *rows == 0 ? ExitCode::kNothing : ExitCode::kDone;
}

}  // namespace trichluc
