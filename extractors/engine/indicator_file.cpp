#include "extractors/engine/indicator_file.h"

#include <algorithm>
#include <optional>
#include <set>

#include "extractors/engine/folded.h"
#include "extractors/engine/toml_reader.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

std::string fold(const std::string& text) { return place_tones(fold_lower(text)); }

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

class IndicatorReader {
 public:
  IndicatorReader(const std::string& path, const toml::table& table) : table_(table) {
    read_.file = path;
    read_.line = line_of(table);
    read_.code = table["code"].value_or(std::string());
  }

  Result<Indicator> read() {
    for (const auto& [name, value] : table_) {
      static constexpr std::string_view kKnown[] = {"code",  "vi",    "en",  "source", "unit",  "kinds",
                                                    "topic", "units", "all", "none",   "match", "no_match"};
      if (std::find(std::begin(kKnown), std::end(kKnown), name.str()) == std::end(kKnown))
        return bad(value, "unknown key `" + std::string(name.str()) + "`");
    }
    const bool good_code = !read_.code.empty() && read_.code[0] >= 'A' && read_.code[0] <= 'Z' &&
                           read_.code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string::npos;
    if (!good_code) return bad(table_, "needs a `code` of capitals, digits and _");
    for (const auto& [key, field] : {std::pair<const char*, std::string*>{"vi", &read_.vi},
                                     {"en", &read_.en},
                                     {"source", &read_.source},
                                     {"unit", &read_.unit}}) {
      *field = table_[key].value_or(std::string());
      if (field->empty()) return bad(table_, std::string("needs `") + key + "`");
    }
    if (auto kinds = read_kinds(); !kinds) return tl::unexpected(kinds.error());
    if (auto units = read_strings(table_, "units", read_.units); !units) return tl::unexpected(units.error());
    if (read_.counts && read_.units.empty()) return bad(table_, "counts need `units`");
    if (auto none = read_strings(table_, "none", read_.none); !none) return tl::unexpected(none.error());
    if (auto topic = read_strings(table_, "topic", read_.topic); !topic) return tl::unexpected(topic.error());
    if (auto all = read_all(); !all) return tl::unexpected(all.error());
    if (auto examples = read_examples("match", read_.matches); !examples) return tl::unexpected(examples.error());
    if (auto examples = read_examples("no_match", read_.near_misses); !examples)
      return tl::unexpected(examples.error());
    return std::move(read_);
  }

 private:
  tl::unexpected<Error> bad(const toml::node& node, const std::string& reason) const {
    return fail(ErrorCode::kBadRule, read_.code.empty() ? reason : "indicator '" + read_.code + "': " + reason,
                "correct the file and run `trichluc rules check`", {.file = read_.file, .line = line_of(node)});
  }

  Result<void> read_kinds() {
    std::vector<std::string> kinds;
    if (auto strings = read_strings(table_, "kinds", kinds); !strings) return strings;
    for (const std::string& kind : kinds) {
      if (kind == "count")
        read_.counts = true;
      else if (kind == "percentage")
        read_.shares = true;
      else if (kind == "budget")
        read_.amounts = true;
      else if (kind == "change")
        read_.changes = true;
      else
        return bad(table_, "kind '" + kind + "' is none of count, percentage, budget, change");
    }
    if (kinds.empty()) return bad(table_, "needs `kinds`");
    return {};
  }

  Result<void> read_all() {
    const toml::array* groups = table_["all"].as_array();
    if (groups == nullptr || groups->empty()) return bad(table_, "needs `all`, a list of lists of phrases");
    for (const toml::node& group : *groups) {
      const toml::array* phrases = group.as_array();
      if (phrases == nullptr || phrases->empty()) return bad(group, "all must hold lists of phrases");
      read_.all.emplace_back();
      if (auto strings = read_phrases(*phrases, "all", read_.all.back()); !strings) return strings;
    }
    return {};
  }

  Result<void> read_strings(const toml::table& table, const char* key, std::vector<std::string>& to) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    const toml::array* list = node->as_array();
    if (list == nullptr) return bad(*node, std::string(key) + " must be a list of strings");
    return read_phrases(*list, key, to);
  }

  Result<void> read_phrases(const toml::array& list, const char* key, std::vector<std::string>& to) {
    for (const toml::node& item : list) {
      const auto text = item.value<std::string>();
      if (!text || text->empty()) return bad(item, std::string(key) + " must hold strings");
      to.push_back(fold(*text));
    }
    return {};
  }

  Result<void> read_examples(const char* key, std::vector<RuleExample>& to) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return {};
    const toml::array* list = node->as_array();
    if (list == nullptr) return bad(*node, std::string(key) + " must be a list of tables");
    for (const toml::node& item : *list) {
      const toml::table* row = item.as_table();
      RuleExample example;
      example.line = line_of(item);
      if (row != nullptr) example.text = (*row)["text"].value_or(std::string());
      if (example.text.empty()) return bad(item, std::string(key) + " must hold tables with `text`");
      if (const auto fact = (*row)["fact"].value<std::string>()) example.values.emplace("fact", *fact);
      to.push_back(std::move(example));
    }
    return {};
  }

  const toml::table& table_;
  Indicator read_;
};

}  // namespace

Result<std::vector<Indicator>> read_indicator_file(const std::string& path, const std::string& content) {
  const Result<toml::table> parsed = parse_toml(path, content);
  if (!parsed) return tl::unexpected(parsed.error());
  std::vector<Indicator> indicators;
  std::set<std::string> codes;
  const toml::node* node = parsed->get("indicator");
  const toml::array* list = node == nullptr ? nullptr : node->as_array();
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    const toml::table* table = list->get(i)->as_table();
    if (table == nullptr) continue;
    auto read = IndicatorReader(path, *table).read();
    if (!read) return tl::unexpected(read.error());
    if (!codes.insert(read->code).second) {
      return fail(ErrorCode::kBadRule, "indicator '" + read->code + "': the code is used twice",
                  "give one of them another code", {.file = path, .line = read->line});
    }
    indicators.push_back(std::move(*read));
  }
  return indicators;
}

}  // namespace trichluc
