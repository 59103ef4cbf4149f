// metadata_signature.h - who signed: the lines of a signature block to signatories.
#pragma once

#include <string>
#include <vector>

#include "pipeline/core/record.h"

namespace trichluc {

/// `lines`: of one document, those of each signatory together, from left to right.
///
///   TL. CHỦ TỊCH             on behalf
///   KT. CHÁNH VĂN PHÒNG      capacity, authority
///   PHÓ CHÁNH VĂN PHÒNG      position
///   Nguyễn Văn An            name
std::vector<Signatory> read_signatories(const std::vector<std::string>& lines);

}  // namespace trichluc
