// input_options.h - the options that extract and plan share: which documents, by which rules, with what in the record.
#pragma once

#include <boost/program_options.hpp>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/core/error.h"
#include "tools/trichluc/process.h"

namespace trichluc {

struct InputSettings {
  std::vector<std::string> rules;  // --rules
  std::vector<std::string> lists;  // --files-from
  std::string ocr = "auto";        // --ocr
  bool with_text = false;
};

/// --rules, --ocr, --with-text, --files-from; `settings` must outlive the parsing.
void add_input_options(boost::program_options::options_description& options, InputSettings& settings);

/// None where --ocr names no mode.
std::optional<ProcessOptions> process_options_of(const InputSettings& settings);

/// `given`, then the paths of the lists. Errors: those of reading a list.
Result<std::vector<std::string>> input_paths(const std::vector<std::string>& given, const InputSettings& settings);

}  // namespace trichluc
