// A rule file from anybody: read and compiled, or refused with a line; linear in time, never a crash.
#include "extractors/engine/rule_file.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  trichluc::Macros macros;
  auto rules = trichluc::read_rule_file("fuzz.toml", {reinterpret_cast<const char*>(data), size}, macros);
  if (!rules) return 0;
  for (trichluc::Rule& rule : *rules) static_cast<void>(trichluc::compile_rule(rule, macros));
  return 0;
}
