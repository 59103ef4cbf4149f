#include "pipeline/run/outcome.h"

namespace trichluc {

std::string_view status_name(Status status) {
  switch (status) {
    case Status::kOk: return "ok";
    case Status::kOkWithWarnings: return "ok-with-warnings";
    case Status::kNoText: return "no-text";
    case Status::kUnsupported: return "unsupported";
    case Status::kEncrypted: return "encrypted";
    case Status::kDamaged: return "damaged";
    case Status::kUnreadable: return "unreadable";
    case Status::kTimeout: return "timeout";
    case Status::kMemory: return "memory";
    case Status::kCrash: return "crash";
    case Status::kLimit: return "limit";
  }
  return "unknown";
}

std::optional<Status> status_named(std::string_view name) {
  for (int i = 0; i < kStatuses; ++i) {
    if (status_name(static_cast<Status>(i)) == name) return static_cast<Status>(i);
  }
  return std::nullopt;
}

Status status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kEmpty:
    case ErrorCode::kNoText: return Status::kNoText;
    case ErrorCode::kUnsupported:
    case ErrorCode::kInvalidUtf8: return Status::kUnsupported;
    case ErrorCode::kEncrypted: return Status::kEncrypted;
    case ErrorCode::kDamaged: return Status::kDamaged;
    case ErrorCode::kMissingModel: return Status::kUnsupported;
    case ErrorCode::kTimeout: return Status::kTimeout;
    case ErrorCode::kMemory: return Status::kMemory;
    case ErrorCode::kLimit: return Status::kLimit;
    case ErrorCode::kNotFound:
    case ErrorCode::kUnreadable: return Status::kUnreadable;
    default: return Status::kCrash;
  }
}

bool depends_on_limits(Status status) {
  return status == Status::kTimeout || status == Status::kMemory || status == Status::kCrash ||
         status == Status::kLimit;
}

Status Outcome::status() const {
  if (!product) return status_of(product.error().code);
  return product->warned ? Status::kOkWithWarnings : Status::kOk;
}

}  // namespace trichluc
