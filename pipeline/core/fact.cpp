#include "pipeline/core/fact.h"

namespace trichluc {

const char* comparator_sign(Comparator comparator) {
  switch (comparator) {
    case Comparator::kEqual: return "=";
    case Comparator::kGreater: return ">";
    case Comparator::kAtLeast: return ">=";
    case Comparator::kLess: return "<";
    case Comparator::kAtMost: return "<=";
    case Comparator::kAbout: return "~";
  }
  return "=";
}

const char* kind_name(const FactValue& value) {
  constexpr const char* kNames[] = {"legal_reference", "budget",  "count", "percentage", "deadline",
                                    "case_identifier", "contact", "time",  "place",      "other"};
  static_assert(std::variant_size_v<FactValue> == sizeof kNames / sizeof *kNames);
  return kNames[value.index()];
}

}  // namespace trichluc
