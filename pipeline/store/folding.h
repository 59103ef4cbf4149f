// folding.h - texts without the marks of Vietnamese letters, as people type them in a hurry.
//
// unicode61's own remove_diacritics keeps đ, and is another folding for text than for people: ours is this table alone,
// applied to what is indexed and to what is asked for.
#pragma once

#include <string>
#include <string_view>

namespace trichluc {

/// "Đường dây" -> "Duong day": Vietnamese letters without tone and shape, đ as d, combining marks dropped; the case
/// stays. Words stay words: a tokenizer finds as many tokens in the result as in `text`, in the same order.
std::string without_marks(std::string_view text);

/// without_marks() in lower case.
std::string matching_key(std::string_view text);

/// Whether without_marks() would change it.
bool has_marks(std::string_view text);

/// What numbers of documents are compared by: "Số 05/QĐ - UBND" and "5/qd-ubnd" are one. Folded, lower case, dashes of
/// all kinds as "-", no blanks, no "số" before and no zeros at the head.
std::string number_key(std::string_view number);

/// NFC and the look-alikes that pages are freed of too, so that what is typed can be found.
std::string as_indexed(std::string_view typed);

}  // namespace trichluc
