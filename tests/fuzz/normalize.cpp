// Text through normalisation: lines and repairs stay inside the text.
#include "pipeline/normalize/normalize.h"

#include <cstdlib>

#include "tests/fuzz/text_stages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto reading = trichluc::read_fuzzed_text(data, size);
  if (!reading) return 0;
  trichluc::normalize(*reading);
  for (const trichluc::Page& page : reading->pages) {
    for (const trichluc::Line& line : page.lines) {
      if (line.text.begin > line.text.end || line.text.end > page.text.size()) std::abort();
    }
    for (const trichluc::Repair& repair : page.repairs) {
      if (repair.text.end > page.text.size()) std::abort();
    }
  }
  return 0;
}
