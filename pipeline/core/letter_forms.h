// letter_forms.h - forms of Vietnamese letters, for stages that do not see normalize.
#pragma once

#include <string>
#include <string_view>

namespace trichluc {

/// Functions from a word to its form, NFC in and out; all of them or none.
struct LetterForms {
  std::string (*bare)(std::string_view) = nullptr;   // lower case without marks, đ as d: "Số" -> "so"
  std::string (*lower)(std::string_view) = nullptr;  // "SỐ" -> "số"
  std::string (*upper)(std::string_view) = nullptr;  // "số" -> "SỐ"

  explicit operator bool() const { return bare && lower && upper; }
};

}  // namespace trichluc
