// text_pages.h - pages of a file that is text already, built piece by piece with the way back to the file's bytes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/core/page.h"

namespace trichluc {

/// Ranges are bytes of the file given to the constructor; it must outlive the builder.
class TextPages {
 public:
  explicit TextPages(std::string_view file);

  /// Text that stands in the file as it is.
  void copy(Range source);
  /// The same with whole lines in it, which all end with '\n'; what stands behind the last '\n' is an open line.
  void copy_lines(Range source);
  /// Text written in another way in the file ("&amp;" for "&").
  void replace(std::string_view made, Range source);
  /// Ends the line; `newline` is what ended it in the file (empty at the end of the file). The line just ended, to be
  /// marked.
  Line& end_line(Range newline);
  /// The next line starts a new page. Ends the line that is open.
  void end_page(Range form_feed);

  /// The page being written.
  Page& page() { return pages_.back(); }
  /// First byte of the open line in page().text.
  std::uint32_t line_begin() const { return line_begin_; }

  /// All pages; ends the line that is open. An empty last page (a form feed at the very end) is left out.
  /// Errors: kEmpty when no page holds anything but blanks.
  Result<std::vector<Page>> finish();

 private:
  void start_page();

  std::string_view file_;
  std::vector<Page> pages_;
  std::uint32_t line_begin_ = 0;
};

/// kInvalidUtf8 with the line, or nothing: the check that all readers of text files share.
Result<void> check_utf8(std::string_view bytes);

}  // namespace trichluc
