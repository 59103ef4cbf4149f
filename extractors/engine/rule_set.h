// rule_set.h - all rules of a run, compiled once; finds their hits in a text in time linear in its length.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extractors/engine/folded.h"
#include "extractors/engine/rule.h"

namespace trichluc {

class NeedFilter;

class RuleSet {
 public:
  /// `rules` are compiled (compile_rule); this adds the prefilter of their needs.
  static RuleSet build(std::vector<Rule> rules);

  /// Every hit of every rule, by begin, longer first; overlapping ones included (see `choose`).
  std::vector<Hit> find(const Folded& text) const;

  /// The hits of one rule alone, which never overlap each other.
  static std::vector<Hit> find_one(const Rule& rule, const Folded& text);

  const std::vector<Rule>& rules() const { return rules_; }

  RuleSet(RuleSet&&) noexcept;
  RuleSet& operator=(RuleSet&&) noexcept;
  ~RuleSet();

 private:
  RuleSet();
  std::vector<Rule> rules_;
  std::unique_ptr<NeedFilter> filter_;
};

/// Of overlapping hits the longest stays, then the one of higher priority, then the earlier rule. Cues are left alone.
std::vector<Hit> choose(std::vector<Hit> hits);

}  // namespace trichluc
