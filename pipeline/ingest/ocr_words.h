// ocr_words.h - what recognised words tell about the size of their letters, and which of them are no words.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/ocr_engine.h"

namespace trichluc {

/// Valid UTF-8 only; anything else becomes U+FFFD.
std::u32string code_points(std::string_view utf8);

/// The size of the type in pixels, by the heights of letters that carry no mark; words of one line.
///
///     capitals and digits are 0.66 of it, x-height letters 0.45 (Times New Roman, as the decree asks for; Arial is
///     0.72 and 0.52, hence a size a tenth too large)
float letter_size(std::span<const OcrWord> words);

/// Moves a word of a snippet that was cut out at (`left`, `top`) and enlarged by `factor` to its place on the page.
void move_word(OcrWord& word, int left, int top, float factor);

/// Puts digits for the signs of `word`, which stands for a figure, that can be one digit only. The model knows the
/// section sign, which Vietnamese texts do without, and sees it in many an 8 whatever the size; told to see digits
/// alone, it sees nothing. Letters count where there are digits beside them: "l6ó" is 166, "I" may be a row's Roman
/// number.
void spell_digits(OcrWord& word);

/// Puts numbers together that were taken apart behind their comma or point, "42," and "50": by the gap, which is no
/// blank's.
void join_numbers(std::vector<OcrWord>& words);

/// Takes out what is ink but no writing: marks that were taken for a line of their own, specks, strokes of a signature.
/// Words under such marks lose their confidence: they were read bare.
void drop_noise(std::vector<OcrWord>& words);

}  // namespace trichluc
