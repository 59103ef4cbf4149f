// blank.h - text with nothing to see in it.
#pragma once

#include <string_view>

namespace trichluc {

/// Only ASCII white space, U+00A0, U+00AD, the blanks and invisible characters of U+2000-206F, U+3000 and U+FEFF.
bool is_blank(std::string_view utf8);

}  // namespace trichluc
