// html_tags.h - the HTML that people and converters leave in Markdown.
#pragma once

#include <cstddef>
#include <string_view>

namespace trichluc {

struct HtmlTag {
  enum class Effect {
    kText,     // no tag: "a < b", "<tên cơ quan>"
    kDropped,  // prints nothing: <u>, <center>, a comment
    kBreak,    // <br>
    kRaise,    // <sup>
    kLower,    // </sup>
    kAddress,  // <https://...>, <a@b.vn>: printed without its brackets
  } effect = Effect::kText;
  std::size_t length = 0;  // bytes, brackets included
};

/// The tag at the head of `text`, which begins with '<'. Only names that HTML knows are tags.
HtmlTag read_html_tag(std::string_view text);

}  // namespace trichluc
