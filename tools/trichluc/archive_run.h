// archive_run.h - a run in which a document with many letters lost is repaired with what the others say.
//
//     all inputs ──> records, and documents put off          (LanguageData::await_archive)
//     a sample   ──> counts of its healthy lines             (healthy_lines.h), only when one was put off
//     put off    ──> records, with the model adapted to the counts
//
// The sample is chosen by the names of the inputs and counts are summed, so what comes out depends neither on --jobs
// nor on the order of the files. In a run of one document there is nothing to learn from and nothing is put off.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pipeline/normalize/language_data.h"
#include "pipeline/run/run.h"

namespace trichluc {

class ArchiveRun {
 public:
  /// `all`: the documents that the sample is chosen from, asked for when it is needed. `language` is adapted.
  ArchiveRun(std::function<std::vector<Input>()> all, LanguageData& language)
      : all_(std::move(all)), language_(language) {}

  /// Learns before anything else is done, if there is something to learn from: for a run that goes on with documents
  /// that were adapted. `options`: limits and jobs. An interrupt or an error is in the report.
  RunReport learn(const RunOptions& options);

  /// As run_documents(); the sink gets no outcome that is put off, and nobody reads the report's `put_off`.
  RunReport go(const std::vector<Input>& inputs, const RunOptions& options, const Work& work, const Sink& sink);

  /// What outcomes with Product::adapted are adapted to: 64 hexadecimal digits, or "none" for the model as it is.
  const std::string& adaptation() const { return adaptation_; }

 private:
  bool learned_ = false;
  std::string adaptation_ = "none";
  std::function<std::vector<Input>()> all_;
  LanguageData& language_;
};

}  // namespace trichluc
