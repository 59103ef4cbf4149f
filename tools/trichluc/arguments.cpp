#include "tools/trichluc/arguments.h"

#include <iostream>
#include <sstream>

#include "tools/trichluc/commands.h"

namespace trichluc {
namespace po = boost::program_options;

namespace {

/// "trichluc extract [options] PATH..." -> "trichluc extract"
std::string command_of(const std::string& usage) { return usage.substr(0, usage.find_first_of("[A", 9) - 1); }

}  // namespace

Arguments read_arguments(const std::string& usage, const std::string& about, po::options_description options,
                         const std::vector<std::string>& words) {
  options.add_options()("help,h", "print this text")("version", "print the versions of program and rules");
  po::options_description all;
  all.add(options).add_options()("paths", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("paths", -1);

  Arguments arguments;
  try {
    // Guessing "--j" would make every new option a breaking change.
    const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
    po::store(po::command_line_parser(words).options(all).positional(positional).style(style).run(), arguments.values);
    po::notify(arguments.values);
  } catch (const po::error& error) {
    arguments.answered = complain(usage, error.what());
    return arguments;
  }
  if (arguments.values.count("help") > 0) {
    std::cout << "Usage: " << usage << "\n\n" << about << "\n\n" << options;
    arguments.answered = ExitCode::kDone;
  } else if (arguments.values.count("version") > 0) {
    std::cout << version_text() << "\n";
    arguments.answered = ExitCode::kDone;
  }
  if (arguments.values.count("paths") > 0) arguments.paths = arguments.values["paths"].as<std::vector<std::string>>();
  return arguments;
}

ExitCode complain(const std::string& usage, const std::string& message) {
  std::cerr << "trichluc: " << message << "\nUsage: " << usage << "\nTry: " << command_of(usage) << " --help\n";
  return ExitCode::kUsage;
}

void print_error(const Error& error) { std::cerr << describe(error) << "\n"; }

}  // namespace trichluc
