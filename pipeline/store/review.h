// review.h - what people say of facts: events that are added and never changed.
//
// An event is a line of JSON:
//   {"document":"<sha256>","action":"correct","kind":"count","page":1,"span":[88,95],"text":"12 vụ",
//    "old":{"value":12,…},"new":{"value":21,"unit":"vụ","modality":"reported"},
//    "reviewer":"An","time":"2025-01-31T08:00:00Z","note":"…"}
// action: accept, correct (new is wanted), reject, add (new is wanted; the fact's kind, place and text are of one that
// was missed), undo (takes back the event whose name is "undoes"; the place is that event's). old and note may be left
// out: old is then what the archive has. Events bind by document, page, kind and text (review_binding.h); the same
// event twice is one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/emit/table_text.h"

namespace trichluc {

struct ReviewReport {
  std::size_t added = 0, known = 0;
  std::vector<std::string> unbound;  // events that no fact fits now, one line each
};

/// Adds events, one a line of `lines`. With `all_must_bind`, nothing is added when one does not bind.
/// Errors: kDamaged with the line for what is no event (nothing is added), those of opening an archive.
Result<ReviewReport> add_review_events(const std::string& archive, std::string_view lines, bool all_must_bind);

/// One event from a person who looks at the document now. `seen` is the last event (its row) that the person knows of
/// for this document: when another person has since said something of the same words, nothing is added and
/// `overtaken` tells what, so that none is overruled unseen. Not given: added in any case.
struct ReviewStep {
  std::string event;                   // its name, for undoing it; empty: nothing was added
  std::vector<std::string> overtaken;  // events of others, as JSON
  bool bound = false;                  // a fact fits it
};
/// `time` takes the place of what the event says of it, the archive's value that of "old".
/// Errors: kBadArguments for what is no event, or a reviewer without a name of one line; kNotFound when an undo names
/// no event; those of opening an archive.
Result<ReviewStep> add_review_step(const std::string& archive, std::string_view event, const std::string& time,
                                   std::optional<std::int64_t> seen);

/// All events, one a line, in the order they were made: what add_review_events takes.
Result<std::size_t> export_review_events(const std::string& archive, const TextSink& sink);

/// Events that no fact fits now, one line each.
Result<std::vector<std::string>> unbound_review_events(const std::string& archive);

}  // namespace trichluc
