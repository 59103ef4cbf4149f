#include "pipeline/store/output_folder.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>

#include "pipeline/core/sha256.h"
#include "pipeline/store/sqlite.h"

namespace trichluc {
namespace {

[[noreturn]] void unwritable(const std::string& path, const std::string& reason) {
  throw Failure{{ErrorCode::kOutputUnwritable,
                 "cannot be written: " + reason,
                 "check the folder, its permissions and the space left",
                 {.file = path}}};
}

}  // namespace

OutputFolder::OutputFolder(const std::string& path) : path_(path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) unwritable(path, error.message());
  if (!std::filesystem::is_empty(path, error) || error) {
    throw Failure{{ErrorCode::kOutputUnwritable, "is not empty", "name a new folder", {.file = path}}};
  }
}

std::string OutputFolder::place_of(const std::string& name) const {
  const std::filesystem::path place = std::filesystem::path(path_) / name;
  std::error_code error;
  std::filesystem::create_directories(place.parent_path(), error);
  if (error) unwritable(place.parent_path(), error.message());
  return place;
}

void OutputFolder::write(const std::string& name, const std::function<void(const TextSink&)>& content) {
  const std::string place = place_of(name);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(place.c_str(), "wb"), std::fclose);
  if (file == nullptr) unwritable(place, std::strerror(errno));
  Sha256 hash;
  Written written;
  content([&](std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) unwritable(place, std::strerror(errno));
    hash.add(bytes);
    written.bytes += bytes.size();
  });
  if (std::fflush(file.get()) != 0) unwritable(place, std::strerror(errno));
  written.sha256 = hash.hex();
  files_[name] = written;
}

void OutputFolder::write(const std::string& name, std::string_view content) {
  write(name, [&](const TextSink& sink) { sink(content); });
}

void OutputFolder::note(const std::string& name) {
  std::ifstream file(std::filesystem::path(path_) / name, std::ios::binary);
  Sha256 hash;
  Written written;
  for (char buffer[1 << 16]; file.read(buffer, sizeof buffer), file.gcount() > 0;) {
    hash.add({buffer, static_cast<std::size_t>(file.gcount())});
    written.bytes += static_cast<std::uint64_t>(file.gcount());
  }
  written.sha256 = hash.hex();
  files_[name] = written;
}

}  // namespace trichluc
