// html_article.h - where on a web page the document stands, between its menus, side columns and footers.
//
// Blocks of running text weigh as much as they are long; blocks that are short or mostly links weigh nothing. The
// document is the innermost element that still holds nearly all of that weight, widened to the state's motto above it:
// an official paper has its head in blocks of a few words.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/ingest/html_tree.h"

namespace trichluc {

/// Per node: nothing of it is shown, or it is a part of the page and not of a text (menus, buttons, forms).
std::vector<bool> find_hidden(const HtmlTree& tree);

/// The element that holds the document.
std::uint32_t find_article(const HtmlTree& tree, const std::vector<bool>& hidden);

}  // namespace trichluc
