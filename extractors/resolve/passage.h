// passage.h - one block as the document's arithmetic is read in it: its quantities, sentences and brackets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/fact.h"

namespace trichluc {

/// A count or an amount, with what makes two of them comparable.
struct Quantity {
  std::size_t fact = 0;  // index into the record's facts
  Decimal value;
  double step = 0;      // value of the last digit written ("1,5 tỷ": 100 million); 0 for a whole number of things
  std::string measure;  // unit or currency
  Range text;           // quote and digits
  int bracket = -1;     // the innermost one it stands in; -1 for none
  Figure* figure = nullptr;

  /// Neither a change nor an approximation.
  bool plain() const { return figure->comparator == Comparator::kEqual && figure->change == Change::kNone; }
};

/// "vụ" and "vụ việc", "lượt người" and "lượt trẻ em": the same head noun.
bool same_measure(const Quantity& a, const Quantity& b);

/// The count or amount that `facts[index]` is; a null figure for other kinds.
Quantity quantity_of(std::vector<Fact>& facts, std::size_t index, std::string_view text);

class Passage {
 public:
  /// The facts [begin, end) stand in `text`, the text of one block; `folded` is `text` in lower case and must outlive
  /// the object.
  Passage(const std::string& text, std::string_view folded, std::vector<Fact>& facts, std::size_t begin,
          std::size_t end);

  std::string_view folded() const { return folded_; }
  std::string_view between(std::size_t begin, std::size_t end) const {
    return begin < end ? folded().substr(begin, end - begin) : std::string_view();
  }
  const std::vector<Quantity>& quantities() const { return quantities_; }
  /// Ends at ". " before a capital, or with the block.
  Range sentence_at(std::uint32_t at) const;
  /// Number of the innermost brackets around byte `at`; -1 for none.
  int bracket_at(std::uint32_t at) const;
  /// The brackets included.
  Range bracket(int number) const { return brackets_[static_cast<std::size_t>(number)]; }

 private:
  std::string_view folded_;
  std::vector<Quantity> quantities_;
  std::vector<Range> sentences_, brackets_;
};

}  // namespace trichluc
