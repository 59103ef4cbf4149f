#include "extractors/own_fact.h"

#include <algorithm>

#include "extractors/values/number.h"

namespace trichluc {
namespace {

bool makes_facts(const Rule& rule) { return rule.kind == RuleKind::kOther && !rule.constant("fact").empty(); }

}  // namespace

std::vector<Fact> find_own_facts(Scan& scan) {
  std::vector<Hit> hits;
  for (const Hit& hit : scan.hits) {
    if (makes_facts(*hit.rule)) hits.push_back(hit);
  }
  std::vector<Fact> facts;
  for (const Hit& hit : choose(std::move(hits))) {
    OwnFact own;
    own.name = std::string(hit.rule->constant("fact"));
    own.value = std::string(trim(scan.printed(hit.has("value") ? hit.capture("value") : hit.span)));
    if (hit.has("amount")) {
      const auto amount = read_number(scan.folded(hit.capture("amount")));
      if (!amount) {
        scan.turn_down(hit, "the amount is no number as Vietnamese writes it");
        continue;
      }
      own.amount = amount->value;
    }
    for (std::size_t i = 0; i < hit.rule->captures.size(); ++i) {
      const std::string& name = hit.rule->captures[i];
      if (name.empty() || name == "value" || name == "amount" || hit.groups[i].empty()) continue;
      own.parts.emplace(name, std::string(trim(scan.printed(hit.groups[i]))));
    }
    scan.take(hit.span);
    facts.push_back(scan.make_fact(std::move(own), hit.span, hit.span, hit.rule));
    facts.back().confidence = 0.9;
  }
  return facts;
}

}  // namespace trichluc
