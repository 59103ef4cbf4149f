// error.h - the one way a stage says that it could not do its work.
//
// A failure names what happened, where, and what a person can do next. No exception leaves a folder's
// public functions (std::bad_alloc apart); foreign failures become an Error in the file that includes the library.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace trichluc {

/// One code per thing a person would act on differently; the names are those of errors.jsonl.
enum class ErrorCode {
  kNotFound,          // the path does not exist
  kUnreadable,        // exists, cannot be opened or read
  kEmpty,             // zero bytes, or nothing but blanks
  kUnsupported,       // a format or an encoding that no reader here takes
  kInvalidUtf8,       // text that is not UTF-8
  kEncrypted,         // needs a password
  kDamaged,           // cut off or broken beyond reading
  kNoText,            // opens, but holds no text
  kMissingModel,      // pictures of text, and nothing to read them with
  kBadRule,           // a rule file that cannot be used
  kBadArguments,      // the command line
  kOutputUnwritable,  // results could not be written
  kCrash,             // the process that read the file died
  kTimeout,           // a page, or the document, took longer than its limit
  kMemory,            // it needed more memory than its limit
  kLimit,             // another limit: bytes, pages, pixels, nesting, output
  kSchemaVersion,     // an archive made by a newer or an older program
};

/// "not-found", "invalid-utf8", ...: stable, lower case, for machines.
std::string_view code_name(ErrorCode code);

/// Where it happened; fields that do not apply stay empty.
struct Location {
  std::string file = {};         // as the user wrote it
  std::optional<int> page = {};  // from 1
  std::optional<int> line = {};  // from 1
};

struct Error {
  ErrorCode code = ErrorCode::kUnreadable;
  std::string message = {};    // what was expected and what was found
  std::string next_step = {};  // what the person can do now; empty when there is nothing to say
  Location where = {};
};

/// "reports/a.pdf: encrypted: needs a password; remove the password and run again" - one line, no newline.
std::string describe(const Error& error);

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string next_step = {},
                                  Location where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(next_step), std::move(where)});
}

}  // namespace trichluc
