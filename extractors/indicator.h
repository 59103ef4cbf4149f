// indicator.h - which indicator of the vocabulary a figure states.
//
// The subject of a figure is the clause it stands in, between other figures and the marks , ; : . ( ); what it counts;
// its `of` and `purpose`; in a table the headers of its row and column.
//
//   "Tổng đài 111 tiếp nhận 506.803 cuộc gọi đến, tư vấn 28.321 ca"
//    [------------ subject of the calls -------]
//
// An indicator fits where its kinds, its units and its phrases do. Of several that fit the one that asks for most
// stays; where two ask for as much, the figure has none: a wrong code is worse than a missing one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/engine/indicator_file.h"
#include "pipeline/core/record.h"

namespace trichluc {

class IndicatorMatcher {
 public:
  explicit IndicatorMatcher(const std::vector<Indicator>& indicators);

  /// Index of the indicator that a figure of this kind and unit (lower case; empty for none) with this subject (folded)
  /// states; -1 for none. Linear in the subject's length.
  int match(const Fact& fact, std::string_view folded_subject) const;

  /// Fills in Figure::indicator of the facts of `record`.
  void assign(Record& record) const;

 private:
  struct Phrase {
    std::string words;
    std::uint32_t id;
  };
  struct Wanted {
    bool counts, shares, amounts, changes;
    std::vector<std::string> units;
    std::vector<std::vector<std::uint32_t>> all;  // ids of phrases
    std::vector<std::uint32_t> none;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::uint32_t id_of(const std::string& phrase);
  std::vector<bool> phrases_in(std::string_view folded_subject) const;

  std::vector<std::string> codes_;
  std::vector<Wanted> wanted_;
  std::unordered_map<std::string, std::vector<Phrase>, Hash, std::equal_to<>> by_first_word_;
  std::uint32_t phrases_ = 0;
};

}  // namespace trichluc
