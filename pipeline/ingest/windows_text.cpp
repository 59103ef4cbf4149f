#include "pipeline/ingest/windows_text.h"

#include <iconv.h>

#include <array>

#include "pipeline/ingest/utf8.h"

namespace trichluc {
namespace {

constexpr std::array<char16_t, 32> kHigh = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                            0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                            0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

constexpr int kWestern = 1252;

}  // namespace

char16_t windows_1252(unsigned char byte) { return byte >= 0x80 && byte < 0xA0 ? kHigh[byte - 0x80] : byte; }

std::string decode_windows(std::string_view bytes, int code_page) {
  std::string text;
  iconv_t converter = reinterpret_cast<iconv_t>(-1);
  if (code_page == 65001) {
    converter = iconv_open("UTF-8", "UTF-8");
  } else if (code_page != kWestern && code_page > 0) {
    converter = iconv_open("UTF-8", ("CP" + std::to_string(code_page)).c_str());
  }
  while (!bytes.empty()) {
    if (converter != reinterpret_cast<iconv_t>(-1)) {
      char out[512];
      char* in = const_cast<char*>(bytes.data());  // iconv does not write there
      std::size_t in_left = bytes.size();
      char* next = out;
      std::size_t out_left = sizeof out;
      const std::size_t result = iconv(converter, &in, &in_left, &next, &out_left);
      text.append(out, sizeof out - out_left);
      bytes.remove_prefix(bytes.size() - in_left);
      if (bytes.empty()) {
        next = out;
        out_left = sizeof out;
        iconv(converter, nullptr, nullptr, &next, &out_left);  // a letter may still wait for its mark
        text.append(out, sizeof out - out_left);
        break;
      }
      if (result != static_cast<std::size_t>(-1) || out_left < 16) continue;
      next = out;
      out_left = sizeof out;
      iconv(converter, nullptr, nullptr, &next, &out_left);
      text.append(out, sizeof out - out_left);
    }
    append_code_point(text, windows_1252(static_cast<unsigned char>(bytes.front())));
    bytes.remove_prefix(1);
  }
  if (converter != reinterpret_cast<iconv_t>(-1)) iconv_close(converter);
  return text;
}

int code_page_of_charset(int charset) {
  switch (charset) {
    case 0: return kWestern;
    case 128: return 932;
    case 129: return 949;
    case 134: return 936;
    case 136: return 950;
    case 161: return 1253;
    case 162: return 1254;
    case 163: return 1258;
    case 177: return 1255;
    case 178: return 1256;
    case 186: return 1257;
    case 204: return 1251;
    case 222: return 874;
    case 238: return 1250;
    default: return 0;
  }
}

}  // namespace trichluc
