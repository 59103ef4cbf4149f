// phrases.h - the fixed wordings of an official document's first and last page (Decree 30/2020/NĐ-CP, annex I).
//
// Most take `key`, the line folded by fold_plain(), so that case, tone placement and marks lost to OCR do not matter.
// All are meant for short lines near a document's ends; none is a rule about running text.
#pragma once

#include <cstddef>
#include <string_view>

namespace trichluc::layout {

/// A line of the national or the party's motto, or a broken-off half of one.
bool is_motto(std::string_view key);
/// Where a motto begins inside `text` that has something before it; npos for none.
std::size_t find_motto(std::string_view text);

/// "Số: 12/BC-UBND", "Số      /KH-UBND", "Số 12-BC/TU", "Luật số: 15/2023/QH15".
bool is_number_line(std::string_view text, std::string_view key);
/// "Đà Nẵng, ngày 01 tháng 02 năm 2024"; the day and month may be blank.
bool is_date_line(std::string_view text);
/// A word of a place's name: "Hà", "TP.", "Rang-Tháp"; never "BC-UBND".
bool is_place_word(std::string_view word);
/// Where a place and date begin inside `text`; npos for none.
std::size_t find_date_line(std::string_view text);

/// Urgency, secrecy, "DỰ THẢO", "LƯU HÀNH NỘI BỘ".
bool is_margin_note(std::string_view key);
/// Begins with a word that names a body: Ủy ban, Sở, Công ty ... As printed, not folded.
bool names_body(std::string_view text);
/// Begins like the first sentence of a text: "Căn cứ", "Thực hiện", "Ngày".
bool opens_text(std::string_view key);

/// A line drawn with characters: "_____", "-----", "* * *", "---o0o---".
bool is_drawn_rule(std::string_view text);

}  // namespace trichluc::layout
