#include "pipeline/ingest/zip_archive.h"

#include <zip.h>

#include <algorithm>

namespace trichluc {
namespace {

tl::unexpected<Error> damaged(const std::string& message) {
  return fail(ErrorCode::kDamaged, message, "get the file again from its source");
}

tl::unexpected<Error> too_large(const std::string& message) {
  return fail(ErrorCode::kUnsupported, message, "it is no ordinary document; look at it by hand");
}

std::string text_of(zip_error_t* error) {
  std::string text = zip_error_strerror(error);
  zip_error_fini(error);
  return text;
}

}  // namespace

struct ZipArchive::Handle {
  zip_t* zip = nullptr;
  ~Handle() {
    if (zip) zip_discard(zip);
  }
};

ZipArchive::ZipArchive(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (!source) return damaged("not a ZIP archive: " + text_of(&error));
  auto handle = std::make_unique<Handle>();
  handle->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (!handle->zip) {
    zip_source_free(source);
    return damaged("a ZIP archive that is cut off or broken: " + text_of(&error));
  }
  zip_error_fini(&error);
  if (const std::int64_t members = zip_get_num_entries(handle->zip, 0); members > kMostMembers) {
    return too_large("a ZIP archive of " + std::to_string(members) + " members, more than " +
                     std::to_string(kMostMembers));
  }
  return ZipArchive(std::move(handle));
}

Result<std::optional<std::string>> ZipArchive::read(const std::string& member) {
  zip_t* const zip = handle_->zip;
  const std::int64_t index = zip_name_locate(zip, member.c_str(), ZIP_FL_ENC_RAW);
  if (index < 0) return std::optional<std::string>();
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(zip, static_cast<zip_uint64_t>(index), 0, &stat) != 0) return damaged("no entry for " + member);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
    return fail(ErrorCode::kEncrypted, member + " is encrypted", "remove the password and run again");
  }
  zip_file_t* const file = zip_fopen_index(zip, static_cast<zip_uint64_t>(index), 0);
  if (!file) return damaged(member + ": " + zip_strerror(zip));

  std::string text;
  const std::uint64_t packed = stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : 0;
  if (stat.valid & ZIP_STAT_SIZE) text.reserve(std::min<std::uint64_t>(stat.size, 1U << 20));
  char buffer[1 << 16];
  std::int64_t got = 0;
  while ((got = zip_fread(file, buffer, sizeof buffer)) > 0) {
    text.append(buffer, static_cast<std::size_t>(got));
    unpacked_ += static_cast<std::uint64_t>(got);
    const bool bloated = text.size() > kRatioFrom && text.size() / kMostRatio > packed;
    if (unpacked_ > kMostUnpacked || bloated) {
      zip_fclose(file);
      return too_large(bloated ? member + " unpacks to more than " + std::to_string(kMostRatio) + " times its size"
                               : "unpacks to more than " + std::to_string(kMostUnpacked >> 20) + " MiB");
    }
  }
  if (got < 0) {
    std::string why = zip_file_strerror(file);
    zip_fclose(file);
    return damaged(member + ": " + why);
  }
  // The checksum is compared at the end of the data.
  if (const int error = zip_fclose(file); error != 0) return damaged(member + " is broken");
  return std::optional<std::string>(std::move(text));
}

}  // namespace trichluc
