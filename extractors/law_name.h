// law_name.h - where the name of a law, code, ordinance or convention ends (ANNOTATION.md section 2).
#pragma once

#include <optional>
#include <string>

#include "extractors/scan.h"

namespace trichluc {

struct LawName {
  std::string type;  // L, BL, PL, HP, CU
  std::string name;  // "Luật Trẻ em", canonical capitals where the vocabulary knows it
  Range text;        // as printed
};

/// The law whose name begins at byte `at` with its type word ("Luật", "Bộ luật", ...); nothing when the words there
/// name none ("luật sư", "Luật này", "pháp luật").
std::optional<LawName> law_name_at(const Scan& scan, std::uint32_t at);

}  // namespace trichluc
