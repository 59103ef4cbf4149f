// text_look.h - what styles of office documents say of letters and paragraphs, whatever the format calls it.
#pragma once

#include <optional>
#include <string>

#include "pipeline/ingest/flow.h"

namespace trichluc {

/// Says only what was said; `under` fills the rest from a look of lower rank.
struct TextLook {
  std::optional<std::string> font;
  std::optional<float> size_pt;
  std::optional<bool> bold, italic, raised, hidden, centered;

  void under(const TextLook& lower);
};

/// `mine`, unless nothing was said there.
template <class T>
void fill(std::optional<T>& mine, const std::optional<T>& lower) {
  if (!mine) mine = lower;
}

/// As a run of `flow` shows it.
RunLook run_look(const TextLook& look, Flow& flow);

}  // namespace trichluc
