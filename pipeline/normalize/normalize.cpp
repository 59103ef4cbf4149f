#include "pipeline/normalize/normalize.h"

#include "pipeline/normalize/encodings.h"
#include "pipeline/normalize/line_hyphens.h"
#include "pipeline/normalize/repair.h"
#include "pipeline/normalize/unicode.h"

namespace trichluc {

void normalize(Page& page) { normalize_unicode(page); }

void normalize(Reading& reading, LanguageData* language) {
  decode_encodings(reading);
  for (Page& page : reading.pages) normalize(page);
  if (language != nullptr) repair_text(reading, *language);
  for (Page& page : reading.pages) drop_line_hyphens(page);
}

}  // namespace trichluc
