#include "extractors/engine/toml_reader.h"

#include <algorithm>
#include <vector>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

tl::unexpected<Error> not_toml(const std::string& path, int line, const std::string& reason) {
  return fail(ErrorCode::kBadRule, "not TOML: " + reason, "correct the file and run `trichluc rules check`",
              {.file = path, .line = line});
}

bool is_unexpected(std::string_view content) {
  try {
    static_cast<void>(toml::parse(content));
  } catch (const toml::parse_error&) {
  } catch (const TomlAssertion&) {
    return true;
  }
  return false;
}

/// An assertion does not say where: the first line with which it comes.
int line_of_assertion(std::string_view content) {
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < content.size(); ++i)
    if (content[i] == '\n') ends.push_back(i + 1);
  const auto found = std::partition_point(ends.begin(), ends.end(),
                                          [&](std::size_t end) { return !is_unexpected(content.substr(0, end)); });
  return static_cast<int>(found - ends.begin()) + 1;
}

}  // namespace

Result<toml::table> parse_toml(const std::string& path, const std::string& content) {
  int line = 1;
  for (std::size_t at = 0; at < content.size();) {
    const Decoded here = decode_utf8(content, at);
    const bool control =
        here.code == 0x7F || (here.code < 0x20 && here.code != '\t' && here.code != '\n' && here.code != '\r');
    if (control || (here.code == 0xFFFD && here.length == 1)) return not_toml(path, line, "a byte that no text has");
    line += here.code == '\n' ? 1 : 0;
    at += here.length;
  }
  try {
    return toml::parse(content, path);
  } catch (const toml::parse_error& error) {
    return not_toml(path, static_cast<int>(error.source().begin.line), std::string(error.description()));
  } catch (const TomlAssertion&) {
    return not_toml(path, line_of_assertion(content), "not what is expected here");
  }
}

}  // namespace trichluc
