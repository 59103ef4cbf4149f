#include "pipeline/ingest/ocr_ending.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/ingest/ocr_words.h"

namespace trichluc {
namespace {

constexpr float kSure = 0.8F;           // of a word in a reading that counts
constexpr float kSamePlace = 0.8F;      // of the wider of two words, that they share
constexpr std::size_t kMostOthers = 2;  // letters of a word that may differ
constexpr float kWidest = 0.6F;         // of the page: what is wider is the text
constexpr float kReachAbove = 0.35F;    // of the page, above the list: signatures may stand there
constexpr std::size_t kMostLines = 40;  // of a page
constexpr float kColumnGap = 2.5F;      // sizes of the type
constexpr std::array<float, 2> kFactors = {1.0F, 1.5F};
constexpr int kMargin = 12;

PixelBox united(const PixelBox& a, const PixelBox& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

bool same_place(const OcrWord& a, const OcrWord& b) {
  const int shared = std::min(a.box.right, b.box.right) - std::max(a.box.left, b.box.left);
  return static_cast<float>(shared) >= kSamePlace * static_cast<float>(std::max(a.box.width(), b.box.width()));
}

bool is_small_ascii(std::string_view symbol) { return symbol.size() == 1 && 'a' <= symbol[0] && symbol[0] <= 'z'; }
bool is_large_ascii(std::string_view symbol) { return symbol.size() == 1 && 'A' <= symbol[0] && symbol[0] <= 'Z'; }
/// Vietnamese letters with marks are U+00C0 and above; signs are not.
bool is_marked(std::string_view symbol) {
  const auto first = static_cast<unsigned char>(symbol.empty() ? 0 : symbol[0]);
  return (first == 0xC3 && symbol != "×" && symbol != "÷") || first == 0xC4 || first == 0xC5 || first == 0xC6 ||
         (first == 0xE1 && symbol.size() == 3);
}

/// Whether one letter may have been read for the other. A mark gets lost more often than one is made of nothing: a
/// letter that takes fewer bytes has fewer of them.
bool may_stand_for(std::string_view read, std::string_view meant) {
  if (meant.size() < read.size()) return false;
  if (is_marked(read) || is_marked(meant)) {
    return (is_marked(read) || is_small_ascii(read) || is_large_ascii(read)) &&
           (is_marked(meant) || is_small_ascii(meant) || is_large_ascii(meant));
  }
  return is_small_ascii(read) && is_small_ascii(meant);
}

/// The word of `reading` in the place of `word`, if it is one that could have been read so.
const OcrWord* counterpart(const OcrWord& word, const std::vector<OcrWord>& reading) {
  const auto found =
      std::find_if(reading.begin(), reading.end(), [&word](const OcrWord& other) { return same_place(word, other); });
  if (found == reading.end() || found->confidence < kSure || found->symbols.size() != word.symbols.size())
    return nullptr;
  std::size_t others = 0;
  for (std::size_t i = 0; i < word.symbols.size(); ++i) {
    const std::string& read = word.symbols[i].text;
    const std::string& meant = found->symbols[i].text;
    if (read == meant) continue;
    if (++others > kMostOthers || !may_stand_for(read, meant)) return nullptr;
  }
  return &*found;
}

/// Whether `reading` would put any word of `line` right.
bool differs(std::span<const OcrWord> line, const std::vector<OcrWord>& reading) {
  return std::any_of(line.begin(), line.end(), [&reading](const OcrWord& word) {
    const OcrWord* const other = counterpart(word, reading);
    return other != nullptr && other->text() != word.text();
  });
}

class EndingReader {
 public:
  EndingReader(const CleanedScan& scan, std::vector<OcrWord>& words) : scan_(scan), words_(words) {}

  Result<void> go() {
    const std::optional<int> list = top_of_list();
    if (!list) return {};
    const auto top = *list - static_cast<int>(kReachAbove * static_cast<float>(scan_.height));
    std::size_t read = 0;
    for (std::size_t first = 0; first < words_.size() && read < kMostLines;) {
      const std::size_t last = end_of_segment(first);
      const std::span<OcrWord> line(words_.data() + first, last - first);
      first = last;
      PixelBox box = line.front().box;
      for (const OcrWord& word : line) box = united(box, word.box);
      if (box.top < top || static_cast<float>(box.width()) > kWidest * static_cast<float>(scan_.width)) continue;
      ++read;
      if (auto done = read_line(line, box); !done) return done;
    }
    return {};
  }

 private:
  std::optional<int> top_of_list() const {
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      const std::string first = words_[i].text();
      const std::string second = words_[i + 1].text();
      if (words_[i].line == words_[i + 1].line && (first == "Nơi" || first == "Noi") &&
          (second.starts_with("nhận") || second.starts_with("nhân")))
        return words_[i].box.top;
    }
    return std::nullopt;
  }

  /// Columns side by side are one line to the library.
  std::size_t end_of_segment(std::size_t first) const {
    std::size_t last = first + 1;
    const auto gap = kColumnGap * letter_size({words_.data() + first, 1});
    while (last < words_.size() && words_[last].line == words_[first].line &&
           static_cast<float>(words_[last].box.left - words_[last - 1].box.right) < gap)
      ++last;
    return last;
  }

  Result<void> read_line(std::span<OcrWord> line, PixelBox box) const {
    const float size = letter_size(line);
    const float base = (line.front().base_left_y + line.front().base_right_y) / 2;
    // As high as capitals with two marks; a word box may have been cut short of them.
    box.top = std::max(0, std::min(box.top, static_cast<int>(base - 1.05F * size)));
    box.bottom = std::min(scan_.height, std::max(box.bottom, static_cast<int>(base + 0.3F * size)));
    std::vector<std::vector<OcrWord>> readings;
    for (const float factor : kFactors) {
      const Snippet cut = cut_out(scan_, box, kMargin, factor);
      const auto dpi = static_cast<int>(static_cast<float>(scan_.dpi) * factor);
      auto read = recognize(cut.view(), {OcrArea::kLine, dpi, {}});
      if (!read) return tl::unexpected(read.error());
      for (OcrWord& word : *read) move_word(word, box.left - kMargin, box.top - kMargin, factor);
      // Both readings must say the same: where the first has nothing to put right, the second is not made.
      if (!differs(line, *read)) return {};
      readings.push_back(*std::move(read));
    }
    outvote(line, readings);
    return {};
  }

  const CleanedScan& scan_;
  std::vector<OcrWord>& words_;
};

}  // namespace

void outvote(std::span<OcrWord> line, std::span<const std::vector<OcrWord>> readings) {
  if (readings.size() < 2) return;
  for (OcrWord& word : line) {
    const OcrWord* agreed = nullptr;
    for (const std::vector<OcrWord>& reading : readings) {
      const OcrWord* const other = counterpart(word, reading);
      if (other == nullptr || (agreed != nullptr && other->text() != agreed->text())) {
        agreed = nullptr;
        break;
      }
      if (agreed == nullptr || other->confidence < agreed->confidence) agreed = other;
    }
    if (agreed == nullptr || agreed->text() == word.text()) continue;
    for (std::size_t i = 0; i < word.symbols.size(); ++i) word.symbols[i].text = agreed->symbols[i].text;
    word.confidence = agreed->confidence;
  }
}

Result<void> read_ending_again(const CleanedScan& scan, std::vector<OcrWord>& words) {
  return EndingReader(scan, words).go();
}

}  // namespace trichluc
