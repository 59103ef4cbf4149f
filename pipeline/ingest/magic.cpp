#include "pipeline/ingest/magic.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace trichluc {
namespace {

using std::string_view_literals::operator""sv;

constexpr const char* kSaveAsPdf = "save it as PDF or text and run again";
constexpr const char* kSaveAsText = "save it as UTF-8 text and run again";
constexpr const char* kUnpack = "unpack it and run again on what it holds";
constexpr const char* kSaveAsPng = "save it as PNG, JPEG or TIFF and run again";

struct Magic {
  std::string_view head;
  LooksLike looks_like;
};

// First bytes as the formats' own specifications give them.
constexpr Magic kMagics[] = {
    {"\xFF\xFE\0\0"sv, {"text in UTF-32", kSaveAsText}},
    {"\0\0\xFE\xFF"sv, {"text in UTF-32", kSaveAsText}},
    {"{\\rtf"sv, {"Rich Text Format (.rtf)", nullptr, Format::kRtf}},
    {"GIF8"sv, {"a GIF image", kSaveAsPng}},
    {"%!PS"sv, {"PostScript", kSaveAsPdf}},
    {"\x1F\x8B"sv, {"a gzip archive", kUnpack}},
    {"BZh"sv, {"a bzip2 archive", kUnpack}},
    {"\xFD"
     "7zXZ\0"sv,
     {"an xz archive", kUnpack}},
    {"\x28\xB5\x2F\xFD"sv, {"a Zstandard archive", kUnpack}},
    {"7z\xBC\xAF\x27\x1C"sv, {"a 7z archive", kUnpack}},
    {"Rar!\x1A\x07"sv, {"a RAR archive", kUnpack}},
    {"SQLite format 3\0"sv, {"an SQLite database", nullptr}},
    {"\x7F"
     "ELF"sv,
     {"a program", nullptr}},
    {"MZ\x90"sv, {"a program", nullptr}},
};

/// ZIP: Office formats are ZIP archives whose member names tell them apart.
LooksLike look_at_zip(std::string_view bytes) {
  // Names stand before each member and once more in the directory at the end.
  constexpr std::size_t kLook = 1 << 16;
  const std::string_view head = bytes.substr(0, kLook);
  const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), kLook));
  const auto names = [head, tail](std::string_view member) {
    return head.find(member) != std::string_view::npos || tail.find(member) != std::string_view::npos;
  };
  if (names("mimetypeapplication/vnd.oasis.opendocument.text"))
    return {"an OpenDocument text (.odt)", nullptr, Format::kOdt};
  if (names("mimetypeapplication/vnd.oasis.opendocument"))
    return {"an OpenDocument file that is no text (.ods, .odp)", kSaveAsPdf};
  if (names("mimetypeapplication/epub")) return {"an EPUB book", kSaveAsPdf};
  if (names("word/document")) return {"a Word document (.docx)", nullptr, Format::kDocx};
  if (names("xl/")) return {"an Excel workbook (.xlsx)", kSaveAsPdf};
  if (names("ppt/")) return {"a PowerPoint presentation (.pptx)", kSaveAsPdf};
  return {"a ZIP archive", kUnpack};
}

bool starts_with_no_case(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(text[i])) != lower[i]) return false;
  }
  return true;
}

}  // namespace

bool is_image(std::string_view bytes) {
  constexpr std::string_view kImages[] = {"\x89PNG\r\n\x1A\n"sv, "\xFF\xD8\xFF"sv, "II*\0"sv, "MM\0*"sv};
  return std::any_of(std::begin(kImages), std::end(kImages), [bytes](auto head) { return bytes.starts_with(head); });
}

bool is_html(std::string_view bytes) {
  std::string_view rest = bytes.substr(0, 4096);
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  while (!rest.empty()) {
    if (std::isspace(static_cast<unsigned char>(rest.front()))) {
      rest.remove_prefix(1);
      continue;
    }
    const bool comment = rest.starts_with("<!--");
    if (!comment && !rest.starts_with("<?xml")) break;
    const std::size_t end = rest.find(comment ? "-->" : "?>");
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + (comment ? 3 : 2));
  }
  return starts_with_no_case(rest, "<!doctype html") || starts_with_no_case(rest, "<html") ||
         starts_with_no_case(rest, "<head>") || starts_with_no_case(rest, "<body");
}

LooksLike look_at_magic(std::string_view bytes) {
  for (const Magic& magic : kMagics) {
    if (bytes.starts_with(magic.head)) return magic.looks_like;
  }
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return look_at_zip(bytes);
  if (bytes.starts_with("RIFF") && bytes.substr(8).starts_with("WEBP")) return {"a WebP image", kSaveAsPng};
  if (is_html(bytes)) return {"an HTML page", nullptr, Format::kHtml};
  return {};
}

}  // namespace trichluc
