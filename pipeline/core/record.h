// record.h - what one document becomes; RECORD.md is its contract, pipeline/emit writes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/core/document.h"
#include "pipeline/core/fact.h"

namespace trichluc {

struct DocumentType {
  std::string code, name;
};

struct Signatory {
  std::string name, position, capacity, authority, organization;
  std::string on_behalf_capacity, on_behalf_authority;
};

/// The layout components of an administrative document (Decree 30/2020/NĐ-CP); empty: not on the paper.
struct Metadata {
  std::optional<DocumentType> type;
  std::string number, symbol;
  Edtf date;
  std::string place, issuer, parent_issuer, title, urgency, confidentiality;
  std::vector<std::string> addressees, distribution;
  std::vector<Signatory> signatories;  // left to right
  int signatory = -1;                  // index of the leading one; -1: none
};

/// kChange: `whole` is what there is now, the one part is the difference. kList: `whole` counts names behind it.
struct Check {
  enum class Type { kSum, kShare, kChange, kList } type = Type::kSum;
  std::string whole;               // fact ids
  std::vector<std::string> parts;  // one for a share or a change, none for a list
  std::string percentage;          // of a share or a change
  Decimal stated, computed;
  bool holds = true;
};

struct Warning {
  std::string code;  // ambiguous-number, suspected-misreading, unresolved-reference, ...
  int page = 0;      // from 1; 0: the whole document
  std::string text, suggestion, message;
};

/// A numeral outside the facts.
struct OtherNumber {
  PageRange where;
  std::string role;  // RECORD.md, "Other numbers"
};

struct Record {
  Document document;
  Metadata metadata;
  std::vector<Fact> facts;  // by page, then begin
  std::vector<Check> checks;
  std::vector<Warning> warnings;
  std::vector<OtherNumber> other_numbers;  // by page, then begin
  double quality = 1.0;                    // share of well-formed Vietnamese syllables
};

}  // namespace trichluc
