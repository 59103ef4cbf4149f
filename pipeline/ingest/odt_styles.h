// odt_styles.h - what OpenDocument paragraphs, runs and list items look like once their styles are counted in
// (OASIS ODF 1.3 part 3, 16). Styles stand in styles.xml and, those the program made up, in content.xml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pipeline/ingest/list_numbers.h"
#include "pipeline/ingest/text_look.h"
#include "pipeline/ingest/xml_part.h"

namespace trichluc {

class OdtStyles {
 public:
  /// Reads the styles, fonts and lists of a part.
  void read(pugi::xml_node part);

  /// A style with all its parents; nothing where the name is unknown. Families: "paragraph", "text".
  TextLook look(std::string_view family, std::string_view name) const;
  /// nullptr where the name is unknown.
  const ListFormat* list(std::string_view name) const;
  /// The numbers of headings; nullptr where there are none.
  const ListFormat* outline() const { return has_outline_ ? &outline_ : nullptr; }

 private:
  struct Style {
    TextLook look;
    std::string parent;
  };
  void read_style(pugi::xml_node node);
  TextLook read_look(pugi::xml_node style) const;

  std::unordered_map<std::string, Style> styles_;    // by family and name: "paragraph P1"
  std::unordered_map<std::string, TextLook> usual_;  // by family
  std::unordered_map<std::string, std::string> fonts_;
  std::unordered_map<std::string, ListFormat> lists_;
  ListFormat outline_;
  bool has_outline_ = false;
};

}  // namespace trichluc
