// extract.h - a laid-out document to its record: rules find mentions, extractors read them, resolve binds them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extractors/engine/indicator_file.h"
#include "extractors/engine/rule_set.h"
#include "extractors/reading_trace.h"
#include "pipeline/core/error.h"
#include "pipeline/core/record.h"

namespace trichluc {

/// The compiled rules and vocabularies of a folder; immutable, shared by all documents of a run.
class Extractor {
 public:
  /// The rules, vocabularies and indicators of `folders`, as load_rules reads them. Errors: as load_rules.
  static Result<Extractor> load(const std::vector<std::string>& folders);

  /// Pure: the same document gives the same record. `trace`, where there is one, is told what readers turned down.
  Record extract(Document document, ReadingTrace* trace = nullptr) const;

  const RuleSet& rules() const;
  const std::vector<Indicator>& indicators() const;

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

}  // namespace trichluc
