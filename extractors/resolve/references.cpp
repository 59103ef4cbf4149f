#include "extractors/resolve/references.h"

#include <algorithm>
#include <map>
#include <string>

#include "extractors/resolve/document_number.h"

namespace trichluc {
namespace {

/// "Nghị quyết 121" and "121/2020/QH14" share "NQ 121"; zeros before the serial count for nothing.
std::string serial_key(const std::string& type, const std::string& number) {
  std::size_t begin = 0;
  while (begin + 1 < number.size() && number[begin] == '0') ++begin;
  std::size_t end = begin;
  while (end < number.size() && number[end] >= '0' && number[end] <= '9') ++end;
  return type + " " + number.substr(begin, end - begin);
}

bool is_short(const std::string& number) {
  return number.find('/') == std::string::npos && number.find('-') == std::string::npos;
}

/// "Bản án phúc thẩm số 45 nêu trên": a court's paper named before by its whole number.
void resolve_case_identifiers(std::vector<Fact>& facts) {
  std::map<std::string, std::string> full;  // type and serial -> number
  for (Fact& fact : facts) {
    auto* paper = std::get_if<CaseIdentifier>(&fact.value);
    if (paper == nullptr) continue;
    if (!is_short(paper->number)) {
      full.emplace(serial_key(paper->type, paper->number), paper->number);
    } else if (const auto found = full.find(serial_key(paper->type, paper->number));
               found != full.end() && paper->date.empty()) {
      paper->number = found->second;
    }
  }
}

}  // namespace

void resolve_references(std::vector<Fact>& facts) {
  resolve_case_identifiers(facts);
  std::map<std::string, std::string> full;   // type and serial -> number
  std::map<std::string, std::string> dates;  // number -> date
  for (const Fact& fact : facts) {
    const auto* reference = std::get_if<LegalReference>(&fact.value);
    if (reference == nullptr || !reference->number || is_short(*reference->number)) continue;
    full.emplace(serial_key(reference->type, *reference->number), *reference->number);
    if (!reference->date.empty()) dates.emplace(*reference->number, reference->date);
  }
  std::erase_if(facts, [&](Fact& fact) {
    auto* reference = std::get_if<LegalReference>(&fact.value);
    if (reference == nullptr) return false;
    if (reference->number && is_short(*reference->number)) {
      const auto found = full.find(serial_key(reference->type, *reference->number));
      if (found != full.end()) {
        reference->number = found->second;
        fact.confidence = 0.95;
      } else if (fact.confidence < 0.6) {
        return true;
      }
    }
    if (reference->number) {
      const auto date = dates.find(*reference->number);
      reference->id =
          reference->type + " " +
          identity_of_number(*reference->number,
                             reference->date.empty() && date != dates.end() ? date->second : reference->date);
    } else if (!reference->name.empty()) {
      reference->id = reference->type + " " + reference->name;
    } else {
      reference->id = reference->type + " /" + reference->symbol;
    }
    return false;
  });
}

}  // namespace trichluc
