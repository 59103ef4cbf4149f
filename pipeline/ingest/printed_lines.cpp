#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "pipeline/ingest/printed.h"
#include "pipeline/ingest/printed_cells.h"
#include "pipeline/ingest/printed_order.h"

namespace trichluc {
namespace {

// Lengths are in ems of the text beside the gap. The letterhead decides them: a blank in a justified line is rarely
// over 0.6, a stamped number stands up to 0.9 from its neighbours, and the two columns of the head as near as 0.8.
constexpr float kWideGap = 0.6F;    // wider than a blank: may part two columns
constexpr float kColumnGap = 1.5F;  // always parts two columns; the library never bridges it either
constexpr float kCertainGap = 4;    // parts them whatever the rows beside show: recognition bridges any gap
constexpr float kColumnWidth = 5;   // narrower is a list mark ("Điều 1.") before its tab

constexpr std::size_t kMostPieces = 4000;  // beyond, a page is no prose and joining would take too long
constexpr std::size_t kMostCorridorChecks = 4000;

/// Neighbouring words [first, last) that certainly are of one line.
struct Piece {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  float begin = 0;
  float end = 0;
  float base = 0;
  float size_pt = 0;
  std::uint32_t characters = 0;
  std::uint8_t turn = 0;
  std::uint32_t block = 0;
};

/// Size and baseline that most characters share.
template <class WordAt>
std::pair<float, float> common_size_and_base(std::size_t count, const WordAt& word_at) {
  struct Share {
    float size_pt;
    float base;
    std::uint32_t characters;
  };
  Share shares[8];
  std::size_t used = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const PrintedWord& word = word_at(i);
    std::size_t at = 0;
    while (at < used && (shares[at].size_pt != word.size_pt || shares[at].base != word.base)) ++at;
    if (at == used) {
      if (used == std::size(shares)) continue;
      shares[used++] = {word.size_pt, word.base, 0};
    }
    shares[at].characters += word.length();
  }
  const Share& best = *std::max_element(shares, shares + used, [](const Share& a, const Share& b) {
    return a.characters != b.characters ? a.characters < b.characters : a.size_pt < b.size_pt;
  });
  return {best.size_pt, best.base};
}

/// Dots and underscores to write on: "Số: ....../QĐ-UBND".
bool is_fill(const PrintedPage& page, const PrintedWord& word) {
  for (std::uint32_t i = word.first; i < word.last; ++i) {
    const char32_t code = page.characters[i].code;
    if (code != U'.' && code != U'…' && code != U'_' && code != U'-') return false;
  }
  return true;
}

class LineArranger {
 public:
  explicit LineArranger(const PrintedPage& page) : page_(page), cells_(page) {}

  std::vector<PrintedLine> arrange() {
    if (page_.words.empty()) return {};
    by_base_.resize(page_.words.size());
    std::iota(by_base_.begin(), by_base_.end(), 0U);
    std::sort(by_base_.begin(), by_base_.end(), [this](std::uint32_t a, std::uint32_t b) {
      const PrintedWord& first = page_.words[a];
      const PrintedWord& second = page_.words[b];
      if (first.turn != second.turn) return first.turn < second.turn;
      return first.base != second.base ? first.base < second.base : a < b;
    });
    find_pieces();
    join_pieces();
    std::vector<PrintedLine> lines = in_reading_order(collect_rows(), cells_);
    if (!cells_.empty()) cells_.place_lines(page_, lines);
    return lines;
  }

 private:
  // --- pieces -------------------------------------------------------------------------------------------------

  void find_pieces() {
    const auto& words = page_.words;
    std::uint32_t blocks = 0;
    for (const PrintedWord& word : words) blocks = std::max(blocks, word.found_block + 1);
    for (std::uint32_t first = 0; first < words.size();) {
      const std::size_t block_begin = pieces_.size();
      const std::uint32_t block = words[first].found_block;
      bool columns = false;
      while (first < words.size() && words[first].found_block == block) {
        std::uint32_t last = first + 1;
        while (last < words.size() && words[last].found_line == words[first].found_line) ++last;
        columns |= split_found_line(first, last);
        first = last;
      }
      if (columns) separate_columns(block_begin, blocks);
    }
  }

  /// A block of the library that is two columns becomes two blocks; `blocks` is the next free number.
  void separate_columns(std::size_t block_begin, std::uint32_t& blocks) {
    const auto first = pieces_.begin() + static_cast<std::ptrdiff_t>(block_begin);
    std::sort(first, pieces_.end(), [](const Piece& a, const Piece& b) { return a.begin < b.begin; });
    float end = first->end;
    for (auto piece = first; piece != pieces_.end(); ++piece) {
      if (piece->begin > end + kWideGap * piece->size_pt) ++blocks;
      end = std::max(end, piece->end);
      piece->block = blocks;
    }
    ++blocks;
    std::sort(first, pieces_.end(), [](const Piece& a, const Piece& b) {
      return a.block != b.block ? a.block < b.block : a.first < b.first;
    });
  }

  /// The library takes two columns for one line where they come near each other. Whether they did.
  bool split_found_line(std::uint32_t first, std::uint32_t last) {
    const auto& words = page_.words;
    const float usual = usual_gap(first, last);
    std::uint32_t begin = first;
    bool columns = false;
    for (std::uint32_t i = first; i + 1 < last; ++i) {
      const PrintedWord& left = words[i];
      const PrintedWord& right = words[i + 1];
      const float em = std::max(left.size_pt, right.size_pt);
      const float gap = right.begin - left.end;
      const bool column = gap >= kWideGap * em && gap >= 1.6F * usual &&
                          left.end - words[begin].begin >= kColumnWidth * em &&
                          words[last - 1].end - right.begin >= kColumnWidth * em &&
                          (gap >= kCertainGap * em || in_corridor(left, right, kColumnGap));
      columns |= column;
      if (column || parted_by_rule(left, right)) {
        add_piece(begin, i + 1);
        begin = i + 1;
      }
    }
    add_piece(begin, last);
    return columns;
  }

  /// The median distance of neighbouring words.
  float usual_gap(std::uint32_t first, std::uint32_t last) {
    gaps_.clear();
    for (std::uint32_t i = first; i + 1 < last; ++i) gaps_.push_back(page_.words[i + 1].begin - page_.words[i].end);
    if (gaps_.empty()) return 0;
    const auto middle = gaps_.begin() + static_cast<std::ptrdiff_t>(gaps_.size() / 2);
    std::nth_element(gaps_.begin(), middle, gaps_.end());
    return *middle;
  }

  void add_piece(std::uint32_t first, std::uint32_t last) {
    const auto& words = page_.words;
    Piece piece;
    piece.first = first;
    piece.last = last;
    piece.begin = words[first].begin;
    piece.end = words[first].end;
    piece.turn = words[first].turn;
    piece.block = words[first].found_block;
    for (std::uint32_t i = first; i < last; ++i) {
      piece.begin = std::min(piece.begin, words[i].begin);
      piece.end = std::max(piece.end, words[i].end);
      piece.characters += words[i].length();
    }
    std::tie(piece.size_pt, piece.base) =
        common_size_and_base(last - first, [&](std::size_t i) -> const PrintedWord& { return words[first + i]; });
    pieces_.push_back(piece);
  }

  bool parted_by_rule(const PrintedWord& left, const PrintedWord& right) const {
    return left.turn == 0 && !cells_.empty() && cells_.parted(left.end, right.begin, left.base - 0.3F * left.size_pt);
  }

  // --- corridors ----------------------------------------------------------------------------------------------

  /// Whether the row above or below shows white at least `least` ems wide where `left` and `right` part:
  ///
  ///     SỞ NỘI VỤ TỈNH BÌNH THUẬN  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  ///        VĂN PHÒNG             ││         Độc lập - Tự do
  bool in_corridor(const PrintedWord& left, const PrintedWord& right, float least) {
    if (++corridor_checks_ > kMostCorridorChecks) return true;  // apart is the safer mistake
    const float middle = (left.end + right.begin) / 2;
    const float em = std::max(left.size_pt, right.size_pt);
    const float base = left.base;
    return corridor_in(row_next_to(left.turn, base, em, -1), middle, least * em) ||
           corridor_in(row_next_to(left.turn, base, em, +1), middle, least * em);
  }

  using Words = std::pair<std::vector<std::uint32_t>::const_iterator, std::vector<std::uint32_t>::const_iterator>;

  /// Words with a baseline in [from, to].
  Words words_between(std::uint8_t turn, float from, float to) const {
    const auto before = [this, turn](std::uint32_t index, float base) {
      const PrintedWord& word = page_.words[index];
      return word.turn != turn ? word.turn < turn : word.base < base;
    };
    const auto after = [this, turn](float base, std::uint32_t index) {
      const PrintedWord& word = page_.words[index];
      return word.turn != turn ? turn < word.turn : base < word.base;
    };
    return {std::lower_bound(by_base_.begin(), by_base_.end(), from, before),
            std::upper_bound(by_base_.begin(), by_base_.end(), to, after)};
  }

  /// The nearest row within 2.2 ems above (-1) or below (+1).
  Words row_next_to(std::uint8_t turn, float base, float em, int direction) const {
    const float near = 0.5F * em;
    const float far = 2.2F * em;
    const Words zone =
        direction < 0 ? words_between(turn, base - far, base - near) : words_between(turn, base + near, base + far);
    if (zone.first >= zone.second) return {by_base_.end(), by_base_.end()};
    const float nearest = page_.words[direction < 0 ? *std::prev(zone.second) : *zone.first].base;
    const float slack = 0.35F * em;
    return direction < 0 ? words_between(turn, nearest - slack, nearest)
                         : words_between(turn, nearest, nearest + slack);
  }

  bool corridor_in(Words row, float middle, float least) const {
    std::optional<float> left_end;
    std::optional<float> right_begin;
    for (auto index = row.first; index < row.second; ++index) {
      const PrintedWord& word = page_.words[*index];
      if (word.end <= middle) {
        left_end = std::max(left_end.value_or(word.end), word.end);
      } else if (word.begin >= middle) {
        right_begin = std::min(right_begin.value_or(word.begin), word.begin);
      } else {
        return false;
      }
    }
    return left_end && right_begin && *right_begin - *left_end >= least;
  }

  // --- rows ---------------------------------------------------------------------------------------------------

  std::uint32_t root(std::uint32_t piece) {
    while (parent_[piece] != piece) piece = parent_[piece] = parent_[parent_[piece]];
    return piece;
  }

  void join_pieces() {
    const auto count = static_cast<std::uint32_t>(pieces_.size());
    parent_.resize(count);
    std::iota(parent_.begin(), parent_.end(), 0U);
    if (count <= kMostPieces) {
      std::vector<std::uint32_t> order(parent_);
      std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
        const Piece& first = pieces_[a];
        const Piece& second = pieces_[b];
        if (first.turn != second.turn) return first.turn < second.turn;
        return first.base != second.base ? first.base < second.base : a < b;
      });
      float largest = 0;
      for (const Piece& piece : pieces_) largest = std::max(largest, piece.size_pt);
      for (std::uint32_t i = 0; i < count; ++i) {
        const Piece& upper = pieces_[order[i]];
        for (std::uint32_t j = i + 1; j < count; ++j) {
          const Piece& lower = pieces_[order[j]];
          if (lower.turn != upper.turn || lower.base - upper.base > 0.65F * largest) break;
          if (belong_together(upper, lower)) parent_[root(order[j])] = root(order[i]);
        }
      }
    }
  }

  bool belong_together(const Piece& a, const Piece& b) {
    const Piece& large = a.size_pt >= b.size_pt ? a : b;
    const Piece& small = a.size_pt >= b.size_pt ? b : a;
    const float em = large.size_pt;
    const float shift = large.base - small.base;
    const bool mark = small.size_pt < 0.85F * em;  // raised or lowered
    if (mark ? (shift > 0.65F * em || shift < -0.3F * em) : std::fabs(shift) > 0.25F * em) return false;

    const Piece& left = a.begin <= b.begin ? a : b;
    const Piece& right = a.begin <= b.begin ? b : a;
    const float gap = right.begin - left.end;
    if (gap < -0.3F * em && !overlaps_a_little(left, right, em)) {
      return fits_between(large, small) || fits_between(small, large);
    }
    if (gap >= (mark ? 1.0F : kColumnGap) * em) return false;
    const PrintedWord& last = page_.words[left.last - 1];
    const PrintedWord& first = page_.words[right.first];
    if (parted_by_rule(last, first)) return false;
    return gap < kWideGap * em || !in_corridor(last, first, kWideGap);
  }

  /// Recognised text (an OCR layer) is cut into boxes that run a letter into each other.
  static bool overlaps_a_little(const Piece& left, const Piece& right, float em) {
    const float overlap = left.end - right.begin;
    const float narrower = std::min(left.end - left.begin, right.end - right.begin);
    return right.end > left.end && overlap < em && overlap < 0.3F * narrower;
  }

  /// `inner` covers nothing of `outer` but dots to write on, as a number stamped into "Số:        /TB-UBND".
  bool fits_between(const Piece& outer, const Piece& inner) const {
    const float slack = 0.15F * inner.size_pt;
    bool between = false;
    for (std::uint32_t i = outer.first; i < outer.last; ++i) {
      const PrintedWord& word = page_.words[i];
      if (word.begin < inner.end - slack && word.end > inner.begin + slack && !is_fill(page_, word)) return false;
      between = true;
    }
    return between && inner.begin > outer.begin - slack && inner.end < outer.end + slack;
  }

  std::vector<PrintedRow> collect_rows() {
    constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> row_of(pieces_.size(), kNone);
    std::vector<PrintedRow> rows;
    std::vector<std::uint32_t> longest;  // characters of the piece that places the row
    for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      std::uint32_t& at = row_of[root(i)];
      if (at == kNone) {
        at = static_cast<std::uint32_t>(rows.size());
        rows.push_back({{}, piece.begin, piece.end, 0, 0, 0, piece.turn});
        longest.push_back(0);
      }
      PrintedRow& row = rows[at];
      for (std::uint32_t word = piece.first; word < piece.last; ++word) row.line.words.push_back(word);
      row.begin = std::min(row.begin, piece.begin);
      row.end = std::max(row.end, piece.end);
      row.characters += piece.characters;
      if (piece.characters > longest[at]) {
        longest[at] = piece.characters;
        row.found = i;
        row.block = piece.block;
      }
    }
    const auto& words = page_.words;
    for (PrintedRow& row : rows) {
      auto& line = row.line;
      std::stable_sort(line.words.begin(), line.words.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return words[a].begin < words[b].begin; });
      std::tie(line.size_pt, line.base) = common_size_and_base(
          line.words.size(), [&](std::size_t i) -> const PrintedWord& { return words[line.words[i]]; });
    }
    return rows;
  }

  const PrintedPage& page_;
  const PrintedCells cells_;
  std::vector<std::uint32_t> by_base_;  // words
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> parent_;  // of a piece in the forest of rows
  std::vector<float> gaps_;
  std::size_t corridor_checks_ = 0;
};

}  // namespace

std::vector<PrintedLine> arrange_lines(const PrintedPage& page) { return LineArranger(page).arrange(); }

}  // namespace trichluc
