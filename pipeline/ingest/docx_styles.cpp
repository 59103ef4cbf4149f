#include "pipeline/ingest/docx_styles.h"

#include <cctype>

namespace trichluc {
namespace {

constexpr int kMostAncestors = 32;

/// <w:b/>, <w:b w:val="true"/>, <w:b w:val="0"/>
std::optional<bool> read_switch(pugi::xml_node property) {
  const std::string_view value = attribute_of(property, "val");
  return !(value == "0" || value == "false" || value == "off" || value == "none");
}

}  // namespace

void DocxLook::under(const DocxLook& lower) {
  TextLook::under(lower);
  fill(outline_level, lower.outline_level);
  fill(list, lower.list);
  fill(list_level, lower.list_level);
}

DocxLook read_run_look(pugi::xml_node properties) {
  DocxLook look;
  for (const pugi::xml_node property : properties.children()) {
    const std::string_view name = name_of(property);
    if (name == "rFonts") {
      // Letters with marks are set in hAnsi.
      for (const std::string_view kind : {"hAnsi", "ascii", "cs"}) {
        if (const std::string_view font = attribute_of(property, kind); !font.empty()) {
          look.font = std::string(font);
          break;
        }
      }
    } else if (name == "sz") {
      look.size_pt = static_cast<float>(number_of(property, "val", 0)) / 2;
    } else if (name == "b") {
      look.bold = read_switch(property);
    } else if (name == "i") {
      look.italic = read_switch(property);
    } else if (name == "vanish") {
      look.hidden = read_switch(property);
    } else if (name == "vertAlign") {
      look.raised = attribute_of(property, "val") == "superscript";
    }
  }
  return look;
}

DocxLook read_paragraph_look(pugi::xml_node properties) {
  DocxLook look;
  for (const pugi::xml_node property : properties.children()) {
    const std::string_view name = name_of(property);
    if (name == "jc") {
      look.centered = attribute_of(property, "val") == "center";
    } else if (name == "outlineLvl") {
      look.outline_level = number_of(property, "val", 9);
    } else if (name == "numPr") {
      if (const pugi::xml_node id = child_of(property, "numId")) look.list = number_of(id, "val", 0);
      if (const pugi::xml_node level = child_of(property, "ilvl")) look.list_level = number_of(level, "val", 0);
    }
  }
  return look;
}

DocxStyles::DocxStyles(pugi::xml_node styles) {
  for (const pugi::xml_node node : styles.children()) {
    const std::string_view kind = name_of(node);
    if (kind == "docDefaults") {
      defaults_ = read_run_look(child_of(child_of(node, "rPrDefault"), "rPr"));
      defaults_.under(read_paragraph_look(child_of(child_of(node, "pPrDefault"), "pPr")));
    }
    if (kind != "style") continue;
    const std::string id(attribute_of(node, "styleId"));
    Style& style = styles_[id];
    style.look = read_paragraph_look(child_of(node, "pPr"));
    style.look.under(read_run_look(child_of(node, "rPr")));
    style.based_on = attribute_of(child_of(node, "basedOn"), "val");
    style.name = attribute_of(child_of(node, "name"), "val");
    const std::string_view is_default = attribute_of(node, "default");
    if (attribute_of(node, "type") == "paragraph" && (is_default == "1" || is_default == "true")) usual_ = id;
  }
  for (auto& [id, style] : styles_) settle(style, 0);
}

void DocxStyles::settle(Style& style, int depth) {
  if (style.settled || depth > kMostAncestors) return;
  style.settled = true;  // a style that is based on itself ends here
  const auto base = styles_.find(style.based_on);
  if (base == styles_.end()) return;
  settle(base->second, depth + 1);
  style.look.under(base->second.look);
}

const DocxLook& DocxStyles::look(std::string_view id) const {
  static const DocxLook kNothing;
  const auto found = styles_.find(std::string(id));
  return found == styles_.end() ? kNothing : found->second.look;
}

bool DocxStyles::is_contents(std::string_view id) const {
  const auto found = styles_.find(std::string(id));
  const std::string_view name = found == styles_.end() ? id : std::string_view(found->second.name);
  return name.size() >= 4 && std::tolower(static_cast<unsigned char>(name[0])) == 't' &&
         std::tolower(static_cast<unsigned char>(name[1])) == 'o' &&
         std::tolower(static_cast<unsigned char>(name[2])) == 'c' && name.back() >= '1' && name.back() <= '9';
}

}  // namespace trichluc
