// frame.h - how a worker tells its parent what became of a document: one length, then the outcome.
#pragma once

#include <optional>
#include <string>

#include "pipeline/core/error.h"

namespace trichluc {

/// What a worker sends: a line of output, or why there is none.
using Outcome = Result<std::string>;

/// Bytes of one frame. Both ends are the same program on the same machine: integers go as they lie in memory.
std::string pack(const Outcome& outcome);

/// Takes the first whole frame off the head of `buffer`; none while its end has not arrived.
/// A frame that no pack() wrote becomes an Error (kCrash): a worker gone mad costs its document only.
std::optional<Outcome> unpack(std::string& buffer);

}  // namespace trichluc
