#include <iostream>

#include "pipeline/run/merge.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc merge PLAN -o FILE";
constexpr const char* kAbout =
    "Puts the parts of a plan together, once all shards are done: the same bytes as one run\n"
    "of `trichluc extract` over all inputs. The plan and its parts stay.";

}  // namespace

ExitCode merge_command(const std::vector<std::string>& words) {
  std::string output;
  po::options_description options("Options");
  options.add_options()("output,o", po::value(&output)->value_name("FILE"),
                        "the records; their errors, ledger and run record stand beside it");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() != 1) return complain(kUsage, "name one plan");
  if (output.empty()) return complain(kUsage, "-o FILE is missing");
  const auto merged = merge_parts(arguments.paths[0], OutputPaths::beside(output));
  if (!merged) {
    print_error(merged.error());
    return merged.error().code == ErrorCode::kOutputUnwritable ? ExitCode::kOutputUnwritable : ExitCode::kNoInput;
  }
  std::cerr << "trichluc: " << merged->records << " records, " << merged->failed << " inputs failed\n";
  return merged->failed > 0 ? ExitCode::kSomeFailed : ExitCode::kDone;
}

}  // namespace trichluc
