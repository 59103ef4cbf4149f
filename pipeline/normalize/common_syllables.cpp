#include "pipeline/normalize/common_syllables.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/syllables.h"

namespace trichluc {
namespace {

// The accented syllables most frequent in reports, decisions, judgments and news of the administration, each document
// counted with the same weight; in the order of their code points.
constexpr std::string_view kCommon =
    "biên biến biểu biện biệt bà bàn báo bão bình bạo bản bảo bằng bệnh bị bỏ bố bồi bổ bộ chiếm chiến chuyên "
    "chuẩn chí chính chú chăm chưa chương chất chậm chế chỉ chống chủ chức chữa cuộc các cán cáo còn có công "
    "cùng căn cơ cư cường cả cảnh cấp cầu cộng cụ cục của cứ cứu diện duyệt dân dây dưới dưỡng dẫn dịch dục "
    "dụng dự dựng giá giám giáo giúp giải giảm giờ giữa gần gồm gửi hiểm hiện hiệu hoàn hoạch hoạt hoặc huyện "
    "huấn hàng hành hình hòa hóa hơn hướng hưởng hại hạn hạnh hằng hết hệ học họp hỏa hồ hỗ hộ hội hợp khoản "
    "khoảng khám khó không khăn khẩu khỏe khởi kiến kiểm kiện kèm kê kính ký kế kết kể kịp kỳ kỹ liên liệu "
    "loại luận luật là làm lâm lên lý lưu lượng lượt lại lần lập lệ lịch lớp lục lực mô môi mường mại mạng "
    "mạnh mẫu mắc mặt mỗi một mới mời mở mục mức nghiêm nghiệp nghèo nghìn nghĩa nghị ngoài nguồn ngành ngày "
    "ngân người ngừa nhiều nhiệm nhà nhân như nhất nhận nhập những nuôi này nâng năm năng nơi nước nạn nội "
    "nộp nữ phiên pháp phát phân phê phí phòng phó phù phúc phương phường phạm phạt phải phấn phần phẩm phố "
    "phối phổ phụ phủ quyết quyền quá quân quý quả quản quốc riêng rà rõ rất rộng soát suất sách sát sâu sóc "
    "sĩ sơ sơn sản số sở sức sử sửa sự thiết thiểu thiện thoại thuộc thành tháng thì thông thư thương thường "
    "thẩm thế thể thị thống thời thủ thứ thức thực tiêu tiến tiếp tiền toàn toán triển triệu truyền trách "
    "trên trì trình trí trăm trước trường trưởng trạm trạng trấn trẻ trị trọng trở trợ trực tuyên tuổi tài "
    "tác tâm tân tình tích tính tòa tăng tư tướng tượng tại tạo tấn tập tế tỉnh tịch tố tốc tối tốt tổ tổng "
    "tội tờ tục tụng từ tử tự tỷ viên việc viện việt và vào vân vì vùng văn vướng vấn vận về vệ vị với vụ vực "
    "xuyên xuất xác xâm xây xã xét xảy xử yêu yếu án áp ông ý đi điều điểm điện đoàn đoạn đài đào đánh đây đã "
    "đình đó đúng đơn đường được đại đạo đạt đảm đảng đấu đầu đặc đến đề để địa định đốc đối đồng đổi độ độc "
    "động đủ ương ước ở ủy ứng";

std::unordered_set<std::string_view> split(std::string_view list) {
  std::unordered_set<std::string_view> words;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    words.insert(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

}  // namespace

Commonness commonness(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = split(kCommon);
  if (kWords.contains(fold_lower(word))) return Commonness::kCommon;
  return is_syllable(word) ? Commonness::kPossible : Commonness::kNone;
}

bool is_one_letter_word(char32_t lower) {
  return lower == U'ở' || lower == U'ý' || lower == U'ô' || lower == U'ổ' || lower == U'à' || lower == U'ủ';
}

}  // namespace trichluc
