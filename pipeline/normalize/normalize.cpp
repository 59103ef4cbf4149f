#include "pipeline/normalize/normalize.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/encodings.h"
#include "pipeline/normalize/line_hyphens.h"
#include "pipeline/normalize/recognised_offices.h"
#include "pipeline/normalize/recognised_recipients.h"
#include "pipeline/normalize/recognised_words.h"
#include "pipeline/normalize/repair.h"
#include "pipeline/normalize/unicode.h"

namespace trichluc {

void normalize(Page& page) { normalize_unicode(page); }

std::vector<Breakage> normalize_letters(Reading& reading, const Misreadings* misreadings) {
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
  return looks;
}

void normalize(Reading& reading, LanguageData* language) {
  const Misreadings* const misreadings = language != nullptr ? language->misreadings() : nullptr;
  std::vector<Breakage> looks = normalize_letters(reading, misreadings);
  const auto recognised = [](const Page& page) { return page.origin.recognised(); };
  if (std::any_of(reading.pages.begin(), reading.pages.end(), recognised)) {
    for (Page& page : reading.pages) {
      repair_recognised_offices(page);
      repair_recognised_recipients(page);
    }
    if (language != nullptr) repair_recognised_words(reading, *language);
    for (std::size_t i = 0; i < reading.pages.size(); ++i) {
      if (recognised(reading.pages[i])) looks[i] = look_for_breakage(reading.pages[i].text, misreadings);
    }
  }
  if (language != nullptr) repair_text(reading, *language, std::move(looks));
  for (Page& page : reading.pages) drop_line_hyphens(page);
}

}  // namespace trichluc
