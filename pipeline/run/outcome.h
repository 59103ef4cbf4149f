// outcome.h - what became of one document.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/core/heartbeat.h"
#include "pipeline/run/input.h"

namespace trichluc {

/// Every input of a run ends with exactly one of these.
enum class Status : std::uint8_t {
  kOk,
  kOkWithWarnings,  // a record, with something in its "warnings"
  kNoText,          // opens, but holds nothing to read
  kUnsupported,     // a format or an encoding that no reader takes
  kEncrypted,
  kDamaged,
  kUnreadable,  // the file is not there, or cannot be read
  kTimeout,
  kMemory,
  kCrash,
  kLimit,
};
constexpr int kStatuses = 11;

/// "ok", "ok-with-warnings", "no-text", ...: stable.
std::string_view status_name(Status status);
std::optional<Status> status_named(std::string_view name);
/// What a failure counts as.
Status status_of(ErrorCode code);
/// Whether a status depends on the limits of the run and on the machine, not on the document alone.
bool depends_on_limits(Status status);

/// A document to be worked on.
struct Source {
  const Input& input;
  std::string_view bytes;
  const std::string& sha256;  // of the bytes
};

struct Product {
  std::string line = {};                     // the record, without a line end
  bool warned = false;                       // it has warnings
  std::vector<std::string> page_texts = {};  // the repaired text of each page, where it is to be written apart
  bool put_off = false;                      // nothing yet: it needs what is learned from the other documents
  bool adapted = false;                      // made with that
};

/// What is done with a document.
using Work = std::function<Result<Product>(const Source&)>;

struct Outcome {
  Result<Product> product;  // an error's Location::file is set
  std::string sha256 = {};  // of the document's bytes; empty when they could not be read
  std::uint64_t bytes = 0;
  std::string stage = {};   // of an error: where it came from (stage_name)
  std::string output = {};  // of an error: the head of what libraries printed meanwhile
  int attempts = 1;
  bool known = false;          // an earlier run has it; `product` is empty
  std::uint64_t peak_kib = 0;  // resident memory of the child at its largest
  std::uint64_t cpu_ms = 0;

  Status status() const;
};

}  // namespace trichluc
