// engine.h - rules, stages and limits put together: what a run does with a document, and what it is known by.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extractors/extract.h"
#include "pipeline/ingest/digit_net.h"
#include "pipeline/normalize/language_data.h"
#include "pipeline/run/journal.h"
#include "pipeline/run/run.h"
#include "pipeline/store/archive.h"
#include "tools/trichluc/exit_code.h"
#include "tools/trichluc/process.h"
#include "tools/trichluc/run_options.h"
#include "tools/trichluc/text_folder.h"

namespace trichluc {

/// Of a run that is part of a larger one; all empty: it is the whole.
struct ShardOf {
  std::function<int(std::size_t)> plan_index = {};      // see Journal::finish
  std::function<std::vector<Input>()> all_inputs = {};  // of the whole run
};

class Engine {
 public:
  /// `added_rules` as given with --rules. Errors: kBadRule.
  static Result<Engine> load(const std::vector<std::string>& added_rules, const ProcessOptions& process,
                             const RunSettings& settings);

  /// Records to standard output, or to a pipe, in input order as they come; failures to standard error.
  ExitCode run_to_stream(const std::vector<Input>& inputs, const std::string& output_path) const;

  /// Records into an archive, each document as it comes; those that the archive has from the same program, rules and
  /// options are left. Failures to standard error.
  ExitCode run_to_archive(const std::vector<Input>& inputs, const std::string& archive_path) const;

  /// What records are made with, as the archive keeps it.
  RunIdentity run_identity() const;

  /// Through a journal into files that appear when all is done; goes on where an earlier run stopped.
  ExitCode run_to_files(const std::vector<Input>& inputs, const OutputPaths& paths, const ShardOf& shard = {}) const;

 private:
  Engine(Extractor extractor, const ProcessOptions& process, const RunSettings& settings);
  RunOptions options_for(std::size_t inputs) const;
  Work work() const;
  /// Nothing where no text is asked for, or an earlier run has written it. Errors: kOutputUnwritable.
  Result<void> write_text(const TextFolder& texts, std::size_t index, const Outcome& outcome) const;

  Extractor extractor_;
  std::unique_ptr<LanguageData> language_;  // read by workers and children, and when it is adapted
  std::unique_ptr<DigitReader> digits_;     // read by workers and children, never by the supervisor
  ProcessOptions process_;
  RunSettings settings_;
  Identity identity_;
};

}  // namespace trichluc
