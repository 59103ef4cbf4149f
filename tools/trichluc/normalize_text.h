// normalize_text.h - a text file repaired and still a text file: same lines, same line ends, same page breaks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/core/source_map.h"
#include "pipeline/normalize/language_data.h"

namespace trichluc {

/// One stretch of the file that is written in another way now.
struct TextChange {
  Range source;  // bytes of the file
  int line = 1;  // of the file, from 1
  std::string from;
  std::string to;
  std::string rule;  // that of the repair; "nfc", "blank", "invisible" and "line-join" for what no record lists
  double confidence = 1.0;
};

/// What a person should look at; nothing was changed for it.
struct TextDoubt {
  int line = 0;  // of the file, from 1; 0: the whole file
  std::string code, text, suggestion, message;
};

struct NormalizedText {
  std::string text;
  std::vector<TextChange> changes;  // by source
  std::vector<TextDoubt> doubts;
};

struct TextOptions {
  bool join_lines = true;
};

/// `language` is read when the text needs it. The repairs of `trichluc extract` on a file of plain text. Blank text
/// stays as it is. Errors: kInvalidUtf8.
Result<NormalizedText> normalize_text(std::string_view bytes, LanguageData& language, const TextOptions& options);

}  // namespace trichluc
