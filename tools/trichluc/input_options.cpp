#include "tools/trichluc/input_options.h"

#include "pipeline/run/input.h"

namespace trichluc {
namespace po = boost::program_options;

void add_input_options(po::options_description& options, InputSettings& settings) {
  auto add = options.add_options();
  add("rules", po::value(&settings.rules)->value_name("DIR"), "more rule files; they replace rules with the same id");
  add("ocr", po::value(&settings.ocr)->value_name("WHEN"),
      "read pictures of text: auto (pages whose text layer is missing, unsound or not all there is), always, never");
  add("with-text", po::bool_switch(&settings.with_text), "put the repaired text of the pages into the record");
  add("files-from", po::value(&settings.lists)->value_name("LIST"),
      "read paths from LIST (- for standard input), one a line or parted by NUL");
}

std::optional<ProcessOptions> process_options_of(const InputSettings& settings) {
  const auto ocr = ocr_mode_named(settings.ocr);
  if (!ocr) return std::nullopt;
  return ProcessOptions{{.with_text = settings.with_text}, *ocr};
}

Result<std::vector<std::string>> input_paths(const std::vector<std::string>& given, const InputSettings& settings) {
  std::vector<std::string> paths = given;
  for (const std::string& list : settings.lists) {
    const auto content = read_input({.path = list, .standard_input = list == "-", .problem = {}});
    if (!content) return tl::unexpected(content.error());
    const auto listed = split_path_list(*content);
    paths.insert(paths.end(), listed.begin(), listed.end());
  }
  return paths;
}

}  // namespace trichluc
