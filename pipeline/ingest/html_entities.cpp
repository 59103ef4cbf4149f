#include "pipeline/ingest/html_entities.h"

#include <algorithm>
#include <charconv>

#include "pipeline/ingest/utf8.h"

namespace trichluc {
namespace {

struct Named {
  std::string_view name;
  char32_t code_point;
};

// Sorted by name. From HTML 4.01, section 24; "apos" from XML.
constexpr Named kNamed[] = {
    {"Aacute", 0x00C1}, {"Acirc", 0x00C2},  {"Agrave", 0x00C0}, {"Atilde", 0x00C3}, {"Dagger", 0x2021},
    {"ETH", 0x00D0},    {"Eacute", 0x00C9}, {"Ecirc", 0x00CA},  {"Egrave", 0x00C8}, {"Iacute", 0x00CD},
    {"Igrave", 0x00CC}, {"Oacute", 0x00D3}, {"Ocirc", 0x00D4},  {"Ograve", 0x00D2}, {"Otilde", 0x00D5},
    {"Prime", 0x2033},  {"Uacute", 0x00DA}, {"Ugrave", 0x00D9}, {"Yacute", 0x00DD}, {"aacute", 0x00E1},
    {"acirc", 0x00E2},  {"agrave", 0x00E0}, {"amp", 0x0026},    {"apos", 0x0027},   {"asymp", 0x2248},
    {"atilde", 0x00E3}, {"bdquo", 0x201E},  {"bull", 0x2022},   {"cent", 0x00A2},   {"copy", 0x00A9},
    {"dagger", 0x2020}, {"deg", 0x00B0},    {"divide", 0x00F7}, {"eacute", 0x00E9}, {"ecirc", 0x00EA},
    {"egrave", 0x00E8}, {"emsp", 0x2003},   {"ensp", 0x2002},   {"eth", 0x00F0},    {"euro", 0x20AC},
    {"frac12", 0x00BD}, {"frac14", 0x00BC}, {"frac34", 0x00BE}, {"ge", 0x2265},     {"gt", 0x003E},
    {"hellip", 0x2026}, {"iacute", 0x00ED}, {"iexcl", 0x00A1},  {"igrave", 0x00EC}, {"laquo", 0x00AB},
    {"larr", 0x2190},   {"ldquo", 0x201C},  {"le", 0x2264},     {"lrm", 0x200E},    {"lsaquo", 0x2039},
    {"lsquo", 0x2018},  {"lt", 0x003C},     {"mdash", 0x2014},  {"micro", 0x00B5},  {"middot", 0x00B7},
    {"minus", 0x2212},  {"nbsp", 0x00A0},   {"ndash", 0x2013},  {"ne", 0x2260},     {"oacute", 0x00F3},
    {"ocirc", 0x00F4},  {"ograve", 0x00F2}, {"ordm", 0x00BA},   {"otilde", 0x00F5}, {"para", 0x00B6},
    {"permil", 0x2030}, {"plusmn", 0x00B1}, {"pound", 0x00A3},  {"prime", 0x2032},  {"quot", 0x0022},
    {"raquo", 0x00BB},  {"rarr", 0x2192},   {"rdquo", 0x201D},  {"reg", 0x00AE},    {"rlm", 0x200F},
    {"rsaquo", 0x203A}, {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"sect", 0x00A7},   {"shy", 0x00AD},
    {"sup1", 0x00B9},   {"sup2", 0x00B2},   {"sup3", 0x00B3},   {"thinsp", 0x2009}, {"times", 0x00D7},
    {"trade", 0x2122},  {"uacute", 0x00FA}, {"ugrave", 0x00F9}, {"yacute", 0x00FD}, {"zwj", 0x200D},
    {"zwnj", 0x200C},
};

/// 0 when the number is none that stands for a character.
char32_t read_number(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  if (hexadecimal) digits.remove_prefix(1);
  unsigned value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
  if (error != std::errc() || end != digits.data() + digits.size()) return 0;
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
  return static_cast<char32_t>(value);
}

}  // namespace

Entity decode_entity(std::string_view text) {
  constexpr std::size_t kLongest = 12;
  const std::size_t end = text.substr(0, kLongest).find(';');
  if (!text.starts_with('&') || end == std::string_view::npos || end < 2) return {};
  const std::string_view name = text.substr(1, end - 1);
  char32_t code_point = 0;
  if (name.front() == '#') {
    code_point = read_number(name.substr(1));
  } else {
    const auto* found = std::lower_bound(std::begin(kNamed), std::end(kNamed), name,
                                         [](const Named& entry, std::string_view key) { return entry.name < key; });
    if (found != std::end(kNamed) && found->name == name) code_point = found->code_point;
  }
  if (code_point == 0) return {};
  Entity entity;
  entity.length = end + 1;
  // Line ends of the text are those of the file; a reference to one is a blank.
  append_code_point(entity.text, code_point == '\n' || code_point == '\r' ? U' ' : code_point);
  return entity;
}

}  // namespace trichluc
