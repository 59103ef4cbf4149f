#include <filesystem>
#include <iostream>
#include <numeric>

#include "pipeline/run/plan.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/input_options.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc plan --shards N --out PLAN [options] PATH...";
constexpr const char* kAbout =
    "Cuts a run over many documents into N shards of about the same cost, for `trichluc run`\n"
    "on as many machines. PLAN becomes a folder; the documents are looked at, not read.";

constexpr int kMostShards = 100'000;

}  // namespace

ExitCode plan_command(const std::vector<std::string>& words) {
  int shards = 0;
  std::string folder;
  InputSettings settings;
  po::options_description options("Options");
  auto add = options.add_options();
  add("shards", po::value(&shards)->value_name("N"), "how many parts; numbered from 0 to N - 1");
  add("out", po::value(&folder)->value_name("PLAN"), "the folder of the plan, which must not hold one yet");
  add_input_options(options, settings);
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (shards < 1 || shards > kMostShards) return complain(kUsage, "--shards takes a number from 1 to 100000");
  if (folder.empty()) return complain(kUsage, "--out PLAN is missing");
  const auto paths = input_paths(arguments.paths, settings);
  if (!paths) {
    print_error(paths.error());
    return ExitCode::kNoInput;
  }
  if (paths->empty() && settings.lists.empty()) return complain(kUsage, "no documents given");

  if (!process_options_of(settings)) return complain(kUsage, "--ocr takes auto, always or never");
  std::vector<Input> inputs = list_inputs(*paths);
  for (const Input& input : inputs) {
    if (input.standard_input) return complain(kUsage, "a plan cannot hold standard input");
  }
  Plan plan{std::filesystem::current_path().string(), shards, inputs.size(), settings.with_text, settings.ocr, {}};
  for (const std::string& rules : settings.rules) plan.rules.push_back(std::filesystem::absolute(rules).string());
  const auto planned = look_at(std::move(inputs));
  if (auto written = write_plan(folder, plan, planned); !written) {
    print_error(written.error());
    return ExitCode::kOutputUnwritable;
  }
  const auto add_cost = [](std::uint64_t sum, const PlannedInput& input) { return sum + input.cost_ms; };
  const std::uint64_t cost = std::accumulate(planned.begin(), planned.end(), std::uint64_t{0}, add_cost);
  std::cout << planned.size() << " inputs in " << shards << " shards, about " << (cost / 1000 + 1)
            << " s of one core\n";
  return ExitCode::kDone;
}

}  // namespace trichluc
