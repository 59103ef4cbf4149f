// page_words.h - the words of one page with their places on the paper, for marking what was searched for.
//
// The page is read as `extract` reads it (text layer or recognition, repairs, reflow), and led back to the paper by the
// same map as facts are. Pages beside it are not read, so that lines which go on there, or page furniture told by
// repetition, may come out differently: words and their boxes do not depend on that.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/core/error.h"

namespace trichluc {

struct PageWords {
  /// {"text": the page, "words": [[begin, end, left, top, right, bottom, …], …]}: spans in code points of text; four
  /// numbers of points for each line that the word stands on. Words without a place are left out.
  std::string json;
  double width_pt = 0, height_pt = 0;
};

/// `page_number` from 1. Errors: those of the readers; kNotFound (no such page), kUnsupported (no pages).
Result<PageWords> words_of_page(std::string_view bytes, const std::string& sha256, const std::string& path,
                                int page_number);

}  // namespace trichluc
