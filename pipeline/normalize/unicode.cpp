#include "pipeline/normalize/unicode.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <new>
#include <optional>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/look_alikes.h"
#include "pipeline/normalize/rewrite.h"
#include "pipeline/normalize/unicode_words.h"
#include "pipeline/normalize/word_scan.h"

namespace trichluc {
namespace {

enum class Care { kNone, kFilter, kCompose };

/// What a character outside the fast table needs. U+0300-036F and all that NFC may change go to kCompose.
Care care_of(char32_t code, bool tabs_stay) {
  const auto c = static_cast<UChar32>(code);
  if (c == '\n' || (c == '\t' && tabs_stay)) return Care::kNone;
  if (c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD) return Care::kFilter;
  if (is_private_use(code)) return symbol_for(code).empty() ? Care::kNone : Care::kFilter;
  if (c >= 0xFE00 && c <= 0xFE0F) return Care::kFilter;  // variation selectors print nothing
  switch (u_charType(c)) {
    case U_FORMAT_CHAR:
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR: return Care::kFilter;
    default: break;
  }
  if (u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES || u_getCombiningClass(c) != 0)
    return Care::kCompose;
  return Care::kNone;
}

// 1 where a byte may begin (or be) a character that needs care. Latin letters (C3-C6) and all bytes inside a
// character are in order; E1 and E2 are looked at again by their second byte.
constexpr std::array<bool, 256> make_suspects() {
  std::array<bool, 256> suspects{};
  for (unsigned byte = 0; byte < 0x20; ++byte) suspects[byte] = byte != '\n';
  suspects[0x7F] = suspects[0xC2] = true;
  for (unsigned byte = 0xC7; byte < 0x100; ++byte) suspects[byte] = true;
  return suspects;
}
constexpr std::array<bool, 256> kSuspects = make_suspects();

/// U+1E00-1EFF (Vietnamese letters with two marks) and the quotes, dashes and dots of U+2010-2027.
bool is_usual(const unsigned char* at, const unsigned char* end) {
  if (end - at < 3) return false;
  if (at[0] == 0xE1) return at[1] >= 0xB8 && at[1] <= 0xBB;
  return at[0] == 0xE2 && at[1] == 0x80 && at[2] >= 0x90 && at[2] <= 0xA7;
}

/// The next character, from `at` on, whose care `wanted` takes; the end of `text` when there is none.
template <class Wanted>
std::size_t find_care(std::string_view text, std::size_t at, bool tabs_stay, Wanted wanted) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const unsigned char* end = bytes + text.size();
  for (const unsigned char* p = bytes + at; p < end; ++p) {
    if (!kSuspects[*p] || is_usual(p, end)) continue;
    const auto here = static_cast<std::size_t>(p - bytes);
    if (wanted(care_of(decode_utf8(text, here).code, tabs_stay))) return here;
  }
  return text.size();
}

std::size_t find_filter(std::string_view text, std::size_t at, bool tabs_stay) {
  return find_care(text, at, tabs_stay, [](Care care) { return care == Care::kFilter; });
}

std::size_t find_compose(std::string_view text, std::size_t at) {
  return find_care(text, at, true, [](Care care) { return care == Care::kCompose; });
}

bool is_blank(char32_t c) {
  if (c == '\t' || c == 0x0B || c == 0x0C || c == 0x85) return true;
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_SPACE_SEPARATOR || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR;
}

/// Blanks and invisible characters; bullets of symbol fonts.
void filter(Page& page) {
  const std::string_view text = page.text;
  std::optional<Rewrite> rewrite;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    std::size_t end = text.size();
    bool tabs_stay = false;
    if (page.lines.empty()) {
      // No lines yet: one stretch.
    } else if (line < page.lines.size()) {
      end = std::min<std::size_t>(page.lines[line].text.end + 1, text.size());
      tabs_stay = page.lines[line].marks.table_row;
    }
    const std::string_view stretch = text.substr(0, end);
    for (std::size_t at = find_filter(stretch, begin, tabs_stay); at < end;) {
      const Decoded found = decode_utf8(text, at);
      const char32_t c = found.code;
      const Range where{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + found.length};
      at = where.end;
      if (!rewrite) rewrite.emplace(page);
      if (const std::string_view symbol = symbol_for(c); !symbol.empty()) {
        rewrite->replace(symbol, where, "private-use");
      } else {
        rewrite->replace(is_blank(c) ? " " : "", where);
      }
      at = find_filter(stretch, at, tabs_stay);
    }
    begin = end;
  }
  if (rewrite) rewrite->finish();
}

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* instance = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) || instance == nullptr)
    throw std::bad_alloc();  // its data are compiled in: only memory can lack
  return *instance;
}

/// NFC of the lines that hold a character it may change; a line feed is a boundary, so lines can be taken one by one.
void compose(Page& page) {
  const std::string_view text = page.text;
  std::size_t at = find_compose(text, 0);
  if (at == text.size()) return;
  const icu::Normalizer2& normalizer = nfc();
  std::optional<Rewrite> rewrite;
  while (at < text.size()) {
    const std::size_t before = text.rfind('\n', at);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const icu::StringPiece line(text.data() + begin, static_cast<std::int32_t>(end - begin));
    std::string composed;
    icu::StringByteSink<std::string> sink(&composed);
    icu::Edits edits;
    UErrorCode status = U_ZERO_ERROR;
    normalizer.normalizeUTF8(0, line, sink, &edits, status);
    if (U_FAILURE(status)) throw std::bad_alloc();
    if (edits.hasChanges()) {
      if (!rewrite) rewrite.emplace(page);
      for (icu::Edits::Iterator change = edits.getFineChangesIterator(); change.next(status);) {
        const auto from = static_cast<std::uint32_t>(begin) + static_cast<std::uint32_t>(change.sourceIndex());
        rewrite->replace(std::string_view(composed).substr(static_cast<std::size_t>(change.destinationIndex()),
                                                           static_cast<std::size_t>(change.newLength())),
                         {from, from + static_cast<std::uint32_t>(change.oldLength())});
      }
    }
    at = find_compose(text, end);
  }
  if (rewrite) rewrite->finish();
}

}  // namespace

bool unicode_in_order(std::string_view text) {
  const auto any = [](Care care) { return care != Care::kNone; };
  return find_care(text, 0, false, any) == text.size() && find_suspect(text, 0) == text.size();
}

void normalize_unicode(Page& page) {
  const auto any = [](Care care) { return care != Care::kNone; };
  if (find_care(page.text, 0, false, any) != page.text.size()) {  // not so in most pages
    // The other way round, a mark that an invisible character kept from its letter would be composed at the second
    // time only.
    filter(page);
    compose(page);
  }
  // What one word has become may show what the line's others are: two rounds are rare, more were not seen.
  constexpr int kMostRounds = 4;
  for (int round = 0; round < kMostRounds && mend_words(page); ++round) compose(page);
}

}  // namespace trichluc
