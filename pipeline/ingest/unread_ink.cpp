#include "pipeline/ingest/unread_ink.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "pipeline/ingest/leptonica.h"
#include "pipeline/ingest/ocr_words.h"

namespace trichluc {
namespace {

constexpr float kRead = 0.45F;      // confidence from which a word counts as read
constexpr float kSureLine = 0.8F;   // of a line that need not be read another time
constexpr float kLeastLine = 0.7F;  // of a line that is taken
constexpr float kSureWord = 0.5F;
constexpr std::size_t kMostLines = 16;  // of a page: more are a picture
constexpr int kMargin = 12;
constexpr int kDark = 140;

int middle_of(int a, int b) { return (a + b) / 2; }

/// Letters in a row.
struct Row {
  PixelBox box;
  int parts = 0;
};

PixelBox united(const PixelBox& a, const PixelBox& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

/// Boxes of the connected parts of `binary`, in pixels of the whole image.
std::vector<PixelBox> parts_of(Pix* binary) {
  std::vector<PixelBox> parts;
  Boxa* boxes = pixConnCompBB(binary, 8);
  const int count = boxes ? boxaGetCount(boxes) : 0;
  for (int i = 0; i < count; ++i) {
    l_int32 x = 0;
    l_int32 y = 0;
    l_int32 w = 0;
    l_int32 h = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    parts.push_back({2 * x, 2 * y, 2 * (x + w), 2 * (y + h)});
  }
  boxaDestroy(&boxes);
  return parts;
}

class Reader {
 public:
  Reader(const CleanedScan& scan, std::vector<OcrWord>& words) : scan_(scan), words_(words) {}

  Result<void> read() {
    usual_ = usual_height();
    if (usual_ < 8) return {};
    if (scan_.whole.empty() && scan_.red.empty()) return {};  // no seal, no signature: nothing misled the layout
    const PixPtr binary = half_binary();
    if (!binary) return {};
    find_large(binary.get());
    if (auto read = read_cut_lines(); !read) return read;
    hide_words(binary.get());
    std::vector<Row> rows = find_rows(parts_of(binary.get()));
    if (rows.size() > kMostLines) return {};
    for (const Row& row : rows) {
      if (auto read = read_row(row); !read) return read;
    }
    return {};
  }

 private:
  /// Of a capital, by what was read on the page.
  float usual_height() const {
    std::vector<OcrWord> sure;
    for (const OcrWord& word : words_) {
      if (word.confidence > 0.8F) sure.push_back(word);
    }
    return sure.empty() ? 0 : 0.66F * letter_size(sure);
  }

  PixPtr half_binary() const {
    const std::vector<std::uint8_t>& whole = scan_.whole.empty() ? scan_.grey : scan_.whole;
    const PixPtr grey = to_pix(whole.data(), scan_.width, scan_.height);
    const PixPtr binary(grey ? pixThresholdToBinary(grey.get(), kDark) : nullptr);
    return PixPtr(binary ? pixReduceRankBinary2(binary.get(), 1, nullptr) : nullptr);
  }

  /// What is too large for letters: strokes of signatures, rings.
  void find_large(Pix* binary) {
    for (const PixelBox& part : parts_of(binary)) {
      const auto width = static_cast<float>(part.width());
      const auto height = static_cast<float>(part.height());
      if (height < 2.2F * usual_ && (width < 5 * usual_ || height < 0.5F * usual_)) continue;
      if (width < 0.6F * static_cast<float>(scan_.width)) large_.push_back(part);
    }
  }

  void hide_words(Pix* binary) const {
    for (const OcrWord& word : words_) {
      if (word.confidence < kRead) continue;
      const int margin = static_cast<int>(0.2F * usual_);
      const PixelBox& box = word.box;
      const int left = (box.left - margin) / 2;
      const int top = (box.top - margin) / 2;
      pixRasterop(binary, left, top, (box.right + margin) / 2 - left, (box.bottom + margin) / 2 - top, PIX_CLR, nullptr,
                  0, 0);
    }
  }

  bool inside_seal(const PixelBox& box) const {
    return std::any_of(scan_.seals.begin(), scan_.seals.end(), [&box](const PixelBox& seal) {
      const auto x = static_cast<float>(middle_of(seal.left, seal.right));
      const auto y = static_cast<float>(middle_of(seal.top, seal.bottom));
      const auto radius = static_cast<float>(seal.width()) / 2;
      for (const int corner_x : {box.left, box.right}) {
        for (const int corner_y : {box.top, box.bottom}) {
          if (std::hypot(static_cast<float>(corner_x) - x, static_cast<float>(corner_y) - y) > radius) return false;
        }
      }
      return true;
    });
  }

  std::vector<Row> find_rows(std::vector<PixelBox> parts) const {
    std::erase_if(parts, [this](const PixelBox& part) {
      const auto width = static_cast<float>(part.width());
      const auto height = static_cast<float>(part.height());
      return height < 0.45F * usual_ || height > 2.2F * usual_ || width > 6 * usual_ || width < 0.1F * usual_;
    });
    std::sort(parts.begin(), parts.end(), [](const PixelBox& a, const PixelBox& b) { return a.left < b.left; });
    std::vector<Row> rows;
    for (const PixelBox& part : parts) {
      // The row whose end is nearest, at the same height.
      Row* best = nullptr;
      for (Row& row : rows) {
        const int overlap = std::min(row.box.bottom, part.bottom) - std::max(row.box.top, part.top);
        const auto gap = static_cast<float>(part.left - row.box.right);
        if (2 * overlap < std::min(part.height(), row.box.height()) || gap > 1.6F * usual_) continue;
        if (static_cast<float>(std::max(row.box.bottom, part.bottom) - std::min(row.box.top, part.top)) > 2.4F * usual_)
          continue;
        if (best == nullptr || row.box.right > best->box.right) best = &row;
      }
      if (best != nullptr) {
        best->box = united(best->box, part);
        ++best->parts;
      } else {
        rows.push_back({part, 1});
      }
    }
    std::erase_if(rows, [this](const Row& row) {
      return row.parts < 3 || static_cast<float>(row.box.width()) < 3 * usual_ ||
             static_cast<float>(row.box.height()) < 0.7F * usual_ || inside_seal(row.box);
    });
    return rows;
  }

  /// Reads `box`, without the large strokes where `bare`.
  Result<std::vector<OcrWord>> read_box(const PixelBox& box, bool bare) const {
    const Snippet cut = bare ? cut_out(scan_, box, kMargin, 1) : cut_out_whole(scan_, box, kMargin);
    auto read = recognize(cut.view(), {OcrArea::kLine, scan_.dpi, {}});
    if (!read) return read;
    drop_noise(*read);
    for (OcrWord& word : *read) move_word(word, box.left - kMargin, box.top - kMargin, 1);
    return read;
  }

  static float confidence_of(std::span<const OcrWord> words) {
    float sum = 0;
    std::size_t symbols = 0;
    for (const OcrWord& word : words) {
      sum += word.confidence * static_cast<float>(word.symbols.size());
      symbols += word.symbols.size();
    }
    return symbols == 0 ? 0 : sum / static_cast<float>(symbols);
  }

  /// What speaks for a reading: the letters it read surely.
  static float worth(std::span<const OcrWord> words) {
    float sum = 0;
    for (const OcrWord& word : words) {
      if (word.confidence >= kSureWord) sum += word.confidence * static_cast<float>(word.symbols.size());
    }
    return sum;
  }

  /// `row` and `reach` on either side, as far as no word stands there.
  PixelBox around(const Row& row, float reach) const {
    PixelBox box = row.box;
    box.left = std::max(0, box.left - static_cast<int>(reach));
    box.right = std::min(scan_.width, box.right + static_cast<int>(reach));
    for (const OcrWord& word : words_) {
      if (word.confidence < kRead) continue;
      const int overlap = std::min(word.box.bottom, box.bottom) - std::max(word.box.top, box.top);
      if (3 * overlap < word.box.height()) continue;
      if (word.box.right <= row.box.left + kMargin) box.left = std::max(box.left, word.box.right);
      if (word.box.left >= row.box.right - kMargin) box.right = std::min(box.right, word.box.left);
    }
    // Marks stand above the letters.
    box.top -= static_cast<int>(0.45F * usual_);
    box.bottom += static_cast<int>(0.35F * usual_);
    return box;
  }

  Result<void> read_row(const Row& row) {
    std::vector<OcrWord> best;
    // Letters that hang on a stroke are no parts of the row.
    for (const bool bare : {true, false}) {
      for (const float reach : {1.5F, 6.0F}) {
        auto read = read_box(around(row, reach * usual_), bare);
        if (!read) return tl::unexpected(read.error());
        if (worth(*read) > worth(best)) best = *std::move(read);
      }
      if (confidence_of(best) >= kSureLine) break;
    }
    std::erase_if(best, [](const OcrWord& word) { return word.confidence < kSureWord; });
    std::size_t letters = 0;
    for (const OcrWord& word : best) {
      letters += static_cast<std::size_t>(std::count_if(word.symbols.begin(), word.symbols.end(), is_letter));
    }
    if (letters < 4 || confidence_of(best) < kLeastLine) return {};
    add(std::move(best));
    return {};
  }

  static bool is_letter(const OcrSymbol& symbol) {
    const char c = symbol.text[0];
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC3;
  }

  /// Lines that lost letters with the strokes across them: "ĐỐC" beside a seal is read once more with all there is.
  Result<void> read_cut_lines() {
    std::vector<std::pair<int, Row>> cut;  // line of words
    for (std::size_t first = 0; first < words_.size();) {
      std::size_t last = first + 1;
      Row row{words_[first].box, 1};
      while (last < words_.size() && words_[last].line == words_[first].line) {
        // Columns side by side are one line to the library.
        if (static_cast<float>(words_[last].box.left - row.box.right) > 4 * usual_) break;
        row.box = united(row.box, words_[last].box);
        ++last;
      }
      const bool brief = last - first <= 6 && static_cast<float>(row.box.height()) < 2.4F * usual_;
      if (brief && touches_large(row.box)) cut.emplace_back(static_cast<int>(first), row);
      first = last;
    }
    if (cut.size() > kMostLines) return {};
    std::reverse(cut.begin(), cut.end());  // places before stay right
    for (const auto& [first, row] : cut) {
      if (auto read = read_cut_line(static_cast<std::size_t>(first), row); !read) return read;
    }
    return {};
  }

  /// Whether strokes that were taken out came near the line's ends.
  bool touches_large(const PixelBox& box) const {
    const auto reach = static_cast<int>(2 * usual_);
    return std::any_of(large_.begin(), large_.end(), [&box, reach](const PixelBox& other) {
      const bool beside = (other.left < box.left && box.left - reach < other.right) ||
                          (other.right > box.right && other.left < box.right + reach);
      return beside && box.top < other.bottom && other.top < box.bottom;
    });
  }

  Result<void> read_cut_line(std::size_t first, const Row& row) {
    std::size_t last = first;
    const auto inside = [&row](const OcrWord& word) {
      return word.box.left >= row.box.left && word.box.right <= row.box.right && word.box.top >= row.box.top &&
             word.box.bottom <= row.box.bottom;
    };
    while (last < words_.size() && words_[last].line == words_[first].line && inside(words_[last])) ++last;
    const std::span<const OcrWord> before(words_.data() + first, last - first);
    std::vector<OcrWord> best;
    for (const float reach : {2.0F, 4.0F, 7.0F}) {
      auto read = read_box(around(row, reach * usual_), false);
      if (!read) return tl::unexpected(read.error());
      std::erase_if(*read, [](const OcrWord& word) { return word.confidence < kSureWord; });
      if (worth(*read) > worth(best)) best = *std::move(read);
    }
    if (worth(best) < worth(before) + 1.5F || confidence_of(best) < kLeastLine) return {};
    for (OcrWord& word : best) {
      word.line = before.front().line;
      word.block = before.front().block;
    }
    const auto at = words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(first),
                                 words_.begin() + static_cast<std::ptrdiff_t>(last));
    words_.insert(at, best.begin(), best.end());
    return {};
  }

  /// In place of what was read there with doubt.
  void add(std::vector<OcrWord> line) {
    PixelBox all = line.front().box;
    int last_line = -1;
    int last_block = -1;
    for (const OcrWord& word : line) all = united(all, word.box);
    const auto is_replaced = [&all](const OcrWord& word) {
      const int x = middle_of(word.box.left, word.box.right);
      const int y = middle_of(word.box.top, word.box.bottom);
      return word.confidence < kRead && all.left <= x && x < all.right && all.top <= y && y < all.bottom;
    };
    // What is replaced gives its place.
    const auto first = std::find_if(words_.begin(), words_.end(), is_replaced);
    if (first != words_.end()) {
      const auto place = first - words_.begin();
      for (OcrWord& word : line) {
        word.line = first->line;
        word.block = first->block;
      }
      std::erase_if(words_, is_replaced);
      words_.insert(words_.begin() + place, line.begin(), line.end());
      return;
    }
    for (const OcrWord& word : words_) {
      last_line = std::max(last_line, word.line);
      last_block = std::max(last_block, word.block);
    }
    for (OcrWord& word : line) word.line = last_line + 1;
    std::size_t at = 0;
    if (!find_place_beside(all, line, at)) at = place_of(all, line, last_block + 1);
    words_.insert(words_.begin() + static_cast<std::ptrdiff_t>(at), line.begin(), line.end());
  }

  /// The first or last words of a line whose other words were read: they join it.
  bool find_place_beside(const PixelBox& all, std::vector<OcrWord>& line, std::size_t& at) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const PixelBox& box = words_[i].box;
      const int overlap = std::min(box.bottom, all.bottom) - std::max(box.top, all.top);
      if (2 * overlap < std::max(box.height(), all.height())) continue;  // dashes stand beside two lines
      const auto before = static_cast<float>(box.left - all.right);
      const auto behind = static_cast<float>(all.left - box.right);
      const float gap = std::max(before, behind);
      if (gap < -0.5F * usual_ || gap > usual_) continue;
      for (OcrWord& word : line) {
        word.line = words_[i].line;
        word.block = words_[i].block;
        word.base_left_x = words_[i].base_left_x;
        word.base_left_y = words_[i].base_left_y;
        word.base_right_x = words_[i].base_right_x;
        word.base_right_y = words_[i].base_right_y;
      }
      at = before > behind ? i : i + 1;
      return true;
    }
    return false;
  }

  /// Where a line with the box `all` belongs among the words: behind the line above it in its column, or before the
  /// one below. The words take the block of that line.
  std::size_t place_of(const PixelBox& all, std::vector<OcrWord>& line, int new_block) const {
    const auto near = static_cast<int>(3 * usual_);
    std::size_t above = words_.size();
    std::size_t below = words_.size();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const PixelBox& box = words_[i].box;
      if (box.left >= all.right || all.left >= box.right) continue;
      if (box.bottom <= middle_of(all.top, all.bottom) && all.top - box.bottom < near &&
          (above == words_.size() || box.bottom >= words_[above].box.bottom))
        above = i;
      if (box.top >= middle_of(all.top, all.bottom) && box.top - all.bottom < near &&
          (below == words_.size() || box.top < words_[below].box.top))
        below = i;
    }
    int block = new_block;
    std::size_t at = words_.size();
    if (above < words_.size()) {
      block = words_[above].block;
      at = above + 1;
      while (at < words_.size() && words_[at].line == words_[above].line) ++at;
    } else if (below < words_.size()) {
      block = words_[below].block;
      at = below;
      while (at > 0 && words_[at - 1].line == words_[below].line) --at;
    }
    for (OcrWord& word : line) word.block = block;
    return at;
  }

  const CleanedScan& scan_;
  std::vector<OcrWord>& words_;
  float usual_ = 0;
  std::vector<PixelBox> large_;
};

}  // namespace

Result<void> read_unread_lines(const CleanedScan& scan, std::vector<OcrWord>& words) {
  return Reader(scan, words).read();
}

}  // namespace trichluc
