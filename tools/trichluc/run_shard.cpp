#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "pipeline/run/plan.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/engine.h"
#include "tools/trichluc/input_options.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc run --shard PLAN/I [options]";
constexpr const char* kAbout =
    "Reads the documents of one shard of a plan. A shard that is done costs nothing, one that\n"
    "was killed goes on where it stopped; running one twice at the same time does no harm.\n"
    "Exit status 3 says that some documents failed: the shard is done all the same.";

struct Shard {
  std::string folder;
  int number = 0;
};

std::optional<Shard> read_shard_word(const std::string& word) {
  const std::size_t slash = word.find_last_of('/');
  if (slash == std::string::npos || slash == 0) return std::nullopt;
  Shard shard{word.substr(0, slash), 0};
  const char* const end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data() + slash + 1, end, shard.number);
  if (error != std::errc() || stop != end || shard.number < 0) return std::nullopt;
  return shard;
}

ExitCode no_input(const Error& error) {
  print_error(error);
  return ExitCode::kNoInput;
}

}  // namespace

ExitCode run_command(const std::vector<std::string>& words) {
  std::string word;
  RunSettings settings;
  po::options_description options("Options");
  options.add_options()("shard", po::value(&word)->value_name("PLAN/I"), "the plan's folder and the shard's number");
  add_run_options(options, settings);
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (!arguments.paths.empty()) return complain(kUsage, "the documents are those of the plan");
  const auto shard = read_shard_word(word);
  if (!shard) return complain(kUsage, "--shard takes a plan's folder and a number, as PLAN/0");
  if (const auto wrong = check_run_options(settings)) return complain(kUsage, *wrong);

  const auto plan = read_plan(shard->folder);
  if (!plan) return no_input(plan.error());
  if (shard->number >= plan->shards) {
    return complain(kUsage, "the plan has " + std::to_string(plan->shards) + " shards, from 0 on");
  }
  const std::string folder = std::filesystem::absolute(shard->folder).string();
  std::vector<Input> inputs;
  std::vector<int> indices;  // in the whole run
  const auto planned = read_shard(folder, shard->number, [&](PlannedInput input) {
    inputs.push_back(std::move(input.input));
    indices.push_back(input.index);
  });
  if (!planned) return no_input(planned.error());
  const auto state = state_of(folder, shard->number);
  if (state && state->done && !settings.fresh) return ExitCode::kDone;
  // Paths are as they were given to `trichluc plan`, and so the records are those of a run without shards.
  if (chdir(plan->folder.c_str()) != 0) {
    return no_input({ErrorCode::kNotFound,
                     std::string("the plan's working folder: ") + std::strerror(errno),
                     "it must be the same on all machines",
                     {.file = plan->folder}});
  }
  const auto process_options =
      process_options_of({.rules = {}, .lists = {}, .ocr = plan->ocr, .with_text = plan->with_text});
  if (!process_options) return complain(kUsage, "the plan was made by another version");
  const auto engine = Engine::load(plan->rules, *process_options, settings);
  if (!engine) {
    print_error(engine.error());
    return ExitCode::kUsage;
  }
  const auto all_inputs = [&plan, &folder] {
    std::vector<Input> all;
    // One that cannot be read has nothing to add; its own run says so.
    for (int number = 0; number < plan->shards; ++number)
      static_cast<void>(
          read_shard(folder, number, [&all](PlannedInput input) { all.push_back(std::move(input.input)); }));
    return all;
  };
  return engine->run_to_files(
      inputs, part_paths(folder, shard->number),
      {.plan_index = [&indices](std::size_t i) { return indices[i]; }, .all_inputs = all_inputs});
}

}  // namespace trichluc
