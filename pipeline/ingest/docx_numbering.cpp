#include "pipeline/ingest/docx_numbering.h"

namespace trichluc {
namespace {

ListLevel read_level(pugi::xml_node node) {
  ListLevel level;
  level.format = number_format(attribute_of(child_of(node, "numFmt"), "val"));
  level.text = attribute_of(child_of(node, "lvlText"), "val");
  level.start = number_of(child_of(node, "start"), "val", 0);
  const pugi::xml_node legal = child_of(node, "isLgl");
  level.decimal_only = legal && attribute_of(legal, "val") != "0" && attribute_of(legal, "val") != "false";
  return level;
}

}  // namespace

NumberFormat number_format(std::string_view name) {
  if (name == "none") return NumberFormat::kNone;
  if (name == "bullet") return NumberFormat::kBullet;
  if (name == "decimalZero") return NumberFormat::kDecimalZero;
  if (name == "lowerLetter") return NumberFormat::kLowerLetter;
  if (name == "upperLetter") return NumberFormat::kUpperLetter;
  if (name == "lowerRoman") return NumberFormat::kLowerRoman;
  if (name == "upperRoman") return NumberFormat::kUpperRoman;
  return NumberFormat::kDecimal;
}

DocxNumbering::DocxNumbering(pugi::xml_node numbering, const DocxStyles& styles) {
  std::unordered_map<int, std::string> links;  // abstract definition -> the list style it stands for
  for (const pugi::xml_node node : numbering.children()) {
    if (name_of(node) == "abstractNum") {
      const int id = number_of(node, "abstractNumId", -1);
      ListFormat& format = abstracts_[id];
      for (const pugi::xml_node child : node.children()) {
        const int level = number_of(child, "ilvl", -1);
        if (name_of(child) == "lvl" && level >= 0 && level < ListFormat::kLevels)
          format.levels[static_cast<std::size_t>(level)] = read_level(child);
        if (name_of(child) == "numStyleLink") links[id] = attribute_of(child, "val");
      }
    } else if (name_of(node) == "num") {
      Instance& instance = instances_[number_of(node, "numId", -1)];
      instance.abstract = number_of(child_of(node, "abstractNumId"), "val", -1);
      for (const pugi::xml_node child : node.children()) {
        const int level = number_of(child, "ilvl", -1);
        if (name_of(child) != "lvlOverride" || level < 0 || level >= ListFormat::kLevels) continue;
        if (const pugi::xml_node start = child_of(child, "startOverride"))
          instance.starts[level] = number_of(start, "val", 1);
        if (const pugi::xml_node own = child_of(child, "lvl")) instance.levels[level] = read_level(own);
      }
    }
  }
  for (const auto& [id, style] : links) {
    const auto instance = instances_.find(styles.look(style).list.value_or(-1));
    if (instance == instances_.end()) continue;
    const auto format = abstracts_.find(instance->second.abstract);
    if (format != abstracts_.end() && format->first != id) abstracts_[id] = format->second;
  }
}

const ListFormat* DocxNumbering::format_of(int list, const Instance& instance) {
  const auto abstract = abstracts_.find(instance.abstract);
  if (abstract == abstracts_.end()) return nullptr;
  if (instance.levels.empty()) return &abstract->second;
  const auto [changed, made] = changed_.try_emplace(list, abstract->second);
  if (made) {
    for (const auto& [level, own] : instance.levels) changed->second.levels[static_cast<std::size_t>(level)] = own;
  }
  return &changed->second;
}

std::string DocxNumbering::next(int list, int level) {
  const auto instance = instances_.find(list);
  if (list == 0 || instance == instances_.end() || level < 0 || level >= ListFormat::kLevels) return {};
  const ListFormat* format = format_of(list, instance->second);
  if (!format) return {};
  ListCounter& counter = counters_[instance->second.abstract];
  const auto start = instance->second.starts.find(level);
  if (start != instance->second.starts.end() && restarted_.emplace(list, level).second)
    counter.restart(level, start->second);
  return counter.next(*format, level);
}

}  // namespace trichluc
