#include "pipeline/ingest/html_article.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace trichluc {
namespace {

constexpr std::size_t kRunningText = 60;  // bytes; shorter blocks are headings, cells, menu items
constexpr double kNearlyAll = 0.8;        // of the weight

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::string_view kNoText[] = {"script",   "style",  "noscript", "template", "head",     "svg",
                                        "iframe",   "object", "canvas",   "nav",      "aside",    "footer",
                                        "button",   "select", "option",   "input",    "textarea", "dialog",
                                        "datalist", "audio",  "video",    "map",      "math"};

constexpr std::string_view kPageRoles[] = {"navigation", "banner",  "contentinfo", "search",  "complementary",
                                           "menu",       "menubar", "tablist",     "tab",     "dialog",
                                           "alert",      "button",  "toolbar",     "tooltip", "listbox"};

/// style="display: none", in whatever way it is written.
bool is_shown(std::string_view style) {
  std::string tight;
  for (const char c : style) {
    if (!std::isspace(static_cast<unsigned char>(c)))
      tight += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return tight.find("display:none") == std::string::npos && tight.find("visibility:hidden") == std::string::npos;
}

std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > ' '; }));
}

/// "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in its spellings: the tone of HÒA is set on either vowel.
bool has_motto(std::string_view text) {
  return text.find("CHỦ NGHĨA VIỆT NAM") != std::string_view::npos ||
         text.find("Chủ nghĩa Việt Nam") != std::string_view::npos;
}

}  // namespace

std::vector<bool> find_hidden(const HtmlTree& tree) {
  std::vector<bool> hidden(tree.nodes.size());
  for (std::size_t i = 1; i < tree.nodes.size(); ++i) {
    const HtmlNode& node = tree.nodes[i];
    hidden[i] = hidden[node.parent];
    if (hidden[i] || node.is_text()) continue;
    hidden[i] = is_one_of(std::string_view(node.tag), kNoText) || is_one_of(node.attribute("role"), kPageRoles) ||
                node.attribute("aria-hidden") == "true" || !is_shown(node.attribute("style"));
    for (const auto& [name, value] : node.attributes) hidden[i] = hidden[i] || name == "hidden";
  }
  return hidden;
}

std::uint32_t find_article(const HtmlTree& tree, const std::vector<bool>& hidden) {
  const auto& nodes = tree.nodes;
  struct Block {
    std::size_t length = 0, linked = 0;
  };
  // The text of each block without that of the blocks in it, and whether a link holds it.
  std::vector<Block> blocks(nodes.size());
  std::vector<std::uint32_t> block_of(nodes.size());
  std::vector<bool> in_link(nodes.size());
  std::uint32_t motto = HtmlNode::kNone;
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const bool root = i == 0;
    in_link[i] = nodes[i].tag == "a" || (!root && in_link[nodes[i].parent]);
    block_of[i] = root || is_block_tag(nodes[i].tag) ? i : block_of[nodes[i].parent];
    if (!nodes[i].is_text() || hidden[i]) continue;
    const std::size_t length = length_of(nodes[i].text);
    blocks[block_of[i]].length += length;
    if (in_link[i]) blocks[block_of[i]].linked += length;
    if (motto == HtmlNode::kNone && has_motto(nodes[i].text)) motto = i;
  }
  std::vector<std::size_t> weights(nodes.size());
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (blocks[i].length >= kRunningText && 2 * blocks[i].linked < blocks[i].length) weights[i] += blocks[i].length;
    if (i > 0) weights[nodes[i].parent] += weights[i];
  }
  std::uint32_t article = 0;
  for (bool deeper = weights[0] > 0; deeper;) {
    deeper = false;
    for (const std::uint32_t child : nodes[article].children) {
      if (static_cast<double>(weights[child]) < kNearlyAll * static_cast<double>(weights[0])) continue;
      article = child;
      deeper = true;
      break;
    }
  }
  // A table is only one as a whole.
  const auto is_part = [&nodes](std::uint32_t index) {
    const std::string_view tag = nodes[index].tag;
    return !is_block_tag(tag) || tag == "tr" || tag == "tbody" || tag == "thead" || tag == "tfoot" || tag == "table" ||
           tag == "li";
  };
  while (article > 0 && is_part(article)) article = nodes[article].parent;
  if (motto == HtmlNode::kNone) return article;
  const auto holds = [&nodes](std::uint32_t outer, std::uint32_t inner) {
    while (inner != HtmlNode::kNone && inner != outer) inner = nodes[inner].parent;
    return inner == outer;
  };
  while (article > 0 && !holds(article, motto)) article = nodes[article].parent;
  return article;
}

}  // namespace trichluc
