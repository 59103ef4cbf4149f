#include "tools/trichluc/engine.h"

#include <algorithm>
#include <iostream>
#include <utility>

#include "pipeline/core/sha256.h"
#include "pipeline/emit/json_writer.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/ocr_engine.h"
#include "pipeline/run/run_record.h"
#include "tools/trichluc/allocator.h"
#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/archive_run.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/build_id.h"
#include "tools/trichluc/output_file.h"
#include "tools/trichluc/rules_location.h"
#include "tools/trichluc/warm_up.h"

namespace trichluc {
namespace {

// Warming up costs a worker what a few documents cost.
constexpr std::size_t kWorthWarmingUp = 8;
constexpr std::size_t kWorthSamples = 100;  // of each worker, with a process for every document

ExitCode exit_code_of(const RunReport& report, std::size_t failed) {
  if (report.interrupted) return ExitCode::kInterrupted;
  if (report.stopped) {
    return report.stopped->code == ErrorCode::kOutputUnwritable ? ExitCode::kOutputUnwritable : ExitCode::kSomeFailed;
  }
  return failed > 0 ? ExitCode::kSomeFailed : ExitCode::kDone;
}

ExitCode unwritable(const Error& error) {
  print_error(error);
  return ExitCode::kOutputUnwritable;
}

/// Rules, language data and the digit recogniser: everything that records are made with and that is not the program.
std::string rules_identity(const Extractor& extractor, LanguageData& language) {
  std::string parts = extractor.rules_version() + language.identity();
  for (const Input& file : list_inputs({digits_folder()})) parts += content_hash(file);
  return sha256_hex(parts);
}

/// What ended a run before its time, and how many inputs failed.
void say(const RunReport& report, std::size_t failed, std::size_t inputs, const char* after_interrupt) {
  if (report.stopped) print_error(*report.stopped);
  if (report.interrupted) std::cerr << "trichluc: interrupted; " << after_interrupt << "\n";
  if (failed > 0 && inputs > 1 && !report.interrupted && !report.stopped)
    std::cerr << "trichluc: " << failed << " of " << inputs << " inputs failed\n";
}

}  // namespace

Engine::Engine(Extractor extractor, const ProcessOptions& process, const RunSettings& settings)
    : extractor_(std::move(extractor)),
      language_(std::make_unique<LanguageData>(language_source())),
      digits_(std::make_unique<DigitReader>(digits_folder())),
      process_(process),
      settings_(settings),
      identity_{std::string(TRICHLUC_VERSION) + " " + build_id(), rules_identity(extractor_, *language_),
                process.words(), limits_of(settings).words()} {
  process_.digits = digits_.get();
}

Result<Engine> Engine::load(const std::vector<std::string>& added_rules, const ProcessOptions& process,
                            const RunSettings& settings) {
  watch_allocator();
  const auto folders = rule_folders(added_rules);
  if (!folders) return tl::unexpected(folders.error());
  auto extractor = Extractor::load(*folders);
  if (!extractor) return tl::unexpected(extractor.error());
  return Engine(std::move(*extractor), process, settings);
}

RunOptions Engine::options_for(std::size_t inputs) const {
  RunOptions options{.jobs = settings_.jobs, .limits = limits_of(settings_)};
  options.limits.readable.push_back(language_source());
  options.limits.readable.push_back(digits_folder());
  if (!settings_.alone) options.company_of = company_of;
  options.warm_up_for_pictures = [this] {
    start_recognition();
    static_cast<void>(digits_->net());
  };
  if (inputs >= kWorthWarmingUp) {
    // In company a document finds the automata that those before it built.
    const std::size_t each = inputs / static_cast<std::size_t>(std::max(settings_.jobs, 1));
    const bool many = settings_.alone && each >= kWorthSamples;
    options.warm_up = [this, many] {
      warm_up(extractor_, *language_, process_, many ? samples_folder() : std::string());
    };
  }
  return options;
}

Result<void> Engine::write_text(const TextFolder& texts, std::size_t index, const Outcome& outcome) const {
  if (process_.text_folder.empty() || outcome.known || !outcome.product) return {};
  return texts.write(index, outcome.product->page_texts);
}

Work Engine::work() const {
  return [this](const Source& source) { return process(source, extractor_, *language_, process_); };
}

ExitCode Engine::run_to_stream(const std::vector<Input>& inputs, const std::string& output_path) const {
  auto output = OutputFile::open(output_path);
  if (!output) return unwritable(output.error());
  const TextFolder texts(process_.text_folder, inputs);
  const Sink sink = [&](std::size_t index, const Outcome& outcome) -> Result<void> {
    if (outcome.product) {
      if (auto written = write_text(texts, index, outcome); !written) return written;
      return output->write_line(outcome.product->line);
    }
    print_error(outcome.product.error());
    return {};
  };
  ArchiveRun run([&inputs] { return inputs; }, *language_);
  const RunReport report = run.go(inputs, options_for(inputs.size()), work(), sink);
  const ExitCode code = exit_code_of(report, report.failed());
  if (code == ExitCode::kDone || code == ExitCode::kSomeFailed) {
    if (auto written = output->commit(); !written) return unwritable(written.error());
  }
  say(report, report.failed(), inputs.size(), "run it again to finish");
  return code;
}

RunIdentity Engine::run_identity() const { return {identity_.program, identity_.rules, identity_.options, utc_now()}; }

ExitCode Engine::run_to_archive(const std::vector<Input>& inputs, const std::string& archive_path) const {
  auto archive = ArchiveWriter::open(archive_path);
  if (!archive) return archive_failure(archive.error());
  const RunIdentity identity = run_identity();
  ArchiveRun run([&inputs] { return inputs; }, *language_);
  AddReport added;
  const Sink sink = [&](std::size_t, const Outcome& outcome) -> Result<void> {
    if (outcome.known) {
      ++added.known;
      return {};
    }
    if (!outcome.product) {
      const Error& error = outcome.product.error();
      print_error(error);
      return archive->add_unread(
          {mend_utf8(error.where.file), std::string(status_name(outcome.status())), std::string(code_name(error.code)),
           outcome.stage, error.where.page, error.message, error.next_step},
          identity);
    }
    // One that was adapted is known by what it was adapted to as well: it is made anew where that may have changed.
    RunIdentity made_with = identity;
    if (outcome.product->adapted) made_with.options += ", adapted to " + run.adaptation().substr(0, 12);
    const auto done = archive->add(outcome.product->line, made_with);
    if (!done) return tl::unexpected(done.error());
    ++(*done == Added::kNew ? added.added : *done == Added::kReplaced ? added.replaced : added.known);
    return {};
  };
  RunOptions options = options_for(inputs.size());
  if (!settings_.fresh) {
    options.known_hash = [&](std::size_t index) {
      return inputs[index].standard_input ? std::string()
                                          : archive->known_hash(inputs[index].path, identity).value_or("");
    };
  }
  const RunReport report = run.go(inputs, options, work(), sink);
  if (auto finished = archive->finish(); !finished) return archive_failure(finished.error());
  tell(added);
  say(report, report.failed(), inputs.size(), "run it again, it goes on where it stopped");
  return exit_code_of(report, report.failed());
}

ExitCode Engine::run_to_files(const std::vector<Input>& inputs, const OutputPaths& paths, const ShardOf& shard) const {
  auto journal = Journal::open(paths, identity_, inputs, settings_.fresh);
  if (!journal) return unwritable(journal.error());
  RunRecord record;
  record.identity = identity_;
  record.began = utc_now();
  record.inputs = inputs.size();
  record.jobs = settings_.jobs;
  std::size_t failed = 0;
  const TextFolder texts(process_.text_folder, inputs);
  ArchiveRun run(
      shard.all_inputs ? shard.all_inputs : [&inputs] { return inputs; }, *language_);
  const Sink sink = [&](std::size_t index, const Outcome& outcome) -> Result<void> {
    // Before the journal: what it knows is not read again.
    if (auto written = write_text(texts, index, outcome); !written) return written;
    const auto entry = journal->add(index, outcome, run.adaptation());
    if (!entry) return tl::unexpected(entry.error());
    ++record.statuses[static_cast<std::size_t>(entry->status)];
    if (!entry->error) return {};
    ++failed;
    print_error(*entry->error);
    return {};
  };
  RunOptions options = options_for(inputs.size() - journal->known());
  options.in_order = false;
  options.known_hash = [&](std::size_t index) { return journal->known_hash(index, run.adaptation()); };
  // Whether adapted records can stay shows when it is known what they would be adapted to now.
  if (journal->any_adapted()) record.report = run.learn(options);
  if (!record.report.interrupted && !record.report.stopped) record.report = run.go(inputs, options, work(), sink);
  record.ended = utc_now();
  const ExitCode code = exit_code_of(record.report, failed);
  if (code == ExitCode::kDone || code == ExitCode::kSomeFailed) {
    if (auto finished = journal->finish(to_json(record), shard.plan_index); !finished)
      return unwritable(finished.error());
  }
  say(record.report, failed, inputs.size(), "run it again, it goes on where it stopped");
  return code;
}

}  // namespace trichluc
