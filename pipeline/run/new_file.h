// new_file.h - a file that appears whole or not at all: written under another name beside its own, synced, renamed.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "pipeline/core/error.h"

namespace trichluc {

class NewFile {
 public:
  /// What stands at `path` stays until commit(); what killed processes left beside it is removed.
  /// Errors: kOutputUnwritable.
  static Result<NewFile> create(const std::string& path);

  /// A failure is remembered and told by commit().
  void write(std::string_view bytes);
  /// The file takes its name. Errors: kOutputUnwritable.
  Result<void> commit();

  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  /// Without commit() nothing is left behind.
  ~NewFile();

 private:
  NewFile() = default;
  tl::unexpected<Error> failure(const char* what) const;

  std::string path_, temporary_;
  std::FILE* file_ = nullptr;
  bool good_ = true;
};

}  // namespace trichluc
