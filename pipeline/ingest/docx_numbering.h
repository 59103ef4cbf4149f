// docx_numbering.h - the marks of automatically numbered paragraphs in WordprocessingML (ECMA-376 part 1, 17.9).
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "pipeline/ingest/docx_styles.h"
#include "pipeline/ingest/list_numbers.h"
#include "pipeline/ingest/xml_part.h"

namespace trichluc {

/// The format that a `numFmt` names.
NumberFormat number_format(std::string_view name);

class DocxNumbering {
 public:
  DocxNumbering() = default;
  DocxNumbering(pugi::xml_node numbering, const DocxStyles& styles);

  /// The mark of the next paragraph of list `list` (numId) at `level`: "1.1.", "-"; empty for none.
  std::string next(int list, int level);

 private:
  struct Instance {
    int abstract = -1;
    std::unordered_map<int, int> starts;        // level -> its first number
    std::unordered_map<int, ListLevel> levels;  // level -> another format
  };
  const ListFormat* format_of(int list, const Instance& instance);

  std::unordered_map<int, ListFormat> abstracts_;
  std::unordered_map<int, Instance> instances_;
  std::unordered_map<int, ListFormat> changed_;    // formats of instances with levels of their own
  std::unordered_map<int, ListCounter> counters_;  // lists made from one abstract definition count on
  std::set<std::pair<int, int>> restarted_;
};

}  // namespace trichluc
