#include "tools/trichluc/archive_run.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "pipeline/core/sha256.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/healthy_lines.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/text_quality.h"

namespace trichluc {
namespace {

constexpr std::size_t kSample = 32;  // documents

/// The same ones from the same files, in whatever order they come: those whose names have the smallest hashes.
std::vector<Input> sample_of(const std::vector<Input>& inputs) {
  std::map<std::string, Input> chosen;
  for (const Input& input : inputs) {
    if (input.standard_input || input.problem) continue;
    chosen.emplace(sha256_hex(input.path), input);
    if (chosen.size() > kSample) chosen.erase(std::prev(chosen.end()));
  }
  std::vector<Input> sample;
  for (auto& [hash, input] : chosen) sample.push_back(std::move(input));
  return sample;
}

/// As LanguageCounts::pack says it.
Result<Product> count_lines_of(const Source& source) {
  const ReadOptions options{OcrMode::kNever, judge_text, {fold_plain, fold_lower, fold_upper}, nullptr};
  Result<Reading> reading = read_document(source.bytes, source.input.path, options);
  if (!reading) return tl::unexpected(reading.error());
  return Product{.line = count_healthy_lines(*reading).pack()};
}

RunReport sum(RunReport first, const RunReport& second) {
  for (std::size_t i = 0; i < first.statuses.size(); ++i) first.statuses[i] += second.statuses[i];
  first.known += second.known;
  first.peak_kib = std::max(first.peak_kib, second.peak_kib);
  first.isolation = second.isolation;
  first.interrupted = second.interrupted;
  first.stopped = second.stopped;
  return first;
}

}  // namespace

RunReport ArchiveRun::learn(const RunOptions& options) {
  const std::vector<Input> all = all_();
  if (all.size() < 2) return {};
  const std::vector<Input> sample = sample_of(all);
  LanguageCounts counts;
  const Sink add = [&counts](std::size_t, const Outcome& outcome) -> Result<void> {
    // A document that cannot be read teaches nothing; its own turn says why.
    if (outcome.product) counts.add_packed(outcome.product->line);
    return {};
  };
  const RunReport report = run_documents(
      sample, {.jobs = options.jobs, .limits = options.limits, .in_order = false, .company_of = options.company_of},
      count_lines_of, add);
  if (report.interrupted || report.stopped) return report;
  std::ostringstream text;
  counts.write(text);
  adaptation_ = counts.total() == 0 ? "none" : sha256_hex(text.str());
  language_.adapt_to_archive(counts);
  learned_ = true;
  return report;
}

RunReport ArchiveRun::go(const std::vector<Input>& inputs, const RunOptions& options, const Work& work,
                         const Sink& sink) {
  // Learned already, or nothing to learn from.
  if (learned_ || all_().size() < 2) return run_documents(inputs, options, work, sink);

  language_.await_archive();
  std::vector<std::size_t> rest;
  const Sink put_apart = [&](std::size_t index, const Outcome& outcome) -> Result<void> {
    if (!outcome.product || !outcome.product->put_off) return sink(index, outcome);
    rest.push_back(index);
    // Those behind it have to wait: the run is done anew from here on.
    if (options.in_order) return fail(ErrorCode::kOutputUnwritable, "put off");
    return {};
  };
  RunReport report = run_documents(inputs, options, work, put_apart);
  if (rest.empty() || report.interrupted || (report.stopped && !options.in_order)) return report;
  report.stopped = {};
  if (options.in_order) {
    for (std::size_t index = rest.front() + 1; index < inputs.size(); ++index) rest.push_back(index);
  }
  std::sort(rest.begin(), rest.end());

  if (const RunReport lesson = learn(options); lesson.interrupted || lesson.stopped) {
    report.interrupted = lesson.interrupted;
    report.stopped = lesson.stopped;
    return report;
  }
  std::vector<Input> left;
  for (const std::size_t index : rest) left.push_back(inputs[index]);
  RunOptions again = options;
  if (options.known_hash) again.known_hash = [&](std::size_t i) { return options.known_hash(rest[i]); };
  return sum(report, run_documents(left, again, work,
                                   [&](std::size_t i, const Outcome& outcome) { return sink(rest[i], outcome); }));
}

}  // namespace trichluc
