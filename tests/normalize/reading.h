// reading.h - a reading of one page of plain text, for the passes that see a whole document.
#pragma once

#include <string>
#include <utility>

#include "tests/normalize/text_page.h"

namespace trichluc {

inline Reading make_reading(std::string text) {
  Reading reading;
  reading.pages.push_back(make_page(std::move(text)));
  return reading;
}

}  // namespace trichluc
