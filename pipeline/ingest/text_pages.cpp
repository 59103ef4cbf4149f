#include "pipeline/ingest/text_pages.h"

#include <algorithm>
#include <cstdio>

#include "pipeline/ingest/blank.h"
#include "pipeline/ingest/utf8.h"

namespace trichluc {

/// As many as there are if the rest of the file is like its beginning.
static std::size_t estimate_lines(std::string_view file) {
  constexpr std::size_t kBeginning = 1 << 16;
  const std::string_view begin = file.substr(0, kBeginning);
  std::size_t lines = 1;
  for (std::size_t at = begin.find('\n'); at != std::string_view::npos; at = begin.find('\n', at + 1)) ++lines;
  return lines * (file.size() / kBeginning + 1);
}

TextPages::TextPages(std::string_view file) : file_(file) { start_page(); }

void TextPages::start_page() {
  Page& page = pages_.emplace_back();
  page.number = static_cast<int>(pages_.size());
  line_begin_ = 0;
}

void TextPages::copy(Range source) {
  if (source.empty()) return;
  Page& now = page();
  // One allocation each for the usual file without form feeds; further pages grow by themselves.
  if (now.text.empty() && pages_.size() == 1) {
    now.text.reserve(file_.size() + 1);
    now.lines.reserve(estimate_lines(file_));
  }
  now.text.append(file_, source.begin, source.size());
  now.source.append_copy(source.size(), source.begin);
}

void TextPages::copy_lines(Range source) {
  copy(source);
  Page& now = page();
  for (std::size_t end = now.text.find('\n', line_begin_); end != std::string::npos;
       end = now.text.find('\n', line_begin_)) {
    now.lines.emplace_back().text = {line_begin_, static_cast<std::uint32_t>(end)};
    line_begin_ = static_cast<std::uint32_t>(end) + 1;
  }
}

void TextPages::replace(std::string_view made, Range source) {
  Page& now = page();
  now.text.append(made);
  now.source.append_replacement(static_cast<std::uint32_t>(made.size()), source);
}

Line& TextPages::end_line(Range newline) {
  Page& now = page();
  const auto end = static_cast<std::uint32_t>(now.text.size());
  now.lines.emplace_back().text = {line_begin_, end};
  if (newline.size() == 1 && file_[newline.begin] == '\n') {
    copy(newline);
  } else {
    replace("\n", newline);
  }
  line_begin_ = static_cast<std::uint32_t>(now.text.size());
  return now.lines.back();
}

void TextPages::end_page(Range form_feed) {
  if (page().text.size() > line_begin_) end_line(form_feed);
  start_page();
}

Result<std::vector<Page>> TextPages::finish() {
  const auto end = static_cast<std::uint32_t>(file_.size());
  if (page().text.size() > line_begin_) end_line({end, end});
  while (pages_.size() > 1 && is_blank(pages_.back().text)) pages_.pop_back();
  const bool nothing = std::all_of(pages_.begin(), pages_.end(), [](const Page& p) { return is_blank(p.text); });
  if (nothing) return fail(ErrorCode::kEmpty, "holds nothing but blanks", "check whether the right file was saved");
  return std::move(pages_);
}

namespace {

/// Sequences of UTF-8 with more than one byte, and bytes that belong to none.
struct ByteCount {
  std::size_t sequences = 0;
  std::size_t strays = 0;
};

ByteCount count_bytes(std::string_view bytes) {
  ByteCount count;
  while (const auto bad = find_invalid_utf8(bytes)) {
    for (const char c : bytes.substr(0, *bad)) count.sequences += static_cast<unsigned char>(c) >= 0xC0;
    ++count.strays;
    bytes.remove_prefix(*bad + 1);
  }
  for (const char c : bytes) count.sequences += static_cast<unsigned char>(c) >= 0xC0;
  return count;
}

}  // namespace

Result<void> check_utf8(std::string_view bytes) {
  const auto bad = find_invalid_utf8(bytes);
  if (!bad) return {};
  int line = 1;
  for (std::size_t at = 0; at < *bad; ++at) {
    line += bytes[at] == '\n' || (bytes[at] == '\r' && !(at + 1 < bytes.size() && bytes[at + 1] == '\n'));
  }
  char byte[8];
  std::snprintf(byte, sizeof byte, "0x%02X", static_cast<unsigned>(static_cast<unsigned char>(bytes[*bad])));
  std::string message = std::string("byte ") + byte + " is not UTF-8";
  const ByteCount count = count_bytes(bytes.substr(*bad, 4096));
  if (count.strays > count.sequences) {
    message += "; the text looks like a one-byte encoding (TCVN3, VNI, Windows-1258)";
  }
  return fail(ErrorCode::kInvalidUtf8, std::move(message), "save the file as UTF-8 and run again", {.line = line});
}

}  // namespace trichluc
