// ocr_marks.h - the marks over letters, by the company a word keeps.
//
// The model reads letters surely and marks less so, above all on bold capitals: "SÓ LƯỢNG PHÁN HỎI" for "SỐ LƯỢNG PHẢN
// HỒI", "QUYÉT ĐỊNH". Each of these syllables exists, so that a spelling check finds nothing; but two neighbours
// rarely exist in two ways. What pairs of words look like is learnt from the pages of the document as they are read
// with confidence, and known beforehand for the wordings that stand in every letterhead and table.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/core/letter_forms.h"
#include "pipeline/ingest/ocr_engine.h"

namespace trichluc {

class PairMemory {
 public:
  explicit PairMemory(LetterForms forms);

  /// Takes in pairs of words that were read with confidence.
  void learn(const std::vector<OcrWord>& words);

  /// Gives words the marks that their pair is known with: where the letters agree, and another spelling of the pair is
  /// met far more often than all the rest, the one as read included. Digits and case never change.
  void correct(std::vector<OcrWord>& words) const;

 private:
  void remember(const std::string& left, const std::string& right, int times);
  /// The spelling that the pair nearly always has; empty where there is none, or it is the one given.
  std::string spelling(const std::string& left, const std::string& right) const;
  bool respell(OcrWord& word, const std::string& lower) const;

  LetterForms forms_;
  struct Spelling {
    std::string pair;  // "số lượng"
    int times = 0;
  };
  std::unordered_map<std::string, std::vector<Spelling>> pairs_;  // by the bare pair, "so luong"
};

}  // namespace trichluc
