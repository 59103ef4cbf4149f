// read_small_pdf.h - what is read from a PDF that a test has made; a test fails where nothing is.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/ingest/ingest.h"
#include "tests/ingest/small_pdf.h"

namespace trichluc {

inline SmallPdf one_page(const char* entries = "") { return SmallPdf().page(entries); }

inline std::string contents_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string_view text_of(const Page& page, Range range) {
  return std::string_view(page.text).substr(range.begin, range.size());
}

inline std::vector<std::string> lines_of(const Page& page) {
  std::vector<std::string> lines;
  for (const Line& line : page.lines) lines.emplace_back(text_of(page, line.text));
  return lines;
}

inline Reading must_read(const std::string& bytes) {
  auto reading = read_pdf(bytes);
  if (!reading) {
    ADD_FAILURE() << describe(reading.error());
    return {};
  }
  return *std::move(reading);
}

inline Page must_read_page(const std::string& bytes) {
  Reading reading = must_read(bytes);
  if (reading.pages.empty()) {
    ADD_FAILURE() << "no page";
    return {};
  }
  return std::move(reading.pages.front());
}

inline std::vector<std::string> lines_of(const SmallPdf& pdf) { return lines_of(must_read_page(pdf.bytes())); }

}  // namespace trichluc
