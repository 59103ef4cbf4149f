#include "pipeline/ingest/ocr_second.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/ingest/ocr_row.h"
#include "pipeline/ingest/ocr_words.h"

namespace trichluc {
namespace {

constexpr float kDoubtfulWord = 0.6F;
constexpr float kDoubtfulFigure = 0.85F;
constexpr float kSureFigure = 0.9F;  // what readings agree about
constexpr float kOpenFigure = 0.5F;  // what they do not
constexpr float kAgreement = 0.6F;   // of all readings' confidence
constexpr int kUnanimous = 4;        // readings, the first of the whole page among them
constexpr int kMostReadings = 400;   // of a page: beyond, it is illegible, and the time is better spent elsewhere
constexpr int kMargin = 12;          // white pixels around what is cut out
constexpr std::size_t kLongestFigure = 12;

bool has_digit(const OcrWord& word) {
  return std::any_of(word.symbols.begin(), word.symbols.end(),
                     [](const OcrSymbol& s) { return is_digit_symbol(s.text); });
}

/// Signs that stand in figures.
bool is_figure_sign(std::string_view symbol) {
  return symbol.size() == 1 && std::string_view(".,%/-+()").find(symbol[0]) != std::string_view::npos;
}

/// Letters and signs that digits are taken for.
bool is_taken_for_digit(std::string_view symbol) {
  for (const std::string_view like : {"I", "l", "|", "i", "!", "O", "o", "S", "s", "§", "B", "Z",
                                      "z", "g", "q", "b", "A", "T", "Ó", "ó", "ö", "Ö", "&", "Š"}) {
    if (symbol == like) return true;
  }
  return false;
}

/// Nothing but digits, signs of figures and what digits are taken for.
bool may_be_figure(const OcrWord& word) {
  bool any = false;
  for (const OcrSymbol& symbol : word.symbols) {
    const bool like = is_digit_symbol(symbol.text) || is_taken_for_digit(symbol.text);
    if (!like && !is_figure_sign(symbol.text)) return false;
    any = any || like;
  }
  return any && word.symbols.size() <= kLongestFigure;
}

bool is_figure(std::span<const OcrWord> words) {
  bool digits = false;
  for (const OcrWord& word : words) {
    for (const OcrSymbol& symbol : word.symbols) {
      if (!is_digit_symbol(symbol.text) && !is_figure_sign(symbol.text)) return false;
      digits = digits || is_digit_symbol(symbol.text);
    }
  }
  return digits;
}

/// Whether two digits stand as far apart as if there were a point between them: "959%" for "9.59%".
bool has_wide_gap(const OcrWord& word) {
  for (std::size_t i = 1; i < word.symbols.size(); ++i) {
    const OcrSymbol& left = word.symbols[i - 1];
    const OcrSymbol& right = word.symbols[i];
    if (!is_digit_symbol(left.text) || !is_digit_symbol(right.text)) continue;
    // Digits are two thirds of the type's size high and half of it wide, a point a quarter of it. The point may have
    // become a part of the digit before it.
    const auto height = static_cast<float>(right.box.height());
    if (static_cast<float>(right.box.left - left.box.right) > 0.3F * height) return true;
    if (static_cast<float>(left.box.width()) > 0.85F * height) return true;
  }
  return false;
}

/// "959%": more often a lost point than a growth to the tenfold. "100%" is more often all. Nobody writes "00%".
bool is_odd_percentage(const OcrWord& word) {
  const std::size_t count = word.symbols.size();
  if (word.text() == "00%") return true;
  if (count < 4 || word.symbols[count - 1].text != "%" || word.text() == "100%") return false;
  return std::all_of(word.symbols.end() - 4, word.symbols.end() - 1,
                     [](const OcrSymbol& s) { return is_digit_symbol(s.text); });
}

/// Vietnamese texts do without the section sign: the model takes an 8 for it.
bool has_section_sign(const OcrWord& word) {
  return std::any_of(word.symbols.begin(), word.symbols.end(), [](const OcrSymbol& s) { return s.text == "§"; });
}

/// Words that a number follows.
bool announces_number(const OcrWord& word) {
  const std::string text = word.text();
  return text == "ngày" || text == "tháng" || text == "năm" || text == "số" || text == "Điều" || text == "khoản";
}

float confidence_of(std::span<const OcrWord> words) {
  float sum = 0;
  std::size_t symbols = 0;
  for (const OcrWord& word : words) {
    sum += word.confidence * static_cast<float>(word.symbols.size());
    symbols += word.symbols.size();
  }
  return symbols == 0 ? 0 : sum / static_cast<float>(symbols);
}

std::string text_of(std::span<const OcrWord> words) {
  std::string text;
  for (const OcrWord& word : words) text += (text.empty() ? "" : " ") + word.text();
  return text;
}

/// Readings of one place; equal ones add up.
class Vote {
 public:
  void add(std::vector<OcrWord> words, float weight = 1) {
    if (words.empty()) return;
    const float confidence = std::max(0.05F, confidence_of(words)) * weight;
    all_ += confidence;
    const std::string text = text_of(words);
    for (Candidate& candidate : candidates_) {
      if (candidate.text != text) continue;
      candidate.votes += confidence;
      ++candidate.readings;
      return;
    }
    candidates_.push_back({text, std::move(words), confidence, 1});
  }

  /// Whether `more` readings need not be made: they could not change the winner, or four have said the same already,
  /// and none anything else.
  bool is_settled(std::size_t more) const {
    if (candidates_.size() != 1) return false;
    const Candidate& only = candidates_.front();
    return only.readings >= kUnanimous ||
           (only.readings >= 2 && only.votes >= kAgreement * (all_ + static_cast<float>(more)));
  }

  /// What most readings agree about; empty where they do not.
  std::vector<OcrWord> winner() const {
    const auto best = std::max_element(candidates_.begin(), candidates_.end(),
                                       [](const Candidate& a, const Candidate& b) { return a.votes < b.votes; });
    if (best == candidates_.end() || best->readings < 2 || best->votes < kAgreement * all_) return {};
    return best->words;
  }

 private:
  struct Candidate {
    std::string text;
    std::vector<OcrWord> words;
    float votes;
    int readings;
  };
  std::vector<Candidate> candidates_;
  float all_ = 0;
};

class SecondReader {
 public:
  SecondReader(const CleanedScan& scan, const std::vector<PixelBox>& cells, std::vector<OcrWord>& words)
      : scan_(scan), words_(words) {
    find_number_cells(cells);
  }

  Result<void> go() {
    for (std::size_t first = 0; first < words_.size();) {
      std::size_t last = first + 1;
      while (last < words_.size() && words_[last].line == words_[first].line) ++last;
      look_at_line(first, last);
      if (failure_) return tl::unexpected(*failure_);
      first = last;
    }
    words_ = std::move(made_);
    return {};
  }

 private:
  // --- cells ----------------------------------------------------------------------------------------------------

  static bool inside(const OcrWord& word, const PixelBox& cell) {
    const int x = (word.box.left + word.box.right) / 2;
    const int y = (word.box.top + word.box.bottom) / 2;
    return cell.left <= x && x < cell.right && cell.top <= y && y < cell.bottom;
  }

  /// Cells that hold one word alone, in a column of figures: "§" and "II" there are 8 and 11. Not in the first column,
  /// where Roman numbers count the rows.
  void find_number_cells(const std::vector<PixelBox>& cells) {
    alone_.assign(words_.size(), 0);
    struct Alone {
      std::size_t word;
      PixelBox cell;
      bool figure;
    };
    std::vector<Alone> all;
    int leftmost = scan_.width;
    for (const PixelBox& cell : cells) {
      leftmost = std::min(leftmost, cell.left);
      std::size_t count = 0;
      std::size_t word = 0;
      for (std::size_t i = 0; i < words_.size(); ++i) {
        if (!inside(words_[i], cell)) continue;
        ++count;
        word = i;
      }
      if (count == 1) all.push_back({word, cell, is_figure({&words_[word], 1})});
    }
    for (const Alone& one : all) {
      if (one.cell.left < leftmost + 40) continue;
      int figures = 0;
      int others = 0;
      for (const Alone& other : all) {
        if (std::abs(other.cell.left - one.cell.left) > 40 || std::abs(other.cell.right - one.cell.right) > 40)
          continue;
        (other.figure ? figures : others) += 1;
      }
      if (figures > others) alone_[one.word] = 1;
    }
  }

  // --- lines ----------------------------------------------------------------------------------------------------

  bool is_doubtful(std::size_t at) const {
    const OcrWord& word = words_[at];
    if (has_digit(word)) {
      return word.confidence < kDoubtfulFigure || has_wide_gap(word) || is_odd_percentage(word) ||
             (alone_[at] != 0 && !is_figure({&word, 1}));
    }
    if (word.confidence < kDoubtfulWord) return true;
    return may_be_figure(word) && stands_for_number(at);
  }

  bool stands_for_number(std::size_t at) const {
    if (alone_[at] != 0 || has_section_sign(words_[at])) return true;
    return at > 0 && words_[at - 1].line == words_[at].line && announces_number(words_[at - 1]);
  }

  void look_at_line(std::size_t first, std::size_t last) {
    const float size = letter_size({words_.data() + first, last - first});
    for (std::size_t i = first; i < last && !failure_;) {
      if (!is_doubtful(i)) {
        made_.push_back(words_[i++]);
        continue;
      }
      const bool figure = may_be_figure(words_[i]) && (has_digit(words_[i]) || stands_for_number(i));
      std::size_t end = i + 1;
      while (!figure && end < last && is_doubtful(end) && !may_be_figure(words_[end])) ++end;
      look_at_words(i, end, first, last, size, figure);
      i = end;
    }
  }

  /// Words [begin, end) of the line [first, last).
  void look_at_words(std::size_t begin, std::size_t end, std::size_t first, std::size_t last, float size, bool figure) {
    const std::span<const OcrWord> doubtful(words_.data() + begin, end - begin);
    const PixelBox box = place_of(begin, end, first, last, size);
    if (!figure && std::none_of(doubtful.begin(), doubtful.end(), has_digit)) {
      const std::vector<OcrWord> second = read(box, OcrArea::kLine, 1, {}, doubtful.front());
      keep(confidence_of(second) > confidence_of(doubtful) + 0.05F ? std::span<const OcrWord>(second) : doubtful);
      return;
    }
    Vote vote;
    if (figure) {
      if (is_figure(doubtful)) vote.add({doubtful.begin(), doubtful.end()});
      read_figure(doubtful.front(), box, vote);
    } else {
      vote.add({doubtful.begin(), doubtful.end()});
      vote.add(read(box, OcrArea::kLine, 1.0F, {}, doubtful.front()));
      if (!vote.is_settled(1)) vote.add(read(box, OcrArea::kLine, 1.5F, {}, doubtful.front()));
    }
    std::vector<OcrWord> winner = vote.winner();
    for (OcrWord& word : winner) word.confidence = std::max(word.confidence, kSureFigure);
    if (!winner.empty()) {
      keep(winner);
      return;
    }
    std::vector<OcrWord> open(doubtful.begin(), doubtful.end());
    for (OcrWord& word : open) word.confidence = std::min(word.confidence, kOpenFigure);
    keep(open);
  }

  struct Look {
    OcrArea area;
    float factor;
    int margin;  // above and below the figure, in pixels
  };
  // Told to see digits alone, which a word's readings are, the engine finds a full stop too easily: only where none is
  // to be expected. The first three are as unlike each other as can be.
  static constexpr Look kPlainLooks[] = {
      {OcrArea::kLine, 0.7F, 16},  {OcrArea::kLine, 1.0F, 16}, {OcrArea::kWord, 1.0F, 10}, {OcrArea::kLine, 0.6F, 16},
      {OcrArea::kLine, 0.85F, 16}, {OcrArea::kWord, 1.0F, 16}, {OcrArea::kWord, 1.5F, 10}, {OcrArea::kWord, 1.5F, 16}};
  static constexpr Look kSignedLooks[] = {
      {OcrArea::kLine, 0.7F, 16}, {OcrArea::kLine, 1.0F, 16}, {OcrArea::kLine, 0.85F, 8},  {OcrArea::kLine, 0.6F, 16},
      {OcrArea::kLine, 0.6F, 8},  {OcrArea::kLine, 0.7F, 8},  {OcrArea::kLine, 0.85F, 16}, {OcrArea::kLine, 1.0F, 8}};

  /// Of a figure little is left of what tells a reader the height of a line: several sizes and margins are tried, until
  /// `vote` is settled.
  void read_figure(const OcrWord& word, PixelBox box, Vote& vote) {
    const bool plain = word.symbols.size() <= 4 && !has_wide_gap(word) &&
                       std::none_of(word.symbols.begin(), word.symbols.end(),
                                    [](const OcrSymbol& s) { return is_figure_sign(s.text); });
    const std::span<const Look> looks = plain ? std::span(kPlainLooks) : std::span(kSignedLooks);
    for (std::size_t i = 0; i < looks.size() && !vote.is_settled(looks.size() - i); ++i) {
      const Look& look = looks[i];
      box.top = word.box.top - look.margin;
      box.bottom = word.box.bottom + look.margin;
      std::vector<OcrWord> read_so =
          read(box, look.area, look.factor, look.area == OcrArea::kWord ? kDigits : "", word);
      for (OcrWord& one : read_so) spell_digits(one);
      if (is_figure(read_so)) vote.add(std::move(read_so));
    }
  }

  /// What to cut out: capitals with two marks are as high as the type is large; neighbours stay out.
  PixelBox place_of(std::size_t begin, std::size_t end, std::size_t first, std::size_t last, float size) const {
    PixelBox box = words_[begin].box;
    for (std::size_t i = begin; i < end; ++i) {
      box.left = std::min(box.left, words_[i].box.left);
      box.right = std::max(box.right, words_[i].box.right);
    }
    const OcrWord& word = words_[begin];
    const float middle = static_cast<float>(box.left + box.right) / 2;
    const float run = word.base_right_x - word.base_left_x;
    float base = word.base_left_y;
    if (run > 1) base += (word.base_right_y - word.base_left_y) * (middle - word.base_left_x) / run;
    box.top = static_cast<int>(base - 1.05F * size);
    box.bottom = static_cast<int>(base + 0.3F * size);
    const int blank = std::max(2, static_cast<int>(0.12F * size));
    const int left = begin > first ? words_[begin - 1].box.right : 0;
    const int right = end < last ? words_[end].box.left : scan_.width;
    box.left = std::max(box.left - blank, std::min(left, box.left));
    box.right = std::min(box.right + blank, std::max(right, box.right));
    return box;
  }

  void keep(std::span<const OcrWord> words) { made_.insert(made_.end(), words.begin(), words.end()); }

  /// The words in `box`, enlarged by `factor`; they take the line and the baseline of `like`.
  std::vector<OcrWord> read(PixelBox box, OcrArea area, float factor, const std::string& only, const OcrWord& like) {
    if (failure_ || ++readings_ > kMostReadings || box.width() <= 0 || box.height() <= 0) return {};
    box.left = std::max(box.left, 0);
    box.top = std::max(box.top, 0);
    const Snippet cut = cut_out(scan_, box, kMargin, factor);
    const auto dpi = static_cast<int>(static_cast<float>(scan_.dpi) * factor);
    auto read = recognize(cut.view(), {area, dpi, only});
    if (!read) {
      failure_ = read.error();
      return {};
    }
    drop_noise(*read);
    for (OcrWord& word : *read) {
      // A lone figure gets a full stop from nowhere.
      if (area == OcrArea::kWord && word.symbols.size() > 1 && word.symbols.back().text == ".") word.symbols.pop_back();
      move_word(word, box.left - kMargin, box.top - kMargin, factor);  // the margin was enlarged with the rest
      word.line = like.line;
      word.block = like.block;
      word.base_left_x = like.base_left_x;
      word.base_left_y = like.base_left_y;
      word.base_right_x = like.base_right_x;
      word.base_right_y = like.base_right_y;
    }
    return *std::move(read);
  }

  static constexpr const char* kDigits = "0123456789";

  const CleanedScan& scan_;
  std::vector<OcrWord>& words_;
  std::vector<OcrWord> made_;
  std::vector<char> alone_;  // in step with words_
  std::optional<Error> failure_;
  int readings_ = 0;
};

}  // namespace

Result<void> read_again(const CleanedScan& scan, const std::vector<PixelBox>& cells, std::vector<OcrWord>& words) {
  return SecondReader(scan, cells, words).go();
}

}  // namespace trichluc
