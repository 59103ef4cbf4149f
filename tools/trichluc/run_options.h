// run_options.h - the options that extract and run share, and what they make of them.
#pragma once

#include <boost/program_options.hpp>
#include <optional>
#include <string>

#include "pipeline/run/limits.h"

namespace trichluc {

struct RunSettings {
  int jobs = 1;              // default: the cores this process may use
  double page_seconds = 20;  // --timeout-page
  std::string memory = "1G";
  bool fresh = false;
  bool alone = false;
};

/// --jobs, --timeout-page, --memory, --alone, --resume, --fresh; `settings` must outlive the parsing.
void add_run_options(boost::program_options::options_description& options, RunSettings& settings);

/// What is wrong with them, for complain(); none when they can be used.
std::optional<std::string> check_run_options(const RunSettings& settings);

/// Of settings that were checked.
Limits limits_of(const RunSettings& settings);

}  // namespace trichluc
