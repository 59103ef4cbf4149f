#include "extractors/engine/rule_file.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include <re2/re2.h>

#include "extractors/engine/code_page.h"
#include "extractors/engine/folded.h"
#include "extractors/engine/toml_reader.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr RuleKind kKinds[] = {
    RuleKind::kLegalReference, RuleKind::kBudget,  RuleKind::kCount, RuleKind::kPercentage, RuleKind::kDeadline,
    RuleKind::kCaseIdentifier, RuleKind::kContact, RuleKind::kTime,  RuleKind::kPlace,      RuleKind::kCue,
    RuleKind::kOther};

tl::unexpected<Error> bad(const std::string& file, int line, const std::string& rule, const std::string& reason) {
  return fail(ErrorCode::kBadRule, rule.empty() ? reason : "rule '" + rule + "': " + reason,
              "correct the file and run `trichluc rules check`", {.file = file, .line = line});
}

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

/// RECORD.md, "Other numbers".
constexpr std::string_view kRoles[] = {"list-mark", "page-number", "footnote-mark", "heading-number",
                                       "age",       "duration",    "ordinal",       "clock",
                                       "name-part", "code",        "metadata",      "unexplained"};

/// [a-z][a-z0-9_]*
bool is_kind_name(std::string_view name) {
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

/// The examples of `match` and `no_match`: tables of strings.
Result<std::vector<RuleExample>> read_examples(const Rule& rule, const toml::table& table, const char* key) {
  std::vector<RuleExample> examples;
  const toml::node* node = table.get(key);
  if (node == nullptr) return examples;
  const toml::array* list = node->as_array();
  if (list == nullptr) return bad(rule.file, line_of(*node), rule.id, std::string(key) + " must be a list of tables");
  for (const toml::node& item : *list) {
    const toml::table* row = item.as_table();
    if (row == nullptr)
      return bad(rule.file, line_of(item), rule.id, std::string(key) + " must hold tables with `text`");
    RuleExample example;
    example.line = line_of(item);
    for (const auto& [name, value] : *row) {
      const std::optional<std::string> text = value.value<std::string>();
      if (!text) {
        return bad(rule.file, line_of(value), rule.id,
                   std::string(key) + ": `" + std::string(name.str()) + "` must be a string");
      }
      if (name == "text") {
        example.text = *text;
      } else if (name != "why") {
        example.values.emplace(name.str(), *text);
      }
    }
    if (example.text.empty())
      return bad(rule.file, example.line, rule.id, std::string(key) + ": an example without `text`");
    examples.push_back(std::move(example));
  }
  return examples;
}

Result<Rule> read_rule(const std::string& path, const toml::table& table) {
  Rule rule;
  rule.file = path;
  rule.line = line_of(table);
  rule.id = table["id"].value_or(std::string());
  if (rule.id.empty()) return bad(path, rule.line, "", "a rule without `id`");

  for (const auto& [name, value] : table) {
    static constexpr std::string_view kKnown[] = {"id",       "kind", "why",   "needs", "digits", "pattern",
                                                  "priority", "case", "edges", "set",   "match",  "no_match"};
    bool known = false;
    for (const std::string_view key : kKnown) known = known || name == key;
    if (!known) return bad(path, line_of(value), rule.id, "unknown key `" + std::string(name.str()) + "`");
  }

  const std::string kind = table["kind"].value_or(std::string());
  bool found = false;
  for (const RuleKind known : kKinds) {
    if (kind != rule_kind_name(known)) continue;
    rule.kind = known;
    found = true;
  }
  if (!found) return bad(path, rule.line, rule.id, "kind '" + kind + "' is none of RECORD.md's kinds, cue or other");

  rule.why = table["why"].value_or(std::string());
  rule.pattern = table["pattern"].value_or(std::string());
  if (rule.pattern.empty()) return bad(path, rule.line, rule.id, "no `pattern`");
  rule.priority = static_cast<int>(table["priority"].value_or(std::int64_t{0}));
  rule.exact_case = table["case"].value_or(false);
  rule.needs_digit = table["digits"].value_or(true);
  if (const toml::node* node = table.get("needs")) {
    const toml::array* words = node->as_array();
    if (words == nullptr) return bad(path, line_of(*node), rule.id, "needs must be a list of strings");
    for (const toml::node& word : *words) {
      const std::optional<std::string> text = word.value<std::string>();
      if (!text || text->empty()) return bad(path, line_of(word), rule.id, "needs must hold strings");
      rule.needs.push_back(place_tones(*text));
    }
  }

  const std::string edges = table["edges"].value_or(std::string("both"));
  if (edges != "both" && edges != "left" && edges != "right" && edges != "none") {
    return bad(path, rule.line, rule.id, "edges '" + edges + "' is none of both, left, right, none");
  }
  rule.left_edge = edges == "both" || edges == "left";
  rule.right_edge = edges == "both" || edges == "right";

  if (const toml::table* constants = table["set"].as_table()) {
    for (const auto& [name, value] : *constants) {
      const std::optional<std::string> text = value.value<std::string>();
      if (!text) return bad(path, line_of(value), rule.id, "set." + std::string(name.str()) + " must be a string");
      rule.constants.emplace(name.str(), *text);
    }
  }

  if (rule.kind == RuleKind::kOther) {
    const std::string_view role = rule.constant("role"), fact = rule.constant("fact");
    const bool known = std::find(std::begin(kRoles), std::end(kRoles), role) != std::end(kRoles);
    if (fact.empty() ? !known : !role.empty() || !is_kind_name(fact)) {
      return bad(path, rule.line, rule.id,
                 "kind 'other' needs either set.role, a role of other_numbers, or set.fact, a kind of your own in "
                 "small letters, digits and _");
    }
  }

  auto matches = read_examples(rule, table, "match");
  if (!matches) return tl::unexpected(matches.error());
  rule.matches = std::move(*matches);
  auto near_misses = read_examples(rule, table, "no_match");
  if (!near_misses) return tl::unexpected(near_misses.error());
  rule.near_misses = std::move(*near_misses);
  return rule;
}

/// What RE2 found, without the pattern it quotes: that one is in codes.
std::string reason_of(const re2::RE2& regex) {
  const std::string& error = regex.error();
  return error.substr(0, error.find(": "));
}

/// Replaces {name} by (?:macro); RE2's own braces hold digits and commas, or follow \p.
Result<std::string> expand(const Rule& rule, std::string_view pattern, const Macros& macros, int depth) {
  if (depth > 8) return bad(rule.file, rule.line, rule.id, "macros that contain each other");
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      out.append(pattern.substr(i, 2));
      ++i;
      continue;
    }
    const std::size_t close = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
    const bool is_name =
        close != std::string_view::npos && close > i + 1 && pattern[i + 1] >= 'a' && pattern[i + 1] <= 'z';
    if (!is_name) {
      out += pattern[i];
      continue;
    }
    const std::string name(pattern.substr(i + 1, close - i - 1));
    const auto macro = macros.find(name);
    if (macro == macros.end()) return bad(rule.file, rule.line, rule.id, "no macro {" + name + "}");
    auto inner = expand(rule, macro->second, macros, depth + 1);
    if (!inner) return inner;
    out += "(?:" + *inner + ")";
    i = close;
  }
  return out;
}

}  // namespace

Result<std::vector<Rule>> read_rule_file(const std::string& path, const std::string& content, Macros& macros) {
  const Result<toml::table> parsed = parse_toml(path, content);
  if (!parsed) return tl::unexpected(parsed.error());
  const toml::table& root = *parsed;
  if (const toml::table* own = root["macros"].as_table()) {
    for (const auto& [name, value] : *own) {
      const std::optional<std::string> text = value.value<std::string>();
      if (!text) return bad(path, line_of(value), "", "macro `" + std::string(name.str()) + "` must be a string");
      macros[std::string(name.str())] = *text;
    }
  }
  std::vector<Rule> rules;
  if (const toml::node* node = root.get("rule")) {
    const toml::array* list = node->as_array();
    if (list == nullptr) return bad(path, line_of(*node), "", "rules are written [[rule]]");
    for (const toml::node& item : *list) {
      const toml::table* table = item.as_table();
      if (table == nullptr) return bad(path, line_of(item), "", "rules are written [[rule]]");
      auto rule = read_rule(path, *table);
      if (!rule) return tl::unexpected(rule.error());
      rules.push_back(std::move(*rule));
    }
  }
  return rules;
}

Result<void> compile_rule(Rule& rule, const Macros& macros) {
  auto expanded = expand(rule, rule.pattern, macros, 0);
  if (!expanded) return tl::unexpected(expanded.error());
  rule.expanded = rule.exact_case ? *expanded : place_tones(*expanded);

  // The character before the fact is consumed, so the fact is a group of its own.
  std::string whole;
  if (rule.left_edge) whole += R"((?:^|[^\pL\pM\pN]))";
  whole += "(" + rule.expanded + ")";
  if (rule.right_edge) whole += R"((?:$|[^\pL\pM\pN]))";

  std::string encoded;
  if (!encode_pattern(whole, encoded)) {
    return bad(rule.file, rule.line, rule.id,
               "pattern: of the Unicode classes only \\pL, \\p{Lu}, \\p{Ll}, \\pM and \\pN may be used");
  }
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_log_errors(false);
  options.set_max_mem(16 << 20);
  rule.regex = std::make_unique<re2::RE2>(encoded, options);
  if (!rule.regex->ok())
    return bad(rule.file, rule.line, rule.id, "pattern: " + reason_of(*rule.regex) + " in " + rule.pattern);

  if (encode_pattern(rule.expanded, encoded)) rule.reach = reach_of(encoded);

  const int groups = rule.regex->NumberOfCapturingGroups();
  if (groups - 1 > kMaxCaptures)
    return bad(rule.file, rule.line, rule.id, "more than " + std::to_string(kMaxCaptures) + " groups");
  rule.captures.assign(static_cast<std::size_t>(groups > 0 ? groups - 1 : 0), "");
  for (const auto& [index, name] : rule.regex->CapturingGroupNames())
    rule.captures[static_cast<std::size_t>(index - 2)] = name;
  for (const RuleExample& example : rule.matches) {
    for (const auto& [name, value] : example.values) {
      bool known = name == "fact";
      for (const std::string& capture : rule.captures) known = known || capture == name;
      if (!known)
        return bad(rule.file, example.line, rule.id,
                   "the example asks for `" + name + "`, the pattern has no such capture");
    }
  }
  return {};
}

}  // namespace trichluc
