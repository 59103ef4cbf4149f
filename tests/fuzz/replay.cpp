// Runs a target over files and folders, for builds without libFuzzer: seeds and past findings are part of every test
// run.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

/// The file, and its beginnings: cut off, as downloads are.
void replay(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (std::size_t eighths = 0; eighths <= 8; ++eighths) {
    // A copy of the exact size, so that the sanitizers see the first byte read beyond it.
    const std::vector<std::uint8_t> part(data, data + bytes.size() * eighths / 8);
    LLVMFuzzerTestOneInput(part.data(), part.size());
  }
}

}  // namespace

int main(int count, char** words) {
  std::size_t files = 0;
  for (int i = 1; i < count; ++i) {
    if (!std::filesystem::is_directory(words[i])) {
      replay(words[i]), ++files;
      continue;
    }
    for (const auto& item : std::filesystem::directory_iterator(words[i])) {
      if (item.is_regular_file()) replay(item.path()), ++files;
    }
  }
  std::printf("%zu files\n", files);
  return files > 0 ? 0 : 1;
}
