// document_types.h - the names of document types that stand above a title, with their codes.
//
// Decree 30/2020/NĐ-CP, article 7 and annex III; legal documents by the Law on Promulgation of Legal Documents; codes
// as in RECORD.md and rules/vocabulary/document_types.toml. Of courts and procuracies: "Bản án", "Cáo trạng".
#pragma once

#include <string_view>

namespace trichluc::layout {

struct DocumentTypeName {
  std::string_view name;  // "Báo cáo"
  std::string_view code;  // "BC"; empty for types without one
};

/// The type that `line` begins with, whatever its case and marks ("CHƯƠNG TRÌNH PHỐI HỢP"), or nullptr. `length`
/// receives the bytes of `line` that are the name. The longest name wins; it ends where a word ends.
const DocumentTypeName* find_type_name(std::string_view line, std::size_t& length);

/// By code, nullptr for none.
const DocumentTypeName* type_of_code(std::string_view code);

}  // namespace trichluc::layout
