#include "pipeline/store/export.h"

#include <iostream>

#include "pipeline/run/input.h"
#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc export [options] ARCHIVE --to DIR --as FORMAT";
constexpr const char* kAbout =
    "Writes what an archive holds into a new folder. FORMAT is one of\n"
    "  csv             a file for every table, UTF-8\n"
    "  xlsx            the same as sheets of one workbook\n"
    "  sdmx-csv        figures as observations\n"
    "  catalogue       fields of Decree 30/2020/NĐ-CP, Annex VI, and of Circular 05/2025/TT-BNV;\n"
    "                  what is not on the paper is left empty, or comes from --meta\n"
    "  datapackage     csv with datapackage.json (Data Package v2)\n"
    "  web-annotation  facts as W3C Web Annotations\n"
    "  bagit           a bag (RFC 8493): documents, catalogue, Dublin Core, the archive\n"
    "`trichluc export --check DIR` says whether a bag is whole.";

ExitCode check(const std::string& folder) {
  const auto problems = check_bag(folder);
  if (!problems) return archive_failure(problems.error());
  for (const std::string& problem : *problems) std::cout << problem << "\n";
  if (problems->empty()) std::cerr << "trichluc: " << folder << ": the bag is whole\n";
  return problems->empty() ? ExitCode::kDone : ExitCode::kSomeFailed;
}

}  // namespace

ExitCode export_command(const std::vector<std::string>& words) {
  ExportRequest request;
  std::string meta, checked;
  po::options_description options("Options");
  options.add_options()("to", po::value(&request.folder)->value_name("DIR"), "the folder; it must be new or empty")(
      "as", po::value(&request.format)->value_name("FORMAT"), "what is written")(
      "excel-bom", po::bool_switch(&request.excel_bom), "begin CSV files with a mark by which Excel knows UTF-8")(
      "meta", po::value(&meta)->value_name("FILE.csv"), "catalogue: a column sha256 or source, and fields to fill in")(
      "check", po::value(&checked)->value_name("DIR"), "whether this bag is whole");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (!checked.empty()) return check(checked);
  if (arguments.paths.size() != 1) return complain(kUsage, "name one archive");
  if (request.folder.empty() || request.format.empty()) return complain(kUsage, "--to DIR and --as FORMAT are wanted");
  if (!meta.empty()) {
    auto content = read_input({meta, meta == "-"});
    if (!content) return archive_failure(content.error());
    request.meta = std::move(*content);
  }
  const auto report = export_archive(arguments.paths[0], request);
  if (!report) return archive_failure(report.error());
  for (const std::string& note : report->notes) std::cerr << "trichluc: " << note << "\n";
  std::cerr << "trichluc: " << report->files << " files in " << request.folder << "\n";
  return ExitCode::kDone;
}

}  // namespace trichluc
