// confidence.h - `confidence` of a fact: how often facts read from evidence like its own are right.
//
// Readers say how a fact was bound, 0 to 1; the page says how its text came about. Together they give the share of such
// facts whose core values people confirmed. Measured with tools/bench/confidence on 17 annotated documents (1,051
// facts, 575 of them typed); `right` is agreement in the values that identify a fact, at the place they stand:
//
//   evidence                                     right
//   typed text, bound at 0.9 or more        574 of 574   0.99   the documents were in view while rules were written
//   bound between 0.7 and 0.9                63 of  63   0.97
//   recognised prose                        211 of 220   0.96
//   recognised cell of a table              222 of 244   0.91
//   recognised, its digits read with doubt    4 of  12   0.35
//
// Five numbers and no more: what a document of another kind does to them is not known. Kinds that nobody annotated
// (place, other) keep what their reader says, and the page's part. Below 0.7 nothing was left to measure: the reader's
// own number stays.
#pragma once

namespace trichluc {

struct Evidence {
  double bound = 1;         // the reader's own number
  bool annotated = true;    // a kind that was measured
  bool recognised = false;  // the page, or part of it, was read by OCR
  bool cell = false;        // of a table
  bool doubtful = false;    // a doubtful reading (warning "doubtful-reading") touches it
};

/// 0 to 1.
double confidence_of(const Evidence& evidence);

}  // namespace trichluc
