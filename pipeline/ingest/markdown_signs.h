// markdown_signs.h - whether a text was written as Markdown, whatever its name says.
#pragma once

#include <string_view>

namespace trichluc {

/// Looks at the first 256 KiB for marks that reports in plain text do not have: "## Heading", "**bold**", the rule
/// under a table's head, front matter, footnotes "[^1]:", links, "<br>", a code fence. One is enough for none of them
/// can be mistaken; list marks, "---" and "===" count for nothing, plain text has them too.
bool has_markdown_signs(std::string_view bytes);

}  // namespace trichluc
