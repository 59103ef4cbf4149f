#include "pipeline/run/plan.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <queue>
#include <utility>

#include "pipeline/core/sha256.h"
#include "pipeline/run/cost.h"
#include "pipeline/run/json_fields.h"
#include "pipeline/run/new_file.h"

namespace trichluc {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSchema = "trichluc-plan/1";

void look_at_file(PlannedInput& planned) {
  if (planned.input.problem || planned.input.standard_input) return;
  const Descriptor file(open(planned.input.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (!file || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return;  // its run will say why
  Sha256 hash;
  CostEstimate cost;
  static thread_local std::vector<char> chunk(1 << 18);
  while (true) {
    const ssize_t got = read(file.get(), chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return;
    if (got == 0) break;
    const std::string_view part(chunk.data(), static_cast<std::size_t>(got));
    hash.add(part);
    cost.add(part);
    planned.bytes += part.size();
  }
  planned.sha256 = hash.hex();
  planned.cost_ms = cost.milliseconds();
}

std::string to_line(const PlannedInput& planned) {
  JsonWriter json;
  json.begin_object();
  json.field("index", static_cast<std::uint64_t>(planned.index));
  write_file_name(json, planned.input.path);
  if (planned.input.problem) {
    write_error_fields(json, *planned.input.problem);
  } else {
    json.optional_field("sha256", planned.sha256);
    json.field("bytes", planned.bytes);
    json.field("cost_ms", planned.cost_ms);
  }
  json.end_object();
  return json.take();
}

std::optional<PlannedInput> read_line(std::string_view line) {
  const auto json = parse_object(line);
  if (!json) return std::nullopt;
  const auto index = small_number_in(*json, "index");
  const auto file = file_name_in(*json);
  if (!index || !file) return std::nullopt;
  PlannedInput planned;
  planned.index = *index;
  planned.input.path = *file;
  if (auto problem = error_in(*json, *file)) planned.input.problem = std::make_shared<const Error>(*problem);
  planned.sha256 = text_in(*json, "sha256").value_or("");
  planned.bytes = number_in(*json, "bytes").value_or(0);
  planned.cost_ms = number_in(*json, "cost_ms").value_or(1);
  return planned;
}

std::string shard_path(const std::string& folder, int shard) {
  return folder + "/shard-" + std::to_string(shard) + ".jsonl";
}

tl::unexpected<Error> no_plan(Error why) {
  why.message = "no plan here: " + why.message;
  why.next_step = "make one with `trichluc plan`";
  return tl::unexpected(std::move(why));
}

tl::unexpected<Error> damaged(const std::string& path, int line = 0) {
  Location where{.file = path};
  if (line > 0) where.line = line;
  return fail(ErrorCode::kDamaged, "is no plan of " + std::string(kSchema), "make a new one with `trichluc plan`",
              std::move(where));
}

std::size_t count_lines(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return static_cast<std::size_t>(
      std::count(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>(), '\n'));
}

}  // namespace

std::vector<PlannedInput> look_at(std::vector<Input> inputs) {
  std::vector<PlannedInput> planned(inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    planned[i].index = static_cast<int>(i);
    planned[i].input = std::move(inputs[i]);
    look_at_file(planned[i]);
  }
  return planned;
}

std::vector<int> balance(const std::vector<PlannedInput>& inputs, int shards) {
  std::vector<std::size_t> order(inputs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&inputs](std::size_t a, std::size_t b) { return inputs[a].cost_ms > inputs[b].cost_ms; });
  using Load = std::pair<std::uint64_t, int>;  // so far, shard
  std::priority_queue<Load, std::vector<Load>, std::greater<>> least;
  for (int shard = 0; shard < shards; ++shard) least.emplace(0, shard);
  std::vector<int> shard_of(inputs.size(), 0);
  for (const std::size_t i : order) {
    const auto [load, shard] = least.top();
    least.pop();
    shard_of[i] = shard;
    least.emplace(load + inputs[i].cost_ms, shard);
  }
  return shard_of;
}

Result<void> write_plan(const std::string& folder, const Plan& plan, const std::vector<PlannedInput>& inputs) {
  std::error_code error;
  fs::create_directories(folder, error);
  const std::string head = folder + "/plan.json";
  if (fs::exists(head, error)) {
    return fail(ErrorCode::kOutputUnwritable, "holds a plan already", "name another folder, or remove this one",
                {.file = folder});
  }
  const std::vector<int> shard_of = balance(inputs, plan.shards);
  std::vector<std::uint32_t> by_shard(inputs.size());  // inputs of shard 0, of shard 1, ...
  std::iota(by_shard.begin(), by_shard.end(), std::uint32_t{0});
  std::stable_sort(by_shard.begin(), by_shard.end(),
                   [&shard_of](std::uint32_t a, std::uint32_t b) { return shard_of[a] < shard_of[b]; });
  JsonWriter json;
  json.begin_object();
  json.field("schema", kSchema);
  json.field("folder", plan.folder);
  json.field("shards", static_cast<std::uint64_t>(plan.shards));
  json.field("inputs", static_cast<std::uint64_t>(inputs.size()));
  json.key("with_text"), json.flag(plan.with_text);
  json.field("ocr", plan.ocr);
  json.key("rules"), json.texts(plan.rules);
  json.end_object();
  auto next = by_shard.begin();
  for (int shard = 0; shard < plan.shards; ++shard) {
    auto file = NewFile::create(shard_path(folder, shard));
    if (!file) return tl::unexpected(file.error());
    for (; next != by_shard.end() && shard_of[*next] == shard; ++next) file->write(to_line(inputs[*next]) + "\n");
    if (auto written = file->commit(); !written) return written;
  }
  auto file = NewFile::create(head);
  if (!file) return tl::unexpected(file.error());
  file->write(json.take() + "\n");
  return file->commit();
}

Result<Plan> read_plan(const std::string& folder) {
  const std::string path = folder + "/plan.json";
  const auto content = read_input({path});
  if (!content) return no_plan(content.error());
  const auto json = parse_object(*content);
  if (!json || text_in(*json, "schema") != kSchema) return damaged(path);
  const auto where = text_in(*json, "folder"), ocr = text_in(*json, "ocr");
  const auto shards = small_number_in(*json, "shards"), inputs = small_number_in(*json, "inputs");
  const auto with_text = json->FindMember("with_text"), rules = json->FindMember("rules");
  if (!where || !ocr || !shards || *shards < 1 || !inputs || with_text == json->MemberEnd() ||
      rules == json->MemberEnd() || !with_text->value.IsBool() || !rules->value.IsArray())
    return damaged(path);
  Plan plan{*where, *shards, static_cast<std::size_t>(*inputs), with_text->value.GetBool(), *ocr, {}};
  for (const auto& rule : rules->value.GetArray()) {
    if (!rule.IsString()) return damaged(path);
    plan.rules.emplace_back(rule.GetString(), rule.GetStringLength());
  }
  return plan;
}

Result<void> read_shard(const std::string& folder, int shard, const std::function<void(PlannedInput)>& take) {
  const std::string path = shard_path(folder, shard);
  std::ifstream file(path, std::ios::binary);
  if (!file) return no_plan({ErrorCode::kNotFound, std::strerror(errno), {}, {.file = path}});
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    auto planned = read_line(line);
    // The last line of a whole file has an end, too.
    if (!planned || file.eof()) return damaged(path, number);
    take(std::move(*planned));
  }
  if (file.bad()) return no_plan({ErrorCode::kUnreadable, std::strerror(errno), {}, {.file = path}});
  return {};
}

OutputPaths part_paths(const std::string& folder, int shard) {
  const std::string number = std::to_string(shard);
  return {folder + "/part-" + number + ".jsonl", folder + "/errors-" + number + ".jsonl",
          folder + "/ledger-" + number + ".jsonl", folder + "/run-" + number + ".json",
          folder + "/part-" + number + ".attempt-"};
}

Result<ShardState> state_of(const std::string& folder, int shard) {
  ShardState state;
  state.inputs = count_lines(shard_path(folder, shard));
  const OutputPaths paths = part_paths(folder, shard);
  std::error_code error;
  // The ledger comes last, so the part is there too; a part from elsewhere would not have as many lines.
  state.done = fs::exists(paths.records, error) && fs::exists(paths.ledger, error) &&
               count_lines(paths.ledger) == state.inputs + 1;
  if (state.done) {
    state.failed = count_lines(paths.errors);
    return state;
  }
  const std::string prefix = fs::path(paths.attempt).filename().string();
  for (const auto& item : fs::directory_iterator(folder, error)) {
    const std::string name = item.path().filename().string();
    if (!name.starts_with(prefix) || !name.ends_with(".ledger")) continue;
    const std::size_t lines = count_lines(item.path().string());
    state.under_way += lines > 0 ? lines - 1 : 0;
  }
  return state;
}

std::string index_list(const std::vector<int>& indices) {
  std::string list;
  for (std::size_t i = 0; i < indices.size();) {
    std::size_t last = i;
    while (last + 1 < indices.size() && indices[last + 1] == indices[last] + 1) ++last;
    if (!list.empty()) list += ',';
    list += std::to_string(indices[i]);
    if (last > i) list += "-" + std::to_string(indices[last]);
    i = last + 1;
  }
  return list;
}

}  // namespace trichluc
