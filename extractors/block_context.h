// block_context.h - what a document says about one of its blocks: the lists it is in, the headings above it.
#pragma once

#include <string>
#include <vector>

#include "extractors/figure_context.h"
#include "pipeline/core/record.h"

namespace trichluc {

class BlockContexts {
 public:
  BlockContexts(const Document& document, const Metadata& metadata);

  /// Index of the block that introduces the list or the paragraphs `index` belongs to; -1 for none.
  int lead_in(int index) const { return lead_in_[static_cast<std::size_t>(index)]; }
  /// The same of all blocks, by index.
  const std::vector<int>& lead_ins() const { return lead_in_; }
  FigureSurroundings surroundings(int index) const;

  /// The block gives tasks: the document does (plan, directive, decision, letter, notice), or its section ("Kiến
  /// nghị").
  bool directs(int index) const;
  /// A report (BC): it tells what was done.
  bool reports() const { return reports_; }
  /// Plan or programme: its listed figures are goals.
  bool plan() const { return plan_; }

 private:
  bool heading_directs(int heading) const;
  const std::string& folded(int block) const;

  const Document& document_;
  std::vector<int> lead_in_;
  std::vector<int> heading_;                 // nearest heading above, -1 for none
  mutable std::vector<std::string> folded_;  // of headings and lead-ins, when they are asked for
  std::vector<bool> directing_;              // of headings: the section gives tasks
  bool directs_ = false;
  bool plan_ = false;
  bool tasks_ = false;  // plan, programme, scheme: their items are things to be done
  bool judgment_ = false;
  bool reports_ = false;
};

}  // namespace trichluc
