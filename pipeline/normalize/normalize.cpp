#include "pipeline/normalize/normalize.h"

#include "pipeline/normalize/line_hyphens.h"

namespace trichluc {

void normalize(Reading& reading) {
  for (Page& page : reading.pages) {
    normalize(page);
    drop_line_hyphens(page);
  }
}

}  // namespace trichluc
