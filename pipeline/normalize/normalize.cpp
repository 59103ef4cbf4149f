#include "pipeline/normalize/normalize.h"

#include "pipeline/normalize/line_hyphens.h"
#include "pipeline/normalize/unicode.h"

namespace trichluc {

void normalize(Page& page) { normalize_unicode(page); }

void normalize(Reading& reading) {
  for (Page& page : reading.pages) {
    normalize(page);
    drop_line_hyphens(page);
  }
}

}  // namespace trichluc
