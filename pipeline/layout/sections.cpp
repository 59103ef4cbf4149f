#include "pipeline/layout/sections.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr std::size_t kLongHeading = 420;  // bytes
constexpr std::size_t kShortLeadIn = 60;   // bytes; "2. Thời hạn đánh giá:" is a heading
constexpr std::size_t kMostQuoted = 80;    // blocks in one quotation
constexpr std::size_t kDeepest = 12;       // lists inside lists

/// Introduces what follows.
bool is_lead_in(const Block& block) {
  std::string_view text = block.text;
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.remove_suffix(1);
  if (text.empty()) return false;
  switch (text.back()) {
    case ':': return true;
    case 'u': return text.ends_with("như sau");
    case 'y': return text.ends_with("sau đây");
    case 'm': return text.ends_with("bao gồm");
    default: return text.ends_with("cụ thể");
  }
}

bool has_inner_stop(std::string_view text) {
  for (std::size_t at = text.find(". "); at != std::string_view::npos; at = text.find(". ", at + 1)) {
    if (end_of(text.substr(0, at + 1)) == LineEnd::kStop && at > 3) return true;
  }
  return false;
}

class SectionFinder {
 public:
  SectionFinder(const Drafts& drafts, Document& document) : drafts_(drafts.drafts), blocks_(document.blocks) {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].kind == BlockKind::kParagraph) body_.push_back(i);
    }
  }

  void find() {
    find_quotations();
    for (std::size_t i = 0; i < body_.size(); ++i) set_kind(i);
    std::size_t next_body = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (next_body < body_.size() && body_[next_body] == i) {
        ++next_body;
        place(i);
      } else if (blocks_[i].kind == BlockKind::kFootnote || blocks_[i].kind == BlockKind::kTableRow) {
        blocks_[i].section = path();
        blocks_[i].level = static_cast<int>(open_.size());
      } else if (blocks_[i].part != part_) {
        start_part(blocks_[i].part);
      }
    }
  }

 private:
  struct OpenMark {
    MarkKind kind;
    int depth;  // of a dotted number
    int value;
    std::string name;  // empty for signs
  };
  struct LeadIn {
    std::size_t block;
    std::size_t depth;  // marks open around it, its own included
    bool marked;
  };

  // --- kinds ------------------------------------------------------------------------------------------------

  void set_kind(std::size_t body_index) {
    Block& block = blocks_[body_[body_index]];
    const Draft& draft = drafts_[body_[body_index]];
    if (draft.mark) block.kind = BlockKind::kListItem;
    if (block.quoted) return;
    const bool set_off = draft.heading_level > 0 || draft.bold || draft.capitals;
    const bool may_be_heading =
        draft.mark ? draft.mark.numbers() && !draft.mark.quoted : set_off && block.text.size() >= 4;
    if (!may_be_heading || block.text.size() > kLongHeading) return;
    const LineEnd end = end_of(block.text);
    if (end == LineEnd::kStop || end == LineEnd::kSemicolon || end == LineEnd::kComma || has_inner_stop(block.text))
      return;
    if (!draft.mark) {
      block.kind = BlockKind::kHeading;
      return;
    }
    if (draft.mark.kind <= MarkKind::kSubsection || set_off) {
      block.kind = BlockKind::kHeading;
      return;
    }
    if (draft.mark.kind == MarkKind::kInBrackets) return;
    if (end == LineEnd::kColon) {
      if (block.text.size() <= kShortLeadIn && !block.text.ends_with("sau:") && !block.text.ends_with("cụ thể:") &&
          !block.text.ends_with("gồm:")) {
        block.kind = BlockKind::kHeading;
      }
      return;
    }
    // Neighbours of one list without stops are items; a heading has something below it.
    if (body_index + 1 < body_.size()) {
      const ListMark& next = drafts_[body_[body_index + 1]].mark;
      const bool sibling =
          next.kind == draft.mark.kind && next.depth == draft.mark.depth && next.value == draft.mark.value + 1;
      if (!sibling) block.kind = BlockKind::kHeading;
    }
  }

  // --- quotations -------------------------------------------------------------------------------------------

  /// Quotations opened less those closed; `straight_open` turns with every straight quotation mark.
  static int balance(std::string_view text, bool& straight_open) {
    constexpr auto kNone = std::string_view::npos;
    for (std::size_t at = text.find('"'); at != kNone; at = text.find('"', at + 1)) straight_open = !straight_open;
    int open = 0;
    for (std::size_t at = text.find('\xE2'); at != kNone; at = text.find('\xE2', at + 3))
      open += (text.substr(at, 3) == "“") - (text.substr(at, 3) == "”");
    return open;
  }

  /// The same for a block; its mark may hold the opening quotation mark.
  int balance_of(std::size_t block, bool& straight_open) const {
    const int marked = drafts_[block].mark.quoted ? balance(blocks_[block].mark, straight_open) : 0;
    return marked + balance(blocks_[block].text, straight_open);
  }

  void find_quotations() {
    for (std::size_t i = 0; i < body_.size(); ++i) {
      bool straight = false;
      const int open = balance_of(body_[i], straight);
      if (open > 0) {
        if (const std::size_t close = find_close(i, open); close > i) {
          for (std::size_t inside = i + 1; inside <= close; ++inside) blocks_[body_[inside]].quoted = true;
          i = close;
        }
      } else if (straight && open == 0) {
        if (const std::size_t close = find_straight_close(i); close > i) {
          for (std::size_t inside = i + 1; inside <= close; ++inside) blocks_[body_[inside]].quoted = true;
          i = close;
        }
      }
    }
  }

  std::string said(std::size_t block) const {
    return drafts_[block].mark.quoted ? blocks_[block].mark + blocks_[block].text : blocks_[block].text;
  }

  std::size_t find_close(std::size_t from, int open) const {
    for (std::size_t i = from + 1; i < std::min(body_.size(), from + kMostQuoted); ++i) {
      if (blocks_[body_[i]].part != blocks_[body_[from]].part) break;
      bool straight = false;
      open += balance_of(body_[i], straight);
      if (open <= 0) return i;
    }
    return from;
  }

  /// A straight mark says nothing about its side: the block that ends it ends with it.
  std::size_t find_straight_close(std::size_t from) const {
    for (std::size_t i = from + 1; i < std::min(body_.size(), from + kMostQuoted); ++i) {
      if (blocks_[body_[i]].part != blocks_[body_[from]].part) break;
      bool straight = false;
      balance_of(body_[i], straight);
      if (!straight) continue;
      const std::string whole = said(body_[i]);
      const std::size_t last = whole.rfind('"');
      return last + 3 >= whole.size() ? i : from;
    }
    return from;
  }

  // --- numbering --------------------------------------------------------------------------------------------

  void start_part(int part) {
    part_ = part;
    open_.clear();
    lead_ins_.clear();
    last_ = kNoBlock;
  }

  std::vector<std::string> path() const {
    std::vector<std::string> names;
    names.reserve(open_.size());
    for (const OpenMark& mark : open_) {
      if (!mark.name.empty()) names.push_back(mark.name);
    }
    return names;
  }

  void drop_signs() {
    while (!open_.empty() && open_.back().kind >= MarkKind::kDash) open_.pop_back();
  }

  static int rank(MarkKind kind, int depth) { return static_cast<int>(kind) * 16 + depth; }

  void open_mark(const Block& block, const ListMark& mark) {
    const bool introduced = last_ != kNoBlock && is_lead_in(blocks_[last_]);
    // A number that goes on counting closes what was opened since its predecessor.
    std::size_t same = open_.size();
    for (std::size_t i = open_.size(); i > 0; --i) {
      const OpenMark& open = open_[i - 1];
      if (open.kind != mark.kind || open.depth != mark.depth) continue;
      if (same == open_.size()) same = i - 1;
      if (mark.numbers() && open.value + 1 == mark.value) {
        same = i - 1;
        break;
      }
    }
    // "1." right below "a) ... như sau:" begins a list inside it, although 1., 2. are open further out.
    const bool restarts =
        open_.size() < kDeepest && mark.numbers() && mark.value == 1 && same + 1 < open_.size() && introduced;
    if (same < open_.size() && !restarts) {
      open_.resize(same);
    } else if (!introduced && !restarts) {
      while (!open_.empty() && rank(open_.back().kind, open_.back().depth) > rank(mark.kind, mark.depth))
        open_.pop_back();
    } else {
      // Numbers of parts and chapters never nest in smaller ones.
      while (!open_.empty() && mark.kind <= MarkKind::kRoman &&
             rank(open_.back().kind, open_.back().depth) > rank(mark.kind, mark.depth))
        open_.pop_back();
    }
    open_.push_back({mark.kind, mark.depth, mark.value, section_name(block.mark, mark.kind)});
  }

  void place(std::size_t index) {
    Block& block = blocks_[index];
    const ListMark& mark = drafts_[index].mark;
    if (block.part != part_) start_part(block.part);
    if (block.quoted) {
      // Numbers inside a quotation are those of another document.
      block.section = path();
      block.level = static_cast<int>(open_.size()) + 1;
      block.lead_in = lead_in_of_quoted(index);
      last_ = index;
      return;
    }
    if (mark && !mark.quoted) {
      open_mark(block, mark);
      while (!lead_ins_.empty() && lead_ins_.back().depth >= open_.size()) lead_ins_.pop_back();
      if (block.kind == BlockKind::kHeading) lead_ins_.clear();
      if (block.kind == BlockKind::kListItem && !lead_ins_.empty())
        block.lead_in = static_cast<int>(lead_ins_.back().block);
    } else if (block.kind == BlockKind::kHeading) {
      drop_signs();
      lead_ins_.clear();
    } else {
      place_unmarked(index);
    }
    block.section = path();
    block.level = static_cast<int>(open_.size()) - (mark && !open_.empty() ? 1 : 0);
    if (is_lead_in(block)) lead_ins_.push_back({index, open_.size(), static_cast<bool>(mark)});
    last_ = index;
  }

  /// The lead-in right above, or that of the item before it in the same list of the quotation.
  int lead_in_of_quoted(std::size_t index) const {
    if (last_ == kNoBlock) return -1;
    if (is_lead_in(blocks_[last_])) return static_cast<int>(last_);
    for (auto at = std::lower_bound(body_.begin(), body_.end(), index); at != body_.begin();) {
      --at;
      if (drafts_[*at].mark.kind == drafts_[index].mark.kind) return blocks_[*at].lead_in;
      if (!blocks_[*at].quoted) break;  // the block that opened it
    }
    return -1;
  }

  /// A paragraph without a mark right below a lead-in is what it introduces; else it ends the list.
  void place_unmarked(std::size_t index) {
    Block& block = blocks_[index];
    const bool first_below = last_ != kNoBlock && !lead_ins_.empty() && lead_ins_.back().block == last_;
    const bool sibling = last_ != kNoBlock && !lead_ins_.empty() && !drafts_[last_].mark &&
                         blocks_[last_].lead_in == static_cast<int>(lead_ins_.back().block);
    if (!lead_ins_.empty()) {
      const auto is_item = [](const Block& b) { return end_of(b.text) == LineEnd::kSemicolon; };
      if ((lead_ins_.back().marked && (first_below || sibling)) || (first_below && is_item(block)) ||
          (sibling && is_item(blocks_[last_]))) {
        block.lead_in = static_cast<int>(lead_ins_.back().block);
        return;
      }
    }
    drop_signs();
    while (!lead_ins_.empty() && lead_ins_.back().depth >= open_.size()) lead_ins_.pop_back();
  }

  static constexpr std::size_t kNoBlock = static_cast<std::size_t>(-1);

  const std::vector<Draft>& drafts_;
  std::vector<Block>& blocks_;
  std::vector<std::size_t> body_;
  std::vector<OpenMark> open_;
  std::vector<LeadIn> lead_ins_;
  std::size_t last_ = kNoBlock;  // the last body block
  int part_ = 0;
};

}  // namespace

void find_sections(const Drafts& drafts, Document& document) { SectionFinder(drafts, document).find(); }

}  // namespace trichluc::layout
