// text_folder.h - the repaired text of each page as a file of its own, for reading and for other tools.
//
//   reports/a.pdf      ->  DIR/reports/a.pdf/0001.txt, 0002.txt, ...     UTF-8, LF
//   ../b.txt           ->  DIR/%2E%2E/b.txt/0001.txt                    nothing is written outside DIR
//   /srv/reports/a.pdf ->  DIR/srv/reports/a.pdf/0001.txt
//   -                  ->  DIR/standard-input/0001.txt
//
// The text is that of `page_texts` in the record, which the spans of facts count in. A page without text is an empty
// file. Two inputs that come to the same folder are told apart by "~2", "~3", ... in the order of the inputs.
#pragma once

#include <string>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/run/input.h"

namespace trichluc {

class TextFolder {
 public:
  TextFolder(std::string folder, const std::vector<Input>& inputs);

  /// The folder of an input, by its index.
  const std::string& folder_of(std::size_t index) const { return folders_[index]; }

  /// Each file appears whole or not at all; what an earlier run wrote of pages that are no more is removed.
  /// Errors: kOutputUnwritable.
  Result<void> write(std::size_t index, const std::vector<std::string>& pages) const;

 private:
  std::vector<std::string> folders_;
};

}  // namespace trichluc
