#include "pipeline/core/error.h"

namespace trichluc {

std::string_view code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNotFound: return "not-found";
    case ErrorCode::kUnreadable: return "unreadable";
    case ErrorCode::kEmpty: return "empty";
    case ErrorCode::kUnsupported: return "unsupported";
    case ErrorCode::kInvalidUtf8: return "invalid-utf8";
    case ErrorCode::kEncrypted: return "encrypted";
    case ErrorCode::kDamaged: return "damaged";
    case ErrorCode::kNoText: return "no-text";
    case ErrorCode::kMissingModel: return "missing-model";
    case ErrorCode::kBadRule: return "bad-rule";
    case ErrorCode::kBadArguments: return "bad-arguments";
    case ErrorCode::kOutputUnwritable: return "output-unwritable";
    case ErrorCode::kCrash: return "crash";
    case ErrorCode::kTimeout: return "timeout";
    case ErrorCode::kMemory: return "memory";
    case ErrorCode::kLimit: return "limit";
    case ErrorCode::kSchemaVersion: return "schema-version";
  }
  return "unknown";
}

std::string describe(const Error& error) {
  std::string line = error.where.file;
  if (error.where.line) line += ":" + std::to_string(*error.where.line);
  if (error.where.page) line += ", page " + std::to_string(*error.where.page);
  if (!line.empty()) line += ": ";
  line += code_name(error.code);
  line += ": ";
  line += error.message;
  if (!error.next_step.empty()) line += "; " + error.next_step;
  for (char& c : line) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return line;
}

}  // namespace trichluc
