// body_name.h - where the name of an office begins and ends in running text.
//
//   … của Ủy ban nhân dân huyện Lau Sậy phối hợp với …     "Ủy ban nhân dân huyện Lau Sậy"
//
// Names mix capitals and small letters ("Cục An toàn thực phẩm"), so a name ends where a verb, a preposition, a number
// or another clause begins. Shared by the issuers of documents and the holders of money.
#pragma once

#include <cstdint>

#include "extractors/scan.h"

namespace trichluc {

/// Whether a body that the vocabulary knows, or the first words of one, begins at byte `at`. A law does not ("Bộ
/// luật"), nor does a word that is spelt like an abbreviation ("Thu tiền" names no office THU).
bool begins_body_name(const Scan& scan, std::uint32_t at);

/// The name that begins at token `index`, whatever it is; empty where that is no word. Never beyond byte `stop`.
Range body_name_at(const Scan& scan, int index, std::uint32_t stop = UINT32_MAX);

}  // namespace trichluc
