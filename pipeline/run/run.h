// run.h - many documents through one function, in processes apart, several at a time.
//
//     supervisor ── worker ── child: document 17     lists, hands out, collects; never looks into a document
//          └─────── worker ── child: document 18     a worker hands its child the document and ends it when it is over
//                                                     its limits; a child reads, works, sends one frame, and is gone
//
// Short documents take turns in one child as long as nothing is wrong with them (RunOptions::company_of): a process
// would cost a good part of what they do.
//
// A document that crashes, hangs or eats memory costs itself: its child is ended, and the run goes on. A worker that is
// killed is replaced and its document tried once more. Every input gets exactly one outcome. What comes out does not
// depend on the number of workers.
//
// Work that needs what is learned from other documents puts its own off (Product::put_off): the sink gets that too, and
// hands it in again once the learning, a run of its own, is done.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "pipeline/run/company.h"
#include "pipeline/run/worker.h"

namespace trichluc {

struct RunOptions {
  int jobs = 1;  // workers, at least 1
  Limits limits = {};
  /// Outcomes go to the sink in input order; else as they come.
  bool in_order = true;
  /// Content hash of what an earlier run has of inputs[index]; empty: nothing.
  std::function<std::string(std::size_t index)> known_hash = {};
  /// Run once in every worker, before its first document: what libraries build when they are first used.
  std::function<void()> warm_up = {};
  /// The same for work on pictures (Stage::kRender, kRecognize): once in a worker, behind its first document that had
  /// any.
  std::function<void()> warm_up_for_pictures = {};
  /// Documents that are read in one process, one after the other; empty: each has its own.
  CompanyOf company_of = {};
};

/// Takes the outcome of inputs[index]. An error (kOutputUnwritable) ends the run.
using Sink = std::function<Result<void>(std::size_t index, const Outcome&)>;

/// What held the children; of the last worker started.
struct Isolation {
  bool seccomp = false;
  int landlock = 0;  // version of the kernel's interface, 0: none
  bool memory_limit = false;
  bool alone = false;  // a child for every document
};

struct RunReport {
  std::array<std::size_t, kStatuses> statuses = {};  // inputs by Status; known ones are counted in `known` instead
  std::size_t known = 0;                             // left as an earlier run had them
  std::size_t put_off = 0;                           // so are those put off
  std::uint64_t peak_kib = 0;                        // resident memory of the largest child
  Isolation isolation = {};
  bool interrupted = false;           // SIGINT or SIGTERM: what was not delivered by then is missing
  std::optional<Error> stopped = {};  // why the run ended before its last input

  std::size_t done() const;    // inputs that gave a record; without known ones
  std::size_t failed() const;  // without known ones
};

/// `work` runs in children, `sink` in the calling process, which must have no other threads and no other children.
/// Errors of an input have Location::file set.
RunReport run_documents(const std::vector<Input>& inputs, const RunOptions& options, const Work& work,
                        const Sink& sink);

}  // namespace trichluc
