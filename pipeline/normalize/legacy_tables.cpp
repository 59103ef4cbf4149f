#include "pipeline/normalize/legacy_tables.h"

#include <optional>
#include <unordered_map>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/tone.h"
#include "pipeline/normalize/vietnamese_letters.h"

namespace trichluc {
namespace {

// Sixteen codes a row, from 80 on; '.' where the code is no letter of the encoding.
constexpr std::u32string_view kTcvn3 =
    U"................"
    U"................"
    U".ĂÂÊÔƠƯĐăâêôơưđ."
    U".....àảãáạ.ằẳẵắ."
    U"......ặầẩẫấậè.ẻẽ"
    U"éẹềểễếệìỉ...ĩíịò"
    U".ỏõóọồổỗốộờởỡớợù"
    U".ủũúụừửữứựỳỷỹýỵ.";

// What the full TCVN 5712-1 has where VN3 has nothing. B0-B4 are its combining marks, which no fonts had.
constexpr std::u32string_view kTcvn5712Capitals =
    U"ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"
    U"ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    U"...............Ằ"
    U"..........Ẳ....Ẵ"
    U"ẮẦẨẪẤỀ.......Ể.."
    U".........ỄẾỒ...."
    U"Ổ..............."
    U"Ỗ..............Ố";
constexpr std::u32string_view kTcvn5712Controls = U".ÚỤ.ỪỬỮ..........ỨỰỲỶỸÝỴ........";  // from 00

constexpr std::u32string_view kVps =
    U"ÀẢÃẤẦẨọỗĂếềểệẮẰẲ"
    U"Ế..ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    U".ắằẳẵặỠớÙờởỡŨỨợỪ"
    U"ổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    U"ầÁÂấẩẫậđẻÉÊẹỉễịỹ"
    U"ƯỦồốÔỏơÈừứÚũưÝẺ."
    U"àáâãảạă.èéêẽìí.ĩ"
    U"ẴĐòóôõ.Ơụùúủ.ỶẼỳ";
constexpr std::u32string_view kVpsControls = U"..ẠẬẶẸỆ.........ỊỌỘỢỤỰ...Ỵ..ẪỮ..";

constexpr std::u32string_view kViscii =
    U"ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
    U"ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    U"Õắằặấầẩậẽẹếềểễệố"
    U"ồổỗỠƠộờởịỰỨỪỬơớƯ"
    U"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    U"ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    U"àáâãảăữẫèéêẻìíĩỉ"
    U"đựòóôõỏọụùúũủýợỮ";
constexpr std::u32string_view kVisciiControls = U"..Ẳ..ẴẪ.............Ỷ....Ỹ....Ỵ.";

constexpr std::u32string_view kCp1258 =
    U"................"
    U"................"
    U"................"
    U"................"
    U"ÀÁÂĂ....ÈÉÊ..Í.."
    U"Đ..ÓÔƠ...ÙÚ..Ư.."
    U"àáâă....èéê..í.."
    U"đ..óôơ...ùú..ư..";

// VNI. Codes that are letters by themselves, from C0 (capitals) and E0 (small letters) on:
constexpr std::u32string_view kVniSingle =
    U"......Ỉ.....ÌÍỴ."
    U".ĐỊĨƠ.Ư........."
    U"......ỉ.....ìíỵ."
    U".địĩơ.ư.........";
// and as marks, the same 32 for either case, drawn on an a:
constexpr std::u32string_view kVniMarks =
    U"ầấâẫậẩ..ằắăặ...ạ"
    U".....ã..àáẳảẵ...";

constexpr std::u32string_view kWindows80 =
    U"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F"
    U"\u0090‘’“”•–—˜™š›œ\u009DžŸ";
constexpr std::u32string_view kMacRoman80 =
    U"ÄÅÇÉÑÖÜáàâäãåçéè"
    U"êëíìîïñóòôöõúùûü"
    U"†°¢£§•¶ß®©™´¨≠ÆØ"
    U"∞±≤≥¥µ∂∑∏π∫ªºΩæø"
    U"¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ"
    U"–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"
    U"‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ"
    U"\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
static_assert(kTcvn3.size() == 128 && kTcvn5712Capitals.size() == 128 && kVps.size() == 128 && kViscii.size() == 128);
static_assert(kCp1258.size() == 128 && kMacRoman80.size() == 128 && kWindows80.size() == 32);
static_assert(kVniSingle.size() == 64 && kVniMarks.size() == 32);
static_assert(kTcvn5712Controls.size() == 32 && kVpsControls.size() == 32 && kVisciiControls.size() == 32);

char32_t entry(std::u32string_view table, int first, int byte) {
  const auto at = static_cast<std::size_t>(byte - first);
  return byte >= first && at < table.size() && table[at] != U'.' ? table[at] : char32_t{0};
}

/// The mark `drawn` (a form of a) put on another vowel; 0 where Vietnamese has no such letter.
char32_t put_mark(char32_t vowel, char32_t drawn) {
  const TonedLetter mark = split_tone(drawn);
  char32_t shaped = vowel;
  if (mark.letter == U'â') {
    shaped = with_circumflex(shaped);
  } else if (mark.letter == U'ă') {
    shaped = shaped == U'a' ? U'ă' : shaped == U'A' ? U'Ă' : char32_t{0};
  }
  return shaped == 0 ? 0 : with_tone(shaped, mark.tone);
}

LegacyLetter read_vni(const std::vector<int>& bytes, std::size_t at) {
  const int first = bytes[at];
  const char32_t single = entry(kVniSingle, 0xC0, first);
  char32_t vowel = 0;
  switch (first) {
    case 'a':
    case 'e':
    case 'o':
    case 'u':
    case 'y':
    case 'A':
    case 'E':
    case 'O':
    case 'U':
    case 'Y': vowel = static_cast<char32_t>(first); break;
    default: vowel = single == U'ơ' || single == U'ư' || single == U'Ơ' || single == U'Ư' ? single : char32_t{0};
  }
  if (vowel != 0 && at + 1 < bytes.size() && bytes[at + 1] >= 0xC0) {
    // A typist's caps lock gives pairs of mixed case; the vowel has the say.
    const char32_t mark = entry(kVniMarks, 0xC0, bytes[at + 1] & ~0x20);
    const char32_t made = mark == 0 ? 0 : put_mark(vowel, mark);
    if (made != 0) return {made, 2};
  }
  return single == 0 ? LegacyLetter{} : LegacyLetter{single, 1};
}

constexpr std::array<std::uint8_t, 6> kCp1258Tones = {0, 0xCC, 0xEC, 0xD2, 0xDE, 0xF2};  // in the order of Tone

LegacyLetter read_cp1258(const std::vector<int>& bytes, std::size_t at) {
  const int first = bytes[at];
  char32_t letter = entry(kCp1258, 0x80, first);
  if (letter == 0 && first > 0 && first < 0x80) letter = static_cast<char32_t>(first);
  if (letter == 0) return {};
  if (is_plain_vowel(letter) && at + 1 < bytes.size()) {
    for (std::size_t tone = 1; tone < kCp1258Tones.size(); ++tone) {
      if (bytes[at + 1] == kCp1258Tones[tone]) return {with_tone(letter, static_cast<Tone>(tone)), 2};
    }
  }
  return letter < 0x80 ? LegacyLetter{} : LegacyLetter{letter, 1};
}

char32_t read_single(LegacyEncoding encoding, int byte, bool capitals_of_5712) {
  char32_t letter = 0;
  switch (encoding) {
    case LegacyEncoding::kTcvn3:
      letter = entry(kTcvn3, 0x80, byte);
      if (letter == 0 && capitals_of_5712) {
        letter = byte < 0x80 ? entry(kTcvn5712Controls, 0, byte) : entry(kTcvn5712Capitals, 0x80, byte);
      }
      return letter;
    case LegacyEncoding::kVps: return byte < 0x80 ? entry(kVpsControls, 0, byte) : entry(kVps, 0x80, byte);
    case LegacyEncoding::kViscii: return byte < 0x80 ? entry(kVisciiControls, 0, byte) : entry(kViscii, 0x80, byte);
    default: return 0;
  }
}

using ByteTable = std::unordered_map<char32_t, std::uint8_t>;

ByteTable make_byte_table(ByteView view) {
  ByteTable table;
  for (unsigned byte = 0x80; byte < 0x100; ++byte) {
    table.emplace(character_of(static_cast<std::uint8_t>(byte), view), static_cast<std::uint8_t>(byte));
  }
  if (view == ByteView::kMacRoman) {
    table.emplace(U'\u2126', 0xBD);  // doubles of U+03A9 and U+2206
    table.emplace(U'\u0394', 0xC6);
    return table;
  }
  // Fonts name some signs as their doubles: a ToUnicode table made from glyph names has these for B5, B7, AF and AD.
  table.emplace(U'μ', 0xB5);
  table.emplace(U'∙', 0xB7);
  table.emplace(U'ˉ', 0xAF);
  table.emplace(U'\u2010', 0xAD);
  table.emplace(U'−', 0xAD);
  return table;
}

using CodeTable = std::unordered_map<char32_t, std::string>;  // letter -> its bytes

CodeTable make_code_table(LegacyEncoding encoding) {
  CodeTable table;
  std::vector<int> bytes;
  const auto add = [&](std::initializer_list<int> code) {
    bytes = code;
    const LegacyLetter letter = read_letter(encoding, bytes, 0);
    if (letter.code == 0 || letter.length != static_cast<int>(code.size())) return;
    std::string made;
    for (const int byte : code) made += static_cast<char>(static_cast<unsigned char>(byte));
    table.emplace(letter.code, made);
  };
  for (int byte = 1; byte < 0x100; ++byte) {
    if (byte < 0x20 || byte >= 0x80) add({byte});
  }
  for (int vowel = 'A'; vowel < 0x100; ++vowel) {
    // Marks in the case of their vowel come first: in VNI the other case is read, not written.
    for (const int flip : {0, 0x20}) {
      for (int mark = 0xC0; mark < 0xE0; ++mark) add({vowel, (mark | (vowel & 0x20)) ^ flip});
    }
    for (const int tone : kCp1258Tones) add({vowel, tone});
  }
  return table;
}

const CodeTable& codes_of(LegacyEncoding encoding) {
  static const std::array<CodeTable, kLegacyEncodings.size()> kTables = [] {
    std::array<CodeTable, kLegacyEncodings.size()> tables;
    for (const LegacyEncoding each : kLegacyEncodings) tables[static_cast<std::size_t>(each)] = make_code_table(each);
    return tables;
  }();
  return kTables[static_cast<std::size_t>(encoding)];
}

}  // namespace

const char* encoding_name(LegacyEncoding encoding) {
  constexpr std::array<const char*, kLegacyEncodings.size()> kNames = {"tcvn3", "vni", "vps", "viscii", "cp1258"};
  return kNames[static_cast<std::size_t>(encoding)];
}

char32_t character_of(std::uint8_t byte, ByteView view) {
  if (byte < 0x80) return byte;
  if (view == ByteView::kMacRoman) return kMacRoman80[byte - 0x80U];
  return byte < 0xA0 ? kWindows80[byte - 0x80U] : char32_t{byte};
}

int byte_of(char32_t code, ByteView view) {
  if (code < 0x80) return static_cast<int>(code);
  if (view == ByteView::kWindows) {
    if (code < 0x100) return static_cast<int>(code);
    if (code >= 0xF020 && code <= 0xF0FF) return static_cast<int>(code & 0xFF);
  }
  static const ByteTable kWindows = make_byte_table(ByteView::kWindows);
  static const ByteTable kMac = make_byte_table(ByteView::kMacRoman);
  const ByteTable& table = view == ByteView::kWindows ? kWindows : kMac;
  const auto found = table.find(code);
  return found == table.end() ? -1 : found->second;
}

LegacyLetter read_letter(LegacyEncoding encoding, const std::vector<int>& bytes, std::size_t at,
                         bool capitals_of_5712) {
  if (bytes[at] < 0) return {};
  if (encoding == LegacyEncoding::kVni) return read_vni(bytes, at);
  if (encoding == LegacyEncoding::kCp1258) return read_cp1258(bytes, at);
  const char32_t letter = read_single(encoding, bytes[at], capitals_of_5712);
  return letter == 0 ? LegacyLetter{} : LegacyLetter{letter, 1};
}

std::string encode_legacy(std::string_view text, LegacyEncoding encoding, ByteView view) {
  const CodeTable& codes = codes_of(encoding);
  std::string seen;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded here = decode_utf8(text, at);
    auto code = codes.find(here.code);
    if (code == codes.end() && is_vietnamese_letter(here.code)) code = codes.find(to_lower(here.code));
    if (here.code < 0x80 || code == codes.end()) {
      seen.append(text, at, here.length);
    } else {
      for (const char byte : code->second) append_utf8(seen, character_of(static_cast<std::uint8_t>(byte), view));
    }
    at += here.length;
  }
  return seen;
}

}  // namespace trichluc
