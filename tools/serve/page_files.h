// page_files.h - the files of the page, which are in the program itself: it works offline and wherever it is installed.
//
// Made from the files of page/ by embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace trichluc {

struct PageFile {
  std::string_view name;          // "app.js"
  std::string_view content_type;  // "text/javascript; charset=utf-8"
  std::string_view content;
};

std::span<const PageFile> page_files();

/// Null where there is none.
const PageFile* find_page_file(std::string_view name);

}  // namespace trichluc
