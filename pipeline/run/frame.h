// frame.h - how a child tells its worker, and a worker its supervisor, what became of a document: a length, then the
// outcome.
#pragma once

#include <optional>
#include <string>

#include "pipeline/run/outcome.h"

namespace trichluc {

/// Bytes of one frame. Both ends are the same program on the same machine: integers go as they lie in memory.
std::string pack(const Outcome& outcome);

/// Takes the first whole frame off the head of `buffer`; none while its end has not arrived.
/// A frame that no pack() wrote becomes an Error (kCrash): a process gone mad costs its document only.
std::optional<Outcome> unpack(std::string& buffer);

}  // namespace trichluc
