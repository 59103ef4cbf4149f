// source_file.h - the files that records were made from, found again on this machine.
//
// An archive names a source as it was given to `extract`: relative names are looked for in the folder that is set here.
// Where a folder was named by the user, nothing outside it is opened, whatever the archive says: not through "..", not
// through links. That it is the file that was read, its SHA-256 says; who takes the bytes compares it.
#pragma once

#include <cstdint>
#include <string>

#include "pipeline/core/error.h"

namespace trichluc {

class SourceFolder {
 public:
  /// Everything below `folder`, and nothing else. Errors: kNotFound, kUnreadable.
  static Result<SourceFolder> confined_to(const std::string& folder);
  /// Where the archive says, relative to where the program was started.
  static SourceFolder as_given();

  /// A regular file open for reading; the caller closes it. Errors: kNotFound, kUnreadable; the message says which file
  /// was looked for.
  Result<int> open(const std::string& source) const;

  SourceFolder(SourceFolder&& other) noexcept;
  SourceFolder& operator=(SourceFolder&&) = delete;
  ~SourceFolder();

 private:
  SourceFolder() = default;
  int folder_ = -1;  // below which all is; -1: as given
};

/// All of an open file, if it has the digest. Closes it. Errors: kUnreadable, kLimit, kDamaged (another digest).
Result<std::string> read_verified(int descriptor, const std::string& sha256, std::uint64_t largest);

}  // namespace trichluc
