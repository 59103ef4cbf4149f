#include "extractors/loaded_rules.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "extractors/engine/indicator_file.h"
#include "extractors/engine/rule_file.h"
#include "pipeline/core/sha256.h"

namespace trichluc {
namespace {

namespace fs = std::filesystem;

struct RuleText {
  std::string path;  // as opened
  std::string name;  // below its folder
  std::string content;
};

Result<std::vector<RuleText>> read_folder(const std::string& folder) {
  std::vector<RuleText> files;
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return fail(ErrorCode::kBadRule, "no folder of rules", "name the folder that holds the .toml files",
                {.file = folder});
  }
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->is_regular_file() && at->path().extension() == ".toml")
      files.push_back({at->path().string(), fs::relative(at->path(), folder).string(), {}});
  }
  if (error)
    return fail(ErrorCode::kBadRule, "cannot list the folder: " + error.message(), "check its permissions",
                {.file = folder});
  std::sort(files.begin(), files.end(), [](const RuleText& a, const RuleText& b) { return a.name < b.name; });
  for (RuleText& file : files) {
    std::ifstream in(file.path, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    if (!in) return fail(ErrorCode::kBadRule, "cannot be read", "check its permissions", {.file = file.path});
    file.content = content.str();
  }
  return files;
}

}  // namespace

Result<LoadedRules> load_rules(const std::vector<std::string>& folders) {
  LoadedRules loaded;
  std::string fingerprint;
  Macros macros;
  std::map<std::string, std::size_t> by_id;
  for (const std::string& folder : folders) {
    auto files = read_folder(folder);
    if (!files) return tl::unexpected(files.error());
    // macros.toml first, so that every file may use its macros
    std::stable_partition(files->begin(), files->end(),
                          [](const RuleText& file) { return file.name == "macros.toml"; });
    for (const RuleText& file : *files) {
      fingerprint += file.name + '\0' + file.content + '\0';
      if (fs::path(file.name).parent_path().filename() == "vocabulary") {
        if (auto read = read_vocabulary_file(file.path, file.content, loaded.vocabulary); !read)
          return tl::unexpected(read.error());
        continue;
      }
      if (file.name == "indicators.toml") {
        auto indicators = read_indicator_file(file.path, file.content);
        if (!indicators) return tl::unexpected(indicators.error());
        for (Indicator& indicator : *indicators) {
          const auto known = std::find_if(loaded.indicators.begin(), loaded.indicators.end(),
                                          [&](const Indicator& other) { return other.code == indicator.code; });
          if (known != loaded.indicators.end()) {
            *known = std::move(indicator);
          } else {
            loaded.indicators.push_back(std::move(indicator));
          }
        }
        continue;
      }
      auto rules = read_rule_file(file.path, file.content, macros);
      if (!rules) return tl::unexpected(rules.error());
      for (Rule& rule : *rules) {
        if (auto compiled = compile_rule(rule, macros); !compiled) return tl::unexpected(compiled.error());
        const auto [place, fresh] = by_id.emplace(rule.id, loaded.rules.size());
        if (fresh) {
          loaded.rules.push_back(std::move(rule));
        } else if (loaded.rules[place->second].file == rule.file) {
          return fail(ErrorCode::kBadRule, "rule '" + rule.id + "': the id is used twice",
                      "give one of them another id", {.file = rule.file, .line = rule.line});
        } else {
          loaded.rules[place->second] = std::move(rule);
        }
      }
    }
  }
  if (loaded.rules.empty())
    return fail(ErrorCode::kBadRule, "no rules found", "name the folder that holds the .toml files",
                {.file = folders.empty() ? std::string() : folders.back()});
  loaded.version = sha256_hex(fingerprint);
  return loaded;
}

}  // namespace trichluc
