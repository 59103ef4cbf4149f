// output_file.h - where results go: standard output, or a file that appears whole or not at all.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "pipeline/core/error.h"

namespace trichluc {

class OutputFile {
 public:
  /// "" and "-" are standard output. A file is written under another name beside its own and renamed by commit(); what
  /// stood there before stays until then. Pipes and devices are written to as they are. Errors: kOutputUnwritable.
  static Result<OutputFile> open(const std::string& path);

  Result<void> write(std::string_view bytes);
  /// The line and a line end; a reader of standard output has it at once.
  Result<void> write_line(std::string_view line);
  /// Everything is written; the file takes its name.
  Result<void> commit();

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  /// Without commit() nothing is left behind.
  ~OutputFile();

 private:
  OutputFile() = default;
  tl::unexpected<Error> failure(const char* what) const;

  std::string path_;
  std::string temporary_;  // empty: written to directly
  std::FILE* file_ = nullptr;
};

}  // namespace trichluc
