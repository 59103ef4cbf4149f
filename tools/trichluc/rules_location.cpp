#include "tools/trichluc/rules_location.h"

#include <filesystem>
#include <system_error>

namespace trichluc {
namespace {

namespace fs = std::filesystem;

bool holds_rules(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") return true;
  }
  return false;
}

fs::path own_program(std::error_code& error) { return fs::read_symlink("/proc/self/exe", error); }

}  // namespace

Result<std::string> find_rules() {
  std::error_code error;
  const fs::path program = own_program(error);
  const fs::path folder = program.parent_path();
  for (const char* way : {"../share/trichluc/rules", "../../../rules"}) {
    const fs::path rules = (folder / way).lexically_normal();
    if (!error && holds_rules(rules)) return rules.string();
  }
  return fail(ErrorCode::kBadRule, "no rules found beside the program " + program.string(),
              "install it with `cmake --install`, or name a folder with --rules");
}

std::string language_source() {
  std::error_code error;
  const fs::path compiled = (own_program(error).parent_path() / "../share/trichluc/language.bin").lexically_normal();
  if (!error && fs::exists(compiled, error)) return compiled.string();
  const auto rules = find_rules();
  return (rules ? fs::path(*rules) : fs::path("rules")) / "language";
}

std::string samples_folder() {
  std::error_code error;
  const fs::path folder = own_program(error).parent_path();
  const fs::path installed = (folder / "../share/trichluc/samples").lexically_normal();
  return fs::is_directory(installed, error) ? installed : (folder / "../../../corpus").lexically_normal();
}

std::string digits_folder() {
  const auto rules = find_rules();
  return (rules ? fs::path(*rules) : fs::path("rules")) / "digits";
}

Result<std::vector<std::string>> rule_folders(const std::vector<std::string>& added) {
  std::vector<std::string> folders;
  auto own = find_rules();
  if (own) {
    folders.push_back(*own);
  } else if (added.empty()) {
    return tl::unexpected(own.error());
  }
  for (const std::string& folder : added) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
      return fail(ErrorCode::kBadRule, "no such folder of rules", "check the path given with --rules",
                  {.file = folder});
    }
    folders.push_back(folder);
  }
  return folders;
}

}  // namespace trichluc
