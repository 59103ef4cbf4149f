#include <algorithm>
#include <cctype>
#include <cstdint>
#include <limits>

#include "pipeline/ingest/blank.h"
#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/magic.h"
#include "pipeline/ingest/markdown_signs.h"
#include "pipeline/ingest/text_encoding.h"

namespace trichluc {
namespace {

/// Adobe's readers, and Poppler, take the header anywhere in the first KiB.
bool is_pdf(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024 + 8);
  for (std::size_t at = head.find("%PDF-"); at != std::string_view::npos; at = head.find("%PDF-", at + 1)) {
    if (at + 5 < head.size() && std::isdigit(static_cast<unsigned char>(head[at + 5]))) return true;
  }
  return false;
}

/// Old Office files, installers and encrypted new Office files are told apart by their streams.
LooksLike look_at_compound_file(std::string_view bytes) {
  const auto file = CompoundFile::open(bytes);
  // What is too broken to have streams still has a reader that says so.
  if (!file || file->has("WordDocument") || file->has("EncryptedPackage"))
    return {"a Word document (.doc)", nullptr, Format::kDoc};
  constexpr const char* kSaveAsPdf = "save it as PDF or text and run again";
  if (file->has("Workbook") || file->has("Book")) return {"an Excel workbook (.xls)", kSaveAsPdf};
  if (file->has("PowerPoint Document")) return {"a PowerPoint presentation (.ppt)", kSaveAsPdf};
  if (file->has("__properties_version1.0")) return {"an Outlook message (.msg)", kSaveAsPdf};
  return {"an OLE2 file without a document (an installer, thumbnails)", nullptr};
}

/// Controls that no text has; escape sequences of terminals are left in some.
bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20) & ((byte < '\t') | (byte > '\r')) & (byte != 0x1B);
}

std::size_t count_controls(std::string_view text) {
  constexpr std::size_t kBlock = 128;  // of known length and below 256: the compiler counts sixteen at once
  std::size_t controls = 0;
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    std::uint8_t of_block = 0;
    for (std::size_t i = 0; i < kBlock; ++i) of_block = static_cast<std::uint8_t>(of_block + is_control(text[at + i]));
    controls += of_block;
  }
  for (; at < text.size(); ++at) controls += is_control(text[at]);
  return controls;
}

/// Text has no NUL and hardly a control character. TCVN 5712-1 puts capitals on 0x01-0x17, so a few are no proof.
bool is_binary(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1 << 16);
  return head.find('\0') != std::string_view::npos || count_controls(head) * 20 > head.size();
}

bool is_named_markdown(std::string_view name) {
  std::string lower(name.substr(std::min(name.size(), name.find_last_of('.'))));
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower == ".md" || lower == ".markdown" || lower == ".mkd";
}

/// Text in UTF-8, or in an encoding of one byte a character: a page, or text of one kind or the other.
Result<Format> detect_page(std::string_view text) {
  if (is_blank(text)) {
    return fail(ErrorCode::kEmpty, "holds nothing but blanks", "check whether the right file was saved");
  }
  return is_html(text) ? Format::kHtml : Format::kPlain;
}

Result<Reading> read_utf8_text(std::string_view bytes, Format format) {
  return format == Format::kMarkdown ? read_markdown(bytes) : read_plain(bytes);
}

/// Text of one byte a character is no UTF-8 either: the error stands unless letters come out of it.
Result<Reading> read_text(std::string_view bytes, Format format, const ReadOptions& options) {
  Result<Reading> reading = read_utf8_text(bytes, format);
  if (reading || reading.error().code != ErrorCode::kInvalidUtf8 || !may_be_one_byte_text(bytes)) return reading;
  const DecodedText text = decode_one_byte(bytes);
  Result<Reading> decoded = read_utf8_text(text.utf8, format);
  if (!decoded || !reads_as_vietnamese(*decoded, options.judge)) return reading;
  lead_back(*decoded, text);
  return decoded;
}

}  // namespace

Result<Format> detect_family(std::string_view bytes) {
  if (bytes.empty()) return fail(ErrorCode::kEmpty, "the file has no bytes", "check whether the right file was saved");
  // Offsets are 32 bits wide everywhere, and a text twice as long as its file must fit too.
  if (bytes.size() > std::numeric_limits<std::uint32_t>::max() / 2) {
    return fail(ErrorCode::kUnsupported, "larger than 2 GiB", "split it and run again");
  }
  if (is_pdf(bytes)) return Format::kPdf;
  if (is_image(bytes)) return Format::kImage;
  if (const auto text = decode_utf16(bytes)) return detect_page(text->utf8);
  const LooksLike known = bytes.starts_with(kCompoundFileMagic) ? look_at_compound_file(bytes) : look_at_magic(bytes);
  if (known.format) {
    return *known.format;
  } else if (known.what != nullptr) {
    return fail(ErrorCode::kUnsupported, std::string("looks like ") + known.what + ", which cannot be read yet",
                known.next_step != nullptr ? known.next_step : "give it a PDF, a Word document or text");
  }
  if (is_binary(bytes)) {
    return fail(ErrorCode::kUnsupported, "binary data of no known format", "give it a PDF, a Word document or text");
  }
  return detect_page(bytes);
}

Result<Format> detect_format(std::string_view bytes, std::string_view name) {
  const Result<Format> family = detect_family(bytes);
  if (!family || *family != Format::kPlain) return family;
  if (is_named_markdown(name)) return Format::kMarkdown;
  const auto text = decode_utf16(bytes);
  return has_markdown_signs(text ? std::string_view(text->utf8) : bytes) ? Format::kMarkdown : Format::kPlain;
}

Result<Reading> read_document(std::string_view bytes, std::string_view name, const ReadOptions& options) {
  const Result<Format> format = detect_format(bytes, name);
  if (!format) return tl::unexpected(format.error());
  if (*format == Format::kPlain || *format == Format::kMarkdown || *format == Format::kHtml) {
    if (const auto text = decode_utf16(bytes)) {
      // A page's own word about its encoding is out of date now; the mark says more.
      if (*format == Format::kHtml) return read_html("\xEF\xBB\xBF" + text->utf8);
      Result<Reading> reading = read_utf8_text(text->utf8, *format);
      if (reading) lead_back(*reading, *text);
      return reading;
    }
  }
  switch (*format) {
    case Format::kPdf: return read_pdf(bytes, options);
    case Format::kImage: return read_image(bytes, options);
    case Format::kDocx: return read_docx(bytes);
    case Format::kOdt: return read_odt(bytes);
    case Format::kDoc: return read_doc(bytes);
    case Format::kRtf: return read_rtf(bytes);
    case Format::kHtml: return read_html(bytes);
    case Format::kMarkdown:
    case Format::kPlain: return read_text(bytes, *format, options);
  }
  return fail(ErrorCode::kUnsupported, "no reader for this format");
}

}  // namespace trichluc
