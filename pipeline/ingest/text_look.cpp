#include "pipeline/ingest/text_look.h"

namespace trichluc {

void TextLook::under(const TextLook& lower) {
  fill(font, lower.font);
  fill(size_pt, lower.size_pt);
  fill(bold, lower.bold);
  fill(italic, lower.italic);
  fill(raised, lower.raised);
  fill(hidden, lower.hidden);
  fill(centered, lower.centered);
}

RunLook run_look(const TextLook& look, Flow& flow) {
  RunLook made;
  if (look.font) made.font = flow.font(*look.font);
  made.size_pt = look.size_pt.value_or(0);
  made.bold = look.bold.value_or(false);
  made.italic = look.italic.value_or(false);
  made.raised = look.raised.value_or(false);
  return made;
}

}  // namespace trichluc
