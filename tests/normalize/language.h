// language.h - the language data of this tree, read once for all tests of a program.
#pragma once

#include <cstdint>
#include <string>

#include "pipeline/core/page.h"
#include "pipeline/normalize/language_data.h"

namespace trichluc {

inline LanguageData& shipped_language() {
  static LanguageData language(std::string(TRICHLUC_SOURCE_DIR) + "/rules/language");
  return language;
}

}  // namespace trichluc
