#include "pipeline/run/cost.h"

#include <algorithm>
#include <cstring>

namespace trichluc {
namespace {

// Measured on one core: a page of a PDF with a text layer takes about 3 ms and 10 kB, recognising a picture of a page
// over a second; plain text makes 5 MB/s.
constexpr std::uint64_t kStart = 1, kPictureMs = 1200, kPdfBytesPerMs = 4'000, kOtherBytesPerMs = 5'000;
// A scanned page takes 20 kB in black and white; smaller pictures are logos and stamps.
constexpr std::uint64_t kLeastPictureBytes = 15'000;

constexpr std::string_view kFilters[] = {"/DCTDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/JPXDecode"};
constexpr std::string_view kPictureFiles[] = {"\xFF\xD8\xFF", "\x89PNG", std::string_view("II*\0", 4),
                                              std::string_view("MM\0*", 4)};

std::uint64_t count(std::string_view bytes, std::string_view word) {
  std::uint64_t found = 0;
  const char* at = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  while (at < end) {
    at = static_cast<const char*>(memmem(at, static_cast<std::size_t>(end - at), word.data(), word.size()));
    if (at == nullptr) break;
    ++found;
    at += word.size();
  }
  return found;
}

}  // namespace

void CostEstimate::add(std::string_view bytes) {
  if (bytes_ == 0) {
    pdf_ = bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
    for (const std::string_view magic : kPictureFiles) picture_file_ = picture_file_ || bytes.starts_with(magic);
  }
  // A name cut in two by the end of a part is missed: one picture of hundreds.
  for (const std::string_view filter : kFilters) pictures_ += pdf_ ? count(bytes, filter) : 0;
  bytes_ += bytes.size();
}

std::uint64_t CostEstimate::milliseconds() const {
  const std::uint64_t pages = picture_file_ ? 1 : std::min(pictures_, bytes_ / kLeastPictureBytes);
  // What pictures weigh is not text.
  const std::uint64_t text_bytes = pages > 0 ? 0 : bytes_;
  return kStart + pages * kPictureMs + text_bytes / (pdf_ ? kPdfBytesPerMs : kOtherBytesPerMs);
}

}  // namespace trichluc
