#include <iostream>

#include "pipeline/run/plan.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc status [--missing] PLAN";
constexpr const char* kAbout =
    "Prints a line for every shard of a plan: number, inputs, state, and how many inputs\n"
    "failed or are finished, parted by tabs.";

}  // namespace

ExitCode status_command(const std::vector<std::string>& words) {
  bool missing_only = false;
  po::options_description options("Options");
  options.add_options()("missing", po::bool_switch(&missing_only),
                        "only the numbers of the shards that are not done, as sbatch --array takes them");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() != 1) return complain(kUsage, "name one plan");
  const std::string& folder = arguments.paths[0];
  const auto plan = read_plan(folder);
  if (!plan) {
    print_error(plan.error());
    return ExitCode::kNoInput;
  }
  std::vector<int> missing;
  for (int shard = 0; shard < plan->shards; ++shard) {
    const auto state = state_of(folder, shard);
    if (!state) {
      print_error(state.error());
      return ExitCode::kNoInput;
    }
    if (!state->done) missing.push_back(shard);
    if (missing_only) continue;
    std::cout << shard << '\t' << state->inputs << '\t';
    if (state->done) {
      std::cout << "done\t" << state->failed << " failed\n";
    } else {
      std::cout << (state->under_way > 0 ? "begun\t" : "missing\t") << state->under_way << " finished\n";
    }
  }
  if (!missing_only) {
    std::cout << plan->shards - static_cast<int>(missing.size()) << " of " << plan->shards << " shards done\n";
  } else if (!missing.empty()) {
    std::cout << index_list(missing) << "\n";
  }
  return ExitCode::kDone;
}

}  // namespace trichluc
