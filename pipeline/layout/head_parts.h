// head_parts.h - lines of a first page that hold several of its components, as web pages and scans print them:
//
//   Số: 12/SYT-NVY V/v tiêm phòng          Hà Nội, ngày 05 tháng 6 năm 2031 Kính gửi: Các bệnh viện
//   SỞ Y TẾ ------                         QUYẾT ĐỊNH BAN HÀNH QUY CHẾ GIÁM ĐỐC SỞ Y TẾ
//
// Where such a line is cut. Nothing is cut that could be a sentence: what stands between two components is either in
// capitals or belongs to one that runs on ("V/v", "Kính gửi").
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace trichluc::layout {

/// Reads the lines of a first page from the top; it remembers what stood above.
class HeadParts {
 public:
  /// Byte offsets at which the parts of `line` after the first begin; empty when it is one.
  std::vector<std::size_t> cuts(std::string_view line);

 private:
  /// Of a gazette's heading, "CHỈ THỊ CỦA BỘ TRƯỞNG SỐ 12/2001/CT-BYT NGÀY 5 THÁNG 6 NĂM 2001 VỀ VIỆC ...".
  enum class Gazette { kNone, kType, kIssuer, kNumber };

  std::vector<std::size_t> gazette_cuts(std::string_view line);
  void cut_authority(std::string_view line, std::vector<std::size_t>& cuts, std::size_t title) const;
  void remember(std::string_view line);

  std::vector<std::string> bodies_;  // lines of the letterhead, folded
  Gazette gazette_ = Gazette::kNone;
  int gazette_lines_ = 0;
  bool text_begun_ = false;
  bool numbered_ = false;  // the document's own number stood above
};

/// "Số: 12/BC-UBND" at the beginning of `text`: its bytes, 0 for none.
std::size_t number_length(std::string_view text);
/// What can stand behind a "Số:" that was printed apart: "1312/KH-UBND", "/TTr-UBND".
bool is_number_alone(std::string_view text);

}  // namespace trichluc::layout
