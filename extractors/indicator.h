// indicator.h - which indicator of the vocabulary a figure states.
//
// The subject of a figure is the clause it stands in, between other figures and the marks , ; : . ( ); what it counts;
// its `of` and `purpose`; in a table the headers of its row and column. Its surroundings, where the topic may stand,
// are the sentence before it, the heading above and the document's title.
//
//   "Tổng đài 111 tiếp nhận 506.803 cuộc gọi đến, tư vấn 28.321 ca"
//    [------------ subject of the calls -------]
//
// An indicator fits where its kinds, its units and its phrases do. Of several that fit the one that asks for most
// stays; where two ask for as much, the figure has none: a wrong code is worse than a missing one.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/engine/indicator_file.h"
#include "extractors/engine/phrase_sieve.h"
#include "pipeline/core/record.h"

namespace trichluc {

/// What is said of a figure; folded. What few figures need is asked for.
struct FigureWords {
  std::string_view subject;
  std::function<std::string_view()> restriction;  // of the whole that it is a part of: its `none` may stand here too
  std::function<std::string()> surroundings;      // where an indicator fits but for its topic
};

class IndicatorMatcher {
 public:
  explicit IndicatorMatcher(const std::vector<Indicator>& indicators);

  /// The code of the indicator that a figure states; empty for none. Linear in the length of the words.
  std::string match(const Fact& fact, const FigureWords& words) const;

  /// Fills in Figure::indicator of the facts of `record`. `folded`: the folded text of its blocks, or an empty one
  /// where it is to be made here.
  void assign(Record& record, const std::vector<std::string>& folded) const;

 private:
  struct Phrase {
    std::string words;
    std::uint32_t id;
  };
  struct Wanted {
    bool counts, shares, amounts, changes;
    std::vector<std::string> units;
    std::vector<std::vector<std::uint32_t>> all;  // ids of phrases
    std::vector<std::uint32_t> none, topic;
  };
  std::uint32_t id_of(const std::string& phrase);
  /// Calls use(id) for each place of a phrase.
  template <class Use>
  void find_phrases(std::string_view folded, Use&& use) const;

  std::vector<std::string> codes_;
  std::vector<Wanted> wanted_;
  std::unordered_map<std::string, std::vector<Phrase>, WordHash, std::equal_to<>> by_first_word_;
  PhraseSieve begins_;
  std::uint32_t phrases_ = 0;
  std::vector<std::vector<std::size_t>> asking_;  // id of a phrase -> in wanted_: whose first list of `all` has it
};

}  // namespace trichluc
