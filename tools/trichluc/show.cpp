#include <iostream>

#include "pipeline/store/shown_document.h"
#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc show ARCHIVE DOCUMENT";
constexpr const char* kAbout =
    "Prints what an archive has of a document: metadata, facts, checks, warnings, review.\n"
    "DOCUMENT is its number, its source or the end of it, or the head of its SHA-256.";

}  // namespace

ExitCode show_command(const std::vector<std::string>& words) {
  const Arguments arguments = read_arguments(kUsage, kAbout, po::options_description("Options"), words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() != 2) return complain(kUsage, "name an archive and a document");
  const auto shown =
      show_document(arguments.paths[0], arguments.paths[1], [](std::string_view text) { std::cout << text; });
  if (shown) return ExitCode::kDone;
  const ExitCode code = archive_failure(shown.error());
  // The archive is there, the document is not: an answer, as grep gives it.
  const bool no_document =
      shown.error().code == ErrorCode::kNotFound && shown.error().message.starts_with("no document");
  return no_document ? ExitCode::kNothing : code;
}

}  // namespace trichluc
