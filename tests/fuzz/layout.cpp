// Text through normalisation and layout: every piece of every block is the text it claims to be.
#include "pipeline/layout/layout.h"

#include <cstdlib>

#include "pipeline/normalize/normalize.h"
#include "tests/fuzz/text_stages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto reading = trichluc::read_fuzzed_text(data, size);
  if (!reading) return 0;
  trichluc::normalize(*reading);
  const trichluc::Document document = trichluc::lay_out(std::move(*reading));
  for (const trichluc::Block& block : document.blocks) {
    for (const trichluc::Piece& piece : block.pieces) {
      if (piece.page_index >= document.pages.size()) std::abort();
      const std::string& page = document.pages[piece.page_index].text;
      if (block.text.compare(piece.text_begin, piece.length, page, piece.page_begin, piece.length) != 0) std::abort();
    }
  }
  return 0;
}
