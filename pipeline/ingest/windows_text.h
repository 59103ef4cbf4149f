// windows_text.h - one-byte and two-byte text of Windows programs to UTF-8, by code page.
#pragma once

#include <string>
#include <string_view>

namespace trichluc {

/// Windows-1252; its five empty places stay control characters, since fonts of old encodings put letters there.
char16_t windows_1252(unsigned char byte);

/// `bytes` in a Windows code page (1258 for Vietnamese); in one that is not known, or where they are none of its
/// characters, they are read as Windows-1252.
std::string decode_windows(std::string_view bytes, int code_page);

/// The code page of a font's charset (LOGFONT): 163 is 1258; 0 where the charset says nothing.
int code_page_of_charset(int charset);

}  // namespace trichluc
