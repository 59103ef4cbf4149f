// document_filter.h - which documents a question is about, as a condition of SQL.
#pragma once

#include <optional>
#include <string>

#include "pipeline/core/table.h"

namespace trichluc {

class Database;

/// Words are compared without marks and case, so that they may be typed in a hurry.
struct DocumentFilter {
  std::string type = {};    // code ("KH") or name ("Kế hoạch")
  std::string issuer = {};  // words in the names of issuer or parent issuer, in their order
  std::string province =
      {};  // name of a province: of the document's area, else in the issuer's name or the place of issue
  std::optional<int> year = {};
  std::string indicator = {};  // code that a fact of it has
  std::string review = {};     // "untouched", "begun", "done": how many of its facts a person has looked at

  bool empty() const {
    return type.empty() && issuer.empty() && province.empty() && !year && indicator.empty() && review.empty();
  }
};

/// A condition to follow WHERE, and what its question marks stand for.
struct Condition {
  std::string sql = "1";
  Row values;

  void add(const std::string& more, Row more_values = {});
};

/// On the table `document`. Throws Failure.
Condition condition_of(const DocumentFilter& filter, const Database& database);

/// Documents whose area's name holds the words, else those that a province of that name wrote. Throws Failure.
Condition documents_about(const std::string& area, const Database& database);

/// "%a\%b%", for LIKE … ESCAPE '\'.
std::string like_pattern(const std::string& words);

}  // namespace trichluc
