#include "pipeline/layout/ending.h"

#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/layout/phrases.h"
#include "pipeline/layout/signing_phrases.h"
#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr std::uint32_t kShortLine = 75;  // characters; what is longer is prose, unless it is a recipient
constexpr std::size_t kMostLines = 90;    // long lists of recipients
constexpr std::size_t kNameWithin = 14;   // lines from an office to the name below it

bool is_recipients_head(std::string_view key) {
  return starts_with(key, "noi nhan") && (key.size() == 8 || key[8] == ':' || key[8] == ' ' || key[8] == '.');
}

/// The same of a line that is not folded: only its beginning is.
bool begins_recipients(std::string_view text) {
  constexpr std::size_t kHead = 64;  // bytes
  return is_recipients_head(fold_plain(text.substr(0, kHead)));
}

bool is_signed_mark(std::string_view key) {
  return key == "(da ky)" || key == "da ky" || key == "[daky]" || key == "(ky ten, dong dau)" ||
         key == "(ky, ghi ro ho ten)" || key == "(ky ten)" || key == "(da ky va dong dau)";
}

class EndingReader {
 public:
  EndingReader(Sheet& sheet, const LineStyle& style) : sheet_(sheet), style_(style) {}

  std::size_t find(std::size_t begin, std::size_t stop) {
    std::size_t body_before = begin;  // the last body line seen
    for (std::size_t i = begin; i < stop; ++i) {
      const TextLine& line = sheet_.lines[i];
      if (line.kind) continue;
      if (may_begin(line) && begins_at(i, stop, i > begin ? &sheet_.lines[body_before] : nullptr)) {
        return read(first_line(i, begin), stop);
      }
      body_before = i;
    }
    return stop;
  }

 private:
  std::string_view text(std::size_t at) const { return sheet_.text(sheet_.lines[at]); }

  /// Cheap test: the first letter of all that begins an ending.
  static bool may_begin(const TextLine& line) {
    if (line.width[kCharacters] > 200 || line.marks.table_row) return false;
    return line.first == U'N' || line.first == U'n' ||
           (line.capitals() && line.width[kCharacters] <= kShortLine && line.mark.kind == MarkKind::kNone) ||
           line.first == U'T' || line.first == U'K' || line.first == U'Q' ||
           ((line.mark.kind == MarkKind::kDash || line.upper >= 6) && line.width[kCharacters] <= kShortLine);
  }

  /// "./." at the end of the text.
  bool is_last_sentence(const TextLine& line) const {
    const std::string_view said = sheet_.text(line);
    return said.size() > 3 && said.substr(said.size() - 3) == "./.";
  }

  bool begins_at(std::size_t at, std::size_t stop, const TextLine* before) const {
    const std::string_view said = text(at);
    const TextLine& line = sheet_.lines[at];
    if (line.first == U'N' && begins_recipients(said)) {
      const std::string head = fold_plain(said);
      return head.size() <= 10 || head[8] == ':' || merged_signature(said) > 0;
    }
    if (line.mark.numbers()) return false;
    const bool signs = line.upper >= 6 && name_on_line(said) > 0;
    if (line.width[kCharacters] > (signs ? 2 * kShortLine : kShortLine)) return false;
    // The head of the list was lost, its first item was not.
    if (is_first_item(at)) return true;
    if (at + 1 < stop && is_first_item(at + 1) && merged_signature(said) > 0) return true;
    const bool capacity = is_capacity(said) && upper_share(line);
    const bool position = line.capitals() && line.end <= LineEnd::kHyphen && is_position(fold_plain(said));
    if (signs)
      return before == nullptr || is_last_sentence(*before) ||
             (capacity ? before->end >= LineEnd::kColon : at + 3 >= stop);
    if (!capacity && !position) return false;
    if (before != nullptr && is_last_sentence(*before)) return true;
    // In the middle of a sentence an office in capitals is a part of it; below an organisation's name it signs.
    // So it does in the right half of the page, where no sentence goes on.
    if (before != nullptr && before->end < LineEnd::kColon && !capacity && !before->capitals() && !stands_right(line))
      return false;
    return name_follows(at, stop);
  }

  /// Where signatures stand on paper.
  bool stands_right(const TextLine& line) const {
    const float width = (*sheet_.pages)[line.page].width_pt;
    return !line.box.empty() && line.box.left > 0.45F * width && line.box.left + line.box.right > 1.2F * width;
  }

  /// "- Như trên;": only a list of recipients begins so.
  bool is_first_item(std::size_t at) const {
    const TextLine& line = sheet_.lines[at];
    if (line.mark.kind != MarkKind::kDash || line.width[kCharacters] > kShortLine) return false;
    std::string_view item = sheet_.text(line).substr(line.mark.length);
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    if (item.empty() || item.front() != 'N') return false;
    const std::string key = fold_plain(item);
    return starts_with(key, "nhu tren") || starts_with(key, "nhu kinh gui") || starts_with(key, "nhu dieu") ||
           starts_with(key, "nhu noi nhan");
  }

  static bool upper_share(const TextLine& line) { return line.upper >= 4 && line.upper > line.lower; }

  /// A person's name within the next lines, nothing but short lines between.
  bool name_follows(std::size_t at, std::size_t stop) const {
    for (std::size_t i = at + 1; i < std::min(stop, at + 1 + kNameWithin); ++i) {
      const TextLine& line = sheet_.lines[i];
      if (line.kind && line.kind != BlockKind::kStamp && line.kind != BlockKind::kMarginNote) continue;
      if (line.width[kCharacters] > kShortLine) return false;
      if (begins_recipients(sheet_.text(line))) return true;
      if (!line.capitals() && is_person_name(sheet_.text(line))) return true;
      if (line.mark.numbers()) return false;
    }
    return false;
  }

  /// Names of organisations stand above the offices of several signatories.
  std::size_t first_line(std::size_t at, std::size_t begin) const {
    while (at > begin) {
      const TextLine& above = sheet_.lines[at - 1];
      if (above.kind || !above.capitals() || above.mark || above.width[kCharacters] > kShortLine ||
          above.end >= LineEnd::kColon)
        break;
      const bool body = names_body(sheet_.text(above));
      if (!body && above.page != sheet_.lines[at].page) break;
      if (!body && !(at > begin + 1 && is_last_sentence(sheet_.lines[at - 2]))) break;
      --at;
    }
    return at;
  }

  // --- taking merged lines apart ----------------------------------------------------------------------------

  /// Where a signature's words begin behind something else on the line, 0 for nowhere: "- Như trên; KT. GIÁM ĐỐC".
  static std::size_t merged_signature(std::string_view said) {
    // From the right: the run of words in capitals.
    std::size_t begin = said.size();
    std::size_t words = 0;
    std::size_t at = said.size();
    while (at > 0) {
      std::size_t end = at;
      while (end > 0 && said[end - 1] == ' ') --end;
      std::size_t word_begin = end;
      while (word_begin > 0 && said[word_begin - 1] != ' ') --word_begin;
      const std::string_view word = said.substr(word_begin, end - word_begin);
      if (words > 0 && word_begin > 0 && (word == "-" || word == "–")) {  // "THẨM PHÁN - CHỦ TỌA PHIÊN TÒA"
        at = word_begin;
        continue;
      }
      if (word_begin == end || !is_capitals(word)) break;
      begin = word_begin;
      at = word_begin;
      ++words;
    }
    if (words < 2 || begin == 0) return 0;
    // The run may hold abbreviations of the recipient before it ("... HĐND TỈNH KT. CHỦ TỊCH").
    for (std::size_t from = begin; from < said.size();) {
      const std::string_view rest = said.substr(from);
      const std::string key = fold_plain(rest);
      if (is_capacity(rest) || is_position(key)) return from;
      const std::size_t blank = said.find(' ', from);
      if (blank == std::string_view::npos) break;
      from = blank + 1;
    }
    return 0;
  }

  static std::size_t next_word(std::string_view said, std::size_t at) {
    while (at < said.size() && said[at] != ' ') ++at;
    while (at < said.size() && said[at] == ' ') ++at;
    return at;
  }

  /// Where the name begins behind an office in capitals: "TỔNG GIÁM ĐỐC Đặng Thị Mơ"; 0 for nowhere.
  static std::size_t name_on_line(std::string_view said) {
    if (!is_capitals(said.substr(0, said.find(' ')))) return 0;
    if (!is_capacity(said) && position_length(said) == 0) return 0;
    std::size_t at = 0;
    const auto is_office_word = [said](std::size_t from) {
      const std::string_view word = said.substr(from, said.find(' ', from) - from);
      return is_capitals(word) || word == "-" || word == "–";
    };
    while (at < said.size() && is_office_word(at)) at = next_word(said, at);
    // "(Đã ký)" stands between them.
    std::size_t name = at;
    if (at < said.size() && said[at] == '(') name = next_word(said, std::min(said.find(')', at), said.size()));
    return at > 0 && name < said.size() && is_person_name(said.substr(name)) ? at : 0;
  }

  /// Where a line that holds offices and a name goes on with what is usually set below:
  /// "KT. BỘ TRƯỞNG | THỨ TRƯỞNG | Đặng Thị Mơ".
  static std::vector<std::size_t> signature_cuts(std::string_view said) {
    std::vector<std::size_t> cuts;
    const std::size_t name = name_on_line(said);
    const std::size_t end = name > 0 ? name : said.size();
    if (is_capacity(said) && (name > 0 || is_capitals(said))) {
      std::string_view before;
      // What stands directly behind the sign is whom it stands for.
      std::size_t at = said[0] == 'Q' ? 0 : next_word(said, 0);
      if (const std::size_t office = position_length(said.substr(at)); office > 0)
        at = next_word(said, at + office - 1);
      else
        at = next_word(said, at);
      for (; at < end; at = next_word(said, at)) {
        const std::string_view rest = said.substr(at, end - at);
        std::size_t word = said.find_last_not_of(' ', at - 1);
        word = word == std::string_view::npos ? 0 : said.find_last_of(' ', word);
        before = said.substr(word == std::string_view::npos ? 0 : word + 1,
                             at - (word == std::string_view::npos ? 0 : word + 1));
        const std::string key = fold_plain(before);
        const std::size_t office = position_length(rest);
        const bool sign = is_capacity(rest);
        if (!sign && (office == 0 || starts_with(fold_plain(rest), "thuong truc") || key == "ban" || key == "doan" ||
                      key == "kiem" || key == "-" || key == "dong"))
          continue;
        cuts.push_back(at);
        at = sign ? next_word(said, at) : at;
        if (const std::size_t held = position_length(said.substr(at, end - at)); held > 0) at += held - 1;
      }
    }
    if (name > 0) cuts.push_back(name);
    if (name > 0 && said[name] == '(') cuts.push_back(next_word(said, said.find(')', name)));
    return cuts;
  }

  /// Splits merged lines of [begin, end) and returns the new end.
  std::size_t split_merged(std::size_t begin, std::size_t end) {
    std::vector<TextLine> lines;
    for (std::size_t i = begin; i < end; ++i) {
      const TextLine& whole = sheet_.lines[i];
      const bool may_hold_both = !whole.kind && whole.upper >= 4 && !whole.marks.table_row;
      if (may_hold_both) {
        const std::vector<std::size_t> cuts = signature_cuts(sheet_.text(whole));
        if (!cuts.empty()) {
          std::uint32_t from = whole.text.begin;
          for (std::size_t part = 0; part <= cuts.size(); ++part) {
            const std::uint32_t to =
                part < cuts.size() ? whole.text.begin + static_cast<std::uint32_t>(cuts[part]) : whole.text.end;
            lines.push_back(part_of_line(sheet_, whole, {from, to}));
            lines.back().below = part > 0;
            lines.back().opens_page = whole.opens_page && part == 0;
            from = to;
          }
          continue;
        }
      }
      const std::size_t cut = may_hold_both ? merged_signature(sheet_.text(whole)) : 0;
      if (cut == 0) {
        lines.push_back(whole);
        continue;
      }
      const std::uint32_t middle = whole.text.begin + static_cast<std::uint32_t>(cut);
      lines.push_back(part_of_line(sheet_, whole, {whole.text.begin, middle}));
      lines.push_back(part_of_line(sheet_, whole, {middle, whole.text.end}));
      lines.back().column = 1;
      lines.back().opens_page = false;
    }
    const auto first = sheet_.lines.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto behind = std::copy(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(end - begin), first);
    sheet_.lines.insert(behind, lines.begin() + static_cast<std::ptrdiff_t>(end - begin), lines.end());
    return begin + lines.size();
  }

  // --- reading ----------------------------------------------------------------------------------------------

  std::size_t read(std::size_t begin, std::size_t stop) {
    std::size_t end = find_end(begin, stop);
    end = split_merged(begin, end);
    classify(begin, end);
    put_in_order(begin, end);
    return end;
  }

  /// How far the ending reaches: to the first line that cannot be of it.
  std::size_t find_end(std::size_t begin, std::size_t stop) const {
    bool recipients = is_first_item(begin) || (begin + 1 < stop && is_first_item(begin + 1));
    bool named = false;
    std::size_t last = begin;
    std::size_t last_item = begin;
    const std::size_t most = std::min(stop, begin + kMostLines);
    for (std::size_t i = begin; i < most; ++i) {
      const TextLine& line = sheet_.lines[i];
      if (line.kind) continue;
      const std::string_view said = sheet_.text(line);
      const std::string key = fold_plain(said);
      if (is_recipients_head(key)) {
        recipients = true;
        last = last_item = i;
        continue;
      }
      const bool item =
          line.mark.kind >= MarkKind::kDash && line.mark.kind <= MarkKind::kBullet && !line.mark.numbers();
      const bool name = !line.capitals() && (is_person_name(said) || name_on_line(said) > 0);
      if (line.marks.table_row || line.marks.heading_level > 0) {
        if (named || (!line.capitals() && !name)) break;
      }
      if (line.mark.numbers() && !is_capacity(said)) break;
      if (named && !recipients && item) break;
      const bool office = is_capacity(said) || (line.capitals() && (is_position(key) || names_body(said)));
      if (recipients && !office && (item || goes_on(i, last_item))) {
        last = last_item = i;
        continue;
      }
      if (line.width[kCharacters] > kShortLine && merged_signature(said) == 0 && name_on_line(said) == 0) break;
      if (named && !name && !office && !is_signed_mark(key)) {
        // Behind the name only scraps of a scan belong here.
        if (line.letters() > 6 || is_far(i, last)) break;
      }
      if (line.capitals() && !office && starts_with(key, "phu luc")) break;
      named = named || name;
      last = i;
    }
    // Trailing furniture is the next part's.
    return last + 1;
  }

  bool is_far(std::size_t at, std::size_t last) const { return sheet_.lines[at].page != sheet_.lines[last].page; }

  /// Rest of a recipient that was wrapped, or an item without a dash.
  bool goes_on(std::size_t at, std::size_t last) const {
    const TextLine& line = sheet_.lines[at];
    const TextLine& before = sheet_.lines[last];
    if (line.page != before.page || line.width[kCharacters] > 110) return false;
    if (is_lower(line.first)) return before.end != LineEnd::kStop;
    if (line.end == LineEnd::kSemicolon) return true;
    return before.end == LineEnd::kComma || before.end == LineEnd::kSemicolon;
  }

  void classify(std::size_t begin, std::size_t end) {
    std::size_t item = end;  // last line of the open item of the list
    bool closed = true;      // the list is over, or has not begun
    for (std::size_t i = begin; i < end; ++i) {
      TextLine& line = sheet_.lines[i];
      if (line.kind) continue;
      const std::string_view said = sheet_.text(line);
      const std::string key = fold_plain(said);
      if (is_recipients_head(key)) {
        line.kind = BlockKind::kRecipients;
        closed = false;
        item = i;
        continue;
      }
      const bool dash = line.mark.kind >= MarkKind::kDash && !line.mark.numbers();
      if (dash) closed = false;
      if (line.letters() < 3 && !dash) {
        line.kind = BlockKind::kMarginNote;  // scraps of a stamp or a scan
        continue;
      }
      if (is_signature(i, said, key, closed || item == end ? nullptr : &sheet_.lines[item])) {
        line.kind = BlockKind::kSignature;
        continue;
      }
      if (closed && !dash) {
        line.kind = BlockKind::kSignature;
        continue;
      }
      line.kind = BlockKind::kRecipients;
      if (item < end && !dash) {
        const TextLine& before = sheet_.lines[item];
        const bool head = begins_recipients(sheet_.text(before));
        const bool ended = before.end == LineEnd::kSemicolon || before.end == LineEnd::kStop;
        // An item may hold a semicolon: what stands below an item's text, not below its dash, is the rest of it.
        const bool below_text = line.box.empty() ? line.indent > before.indent : line.box.left > before.box.left + 2;
        const bool rest = before.mark && (below_text || !line.box.empty()) && before.end == LineEnd::kSemicolon;
        line.joins = !head && (!ended || rest);
      }
      item = i;
      // "Lưu: VT." is the last; what was wrapped ends with it.
      const std::string_view body = said.substr(dash ? line.mark.length : 0);
      if (starts_with(fold_plain(body), "luu") && line.end == LineEnd::kStop) closed = true;
    }
  }

  /// `item`: the open item of the list of recipients.
  bool is_signature(std::size_t at, std::string_view said, const std::string& key, const TextLine* item) const {
    const TextLine& line = sheet_.lines[at];
    if (line.mark.kind == MarkKind::kDash || line.mark.kind == MarkKind::kPlus || line.mark.kind == MarkKind::kBullet)
      return false;
    if (is_capacity(said) && upper_share(line)) return true;
    if (is_signed_mark(key)) return true;
    if (line.column > 0 || line.below) return true;
    if (!line.box.empty() && item != nullptr) {
      // Right of the list on paper.
      const float middle = (*sheet_.pages)[line.page].width_pt / 2;
      if (line.box.left >= item->box.right || (line.box.left + line.box.right) / 2 > middle + 20) return true;
      if (line.box.left < middle && line.box.left < item->box.right) return false;
    }
    if (line.capitals() && (is_position(key) || names_body(said)) && line.end <= LineEnd::kHyphen) return true;
    if (item != nullptr && (item->end == LineEnd::kComma || (item->end == LineEnd::kOpen && !style_.parted(line)))) {
      // "- Các Sở: Tài chính, ⏎ Nội vụ" goes on, although "Nội vụ" could be a name.
      const bool last_item = starts_with(fold_plain(sheet_.text(*item).substr(item->mark.length)), "luu");
      if (!last_item && line.indent < 20) return false;
    }
    return is_person_name(said) && line.end <= LineEnd::kHyphen;
  }

  static bool same_row(const TextLine& a, const TextLine& b) {
    if (a.page != b.page || a.below || b.below) return false;
    if (a.box.empty()) {
      const bool cells = a.cell.in_table() && a.cell.table == b.cell.table;
      return a.number == b.number || (cells && a.cell.row == b.cell.row && a.cell.column != b.cell.column);
    }
    return std::min(a.box.bottom, b.box.bottom) - std::max(a.box.top, b.box.top) > 0.5F * a.box.height();
  }

  /// The list first, then the signatures from left to right; furniture keeps its place at the end.
  void put_in_order(std::size_t begin, std::size_t end) {
    const auto position = [this](const TextLine& line) {
      if (line.box.empty() && line.cell.in_table()) return 100.0F * line.cell.column;
      return line.box.empty() ? static_cast<float>(line.indent) + static_cast<float>(line.width[kCharacters]) / 2
                              : (line.box.left + line.box.right) / 2;
    };
    // Columns of the signature block: lines that stand beside another one tell.
    bool side_by_side = false;
    std::vector<std::pair<float, std::size_t>> signatures;
    for (std::size_t i = begin; i < end; ++i) {
      const TextLine& line = sheet_.lines[i];
      if (line.kind != BlockKind::kSignature) continue;
      side_by_side = side_by_side || std::any_of(signatures.begin(), signatures.end(),
                                                 [&](const auto& s) { return same_row(line, sheet_.lines[s.second]); });
      signatures.emplace_back(position(line), i);
    }
    std::vector<std::uint8_t> columns(end - begin, 0);
    if (side_by_side) {
      std::vector<std::pair<float, std::size_t>> by_position = signatures;
      std::stable_sort(by_position.begin(), by_position.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
      std::uint8_t column = 1;
      float last = by_position.front().first;
      const float gap = sheet_.printed ? 60.0F : 14.0F;
      for (const auto& [at, index] : by_position) {
        if (at - last > gap && column < 9) ++column;
        last = at;
        columns[index - begin] = column;
      }
    } else {
      for (const auto& [at, index] : signatures) columns[index - begin] = 1;
    }
    for (std::size_t i = begin; i < end; ++i) sheet_.lines[i].column = columns[i - begin];
    // A list below the signatures stays below them.
    const auto is_kind = [&](BlockKind kind) { return [kind](const TextLine& line) { return line.kind == kind; }; };
    const auto first = sheet_.lines.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = sheet_.lines.begin() + static_cast<std::ptrdiff_t>(end);
    const auto list = std::find_if(first, last, is_kind(BlockKind::kRecipients));
    const auto signature = std::find_if(first, last, is_kind(BlockKind::kSignature));
    const bool list_first = list < signature;
    std::stable_sort(first, last, [list_first](const TextLine& a, const TextLine& b) {
      const auto rank = [list_first](const TextLine& line) {
        if (line.kind == BlockKind::kRecipients) return list_first ? 0 : 20;
        if (line.kind == BlockKind::kSignature) return 5 + static_cast<int>(line.column);
        return 30;
      };
      return rank(a) < rank(b);
    });
  }

  Sheet& sheet_;
  const LineStyle& style_;
};

}  // namespace

std::size_t find_ending(Sheet& sheet, const LineStyle& style, std::size_t begin, std::size_t stop) {
  return EndingReader(sheet, style).find(begin, stop);
}

}  // namespace trichluc::layout
