// signing_phrases.h - how a signature block is worded: capacity, office, name (Decree 30/2020/NĐ-CP, annex I).
#pragma once

#include <cstddef>
#include <string_view>

namespace trichluc::layout {

/// Begins with TM., KT., TL., TUQ., Q.
bool is_capacity(std::string_view text);
/// An office that signs: "CHỦ TỊCH", "PHÓ GIÁM ĐỐC SỞ", "Bộ trưởng".
bool is_position(std::string_view key);
/// Bytes of the longest such office at the beginning of `text`, 0 for none: "PHÓ CHỦ TỊCH ỦY BAN" -> "PHÓ CHỦ TỊCH".
std::size_t position_length(std::string_view text);
/// Two to six words that are written like a person's name, academic titles before it allowed.
bool is_person_name(std::string_view text);

}  // namespace trichluc::layout
