#include "pipeline/ingest/odt_styles.h"

#include <algorithm>
#include <cstdlib>

namespace trichluc {
namespace {

constexpr int kMostAncestors = 32;

std::string_view unquoted(std::string_view name) {
  while (!name.empty() && (name.front() == '\'' || name.front() == '"' || name.front() == ' ')) name.remove_prefix(1);
  while (!name.empty() && (name.back() == '\'' || name.back() == '"' || name.back() == ' ')) name.remove_suffix(1);
  return name;
}

NumberFormat number_format(std::string_view format) {
  if (format == "1") return NumberFormat::kDecimal;
  if (format == "a") return NumberFormat::kLowerLetter;
  if (format == "A") return NumberFormat::kUpperLetter;
  if (format == "i") return NumberFormat::kLowerRoman;
  if (format == "I") return NumberFormat::kUpperRoman;
  return NumberFormat::kNone;
}

ListFormat read_list(pugi::xml_node node) {
  ListFormat made;
  for (const pugi::xml_node child : node.children()) {
    const int number = number_of(child, "level", 0);
    if (number < 1 || number > ListFormat::kLevels) continue;
    ListLevel& level = made.levels[static_cast<std::size_t>(number - 1)];
    if (name_of(child) == "list-level-style-bullet") {
      level.format = NumberFormat::kBullet;
      level.text = attribute_of(child, "bullet-char");
      continue;
    }
    level.format = number_format(attribute_of(child, "num-format"));
    level.start = number_of(child, "start-value", 1);
    level.text.clear();
    if (level.format == NumberFormat::kNone) continue;
    level.text = attribute_of(child, "num-prefix");
    const int shown = std::clamp(number_of(child, "display-levels", 1), 1, number);
    for (int of = number - shown + 1; of <= number; ++of) {
      level.text += (of > number - shown + 1 ? ".%" : "%") + std::to_string(of);
    }
    level.text += attribute_of(child, "num-suffix");
  }
  return made;
}

}  // namespace

TextLook OdtStyles::read_look(pugi::xml_node style) const {
  TextLook look;
  const pugi::xml_node text = child_of(style, "text-properties");
  if (const std::string_view name = attribute_of(text, "font-name"); !name.empty()) {
    const auto face = fonts_.find(std::string(name));
    look.font = face != fonts_.end() ? face->second : std::string(name);
  } else if (const std::string_view family = attribute_of(text, "font-family"); !family.empty()) {
    look.font = std::string(unquoted(family));
  }
  if (const std::string size(attribute_of(text, "font-size")); size.ends_with("pt"))
    look.size_pt = std::strtof(size.c_str(), nullptr);
  if (const std::string_view weight = attribute_of(text, "font-weight"); !weight.empty())
    look.bold = weight == "bold" || weight >= "600";
  if (const std::string_view slant = attribute_of(text, "font-style"); !slant.empty()) look.italic = slant != "normal";
  if (const std::string_view place = attribute_of(text, "text-position"); !place.empty())
    look.raised = place.starts_with("super") || (place[0] >= '1' && place[0] <= '9');
  if (const std::string_view shown = attribute_of(text, "display"); !shown.empty()) look.hidden = shown == "none";
  if (const std::string_view align = attribute_of(child_of(style, "paragraph-properties"), "text-align");
      !align.empty())
    look.centered = align == "center";
  return look;
}

void OdtStyles::read_style(pugi::xml_node node) {
  const std::string family(attribute_of(node, "family"));
  if (name_of(node) == "default-style") {
    usual_[family] = read_look(node);
  } else {
    styles_[family + ' ' + std::string(attribute_of(node, "name"))] = {
        read_look(node), std::string(attribute_of(node, "parent-style-name"))};
  }
}

void OdtStyles::read(pugi::xml_node part) {
  for (const pugi::xml_node face : child_of(part, "font-face-decls").children())
    fonts_[std::string(attribute_of(face, "name"))] = std::string(unquoted(attribute_of(face, "font-family")));
  for (const std::string_view group : {"styles", "automatic-styles"}) {
    for (const pugi::xml_node node : child_of(part, group).children()) {
      const std::string_view name = name_of(node);
      if (name == "style" || name == "default-style") {
        read_style(node);
      } else if (name == "list-style") {
        lists_[std::string(attribute_of(node, "name"))] = read_list(node);
      } else if (name == "outline-style") {
        outline_ = read_list(node);
        has_outline_ = true;
      }
    }
  }
}

TextLook OdtStyles::look(std::string_view family, std::string_view name) const {
  TextLook made;
  std::string at(name);
  for (int i = 0; i < kMostAncestors; ++i) {
    const auto style = styles_.find(std::string(family) + ' ' + at);
    if (style == styles_.end()) break;
    made.under(style->second.look);
    at = style->second.parent;
  }
  const auto usual = usual_.find(std::string(family));
  if (usual != usual_.end()) made.under(usual->second);
  return made;
}

const ListFormat* OdtStyles::list(std::string_view name) const {
  const auto found = lists_.find(std::string(name));
  return found == lists_.end() ? nullptr : &found->second;
}

}  // namespace trichluc
