// compound_file.h - the streams of an OLE2 compound file ([MS-CFB]): old Word, Excel and PowerPoint files, installers.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/ingest/little_endian.h"

namespace trichluc {

inline constexpr std::string_view kCompoundFileMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

class CompoundFile {
 public:
  /// `bytes` must outlive it. Errors: kDamaged.
  static Result<CompoundFile> open(std::string_view bytes);

  /// Whether the outermost folder has a stream or folder of that name (ASCII).
  bool has(std::string_view name) const { return entries_.find(name) != entries_.end(); }
  /// A stream of the outermost folder, as much of it as is there; none when there is no such stream.
  std::optional<std::string> stream(std::string_view name) const;

 private:
  struct Entry {
    std::uint32_t first_sector = 0;
    std::uint64_t size = 0;
    bool is_stream = false;
  };

  std::string_view sector(std::uint32_t number) const;
  std::string chain(std::uint32_t first, std::uint64_t size) const;
  void read_fat();
  void read_directory(const std::string& directory);

  LittleEndian file_;
  std::size_t sector_size_ = 512;
  std::size_t mini_sector_size_ = 64;
  std::vector<std::uint32_t> fat_;
  std::string mini_fat_;
  std::string mini_stream_;
  std::uint32_t mini_cutoff_ = 4096;
  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace trichluc
