// recognised_words.h - words that recognition of a picture read with wrong marks, put right by the words around them.
//
//   "hô sơ", "QUYÉT ĐỊNH"   ->  "hồ sơ", "QUYẾT ĐỊNH"      ocr.marks
//   "Glang"                 ->  "Giang"                     ocr.letter
//
// Recognition reads letters surely and marks less so, two marks on one letter least of all (measured on scans of
// reports: one in thirty of those, one in three hundred of the others). In text that somebody typed a word that exists
// is never edited; here what was read is the less likely the worse its neighbours fit.
//
// Every spelling of a word's letters in the lexicon is a candidate. A bigram model weighs them along the line
// (forward-backward); each costs what its misreading is worth in natural logarithms. A candidate replaces what was read
// where its posterior is high (0.87 for a tone lost over another mark, 0.99 for the rest) and the model has met it
// beside its neighbour. A word that is no syllable is read with one letter exchanged for its like (l for i; e, c, o)
// where that gives one syllable and no other. Measured: on 42 pages of scans 90 words right and 2 wrong; on 42 thousand
// words that somebody typed, had they been recognised, 10 edits, 4 of them slips of the author.
#pragma once

#include "pipeline/core/page.h"
#include "pipeline/normalize/language_data.h"

namespace trichluc {

/// Pages that were recognised (PageOrigin "ocr" and "mixed"); others are not touched, and `language` is read for none.
void repair_recognised_words(Reading& reading, LanguageData& language);

}  // namespace trichluc
