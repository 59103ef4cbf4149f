#include "pipeline/ingest/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "pipeline/ingest/utf8.h"
#include "pipeline/ingest/windows_text.h"

namespace trichluc {
namespace {

std::string lower(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return made;
}

constexpr std::string_view kBlocks[] = {
    "p",       "div",  "h1",      "h2",      "h3",         "h4",         "h5",      "h6",       "li",    "ul",
    "ol",      "dl",   "dt",      "dd",      "table",      "tbody",      "thead",   "tfoot",    "tr",    "td",
    "th",      "pre",  "hr",      "center",  "blockquote", "figure",     "address", "fieldset", "form",  "section",
    "article", "main", "caption", "details", "summary",    "figcaption", "body",    "html",     "#root", "header"};

/// What `charset=` near the head of the page says; old pages that say nothing, or Latin-1, are Windows-1252.
int declared_code_page(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, 4096));
  std::size_t at = head.find("charset=");
  if (at == std::string::npos) return 1252;
  at += 8;
  while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
  const std::string_view label = std::string_view(head).substr(at, head.find_first_of("\"' />;", at) - at);
  if (label == "utf-8" || label == "utf8") return 65001;
  int page = 0;
  if (label.starts_with("windows-") || label.starts_with("cp")) {
    const std::string_view digits = label.substr(label.find_first_of("0123456789"));
    std::from_chars(digits.data(), digits.data() + digits.size(), page);
  }
  return page > 0 ? page : 1252;
}

/// Builds the tree from the parser's events.
class TreeBuilder {
 public:
  TreeBuilder(HtmlTree& tree, std::size_t most_open) : tree_(tree), most_open_(most_open) {
    tree_.nodes.emplace_back().tag = "#root";
    depths_.push_back(0);
    open_.push_back(0);
  }

  void start(const xmlChar* name, const xmlChar** attributes) {
    if (open_.size() >= most_open_ || tree_.nodes.size() >= HtmlTree::kMostNodes) return stop();
    HtmlNode node;
    node.tag = lower(text_of(name));
    for (std::size_t i = 0; attributes && attributes[i]; i += 2) {
      node.attributes.emplace_back(lower(text_of(attributes[i])),
                                   attributes[i + 1] ? std::string(text_of(attributes[i + 1])) : std::string());
    }
    const std::uint32_t parent = parent_of(node.tag);
    open_.push_back(add(std::move(node), parent));
  }

  void end(const xmlChar* name) {
    const std::string tag = lower(text_of(name));
    // The parser reports each end it means; an element that is not open it does not report.
    if (open_.size() > 1 && tree_.nodes[open_.back()].tag == tag) open_.pop_back();
  }

  void characters(const xmlChar* text, int length) {
    if (length <= 0) return;
    const std::string_view said(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length));
    const std::uint32_t host = open_.back();
    const HtmlNode& parent = tree_.nodes[host];
    if (!parent.children.empty() && parent.children.back() == tree_.nodes.size() - 1 && tree_.nodes.back().is_text()) {
      tree_.nodes.back().text += said;
      return;
    }
    if (tree_.nodes.size() >= HtmlTree::kMostNodes) return stop();
    HtmlNode node;
    node.text = said;
    add(std::move(node), host);
  }

  htmlParserCtxtPtr parser = nullptr;

 private:
  static std::string_view text_of(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

  /// A paragraph ends where the next block begins. The parser does not see that when an element in it, <font> mostly,
  /// was never closed; a page of a thousand such paragraphs would be one inside the other.
  std::uint32_t parent_of(const std::string& tag) const {
    const std::uint32_t top = open_.back();
    if (!is_block_tag(tag)) return top;
    for (std::uint32_t at = top; at != HtmlNode::kNone; at = tree_.nodes[at].parent) {
      if (tree_.nodes[at].tag == "p") return tree_.nodes[at].parent;
      if (is_block_tag(tree_.nodes[at].tag)) break;
    }
    return top;
  }

  std::uint32_t add(HtmlNode node, std::uint32_t parent) {
    while (depths_[parent] >= HtmlTree::kMostDepth) parent = tree_.nodes[parent].parent;
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    node.parent = parent;
    depths_.push_back(depths_[parent] + 1);
    tree_.nodes.push_back(std::move(node));
    tree_.nodes[parent].children.push_back(index);
    return index;
  }

  void stop() {
    tree_.cut_short = true;
    if (parser) xmlStopParser(parser);
  }

  HtmlTree& tree_;
  std::size_t most_open_;
  std::vector<std::uint32_t> open_;  // as the parser has them
  std::vector<std::size_t> depths_;  // of the nodes
};

TreeBuilder& builder(void* context) { return *static_cast<TreeBuilder*>(context); }

}  // namespace

bool is_block_tag(std::string_view tag) {
  return std::find(std::begin(kBlocks), std::end(kBlocks), tag) != std::end(kBlocks);
}

std::string_view HtmlNode::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

Result<HtmlTree> parse_html(std::string_view bytes) {
  bytes.remove_prefix(utf8_mark_length(bytes));
  std::string decoded;
  if (find_invalid_utf8(bytes)) {
    decoded = decode_windows(bytes, declared_code_page(bytes));
    bytes = decoded;
  }
  HtmlTree tree;
  std::size_t ends = 1;
  for (std::size_t at = bytes.find("</"); at != std::string_view::npos; at = bytes.find("</", at + 2)) ++ends;
  TreeBuilder events(tree, std::min(HtmlTree::kMostOpen, HtmlTree::kMostLooks / ends));
  htmlSAXHandler handler{};
  handler.startElement = [](void* context, const xmlChar* name, const xmlChar** attributes) {
    builder(context).start(name, attributes);
  };
  handler.endElement = [](void* context, const xmlChar* name) { builder(context).end(name); };
  handler.characters = [](void* context, const xmlChar* text, int length) {
    builder(context).characters(text, length);
  };
  handler.cdataBlock = [](void*, const xmlChar*, int) {};  // scripts and style sheets
  handler.ignorableWhitespace = handler.characters;

  const htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size()));
  if (!parser) return fail(ErrorCode::kDamaged, "no HTML that can be parsed", "save the page again and run again");
  htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                 HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  *parser->sax = handler;
  parser->userData = &events;
  events.parser = parser;
  htmlParseDocument(parser);
  if (parser->myDoc) xmlFreeDoc(parser->myDoc);
  parser->myDoc = nullptr;
  htmlFreeParserCtxt(parser);
  return tree;
}

}  // namespace trichluc
