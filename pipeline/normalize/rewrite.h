// rewrite.h - a page's text written anew with some stretches replaced, and all that points into it moved along.
//
//   Rewrite rewrite(page);
//   rewrite.replace("ậ", {12, 17});      // from left to right
//   rewrite.finish();                    // page.text, source, lines, styles and repairs are those of the new text
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/page.h"

namespace trichluc {

/// What a rewrite did to a text.
struct TextChanges {
  struct Change {
    Range before;  // in the old text
    Range after;   // in the new text
  };
  std::string before;           // the old text
  std::vector<Change> changes;  // from left to right
};

class Rewrite {
 public:
  explicit Rewrite(Page& page);

  /// `made` stands for bytes `old` of the page's text. Neither holds a newline. Ranges come in order, without overlap.
  /// With a rule, the change is written down in page.repairs.
  void replace(std::string_view made, Range old, std::string_view rule = {}, double confidence = 1.0);

  /// Writes down as one repair all that was changed in `old` since its begin, "mét phÇn" for a stretch of letters each
  /// replaced with its own way back. Comes behind the last of them, before any later change.
  void note(Range old, std::string_view rule, double confidence);

  /// Copies the rest and puts the page in order.
  TextChanges finish();

 private:
  using Change = TextChanges::Change;

  void copy_until(std::uint32_t old_end);
  std::uint32_t move(std::uint32_t old_offset, bool is_end) const;
  void move(Range& range) const { range = {move(range.begin, false), move(range.end, true)}; }

  Page& page_;
  std::string text_;
  SourceMap map_;
  std::vector<Change> changes_;
  std::vector<Repair> repairs_;
  std::uint32_t copied_ = 0;  // bytes of the old text dealt with
};

}  // namespace trichluc
