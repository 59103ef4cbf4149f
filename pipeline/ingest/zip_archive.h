// zip_archive.h - the members of a ZIP archive that is in memory, with limits against archives made to exhaust them.
//
// Word and OpenDocument files are ZIP archives of a few dozen XML parts. What is far from that is refused before it
// is unpacked; sizes that the archive claims are not believed but counted while unpacking.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/core/error.h"

namespace trichluc {

class ZipArchive {
 public:
  static constexpr std::int64_t kMostMembers = 10'000;
  static constexpr std::uint64_t kMostUnpacked = 128U << 20;  // bytes, all members read together
  // Deflate cannot do better than 1:1032; XML of real documents comes to about 1:30.
  static constexpr std::uint64_t kMostRatio = 250;
  static constexpr std::uint64_t kRatioFrom = 8U << 20;  // unpacked bytes; smaller members may shrink as they like

  /// `bytes` must outlive the archive. Errors: kDamaged, kUnsupported (too many members).
  static Result<ZipArchive> open(std::string_view bytes);

  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;
  ~ZipArchive();

  /// A member unpacked; none when the archive has no such member.
  /// Errors: kDamaged, kEncrypted, kUnsupported (larger than the limits allow).
  Result<std::optional<std::string>> read(const std::string& member);

 private:
  struct Handle;
  explicit ZipArchive(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
  std::uint64_t unpacked_ = 0;
};

}  // namespace trichluc
