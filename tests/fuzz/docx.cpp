// Word files: archives, XML and styles of any kind.
#include <cstdint>
#include <string_view>

#include "pipeline/ingest/ingest.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(trichluc::read_docx({reinterpret_cast<const char*>(data), size}));
  return 0;
}
