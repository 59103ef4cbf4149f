// html_tree.h - an HTML page as a tree of elements and text, whatever state the page is in.
//
// The parser is libxml2's: Debian keeps it in order, and its event interface needs neither recursion nor a limit of
// depth. What is declared of the encoding counts only where the bytes are no UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

struct HtmlNode {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::string tag;                                              // lower case; empty for text
  std::string text;                                             // UTF-8, as it stands
  std::vector<std::pair<std::string, std::string>> attributes;  // names in lower case
  std::uint32_t parent = kNone;
  std::vector<std::uint32_t> children;

  bool is_text() const { return tag.empty(); }
  std::string_view attribute(std::string_view name) const;
};

/// Elements that begin a line of their own.
bool is_block_tag(std::string_view tag);

/// Nodes in the order of the page, the first is the root; a parent stands before its children.
struct HtmlTree {
  static constexpr std::size_t kMostDepth = 400;   // what is nested deeper hangs there
  // Elements that nobody closes. An end tag that fits none of them is looked for among all, so that pages with many
  // end tags may have fewer: the page ends there.
  static constexpr std::size_t kMostOpen = 10'000;
  static constexpr std::size_t kMostLooks = 2'000'000'000;
  static constexpr std::size_t kMostNodes = 4'000'000;

  std::vector<HtmlNode> nodes;
  bool cut_short = false;  // a limit was reached
};

/// Errors: kDamaged when nothing can be parsed.
Result<HtmlTree> parse_html(std::string_view bytes);

}  // namespace trichluc
