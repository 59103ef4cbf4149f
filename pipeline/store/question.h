// question.h - facts asked for by kind, time, place, issuer and amount.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/core/table.h"
#include "pipeline/store/document_filter.h"

namespace trichluc {

struct Question {
  std::string kind;                // of fact; empty: figures of all kinds (budget, count, percentage)
  std::string indicator;           // its code
  std::string area;                // of the fact, else of its document; without marks
  std::string period;              // EDTF: facts whose time lies within it; "XXXX-11" is any November
  std::string number;              // of a document cited, or of a case
  std::string text;                // words that the fact's own words, or what it is about, hold; without marks
  std::optional<double> min, max;  // of amount or value
  DocumentFilter documents;
  std::string where;        // a condition of SQL on the columns of the kind, as typed
  bool conflicts = false;   // figures that two documents state differently instead
  std::int64_t limit = -1;  // below 0: all
};

/// By document's date, source, page and place in it. `writer` gets begin, rows and end; returned is how many rows.
/// Errors: kBadArguments (a kind, period or condition that cannot be used), those of opening an archive.
Result<std::size_t> ask(const std::string& archive, const Question& question, TableWriter& writer);

/// What an archive holds: documents, pages, facts by kind, issuers, years, checks that do not hold, ... as rows of
/// "what", "which" and "number".
Result<std::size_t> count_archive(const std::string& archive, TableWriter& writer);

}  // namespace trichluc
