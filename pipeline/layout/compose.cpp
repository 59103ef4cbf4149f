#include "pipeline/layout/compose.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "pipeline/core/find_byte.h"

namespace trichluc::layout {
namespace {

constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

constexpr std::array<bool, 256> make_blanks() {
  std::array<bool, 256> blanks{};
  for (const unsigned char c : {' ', '\t', '\r', '\v', '\f'}) blanks[c] = true;
  return blanks;
}
constexpr std::array<bool, 256> kBlanks = make_blanks();

bool is_blank(char c) { return kBlanks[static_cast<unsigned char>(c)]; }

/// How far text[at, end) can be copied: up to a blank that is no single U+0020 between two words. `at` is no blank.
std::uint32_t single_blanks_until(std::string_view text, std::uint32_t at, std::uint32_t end) {
  // Looked for is the second blank of two, or one of another kind; of the controls some are no blanks at all.
  const auto may_stop = [](const char* c) -> bool {
    return (static_cast<unsigned char>(*c) < ' ') | ((*c == ' ') & (*(c - 1) == ' '));
  };
  const std::string_view whole = text.substr(0, end);
  std::uint32_t stop = at;
  do {
    stop = static_cast<std::uint32_t>(find_byte(whole, stop + 1, may_stop));
  } while (stop < end && !is_blank(text[stop]));
  while (text[stop - 1] == ' ') --stop;
  return stop;
}

/// What was written of a block so far.
struct BlockState {
  bool blank = false;   // since its last character of text
  bool elided = false;  // a mark was left out since then
};

/// A copied stretch: page text as read -> page text made.
struct Move {
  Range from;
  std::uint32_t to;
};

class PageWriter {
 public:
  PageWriter(const Page& page, std::uint32_t index, const Drafts& drafts, std::vector<Block>& blocks,
             std::vector<BlockState>& states)
      : page_(page),
        index_(index),
        drafts_(drafts),
        blocks_(blocks),
        states_(states),
        keep_moves_(!page.repairs.empty() || !page.suspicions.empty()) {
    text_.reserve(page.text.size());
  }

  void write(const std::vector<std::uint32_t>& drafts) {
    for (const std::uint32_t id : drafts) write_draft(id);
  }

  DocumentPage finish(Page& page) {
    DocumentPage made;
    made.number = page.number;
    made.width_pt = page.width_pt;
    made.height_pt = page.height_pt;
    made.text = std::move(text_);
    made.source = SourceMap::compose(map_, page.source);
    made.glyphs = std::move(page.glyphs);
    made.stamps = std::move(page.stamps);
    made.messages = std::move(page.messages);
    made.origin = std::move(page.origin);
    made.repairs = in_place(std::move(page.repairs));
    made.suspicions = in_place(std::move(page.suspicions));
    return made;
  }

 private:
  /// Repairs or suspicions, each where its text is now, in the order of the text.
  template <class Noted>
  std::vector<Noted> in_place(std::vector<Noted> noted) {
    for (Noted& one : noted) one.text = moved(one.text);
    std::stable_sort(noted.begin(), noted.end(),
                     [](const Noted& a, const Noted& b) { return a.text.begin < b.text.begin; });
    return noted;
  }

  std::uint32_t written() const { return static_cast<std::uint32_t>(text_.size()); }

  void write_draft(std::uint32_t id) {
    const Draft& draft = drafts_.drafts[id];
    Block& block = blocks_[id];
    BlockState& state = states_[id];
    if (!text_.empty()) {
      text_.push_back('\n');
      map_.append_replacement(1, {last_, last_});
    }
    fragment_ = written();
    blank_at_ = kNowhere;
    pending_ = false;
    bool first = true;
    for (std::uint32_t at = draft.first; at != Span::kNone; at = drafts_.spans[at].next) {
      const Span& span = drafts_.spans[at];
      if (span.page != index_) continue;
      if (span.tabs > 0) write_tabs(span.tabs, block, state);
      if (!span.glued && span.tabs == 0) {
        pending_ = true;
        if (!first || !block.text.empty()) state.blank = true;
      }
      first = false;
      write_span(span, block, state);
    }
  }

  void write_span(const Span& span, Block& block, BlockState& state) {
    const std::string_view text = page_.text;
    std::uint32_t made_begin = kNowhere;
    for (std::uint32_t at = span.text.begin; at < span.text.end;) {
      if (is_blank(text[at])) {
        ++at;
        pending_ = true;
        if (span.role == SpanRole::kText) state.blank = true;
        continue;
      }
      const std::uint32_t end = single_blanks_until(text, at, span.text.end);
      write_blank(at);
      if (made_begin == kNowhere) made_begin = written();
      if (span.role == SpanRole::kText) write_to_block({at, end}, block, state);
      if (keep_moves_) moves_.push_back({{at, end}, written()});
      text_.append(text, at, end - at);
      map_.append_copy(end - at, at);
      last_ = end;
      at = end;
    }
    if (span.role == SpanRole::kText || made_begin == kNowhere) return;
    const Range made{made_begin, written()};
    const std::string said = text_.substr(made.begin, made.size());
    state.elided = true;
    if (span.role == SpanRole::kNoteMark) {
      block.notes.push_back({note_number(said), static_cast<std::uint32_t>(block.text.size()), {index_, made}});
    } else if (span.role == SpanRole::kMark) {
      block.mark = said;
      block.mark_place = PageRange{index_, made};
    }
  }

  /// Between the cells of a row, in the page's text and in the block's.
  void write_tabs(std::uint16_t tabs, Block& block, BlockState& state) {
    add_piece(block, tabs, written());
    block.text.append(tabs, '\t');
    text_.append(tabs, '\t');
    map_.append_replacement(tabs, {last_, last_});
    fragment_ = written();
    pending_ = false;
    state = {};
  }

  /// "[footnoteRef:12]" -> "12"
  static std::string note_number(const std::string& said) {
    std::string number;
    for (const char c : said) {
      if ((c >= '0' && c <= '9') || c == '*') number.push_back(c);
    }
    return number.empty() ? said : number;
  }

  void write_blank(std::uint32_t next) {
    if (pending_ && written() > fragment_) {
      blank_at_ = written();
      text_.push_back(' ');
      map_.append_replacement(1, last_ <= next ? Range{last_, next} : Range{next, next});
    }
    pending_ = false;
  }

  void write_to_block(Range from, Block& block, BlockState& state) {
    if (!block.text.empty() && state.blank) {
      // "thống nhất 1." without its mark is "thống nhất."
      const char first = page_.text[from.begin];
      const bool closes = first == '.' || first == ',' || first == ';' || first == ':' || first == ')';
      if (!(state.elided && closes)) {
        if (blank_at_ != kNowhere) add_piece(block, 1, blank_at_);
        block.text.push_back(' ');
      }
    }
    state = {};
    add_piece(block, from.size(), written());
    block.text.append(page_.text, from.begin, from.size());
  }

  void add_piece(Block& block, std::uint32_t length, std::uint32_t page_begin) {
    const auto text_begin = static_cast<std::uint32_t>(block.text.size());
    if (!block.pieces.empty()) {
      Piece& last = block.pieces.back();
      if (last.page_index == index_ && last.text_begin + last.length == text_begin &&
          last.page_begin + last.length == page_begin) {
        last.length += length;
        return;
      }
    }
    block.pieces.push_back({text_begin, length, index_, page_begin});
  }

  /// Where a range of the page as read is now.
  Range moved(Range range) {
    if (!sorted_) {
      std::sort(moves_.begin(), moves_.end(), [](const Move& a, const Move& b) { return a.from.begin < b.from.begin; });
      sorted_ = true;
    }
    const auto place = [this](std::uint32_t at, bool end) -> std::uint32_t {
      auto next = std::upper_bound(moves_.begin(), moves_.end(), at,
                                   [](std::uint32_t a, const Move& m) { return a < m.from.begin; });
      if (next == moves_.begin()) return moves_.empty() ? 0 : moves_.front().to;
      const Move& move = *std::prev(next);
      if (at <= move.from.end || end || next == moves_.end())
        return move.to + std::min(at, move.from.end) - move.from.begin;
      return next->to;
    };
    if (range.empty()) {
      const std::uint32_t at = place(range.begin, false);
      return {at, at};
    }
    const std::uint32_t begin = place(range.begin, false);
    return {begin, std::max(begin, place(range.end - 1, false) + 1)};
  }

  const Page& page_;
  std::uint32_t index_;
  const Drafts& drafts_;
  std::vector<Block>& blocks_;
  std::vector<BlockState>& states_;
  std::string text_;
  SourceMap map_;                      // page text made -> page text as read
  std::uint32_t last_ = 0;             // end of the last byte copied, as read
  std::uint32_t fragment_ = 0;         // where the block being written begins on this page
  std::uint32_t blank_at_ = kNowhere;  // the last blank written in it
  bool pending_ = false;               // a blank is due before the next character
  bool keep_moves_;
  bool sorted_ = false;
  std::vector<Move> moves_;
};

}  // namespace

void compose(Reading& reading, const Drafts& drafts, Document& document) {
  document.blocks.resize(drafts.drafts.size());
  for (std::size_t i = 0; i < drafts.drafts.size(); ++i) {
    const Draft& draft = drafts.drafts[i];
    Block& block = document.blocks[i];
    block.kind = draft.kind;
    block.part = draft.part;
    block.centered = draft.centered;
    block.bold = draft.bold;
    block.italic = draft.italic;
  }
  std::vector<BlockState> states(drafts.drafts.size());
  document.pages.reserve(reading.pages.size());
  for (std::uint32_t index = 0; index < reading.pages.size(); ++index) {
    Page& page = reading.pages[index];
    PageWriter writer(page, index, drafts, document.blocks, states);
    writer.write(drafts.on_page[index]);
    document.pages.push_back(writer.finish(page));
  }
}

}  // namespace trichluc::layout
