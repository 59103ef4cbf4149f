#include "pipeline/layout/stamps.h"

#include <string>
#include <string_view>

#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

/// A registry's stamp says that the document has come ("CÔNG VĂN ĐẾN", "Đến ngày: ..."), a signing tool's does not.
std::string kind_of(std::string_view text) {
  const std::string key = " " + fold_plain(text) + " ";
  for (const std::string_view sign : {" den ", " den:", " den so", " den ngay", "cong van den", "van ban den"}) {
    if (key.find(sign) != std::string::npos) return "incoming";
  }
  return "e-signature";
}

}  // namespace

void collect_stamps(Document& document) {
  const auto& blocks = document.blocks;
  for (std::size_t i = 0; i < blocks.size();) {
    if (blocks[i].kind != BlockKind::kStamp || blocks[i].pieces.empty()) {
      ++i;
      continue;
    }
    const std::uint32_t page_index = blocks[i].pieces.front().page_index;
    DocumentPage& page = document.pages[page_index];
    Stamp stamp;
    for (; i < blocks.size() && blocks[i].kind == BlockKind::kStamp && !blocks[i].pieces.empty() &&
           blocks[i].pieces.front().page_index == page_index;
         ++i) {
      if (!stamp.text.empty()) stamp.text += '\n';
      stamp.text += blocks[i].text;
      for (const Piece& piece : blocks[i].pieces) {
        for (const Box& box : page.boxes({piece.page_begin, piece.page_begin + piece.length}))
          stamp.box = unite(stamp.box, box);
      }
    }
    stamp.kind = kind_of(stamp.text);
    if (!stamp.text.empty()) page.stamps.push_back(std::move(stamp));
  }
}

}  // namespace trichluc::layout
