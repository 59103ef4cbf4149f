// output_folder.h - a new folder of files, whose sizes and digests are known when they are written. For this room.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "pipeline/core/error.h"
#include "pipeline/emit/table_text.h"

namespace trichluc {

class OutputFolder {
 public:
  struct Written {
    std::uint64_t bytes = 0;
    std::string sha256;
  };

  /// Makes it; one that is there must be empty. Throws Failure: kOutputUnwritable.
  explicit OutputFolder(const std::string& path);

  /// Writes one file, in folders of its own if its name has some. Throws as above.
  void write(const std::string& name, const std::function<void(const TextSink&)>& content);
  void write(const std::string& name, std::string_view content);
  /// One that was written by other means.
  void note(const std::string& name);
  /// Where a file of this name goes; its folder is made.
  std::string place_of(const std::string& name) const;

  const std::map<std::string, Written>& files() const { return files_; }

 private:
  std::string path_;
  std::map<std::string, Written> files_;
};

}  // namespace trichluc
