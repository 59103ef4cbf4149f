// extract.h - a laid-out document to its record: rules find mentions, extractors read them, resolve binds them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/core/record.h"

namespace trichluc {

/// The compiled rules and vocabularies of a folder; immutable, shared by all documents of a run.
class Extractor {
 public:
  /// Reads every .toml file under `folders`; a later folder adds rules, and replaces those with the same id.
  /// Errors: kBadRule with file and line, the message names the rule id and the reason.
  static Result<Extractor> load(const std::vector<std::string>& folders);

  /// Pure: the same document gives the same record.
  Record extract(Document document) const;

  /// Identifies the rule set: SHA-256 over the rule files' names and contents.
  const std::string& rules_version() const;

  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;
  ~Extractor();

 private:
  struct Parts;
  explicit Extractor(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// What is wrong with the examples of the rules in `folders`; empty when every example yields its values exactly
/// once and every near miss yields nothing. Errors: as Extractor::load.
struct RuleFinding {
  std::string file;
  int line = 0;
  std::string rule;
  std::string message;
};
Result<std::vector<RuleFinding>> check_rules(const std::vector<std::string>& folders);

}  // namespace trichluc
