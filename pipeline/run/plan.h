// plan.h - a run cut into shards that need nothing of each other, for a job array on many machines.
//
// PLAN/ is a folder on a file system that all machines see:
//   plan.json          what is to be done: inputs, shards, working folder, options
//   shard-I.jsonl      the inputs of shard I (from 0): number in the whole run, file, SHA-256, bytes, cost
//   part-I.jsonl       the records of shard I, with errors-I.jsonl, ledger-I.jsonl and run-I.json
// Shards are balanced by cost; inside a shard, and in the merged output, inputs have the order of the whole run. A part
// appears by rename when its last document is done, so a shard may be run twice, also at the same time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/run/input.h"
#include "pipeline/run/journal.h"

namespace trichluc {

struct PlannedInput {
  int index = 0;  // in the whole run
  Input input;
  std::string sha256;  // when it was planned; empty: not a file that can be read
  std::uint64_t bytes = 0;
  std::uint64_t cost_ms = 1;
};

struct Plan {
  std::string folder;  // that relative paths are relative to
  int shards = 0;
  std::size_t inputs = 0;
  bool with_text = false;
  std::string ocr = "auto";        // as given with --ocr
  std::vector<std::string> rules;  // folders, absolute
};

/// Reads every input once. An input with a problem keeps it.
std::vector<PlannedInput> look_at(std::vector<Input> inputs);

/// The shard of every input: the most costly go first, each to the shard with the least so far.
std::vector<int> balance(const std::vector<PlannedInput>& inputs, int shards);

/// Makes the folder; plan.json comes last. Errors: kOutputUnwritable, also where there is a plan already.
Result<void> write_plan(const std::string& folder, const Plan& plan, const std::vector<PlannedInput>& inputs);

/// Errors: kNotFound (no plan), kDamaged.
Result<Plan> read_plan(const std::string& folder);
/// One after the other: a shard may hold a hundred thousand.
Result<void> read_shard(const std::string& folder, int shard, const std::function<void(PlannedInput)>& take);

OutputPaths part_paths(const std::string& folder, int shard);

struct ShardState {
  std::size_t inputs = 0;
  bool done = false;
  std::size_t failed = 0;     // of a shard that is done: inputs without a record
  std::size_t under_way = 0;  // entries of attempts
};
Result<ShardState> state_of(const std::string& folder, int shard);

/// "0,3,7-9": what sbatch --array takes.
std::string index_list(const std::vector<int>& indices);

}  // namespace trichluc
