// metadata_names.h - names of bodies and people: from the capitals of a letterhead to the way they are written in text.
#pragma once

#include <string>
#include <string_view>

namespace trichluc {

/// "ỦY BAN NHÂN DÂN TỈNH HÀ NAM" -> "Ủy ban nhân dân tỉnh Hà Nam"; abbreviations keep their capitals ("UBND"), small
/// letters are left as they are. Capitals within names follow Decree 30/2020/NĐ-CP, annex II, as far as form shows
/// them: words for kind and field begin with one, and so does every word of a place's name.
std::string fold_body_name(std::string_view name);

/// The word, small, behind "huyện" or "tỉnh" that makes an office of it: "HUYỆN ỦY", "HUYỆN ĐOÀN", "HUYỆN ĐỘI". Told by
/// its marks: "HUYỆN ĐOAN HÙNG" and "HUYỆN ĐỒI MƠ" are places.
bool is_office_of_area(std::string_view word);

/// Without academic titles and ranks, in title case: "PGS.TS. NGUYỄN VĂN AN" -> "Nguyễn Văn An".
std::string person_name(std::string_view text);

/// Whether `text` can be the name of a body that acts: begins with a word for one, and no clause is in it.
bool can_be_body(std::string_view text);

}  // namespace trichluc
