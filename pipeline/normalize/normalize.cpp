#include "pipeline/normalize/normalize.h"

#include <utility>
#include <vector>

#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/encodings.h"
#include "pipeline/normalize/line_hyphens.h"
#include "pipeline/normalize/repair.h"
#include "pipeline/normalize/unicode.h"

namespace trichluc {

void normalize(Page& page) { normalize_unicode(page); }

void normalize(Reading& reading, LanguageData* language) {
  const Misreadings* const misreadings = language != nullptr ? language->misreadings() : nullptr;
  // One look tells which passes have something to do; in most texts none has.
  std::vector<Breakage> looks;
  bool decoding = names_legacy_font(reading);
  for (const Page& page : reading.pages) {
    looks.push_back(look_for_breakage(page.text, misreadings));
    decoding = decoding || (looks.back().needs & kNeedsDecoding) != 0;
  }
  if (decoding) decode_encodings(reading);
  for (std::size_t i = 0; i < reading.pages.size(); ++i) {
    Page& page = reading.pages[i];
    if (!decoding && looks[i].needs == 0) continue;
    normalize(page);
    looks[i] = look_for_breakage(page.text, misreadings);
  }
  if (language != nullptr) repair_text(reading, *language, std::move(looks));
  for (Page& page : reading.pages) drop_line_hyphens(page);
}

}  // namespace trichluc
