#include "pipeline/run/company.h"

#include <sys/stat.h>

namespace trichluc {

std::optional<std::uint64_t> size_in_company(const Input& input) {
  struct stat status {};
  if (input.standard_input || stat(input.path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  const auto size = static_cast<std::uint64_t>(status.st_size);
  return size <= kLargestTogether ? std::optional(size) : std::nullopt;
}

}  // namespace trichluc
