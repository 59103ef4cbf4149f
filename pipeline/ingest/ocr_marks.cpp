#include "pipeline/ingest/ocr_marks.h"

#include <algorithm>
#include <string_view>

namespace trichluc {
namespace {

constexpr float kSure = 0.7F;
constexpr int kWording = 1000;  // as good as met so often
constexpr int kFarMoreOften = 4;
constexpr float kCertain = 0.95F;  // of small letters: not to be corrected

// Parts of letterheads, signatures, headings of reports and of their tables (Decree 30/2020/NĐ-CP, Annexes I and III),
// where type is bold and in capitals.
constexpr std::string_view kWordings[] = {
    "số lượng",     "sĩ số",      "tỷ lệ",        "tổng số",    "đơn vị",      "ghi chú",    "nội dung",
    "thứ tự",       "quyết định", "báo cáo",      "kế hoạch",   "thông báo",   "nghị quyết", "chỉ thị",
    "tờ trình",     "hướng dẫn",  "chương trình", "phương án",  "phối hợp",    "đề án",      "quy chế",
    "quy định",     "biên bản",   "công điện",    "công văn",   "giấy mời",    "hợp đồng",   "kết quả",
    "thực hiện",    "tình hình",  "nhiệm vụ",     "giải pháp",  "mục tiêu",    "tổ chức",    "yêu cầu",
    "phụ lục",      "cộng hòa",   "chủ nghĩa",    "độc lập",    "hạnh phúc",   "ủy ban",     "nhân dân",
    "hội đồng",     "chính phủ",  "thủ tướng",    "bộ trưởng",  "thứ trưởng",  "chủ tịch",   "phó chủ",
    "giám đốc",     "phó giám",   "chánh văn",    "văn phòng",  "viện trưởng", "viện kiểm",  "kiểm sát",
    "tối cao",      "tòa án",     "hiệu trưởng",  "cục trưởng", "tổng cục",    "vụ trưởng",  "trưởng ban",
    "trưởng phòng", "tư pháp",    "tài chính",    "nội vụ",     "công an",     "quốc phòng", "ngoại giao",
    "công thương",  "xây dựng",   "giao thông",   "vận tải",    "nông nghiệp", "phát triển", "nông thôn",
    "giáo dục",     "đào tạo",    "y tế",         "lao động",   "thương binh", "xã hội",     "văn hóa",
    "thể thao",     "du lịch",    "khoa học",     "công nghệ",  "tài nguyên",  "môi trường", "thông tin",
    "truyền thông", "kiểm toán",  "thanh tra",    "ngân hàng",  "nhà nước",    "trung ương", "mặt trận",
    "tổ quốc",      "liên đoàn",  "phụ nữ",       "cựu chiến",  "đại học",     "cao đẳng",   "bệnh viện",
    "kính gửi",     "nơi nhận",   "như trên",     "một số",     "công tác",    "trọng tâm",  "kiến nghị",
    "đề xuất",      "hạn chế",    "nguyên nhân",  "cần thơ",    "hà nội",      "hải phòng",  "đà nẵng",
    "hồ chí",       "thừa thiên", "quảng ninh",   "bắc ninh",   "thái nguyên", "lào cai",    "yên bái",
    "điện biên",    "lai châu",   "sơn la",       "hòa bình",   "phú thọ",     "vĩnh phúc",  "nam định",
    "thái bình",    "ninh bình",  "thanh hóa",    "nghệ an",    "hà tĩnh",     "quảng bình", "quảng trị",
    "quảng nam",    "quảng ngãi", "bình định",    "phú yên",    "khánh hòa",   "ninh thuận", "bình thuận",
    "lâm đồng",     "đồng nai",   "bình dương",   "bình phước", "tây ninh",    "tiền giang", "bến tre",
    "trà vinh",     "vĩnh long",  "đồng tháp",    "hậu giang",  "kiên giang",  "sóc trăng",  "bạc liêu",
    "cà mau",
};

/// Letters and nothing else: no digit, no sign.
bool is_word(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
  });
}

/// The letters of `word` without what stands around them.
struct Core {
  std::size_t first = 0;  // symbols [first, last)
  std::size_t last = 0;
  std::string text;
};

Core core_of(const OcrWord& word) {
  Core core;
  core.last = word.symbols.size();
  while (core.first < core.last && !is_word(word.symbols[core.first].text)) ++core.first;
  while (core.last > core.first && !is_word(word.symbols[core.last - 1].text)) --core.last;
  for (std::size_t i = core.first; i < core.last; ++i) core.text += word.symbols[i].text;
  return core;
}

/// On one line or from one to the next, and no sign between.
bool neighbours(const OcrWord& left, const OcrWord& right) {
  const bool close = left.line == right.line || (left.block == right.block && right.line == left.line + 1);
  return close && !left.symbols.empty() && is_word(left.symbols.back().text);
}

}  // namespace

PairMemory::PairMemory(LetterForms forms) : forms_(forms) {
  if (!forms_) return;
  for (const std::string_view wording : kWordings) {
    const std::size_t blank = wording.find(' ');
    remember(std::string(wording.substr(0, blank)), std::string(wording.substr(blank + 1)), kWording);
  }
}

void PairMemory::remember(const std::string& left, const std::string& right, int times) {
  std::string pair = left + ' ' + right;
  std::vector<Spelling>& spellings = pairs_[forms_.bare(left) + ' ' + forms_.bare(right)];
  const auto known =
      std::find_if(spellings.begin(), spellings.end(), [&](const Spelling& s) { return s.pair == pair; });
  if (known != spellings.end()) {
    known->times += times;
  } else {
    spellings.push_back({std::move(pair), times});
  }
}

std::string PairMemory::spelling(const std::string& left, const std::string& right) const {
  const auto known = pairs_.find(forms_.bare(left) + ' ' + forms_.bare(right));
  if (known == pairs_.end()) return {};
  const std::vector<Spelling>& spellings = known->second;
  const auto best = std::max_element(spellings.begin(), spellings.end(),
                                     [](const Spelling& a, const Spelling& b) { return a.times < b.times; });
  int others = 0;
  for (const Spelling& spelling : spellings) others += &spelling == &*best ? 0 : spelling.times;
  if (best->pair == left + ' ' + right || best->times < kFarMoreOften * others) return {};
  return best->pair;
}

void PairMemory::learn(const std::vector<OcrWord>& words) {
  if (!forms_) return;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const OcrWord& left = words[i - 1];
    const OcrWord& right = words[i];
    if (!neighbours(left, right) || left.confidence < kSure || right.confidence < kSure) continue;
    const std::string first = core_of(left).text;
    const std::string second = core_of(right).text;
    if (!is_word(first) || !is_word(second)) continue;
    // Small letters teach, capitals are taught.
    const std::string first_lower = forms_.lower(first);
    const std::string second_lower = forms_.lower(second);
    if (second_lower != second) continue;
    remember(first_lower, second_lower, 1);
  }
}

bool PairMemory::respell(OcrWord& word, const std::string& lower) const {
  const Core core = core_of(word);
  // Symbol by symbol: the letters of `lower` are as many, or the two are not the same word.
  std::vector<std::string> letters;
  for (std::size_t i = 0; i < lower.size();) {
    const auto lead = static_cast<unsigned char>(lower[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    letters.push_back(lower.substr(i, length));
    i += length;
  }
  if (letters.size() != core.last - core.first) return false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    std::string& symbol = word.symbols[core.first + i].text;
    const bool capital = forms_.lower(symbol) != symbol;
    symbol = capital ? forms_.upper(letters[i]) : letters[i];
  }
  return true;
}

void PairMemory::correct(std::vector<OcrWord>& words) const {
  if (!forms_) return;
  for (std::size_t i = 1; i < words.size(); ++i) {
    OcrWord& left = words[i - 1];
    OcrWord& right = words[i];
    if (!neighbours(left, right)) continue;
    const std::string first = core_of(left).text;
    const std::string second = core_of(right).text;
    if (!is_word(first) || !is_word(second)) continue;
    const std::string first_lower = forms_.lower(first);
    const std::string second_lower = forms_.lower(second);
    const std::string known = spelling(first_lower, second_lower);
    if (known.empty()) continue;
    const std::size_t blank = known.find(' ');
    const std::string first_known = known.substr(0, blank);
    const std::string second_known = known.substr(blank + 1);
    const bool first_wrong = first_known != first_lower;
    const bool second_wrong = second_known != second_lower;
    const auto certain = [](const OcrWord& word, const std::string& read, const std::string& lower) {
      return word.confidence > kCertain && read == lower;
    };
    if (first_wrong && certain(left, first, first_lower)) continue;
    if (second_wrong && certain(right, second, second_lower)) continue;
    if (first_wrong) respell(left, first_known);
    if (second_wrong) respell(right, second_known);
  }
}

}  // namespace trichluc
