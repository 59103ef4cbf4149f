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

/// A reading of one page, as a text file makes it.
inline Reading reading_of(std::string text) {
  if (text.empty() || text.back() != '\n') text += '\n';
  Reading reading;
  reading.media_type = "text/plain";
  reading.text_origin = "plain";
  Page& page = reading.pages.emplace_back();
  page.source = SourceMap::identity(static_cast<std::uint32_t>(text.size()));
  std::uint32_t begin = 0;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n') continue;
    page.lines.emplace_back().text = {begin, at};
    begin = at + 1;
  }
  page.text = std::move(text);
  return reading;
}

}  // namespace trichluc
