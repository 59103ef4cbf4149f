// arguments.h - reading a subcommand's words with Boost.Program_options, the same way for all of them.
#pragma once

#include <boost/program_options.hpp>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/core/error.h"
#include "tools/trichluc/exit_code.h"

namespace trichluc {

struct Arguments {
  boost::program_options::variables_map values;
  std::vector<std::string> paths;  // the words that are no options, in order
  std::optional<ExitCode> answered =
      {};  // --help or --version was asked for, or the words were wrong: nothing is left to do
};

/// `options` get --help and --version added. `usage` is the first line of the help: "trichluc extract [options]
/// PATH...". `about` stands under it.
Arguments read_arguments(const std::string& usage, const std::string& about,
                         boost::program_options::options_description options, const std::vector<std::string>& words);

/// Prints "trichluc: <message>" and where help is to be had. Returns kUsage.
ExitCode complain(const std::string& usage, const std::string& message);

/// Prints the error as one line on standard error.
void print_error(const Error& error);

}  // namespace trichluc
