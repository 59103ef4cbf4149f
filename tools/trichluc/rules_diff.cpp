#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>

#include "extractors/extract.h"
#include "pipeline/emit/code_points.h"
#include "pipeline/emit/json_value.h"
#include "pipeline/run/run.h"
#include "tools/trichluc/process.h"
#include "tools/trichluc/rules.h"
#include "tools/trichluc/rules_location.h"
#include "tools/trichluc/run_options.h"

namespace trichluc {
namespace {

struct ToldFact {
  std::string kind, rule, text, value;
  int page = 0;
  Range span;  // code points
};

std::vector<ToldFact> tell(const Record& record) {
  std::vector<CodePoints> points;
  for (const DocumentPage& page : record.document.pages) points.emplace_back(page.text);
  std::vector<ToldFact> told;
  for (const Fact& fact : record.facts) {
    const Block& block = record.document.blocks[static_cast<std::size_t>(fact.block)];
    const PageRange where = block.to_page(fact.text, fact.digits.begin);
    JsonWriter json;
    write_value(json, fact.value);
    told.push_back({kind_name(fact.value), fact.rule, block.text.substr(fact.text.begin, fact.text.size()), json.take(),
                    record.document.pages[where.page_index].number, points[where.page_index].span(where.text)});
  }
  return told;
}

/// Of the same kind and at the same place, as far as it goes.
bool same_place(const ToldFact& a, const ToldFact& b) {
  return a.kind == b.kind && a.page == b.page && a.span.overlaps(b.span);
}

struct Difference {
  const ToldFact* before = nullptr;  // none: gained
  const ToldFact* after = nullptr;   // none: lost
  char sign() const { return before == nullptr ? '+' : after == nullptr ? '-' : '~'; }
  const ToldFact& fact() const { return after != nullptr ? *after : *before; }
};

/// By place. Facts that say the same at the same place are no difference, whatever their confidence.
std::vector<Difference> compare(const std::vector<ToldFact>& before, const std::vector<ToldFact>& after) {
  std::vector<int> pair_of(before.size(), -1);  // index into after
  std::vector<bool> paired(after.size(), false);
  const auto pair_up = [&](auto same) {
    for (std::size_t i = 0; i < before.size(); ++i) {
      for (std::size_t k = 0; k < after.size() && pair_of[i] < 0; ++k) {
        if (paired[k] || !same_place(before[i], after[k]) || !same(before[i], after[k])) continue;
        pair_of[i] = static_cast<int>(k);
        paired[k] = true;
      }
    }
  };
  pair_up(
      [](const ToldFact& a, const ToldFact& b) { return a.span == b.span && a.value == b.value && a.rule == b.rule; });
  pair_up([](const ToldFact& a, const ToldFact& b) { return a.span == b.span; });
  pair_up([](const ToldFact&, const ToldFact&) { return true; });
  std::vector<Difference> differences;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const ToldFact* other = pair_of[i] < 0 ? nullptr : &after[static_cast<std::size_t>(pair_of[i])];
    const bool same = other != nullptr && other->value == before[i].value && other->span == before[i].span &&
                      other->rule == before[i].rule;
    if (!same) differences.push_back({&before[i], other});
  }
  for (std::size_t k = 0; k < after.size(); ++k) {
    if (!paired[k]) differences.push_back({nullptr, &after[k]});
  }
  std::stable_sort(differences.begin(), differences.end(), [](const Difference& a, const Difference& b) {
    return std::pair(a.fact().page, a.fact().span.begin) < std::pair(b.fact().page, b.fact().span.begin);
  });
  return differences;
}

std::string as_line(const Difference& difference) {
  const ToldFact& fact = difference.fact();
  std::string line = "  ";
  line += difference.sign();
  line += " " + fact.rule + " " + fact.kind + " " + std::to_string(fact.page) + ":" + std::to_string(fact.span.begin) +
          "-" + std::to_string(fact.span.end) + " «" + fact.text + "» ";
  if (difference.before != nullptr && difference.after != nullptr) {
    if (difference.before->rule != fact.rule) line += "(" + difference.before->rule + ") ";
    line += difference.before->value + " -> ";
  }
  return line + fact.value;
}

std::string as_json(const Difference& difference, const std::string& source) {
  const ToldFact& fact = difference.fact();
  JsonWriter json;
  json.begin_object();
  json.field("source", source);
  json.field("change", difference.sign() == '+' ? "gained" : difference.sign() == '-' ? "lost" : "changed");
  json.field("rule", fact.rule);
  json.field("kind", fact.kind);
  json.field("page", static_cast<std::uint64_t>(fact.page));
  json.key("span"), json.span(fact.span);
  json.field("text", fact.text);
  if (difference.before != nullptr && difference.after != nullptr) {
    json.field("old_rule", difference.before->rule);
    json.field("old_text", difference.before->text);
    json.key("old_value"), json.raw(difference.before->value);
  }
  json.key("value"), json.raw(fact.value);
  json.end_object();
  return json.take();
}

/// A folder of additions goes over the program's own.
Result<Extractor> load(const std::string& folder) {
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::path(folder) / "macros.toml", error)) return Extractor::load({folder});
  const auto folders = rule_folders({folder});
  if (!folders) return tl::unexpected(folders.error());
  return Extractor::load(*folders);
}

/// What a document's child sends: for each difference its sign, its rule, a tab, the line to print, a line end.
void send(const Difference& difference, const std::string& printed, std::string& to) {
  to += difference.sign() + difference.fact().rule + "\t" + printed + "\n";
}

struct Tally {
  int gained = 0, lost = 0, changed = 0;
  void add(char sign) { ++(sign == '+' ? gained : sign == '-' ? lost : changed); }
};

}  // namespace

ExitCode diff_rules(const RuleSettings& settings) {
  std::vector<Extractor> sets;
  for (int side = 0; side < 2; ++side) {
    auto loaded = load(settings.paths[static_cast<std::size_t>(side)]);
    if (!loaded) {
      print_error(loaded.error());
      return ExitCode::kUsage;
    }
    sets.push_back(std::move(*loaded));
  }
  SourceReader reader;
  const Work work = [&](const Source& source) -> Result<Product> {
    auto document = reader.read(source);
    if (!document) return tl::unexpected(document.error());
    const Record before = sets[0].extract(*document);
    const Record after = sets[1].extract(std::move(*document));
    const std::vector<ToldFact> old_facts = tell(before), new_facts = tell(after);
    Product product;
    for (const Difference& difference : compare(old_facts, new_facts))
      send(difference, settings.json ? as_json(difference, source.input.path) : as_line(difference), product.line);
    return product;
  };

  const std::vector<Input> inputs = list_inputs({settings.paths.begin() + 2, settings.paths.end()});
  std::map<std::string, Tally> by_rule;
  Tally all;
  std::size_t documents = 0;
  const Sink sink = [&](std::size_t index, const Outcome& outcome) -> Result<void> {
    if (!outcome.product) {
      print_error(outcome.product.error());
      return {};
    }
    const std::string& sent = outcome.product->line;
    if (sent.empty()) return {};
    ++documents;
    if (!settings.json) std::cout << inputs[index].path << "\n";
    for (std::size_t at = 0; at < sent.size();) {
      const std::size_t tab = sent.find('\t', at), end = sent.find('\n', at);
      by_rule[sent.substr(at + 1, tab - at - 1)].add(sent[at]);
      all.add(sent[at]);
      std::cout << sent.substr(tab + 1, end - tab);
      at = end + 1;
    }
    return {};
  };
  RunSettings run_settings;
  boost::program_options::options_description unused;
  add_run_options(unused, run_settings);  // the cores there are
  RunOptions run{.jobs = run_settings.jobs, .limits = limits_of(run_settings)};
  run.limits.readable = {language_source(), digits_folder()};
  const RunReport report = run_documents(inputs, run, work, sink);
  if (!settings.json) {
    if (!by_rule.empty()) std::cout << "gained  lost  changed  rule\n";
    for (const auto& [rule, tally] : by_rule) {
      char line[64];
      std::snprintf(line, sizeof line, "%6d  %4d  %7d  ", tally.gained, tally.lost, tally.changed);
      std::cout << line << rule << "\n";
    }
    std::cout << inputs.size() << " documents, " << documents << " differ: " << all.gained << " gained, " << all.lost
              << " lost, " << all.changed << " changed\n";
  }
  if (report.interrupted) return ExitCode::kInterrupted;
  if (report.failed() > 0 || report.stopped) return ExitCode::kSomeFailed;
  return by_rule.empty() ? ExitCode::kDone : ExitCode::kWouldChange;
}

}  // namespace trichluc
