#include "pipeline/normalize/recognised_recipients.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/rewrite.h"

namespace trichluc {
namespace {

constexpr std::size_t kMostItems = 60;      // lines below "Nơi nhận"
constexpr std::size_t kLongestItem = 120;   // bytes
constexpr std::size_t kLongestRemark = 30;  // between brackets
constexpr double kSureOfHead = 0.97;
constexpr double kSureOfRemark = 0.95;

/// Each in front of a name that begins with a capital or an acronym.
constexpr std::string_view kBodies[] = {"Ban", "Bộ", "Cục", "Đoàn", "Hội", "Phòng", "Sở", "Viện", "Vụ"};

/// The first letters of the two words that a remark shortens: báo cáo, thực hiện, phối hợp, kiểm tra.
struct Shortened {
  char first, second;
};
constexpr Shortened kShortened[] = {{'b', 'c'}, {'t', 'h'}, {'p', 'h'}, {'k', 't'}};

bool is_item_dash(char32_t code) {
  return code == U'-' || code == U'–' || code == U'—' || code == U'~' || code == U'+' || code == U'•';
}

class Item {
 public:
  Item(std::string_view text, Range line) : text_(text.substr(0, line.end)), begin_(line.begin) { skip_blanks(begin_); }

  void repair(Rewrite& rewrite) const {
    repair_head(rewrite);
    repair_remarks(rewrite);
  }

  bool is_head_of_list() const { return fold_plain(text_.substr(begin_, 24)).starts_with("noi nhan"); }

  bool needs_repair() const {
    if (head()) return true;
    bool any = false;
    for_remarks([&any](Range, std::string_view) { any = true; });
    return any;
  }

 private:
  struct Change {
    Range place;
    std::string_view made;
  };

  Decoded at(std::uint32_t offset) const { return decode_utf8(text_, offset); }
  void skip_blanks(std::uint32_t& offset) const {
    while (offset < text_.size() && text_[offset] == ' ') ++offset;
  }
  std::uint32_t letters_end(std::uint32_t offset) const {
    while (offset < text_.size() && is_letter(at(offset).code)) offset += at(offset).length;
    return offset;
  }

  /// The word that begins the name of a body, with marks that it has not.
  std::optional<Change> head() const {
    std::uint32_t begin = begin_;
    bool item = text_.back() == ';';
    while (begin < text_.size() && (is_item_dash(at(begin).code) || text_[begin] == ' ')) {
      item = item || is_item_dash(at(begin).code);
      begin += at(begin).length;
    }
    const std::uint32_t end = letters_end(begin);
    const std::string_view word = text_.substr(begin, end - begin);
    if (!item || word.size() < 2 || !is_upper(at(begin).code) || !names_body(end)) return std::nullopt;
    const std::string plain = fold_plain(word);
    for (const std::string_view body : kBodies) {
      if (word == body) return std::nullopt;
      if (plain == fold_plain(body)) return Change{{begin, end}, body};
    }
    return std::nullopt;
  }

  /// Whether what follows is an acronym, or begins with a capital and goes on in small letters: "Tuyên giáo xã". Of a
  /// person's name every word begins with a capital.
  bool names_body(std::uint32_t from) const {
    for (int words = 0; words < 4; ++words) {
      if (from >= text_.size() || text_[from] != ' ') return false;
      skip_blanks(from);
      const std::uint32_t end = letters_end(from);
      if (end == from) return false;
      const bool capital = is_upper(at(from).code);
      if (words == 0 && !capital) return false;
      if (!capital) return true;
      const std::uint32_t second = from + at(from).length;
      if (words == 0 && second < end && is_upper(at(second).code)) return true;
      from = end;
    }
    return false;
  }

  void repair_head(Rewrite& rewrite) const {
    if (const auto change = head()) rewrite.replace(change->made, change->place, "ocr.recipient", kSureOfHead);
  }

  void repair_remarks(Rewrite& rewrite) const {
    for_remarks([&rewrite](Range place, std::string_view made) {
      rewrite.replace(made, place, "ocr.recipient", kSureOfRemark);
    });
  }

  /// Calls `change` for what stands wrong between brackets, from left to right.
  template <class Call>
  void for_remarks(const Call& change) const {
    if (fold_plain(text_.substr(begin_, 12)).find("luu") != std::string::npos) return;  // the typist's initials
    for (std::size_t open = text_.find('(', begin_); open != std::string_view::npos; open = text_.find('(', open + 1)) {
      const std::size_t close = text_.find(')', open);
      if (close == std::string_view::npos || close - open > kLongestRemark) continue;
      auto from = static_cast<std::uint32_t>(open + 1);
      skip_blanks(from);
      const std::uint32_t end = letters_end(from);
      const std::string_view word = text_.substr(from, end - from);
      if (fold_plain(word) == "de" && end < close && text_[end] == ' ') {
        if (word != "để") change(Range{from, end}, "để");
        from = end;
        skip_blanks(from);
      }
      auto last = static_cast<std::uint32_t>(close);
      while (last > from && text_[last - 1] == ' ') --last;
      const std::string made = shortened(text_.substr(from, last - from));
      if (!made.empty()) change(Range{from, last}, made);
    }
  }

  /// "b/c" for "bí/c", "b/©", "bIc"; empty for what is right, or something else.
  static std::string shortened(std::string_view read) {
    std::u32string signs;
    for (std::size_t at = 0; at < read.size() && signs.size() < 6;) {
      const Decoded c = decode_utf8(read, at);
      if (c.code != U' ') signs += c.code;
      at += c.length;
    }
    if (signs.size() < 3 || signs.size() > 4) return {};
    const auto strokes = signs.substr(1, signs.size() - 2);
    if (!std::all_of(strokes.begin(), strokes.end(), is_like_stroke)) return {};
    for (const Shortened& known : kShortened) {
      if (signs.front() != static_cast<char32_t>(known.first)) continue;
      if (signs.back() != static_cast<char32_t>(known.second) && !(known.second == 'c' && is_like_c(signs.back())))
        continue;
      std::string made{known.first, '/', known.second};
      return made == read ? std::string() : made;
    }
    return {};
  }

  static bool is_like_stroke(char32_t code) {
    constexpr std::u32string_view kLike = U"/|\\1lIiíìỉ!";
    return kLike.find(code) != std::u32string_view::npos;
  }
  static bool is_like_c(char32_t code) {
    constexpr std::u32string_view kLike = U"Ceéè©€¢";
    return kLike.find(code) != std::u32string_view::npos;
  }

  std::string_view text_;  // of the page, to the end of the line
  std::uint32_t begin_;
};

}  // namespace

void repair_recognised_recipients(Page& page) {
  if (page.origin.kind != "ocr" && page.origin.kind != "mixed") return;
  std::optional<Rewrite> rewrite;
  const std::string text = page.text;
  std::size_t items = 0;  // lines that may still belong to the list
  for (const Line& line : std::vector<Line>(page.lines)) {
    if (line.text.empty() || line.text.size() > kLongestItem) continue;
    const Item item(text, line.text);
    if (item.is_head_of_list()) {
      items = kMostItems;
      continue;
    }
    if (items == 0) continue;
    --items;
    if (!item.needs_repair()) continue;
    if (!rewrite) rewrite.emplace(page);
    item.repair(*rewrite);
  }
  if (rewrite) rewrite->finish();
}

}  // namespace trichluc
