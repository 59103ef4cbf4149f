#include "extractors/engine/vocabulary.h"

#include <algorithm>
#include <filesystem>

#include "extractors/engine/toml_reader.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

std::string fold(std::string_view text) { return place_tones(fold_lower(text)); }

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const Decoded next = decode_utf8(text, end);
    if (!is_letter(next.code) && !is_digit(next.code)) break;
    end += next.length;
  }
  if (end == 0 && !text.empty()) end = decode_utf8(text, 0).length;  // "%", "$"
  return text.substr(0, end);
}

std::string_view last_word(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0) {
    const Decoded before = decode_before(text, begin);
    if (!is_letter(before.code) && !is_digit(before.code)) break;
    begin -= before.length;
  }
  if (begin == text.size() && !text.empty()) begin -= decode_before(text, begin).length;
  return text.substr(begin);
}

bool letter_at(std::string_view text, std::size_t at) {
  const Decoded here = decode_utf8(text, at);
  return here.length > 0 && (is_letter(here.code) || is_mark(here.code) || is_digit(here.code));
}

bool letter_before(std::string_view text, std::size_t at) {
  const Decoded before = decode_before(text, at);
  return before.length > 0 && (is_letter(before.code) || is_mark(before.code) || is_digit(before.code));
}

}  // namespace

void PhraseTable::add(std::string_view phrase, int index) {
  const std::string folded = fold(phrase);
  if (folded.empty()) return;
  const auto insert = [&](std::vector<Entry>& entries) {
    for (const Entry& entry : entries) {
      if (entry.phrase.size() == folded.size() && entry.phrase == folded) return;
    }
    const auto place = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.phrase.size() < folded.size(); });
    entries.insert(place, {folded, index});
  };
  insert(by_first_[std::string(first_word(folded))]);
  begins_.add(folded);
  if (from_behind_) insert(by_last_[std::string(last_word(folded))]);
}

PhraseTable::Found PhraseTable::longest_at(std::string_view folded, std::uint32_t at) const {
  const std::string_view text = folded.substr(at);
  if (!begins_.may_begin(text)) return {};
  const auto entries = by_first_.find(first_word(text));
  if (entries == by_first_.end()) return {};
  for (const Entry& entry : entries->second) {
    // of a hundred laws that begin alike nearly all end otherwise
    if (text.size() < entry.phrase.size() || text[entry.phrase.size() - 1] != entry.phrase.back()) continue;
    if (!text.starts_with(entry.phrase)) continue;
    const std::size_t end = at + entry.phrase.size();
    if (letter_before(entry.phrase, entry.phrase.size()) && letter_at(folded, end)) continue;
    return {entry.index, static_cast<std::uint32_t>(entry.phrase.size())};
  }
  return {};
}

PhraseTable::Found PhraseTable::longest_before(std::string_view folded, std::uint32_t end) const {
  const std::string_view head = folded.substr(0, end);
  const auto entries = by_last_.find(last_word(head));
  if (entries == by_last_.end()) return {};
  for (const Entry& entry : entries->second) {
    if (entry.phrase.size() > head.size()) continue;
    const std::size_t begin = head.size() - entry.phrase.size();
    if (head.substr(begin) != entry.phrase) continue;
    if (letter_at(entry.phrase, 0) && letter_before(head, begin)) continue;
    return {entry.index, static_cast<std::uint32_t>(entry.phrase.size())};
  }
  return {};
}

bool PhraseTable::contains(std::string_view folded) const {
  const Found found = longest_at(folded, 0);
  return found.index >= 0 && found.length == folded.size();
}

namespace {

class Reader {
 public:
  Reader(const std::string& path, const toml::table& root) : path_(path), root_(root) {}

  template <class F>
  Result<void> strings(const toml::table& table, const char* key, F&& use) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    const toml::array* list = node->as_array();
    if (list == nullptr) return bad(*node, std::string(key) + " must be a list of strings");
    for (const toml::node& item : *list) {
      const auto text = item.value<std::string>();
      if (!text) return bad(item, std::string(key) + " must hold strings");
      use(*text);
    }
    return {};
  }

  template <class F>
  Result<void> tables(const char* key, F&& use) const {
    const toml::node* node = root_.get(key);
    if (node == nullptr) return {};
    const toml::array* list = node->as_array();
    if (list == nullptr) return bad(*node, std::string(key) + " must be written [[" + key + "]]");
    for (const toml::node& item : *list) {
      const toml::table* table = item.as_table();
      if (table == nullptr) return bad(item, std::string(key) + " must be written [[" + key + "]]");
      if (auto used = use(*table); !used) return used;
    }
    return {};
  }

  /// Phrases of a list into a table, all with the same meaning.
  Result<void> phrases(const char* key, PhraseTable& table) const {
    return strings(root_, key, [&](const std::string& text) { table.add(text, 0); });
  }

  /// Names into a list and a table that points into it.
  Result<void> names(const char* key, std::vector<std::string>& list, PhraseTable& table) const {
    return strings(root_, key, [&](const std::string& text) {
      table.add(text, static_cast<int>(list.size()));
      list.push_back(text);
    });
  }

  tl::unexpected<Error> bad(const toml::node& node, const std::string& reason) const {
    return fail(ErrorCode::kBadRule, reason, "correct the vocabulary file",
                {.file = path_, .line = static_cast<int>(node.source().begin.line)});
  }

  const toml::table& root() const { return root_; }

 private:
  const std::string& path_;
  const toml::table& root_;
};

std::string text_of(const toml::table& table, const char* key) { return table[key].value_or(std::string()); }

Result<void> read_types(const Reader& in, Vocabulary& out) {
  return in.tables("type", [&](const toml::table& row) -> Result<void> {
    const int index = static_cast<int>(out.types.size());
    out.types.push_back({text_of(row, "code"), text_of(row, "name"), text_of(row, "class")});
    const TypeEntry& type = out.types.back();
    if (type.code.empty() || type.name.empty()) return in.bad(row, "a type needs `code` and `name`");
    out.type_names.add(type.name, index);
    out.type_symbols.emplace(type.code, index);
    if (auto read = in.strings(row, "aliases", [&](const std::string& text) { out.type_names.add(text, index); });
        !read)
      return read;
    return in.strings(row, "symbols", [&](const std::string& text) { out.type_symbols.emplace(text, index); });
  });
}

Result<void> read_laws(const Reader& in, Vocabulary& out) {
  if (auto read = in.names("names", out.laws, out.law_names); !read) return read;
  if (auto read = in.names("treaties", out.treaties, out.treaty_names); !read) return read;
  if (const toml::table* table = in.root()["abbreviations"].as_table()) {
    for (const auto& [key, value] : *table) {
      const auto name = value.value<std::string>();
      if (!name) return in.bad(value, "an abbreviation stands for one name");
      const auto law = std::find(out.laws.begin(), out.laws.end(), *name);
      if (law == out.laws.end() && std::find(out.treaties.begin(), out.treaties.end(), *name) != out.treaties.end())
        continue;
      if (law == out.laws.end())
        return in.bad(value, "abbreviation '" + std::string(key.str()) + "' stands for no name of this file");
      out.law_abbreviations.emplace(key.str(), static_cast<int>(law - out.laws.begin()));
    }
  }
  return {};
}

Result<void> read_units(const Reader& in, Vocabulary& out) {
  if (auto read = in.phrases("nouns", out.nouns); !read) return read;
  if (auto read = in.phrases("not_counted", out.not_counted); !read) return read;
  if (auto read = in.phrases("naming", out.naming); !read) return read;
  if (auto read = in.phrases("naming_except", out.naming_except); !read) return read;
  if (auto read = in.phrases("naming_except_before", out.naming_except_before); !read) return read;
  return in.tables("measure", [&](const toml::table& row) -> Result<void> {
    const int index = static_cast<int>(out.measures.size());
    out.measures.push_back({text_of(row, "symbol"), row["rate_only"].value_or(false)});
    if (out.measures.back().symbol.empty()) return in.bad(row, "a measure needs `symbol`");
    out.measure_names.add(out.measures.back().symbol, index);
    return in.strings(row, "aliases", [&](const std::string& text) { out.measure_names.add(text, index); });
  });
}

Result<void> read_money(const Reader& in, Vocabulary& out) {
  auto read = in.tables("scale", [&](const toml::table& row) -> Result<void> {
    const int power = static_cast<int>(row["power"].value_or(std::int64_t{0}));
    if (power <= 0) return in.bad(row, "a scale needs `power`");
    return in.strings(row, "words", [&](const std::string& text) { out.scales.add(text, power); });
  });
  if (!read) return read;
  read = in.tables("currency", [&](const toml::table& row) -> Result<void> {
    const int index = static_cast<int>(out.currencies.size());
    out.currencies.push_back({text_of(row, "code")});
    return in.strings(row, "words", [&](const std::string& text) { out.currency_names.add(text, index); });
  });
  if (!read) return read;
  if (read = in.phrases("money_context", out.money_context); !read) return read;
  return in.tables("flow", [&](const toml::table& row) -> Result<void> {
    const int index = static_cast<int>(out.flows.size());
    out.flows.push_back(text_of(row, "name"));
    return in.strings(row, "verbs", [&](const std::string& text) { out.flow_verbs.add(text, index); });
  });
}

Result<void> read_provinces(const Reader& in, Vocabulary& out) {
  return in.tables("province", [&](const toml::table& row) -> Result<void> {
    const int index = static_cast<int>(out.provinces.size());
    out.provinces.push_back({text_of(row, "name"), text_of(row, "code"), text_of(row, "valid"), {}});
    std::vector<std::string>& merged = out.provinces.back().merged_into;
    if (const auto one = row["merged_into"].value<std::string>()) {
      merged.push_back(*one);
    } else if (auto read = in.strings(row, "merged_into", [&](const std::string& text) { merged.push_back(text); });
               !read) {
      return read;
    }
    out.province_names.add(out.provinces.back().name, index);
    return in.strings(row, "aliases", [&](const std::string& text) { out.province_names.add(text, index); });
  });
}

Result<void> read_bodies(const Reader& in, Vocabulary& out) {
  auto read = in.tables("body", [&](const toml::table& row) -> Result<void> {
    const int index = static_cast<int>(out.bodies.size());
    out.bodies.push_back({text_of(row, "name"), text_of(row, "level"), text_of(row, "valid"), {}});
    std::vector<std::string>& successors = out.bodies.back().successors;
    if (auto given = in.strings(row, "successors", [&](const std::string& text) { successors.push_back(text); });
        !given)
      return given;
    out.body_names.add(out.bodies.back().name, index);
    return in.strings(row, "abbreviations", [&](const std::string& text) { out.body_names.add(text, index); });
  });
  if (!read) return read;
  read = in.strings(in.root(), "departments", [&](const std::string& text) {
    out.body_names.add(text, static_cast<int>(out.bodies.size()));
    out.bodies.push_back({text, "province", {}, {}});
  });
  if (!read) return read;
  if (read = in.phrases("heads", out.body_heads); !read) return read;
  return in.phrases("positions", out.positions);
}

}  // namespace

Result<void> read_vocabulary_file(const std::string& path, const std::string& content, Vocabulary& vocabulary) {
  const Result<toml::table> parsed = parse_toml(path, content);
  if (!parsed) return tl::unexpected(parsed.error());
  const toml::table& root = *parsed;
  const Reader in(path, root);
  const std::string name = std::filesystem::path(path).stem().string();
  if (name == "document_types") return read_types(in, vocabulary);
  if (name == "laws") return read_laws(in, vocabulary);
  if (name == "units") return read_units(in, vocabulary);
  if (name == "money") return read_money(in, vocabulary);
  if (name == "provinces") return read_provinces(in, vocabulary);
  if (name == "bodies") return read_bodies(in, vocabulary);
  return fail(ErrorCode::kBadRule, "no vocabulary is called '" + name + "'",
              "use one of document_types, laws, units, money, provinces, bodies", {.file = path});
}

}  // namespace trichluc
