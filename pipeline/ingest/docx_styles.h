// docx_styles.h - what a WordprocessingML paragraph or run looks like once its styles are counted in.
//
// styles.xml: defaults, then the style and those it is based on, then what the paragraph or run says itself
// (ECMA-376 part 1, 17.7.2). Only what the pipeline asks for is kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pipeline/ingest/text_look.h"
#include "pipeline/ingest/xml_part.h"

namespace trichluc {

struct DocxLook : TextLook {
  std::optional<int> outline_level;  // 0..8; 9 is body text
  std::optional<int> list;           // numId; 0 is none
  std::optional<int> list_level;     // ilvl

  void under(const DocxLook& lower);
};

/// What `rPr` and `pPr` elements say.
DocxLook read_run_look(pugi::xml_node properties);
DocxLook read_paragraph_look(pugi::xml_node properties);

class DocxStyles {
 public:
  DocxStyles() = default;
  explicit DocxStyles(pugi::xml_node styles);

  /// A style with all it is based on; nothing where the id is unknown.
  const DocxLook& look(std::string_view id) const;
  /// The style of paragraphs that name none.
  const std::string& usual_paragraph() const { return usual_; }
  const DocxLook& defaults() const { return defaults_; }
  /// Whether its paragraphs are lines of a table of contents ("toc 1").
  bool is_contents(std::string_view id) const;

 private:
  struct Style {
    DocxLook look;
    std::string based_on;
    std::string name;
    bool settled = false;
  };
  void settle(Style& style, int depth);

  std::unordered_map<std::string, Style> styles_;
  DocxLook defaults_;
  std::string usual_;
};

}  // namespace trichluc
