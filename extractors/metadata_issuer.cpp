#include "extractors/metadata_issuer.h"

#include <algorithm>
#include <string_view>

#include "extractors/metadata_names.h"
#include "pipeline/layout/phrases.h"
#include "pipeline/layout/signing_phrases.h"
#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

using layout::starts_with;

constexpr std::size_t kSpeakingBlocks = 8;  // body blocks from the beginning in which the issuer presents itself

/// "TỈNH HÀ NAM" goes on with "ỦY BAN NHÂN DÂN"; "TỈNH ỦY HÀ NAM" does not.
bool is_rest_of_name(std::string_view line, const std::string& key, const std::string& above) {
  for (const std::string_view unit : {"tinh ", "thanh pho ", "huyen ", "quan ", "thi xa ", "phuong ", "xa ",
                                      "thi tran ", "dac khu ", "tp ", "tp. ", "khu vuc "}) {
    if (!starts_with(key, unit)) continue;
    std::size_t at = 0;
    for (auto words = std::count(unit.begin(), unit.end(), ' '); words > 0; --words) at = line.find(' ', at) + 1;
    return !is_office_of_area(fold_lower(line.substr(at, line.find(' ', at) - at)));
  }
  for (const std::string_view word :
       {"va ", "& ", "- ", "viet nam", "cong hoa ", "nuoc ", "nhan dan ", "truc thuoc ", "thuoc "}) {
    if (starts_with(key, word)) return true;
  }
  for (const std::string_view end : {" -", ",", " va", " cua", " &", " ve", " cac", " cho", " va"}) {
    if (above.size() > end.size() && std::string_view(above).substr(above.size() - end.size()) == end) return true;
  }
  return !layout::names_body(line) && !layout::is_position(key);
}

bool is_space_or_begin(std::string_view text, std::size_t at) { return at == 0 || text[at - 1] == ' '; }

/// The subject that ends at `end`: back to the comma, stop or beginning that makes it the name of a body.
std::string subject_before(std::string_view text, std::size_t end) {
  while (end > 0 && text[end - 1] == ' ') --end;
  std::size_t from = end;
  for (int parts = 0; parts < 4 && from > 0; ++parts) {
    std::size_t begin = text.substr(0, from).find_last_of(",.;:");
    begin = begin == std::string_view::npos ? 0 : begin + 1;
    std::size_t word = begin;
    while (word < end && (text[word] == ' ' || text[word] == '-')) ++word;
    const std::string_view subject = text.substr(word, end - word);
    if (can_be_body(subject)) return std::string(subject);
    if (begin == 0 || text[begin - 1] != ',') break;  // only a name with commas in it goes on to the left
    from = begin - 1;
  }
  return {};
}

}  // namespace

Issuer read_letterhead(const std::vector<std::string>& lines) {
  std::vector<std::string> names;
  std::string above;
  for (const std::string& line : lines) {
    std::string_view shown = line;
    // Scraps of a scan behind the name.
    while (!shown.empty()) {
      const Decoded last = decode_before(shown, shown.size());
      if (is_letter(last.code) || is_digit(last.code) || last.code == U'-' || last.code == U',' || last.code == U'&' ||
          last.code == U')')
        break;
      shown.remove_suffix(last.length);
    }
    const std::string key = fold_plain(shown);
    if (key.size() < 3) continue;
    if (!names.empty() && is_rest_of_name(shown, key, above)) {
      names.back() += " " + std::string(shown);
    } else {
      names.emplace_back(shown);
    }
    above = key;
  }
  Issuer issuer;
  if (names.empty()) return issuer;
  issuer.name = fold_body_name(names.back());
  if (names.size() > 1) issuer.parent = fold_body_name(names[names.size() - 2]);
  return issuer;
}

std::string find_speaking_body(const Document& document) {
  constexpr std::string_view kVerbs[] = {
      "báo cáo",           "hướng dẫn",         "xây dựng Kế hoạch", "xây dựng kế hoạch", "ban hành Kế hoạch",
      "ban hành kế hoạch", "thông báo",         "kính trình",        "trân trọng",        "đề nghị",
      "có ý kiến",         "tổng hợp, báo cáo", "xin báo cáo"};
  std::size_t seen = 0;
  for (const Block& block : document.blocks) {
    if (block.part != 0) break;
    if (block.kind != BlockKind::kParagraph && block.kind != BlockKind::kListItem) continue;
    if (++seen > kSpeakingBlocks) break;
    const std::string_view text = block.text;
    std::string first;
    std::size_t first_at = text.size();
    for (const std::string_view verb : kVerbs) {
      for (std::size_t at = text.find(verb); at != std::string_view::npos && at < first_at;
           at = text.find(verb, at + 1)) {
        if (!is_space_or_begin(text, at)) continue;
        std::string subject = subject_before(text, at);
        if (subject.empty()) continue;
        first = std::move(subject);
        first_at = at;
        break;
      }
    }
    if (!first.empty()) return first;
  }
  return {};
}

}  // namespace trichluc
