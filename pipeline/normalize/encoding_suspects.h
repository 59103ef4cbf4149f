// encoding_suspects.h - the quick look: where a text has what healthy Vietnamese in Unicode never has.
//
// One pass over the bytes, fast enough for every document. Letters no Vietnamese word has (þ, ß, å, Ä), signs inside
// words (c¸c), two marked letters where one must be (aò, êì), a capital behind a small letter (oÒ), controls. The
// Latin-1 letters of Vietnamese (à, ô, ý) and signs at their usual places (km², «Quyết», 15 °C) pass.
#pragma once

#include <cstddef>
#include <string_view>

namespace trichluc {

/// Place of the next suspect from `from` on; `text.size()` when there is none.
std::size_t find_encoding_suspect(std::string_view text, std::size_t from);

}  // namespace trichluc
