// text_stages.h - what the targets that begin with text share.
#pragma once

#include <cstdint>
#include <string_view>

#include "pipeline/core/error.h"
#include "pipeline/core/page.h"
#include "pipeline/ingest/ingest.h"

namespace trichluc {

inline Result<Reading> read_fuzzed_text(const std::uint8_t* data, std::size_t size) {
  return read_document({reinterpret_cast<const char*>(data), size}, "fuzz.txt", {.ocr = OcrMode::kNever});
}

}  // namespace trichluc
