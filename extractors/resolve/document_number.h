// document_number.h - the number of a document taken apart.
#pragma once

#include <string>
#include <string_view>

#include "extractors/engine/vocabulary.h"

namespace trichluc {

struct DocumentNumber {
  std::string number;      // canonical spelling, without inner blanks: "1307/SLĐTBXH-TE&BDG"
  std::string serial;      // "1307"
  std::string year;        // "2020", empty where the number has none
  std::string symbol;      // "SLĐTBXH-TE&BDG"
  std::uint32_t used = 0;  // bytes of the printed text that belong to it (a footnote mark glued to its end does not)
};

/// `printed` is the number as matched, blanks included; `joint` is '/' or, for party documents, '-'.
DocumentNumber read_document_number(std::string_view serial, std::string_view year, std::string_view symbol,
                                    char joint);

/// The code of the type that the symbol begins with ("QĐ-TTg", "NQ/TW", "BC-UBND"); empty when it names none (letters).
std::string type_of_symbol(std::string_view symbol, const Vocabulary& vocabulary);

/// Whether the symbol is a court's ("HS-ST", "TLST-HS", "QĐST-KDTM", "KDTM-PT").
bool is_court_symbol(std::string_view symbol);

/// The identity two spellings of a number share: no blanks, no leading zeros, slips of the assembly's symbol mended
/// ("121/2020/NQ-QH14" is "121/2020/QH14"), a year that the date contradicts taken from the date.
std::string identity_of_number(std::string_view number, std::string_view date);

}  // namespace trichluc
