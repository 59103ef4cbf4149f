#include <iostream>

#include "pipeline/emit/table_text.h"
#include "pipeline/store/citation_graph.h"
#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc graph [options] ARCHIVE";
constexpr const char* kAbout =
    "Who cites what: every document with each law and document it mentions, and how often.\n"
    "As GraphML, what is cited and not in the archive is a node too (held: false).";

}  // namespace

ExitCode graph_command(const std::vector<std::string>& words) {
  std::string format;
  po::options_description options("Options");
  options.add_options()("format", po::value(&format)->value_name("FORMAT")->default_value("csv"), "csv or graphml");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() != 1) return complain(kUsage, "name one archive");
  if (format != "csv" && format != "graphml") return complain(kUsage, "--format takes csv or graphml");
  const TextSink out = [](std::string_view text) { std::cout << text; };
  CsvWriter csv(out);
  const auto edges = format == "csv" ? list_citations(arguments.paths[0], csv) : write_graphml(arguments.paths[0], out);
  if (!edges) return archive_failure(edges.error());
  return *edges == 0 ? ExitCode::kNothing : ExitCode::kDone;
}

}  // namespace trichluc
