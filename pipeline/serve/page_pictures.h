// page_pictures.h - pictures of pages and the places of their words, each made by a process of its own that is ended
// when it takes too much.
//
// The process is `trichluc picture`, started anew and not forked: this one has threads. It gets the file as its
// standard input, and neither environment nor other files. What it draws is kept, up to a number of bytes.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>

#include "pipeline/core/error.h"
#include "pipeline/serve/document_view.h"
#include "pipeline/serve/source_file.h"

namespace trichluc {

struct DrawnPage {
  std::string bytes;
  std::string media_type;
  std::string width_pt, height_pt;
};

struct DrawingLimits {
  int at_once = 2;                            // processes that draw
  int seconds = 10;                           // of processor time; as much again of waiting
  int reading_at_once = 1;                    // processes that look for words
  int seconds_to_read = 40;                   // a scan is recognised for it
  std::uint64_t memory_mib = 1024;            // of each
  std::size_t largest_picture = 64u << 20;    // bytes
  std::size_t kept = std::size_t{128} << 20;  // bytes of all that are kept
};

class PagePictures {
 public:
  /// `program` is the path of trichluc.
  PagePictures(std::string program, SourceFolder sources, DrawingLimits limits = {});

  /// Safe to call from many threads; waits for its turn. Errors: kUnsupported (no pages), kNotFound and kUnreadable
  /// (the original), kDamaged (changed, or cannot be drawn), kTimeout, kCrash, kLimit.
  Result<std::shared_ptr<const DrawnPage>> picture(const DocumentFile& document, int page, int dpi);

  /// The page's words with their places, as `trichluc picture --words` tells them. As above.
  Result<std::shared_ptr<const DrawnPage>> words(const DocumentFile& document, int page);

  const SourceFolder& sources() const { return sources_; }

 private:
  using Key = std::tuple<std::string, int, int>;  // document, page, dpi; dpi 0: its words
  struct Turn {
    std::condition_variable next;
    int running = 0;
  };
  Result<std::shared_ptr<const DrawnPage>> made(const DocumentFile& document, int page, int dpi);
  Result<DrawnPage> draw(const DocumentFile& document, int page, int dpi) const;
  std::shared_ptr<const DrawnPage> kept(const Key& key);
  void keep(const Key& key, std::shared_ptr<const DrawnPage> page);

  std::string program_;
  SourceFolder sources_;
  DrawingLimits limits_;
  std::mutex mutex_;
  Turn drawing_, reading_;
  std::list<Key> recent_;  // the last used first
  std::map<Key, std::pair<std::shared_ptr<const DrawnPage>, std::list<Key>::iterator>> pages_;
  std::size_t bytes_ = 0;
};

}  // namespace trichluc
