// limits.h - how much of the machine one document may take.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/core/heartbeat.h"

namespace trichluc {

struct Limits {
  std::int64_t page_ms = 20'000;                        // wall clock of one page in one stage, and of each other stage
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;  // address space of the child, libraries and rules included

  /// Folders and files that a child may read beside the system's own (models, fonts).
  std::vector<std::string> readable = {};

  /// Wall clock of one step. Rendering and recognising a picture take about three times as long as anything else.
  std::int64_t step_ms(Stage stage) const;
  /// Wall clock of the whole document: four steps, and a quarter of one for every page. A file that needs all the time
  /// that each of its pages may take would otherwise hold a worker for days.
  std::int64_t document_ms(int pages, bool pictures) const;
  /// Bytes of a file that are read into memory at all.
  std::uint64_t largest_input() const { return memory_bytes / 2; }
  /// Bytes of a record, and of a file that a child writes.
  std::uint64_t largest_output() const { return memory_bytes / 4; }

  /// "page 20000 ms, memory 1073741824 bytes": two runs with the same words stop at the same places.
  std::string words() const;
};

constexpr int kLimitOfFiles = 256;             // open in a child
constexpr std::size_t kStderrKept = 4096;      // bytes of what libraries print, per attempt
constexpr std::size_t kStderrTaken = 1 << 20;  // after this the pipe is shut
constexpr int kAttempts = 2;                   // of a document that crashes, hangs or takes its worker along

}  // namespace trichluc
