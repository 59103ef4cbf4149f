// toml_reader.h - rule and vocabulary files as TOML tables. For this room; the only way to toml++.
//
// toml++ 3.3 asserts, and in a release build assumes, what a broken file can break (`[[[`, bytes that are no text).
// Here its assertions are exceptions in every build, and none of them leaves toml_reader.cpp.
#pragma once

#include <string>

#include "pipeline/core/error.h"

namespace trichluc {
struct TomlAssertion {};
[[noreturn]] inline void fail_toml_assertion() { throw TomlAssertion{}; }
}  // namespace trichluc

#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_EXCEPTIONS 1
#define TOML_ASSERT(expr) ((expr) ? static_cast<void>(0) : ::trichluc::fail_toml_assertion())
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

namespace trichluc {

/// `path` is for messages. Errors: kBadRule with the line.
Result<toml::table> parse_toml(const std::string& path, const std::string& content);

}  // namespace trichluc
