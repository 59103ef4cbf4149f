#include "pipeline/ingest/html_tags.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace trichluc {
namespace {

// Sorted.
constexpr std::string_view kNames[] = {
    "a",      "abbr",       "b",        "big",     "blockquote", "body",    "br",    "center", "cite",
    "code",   "col",        "colgroup", "dd",      "del",        "details", "div",   "dl",     "dt",
    "em",     "figcaption", "figure",   "font",    "footer",     "h1",      "h2",    "h3",     "h4",
    "h5",     "h6",         "header",   "hr",      "html",       "i",       "img",   "input",  "ins",
    "kbd",    "label",      "li",       "link",    "main",       "mark",    "meta",  "nav",    "o:p",
    "ol",     "p",          "pre",      "q",       "s",          "section", "small", "span",   "strike",
    "strong", "style",      "sub",      "summary", "sup",        "table",   "tbody", "td",     "tfoot",
    "th",     "thead",      "title",    "tr",      "tt",         "u",       "ul",    "var",
};

constexpr std::size_t kLongestTag = 2000;

bool is_address(std::string_view inside) {
  if (inside.find_first_of(" \t<>") != std::string_view::npos) return false;
  return inside.starts_with("http://") || inside.starts_with("https://") || inside.starts_with("mailto:") ||
         (inside.find('@') != std::string_view::npos && inside.find('.') != std::string_view::npos);
}

}  // namespace

HtmlTag read_html_tag(std::string_view text) {
  using Effect = HtmlTag::Effect;
  if (text.starts_with("<!--")) {
    const std::size_t end = text.find("-->", 4);
    if (end == std::string_view::npos) return {};
    return {Effect::kDropped, end + 3};
  }
  const std::size_t close = text.substr(0, kLongestTag).find_first_of("<>", 1);
  if (close == std::string_view::npos || text[close] != '>') return {};
  const std::string_view inside = text.substr(1, close - 1);
  if (is_address(inside)) return {Effect::kAddress, close + 1};

  const bool closing = inside.starts_with('/');
  std::string name;
  for (const char c : inside.substr(closing ? 1 : 0)) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '/') break;
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (name.size() > 10) return {};
  }
  if (!std::binary_search(std::begin(kNames), std::end(kNames), std::string_view(name))) return {};
  Effect effect = Effect::kDropped;
  if (name == "br") effect = Effect::kBreak;
  if (name == "sup") effect = closing ? Effect::kLower : Effect::kRaise;
  return {effect, close + 1};
}

}  // namespace trichluc
