#include "pipeline/layout/document_types.h"

#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

// The first name of a code is the type's own.
constexpr DocumentTypeName kTypes[] = {
    {"Nghị quyết", "NQ"},
    {"Nghị quyết liên tịch", "NQ"},
    {"Quyết định", "QĐ"},
    {"Chỉ thị", "CT"},
    {"Quy chế", "QC"},
    {"Quy chế phối hợp", "QC"},
    {"Quy định", "QyĐ"},
    {"Thông cáo", "TC"},
    {"Thông cáo báo chí", "TC"},
    {"Thông báo", "TB"},
    {"Hướng dẫn", "HD"},
    {"Chương trình", "CTr"},
    {"Chương trình phối hợp", "CTr"},
    {"Chương trình hành động", "CTr"},
    {"Chương trình công tác", "CTr"},
    {"Kế hoạch", "KH"},
    {"Kế hoạch phối hợp", "KH"},
    {"Phương án", "PA"},
    {"Đề án", "ĐA"},
    {"Dự án", "DA"},
    {"Báo cáo", "BC"},
    {"Biên bản", "BB"},
    {"Tờ trình", "TTr"},
    {"Hợp đồng", "HĐ"},
    {"Công điện", "CĐ"},
    {"Công văn", "CV"},
    {"Bản ghi nhớ", "BGN"},
    {"Bản thỏa thuận", "BTT"},
    {"Giấy ủy quyền", "GUQ"},
    {"Giấy mời", "GM"},
    {"Giấy giới thiệu", "GGT"},
    {"Giấy nghỉ phép", "GNP"},
    {"Phiếu gửi", "PG"},
    {"Phiếu chuyển", "PC"},
    {"Phiếu báo", "PB"},
    {"Thư công", ""},
    {"Hiến pháp", "HP"},
    {"Bộ luật", "BL"},
    {"Luật", "L"},
    {"Pháp lệnh", "PL"},
    {"Lệnh", "LENH"},
    {"Nghị định", "NĐ"},
    {"Thông tư", "TT"},
    {"Thông tư liên tịch", "TTLT"},
    {"Kết luận", "KL"},
    {"Công ước", "CU"},
    {"Văn bản hợp nhất", "VBHN"},
    {"Sắc lệnh", "SACLENH"},
    {"Thông tri", "TTRI"},
    {"Thư mời", "TM"},
    {"Nội quy", "NOIQUY"},
    {"Bản án", "BA"},
    {"Cáo trạng", "CAOTRANG"},
    {"Bản cáo trạng", "CAOTRANG"},
    {"Kết luận điều tra", "KLĐT"},
    {"Bản kết luận điều tra", "KLĐT"},
    {"Giấy triệu tập", "GTT"},
};

struct FoldedType {
  std::string key;
  std::size_t words;
  const DocumentTypeName* type;
};

/// Longest first.
const std::vector<FoldedType>& folded_types() {
  static const std::vector<FoldedType> kFolded = [] {
    std::vector<FoldedType> folded;
    for (const DocumentTypeName& type : kTypes) {
      FoldedType entry{fold_plain(type.name), 1, &type};
      entry.words += static_cast<std::size_t>(std::count(entry.key.begin(), entry.key.end(), ' '));
      folded.push_back(std::move(entry));
    }
    std::sort(folded.begin(), folded.end(), [](const FoldedType& a, const FoldedType& b) { return a.words > b.words; });
    return folded;
  }();
  return kFolded;
}

}  // namespace

const DocumentTypeName* find_type_name(std::string_view line, std::size_t& length) {
  const std::string key = fold_plain(line.substr(0, 64));
  if (key.empty()) return nullptr;
  for (const FoldedType& folded : folded_types()) {
    if (key.front() != folded.key.front() || !key.starts_with(folded.key)) continue;
    if (key.size() > folded.key.size() && base_letter(static_cast<unsigned char>(key[folded.key.size()])) != 0)
      continue;
    std::size_t at = 0;
    std::size_t words = 0;
    while (at < line.size()) {
      while (at < line.size() && line[at] == ' ') ++at;
      while (at < line.size() && line[at] != ' ' && line[at] != ':' && line[at] != ',' && line[at] != '.') ++at;
      if (++words == folded.words) break;
    }
    length = at;
    return folded.type;
  }
  return nullptr;
}

const DocumentTypeName* type_of_code(std::string_view code) {
  const auto* const found =
      std::find_if(std::begin(kTypes), std::end(kTypes), [code](const DocumentTypeName& t) { return t.code == code; });
  return found == std::end(kTypes) ? nullptr : found;
}

}  // namespace trichluc::layout
