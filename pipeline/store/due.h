// due.h - what falls due in a time, from whom, and whether an answer to it is in the archive.
//
// A deadline of a stated day, month or year is due on its last day. One without a year (every 20 November) falls due in
// each year, one of a day alone (the 25th) in each month. Relative ones ("within 7 days of receipt") have no day and
// are not listed. An answer is a document made on or after the demanding one's day that cites its number; it answers
// surely when the obligor's name and its issuer's are the same words.
#pragma once

#include <string>

#include "pipeline/core/error.h"
#include "pipeline/core/table.h"

namespace trichluc {

struct DueQuestion {
  std::string on;  // a day, "2024-11-15"
  int days = 0;    // and so many days after it
};

/// By day. Columns: due, relation, recurrence, obligor, action, recipient, demanded_by, demanded_on, issuer, source,
/// page, text, answer (number, else source), answered_on, answer_by ("obligor" or "another"). Returned is how many
/// rows. Errors: kBadArguments (no day), those of opening an archive.
Result<std::size_t> list_due(const std::string& archive, const DueQuestion& question, TableWriter& writer);

}  // namespace trichluc
