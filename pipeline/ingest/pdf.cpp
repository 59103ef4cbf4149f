// The text layer of a PDF through Poppler's core library (not poppler-cpp, which reads a null font there).
//
// Poppler is C++ without a stable interface: CMakeLists.txt asks for the very version. Out of memory, it ends the
// process ("Out of memory" on stderr, exit code 1); deep nesting may overflow the stack. Whoever reads files of
// strangers does it in a process that may die (pipeline/run/).
#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "pipeline/core/heartbeat.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/pdf_annotations.h"
#include "pipeline/ingest/pdf_scanned.h"
#include "pipeline/ingest/pdf_text.h"

namespace trichluc {
namespace {

// One file of 230 kB complained 306 MB in 20 seconds.
constexpr std::size_t kMostMessagesOfPage = 20;
constexpr std::size_t kMostMessages = 1000;
constexpr std::size_t kLongestMessage = 200;

/// What Poppler complains about on this thread while it lives.
class Complaints {
 public:
  Complaints() : outer_(std::exchange(current(), this)) {}
  ~Complaints() { current() = outer_; }
  Complaints(const Complaints&) = delete;
  Complaints& operator=(const Complaints&) = delete;

  /// Those since the last call.
  std::vector<std::string> take() { return std::exchange(messages_, {}); }

  void add(std::string_view message) {
    if (messages_.size() >= kMostMessagesOfPage || total_ >= kMostMessages) return;
    ++total_;
    std::string clean = clean_utf8(message.substr(0, kLongestMessage));
    messages_.push_back(std::move(clean));
  }

  static void on_error(ErrorCategory, Goffset position, const char* message) {
    Complaints* complaints = current();
    if (!complaints || !message || complaints->messages_.size() >= kMostMessagesOfPage) return;
    complaints->add(position < 0 ? std::string(message) : "byte " + std::to_string(position) + ": " + message);
  }

 private:
  // Poppler 22.12 hands its callback nothing of the caller's.
  static Complaints*& current() {
    thread_local Complaints* complaints = nullptr;
    return complaints;
  }

  Complaints* outer_;
  std::vector<std::string> messages_;
  std::size_t total_ = 0;
};

void start_poppler() { static const GlobalParamsIniter library(&Complaints::on_error); }

/// `failure` is set where the page should have been recognised and could not be.
Page read_page(PDFDoc& document, int number, PdfPageDevice& device, const ReadOptions& options, PairMemory& memory,
               std::optional<Error>& failure) {
  Page made;
  ::Page* const page = document.getPage(number);
  if (!page) return made;

  const bool sideways = page->getRotate() == 90 || page->getRotate() == 270;
  const auto width = static_cast<float>(sideways ? page->getCropHeight() : page->getCropWidth());
  const auto height = static_cast<float>(sideways ? page->getCropWidth() : page->getCropHeight());
  if (!std::isfinite(width + height)) return made;

  PdfAnnotations annotations = find_annotations(document, *page, device);
  // The crop box, as on the screen; 72 dpi makes pixels points; annotations that only print stay out.
  document.displayPage(
      &device, number, 72, 72, 0, /*useMediaBox=*/false, /*crop=*/true, /*printing=*/false, nullptr, nullptr,
      [](Annot* annotation, void* kept_out) {
        return !static_cast<const std::unordered_set<const Annot*>*>(kept_out)->contains(annotation);
      },
      &annotations.kept_out);
  const std::size_t shapes = device.shapes();
  PrintedPage printed = device.take(width, height);
  print_values(printed, annotations.values);
  made = make_page(printed, arrange_lines(printed));
  made.stamps = std::move(annotations.stamps);
  made.origin.kind = "text-layer";
  if (options.ocr == OcrMode::kNever) return made;
  PdfPage layered{document, *page, number, annotations.kept_out, std::move(printed), shapes};
  Page kept = made;
  auto read = read_with_ocr(layered, std::move(made), options, memory);
  if (read) return *std::move(read);
  failure = read.error();
  kept.origin.reason = "could not be recognised: " + read.error().message;
  return kept;
}

/// A page that cannot be read is an empty page with a message.
Page try_page(PDFDoc& document, int number, std::unique_ptr<PdfPageDevice>& device, Complaints& complaints,
              const ReadOptions& options, PairMemory& memory, std::optional<Error>& failure) {
  Page page;
  try {
    // One device for all pages, since it remembers the colour profiles, which take long to work out.
    if (!device) device = std::make_unique<PdfPageDevice>();
    page = read_page(document, number, *device, options, memory, failure);
  } catch (const std::exception& exception) {
    complaints.add(std::string("the page could not be read: ") + exception.what());
    device.reset();
  } catch (...) {
    complaints.add("the page could not be read");
    device.reset();
  }
  page.number = number;
  for (std::string& message : complaints.take()) page.messages.push_back(std::move(message));
  return page;
}

std::string with_first(std::string message, const std::vector<std::string>& complaints) {
  if (!complaints.empty()) message += " (" + complaints.front() + ")";
  return message;
}

tl::unexpected<Error> damaged(std::string message, const std::vector<std::string>& complaints) {
  return fail(ErrorCode::kDamaged, with_first(std::move(message), complaints), "get the file again from its source");
}

/// "text-layer", "ocr", or "mixed" where pages differ.
std::string common_origin(const std::vector<Page>& pages) {
  std::string common;
  for (const Page& page : pages) {
    if (page.origin.kind == "blank") continue;
    if (!common.empty() && common != page.origin.kind) return "mixed";
    common = page.origin.kind;
  }
  return common.empty() ? "text-layer" : common;
}

Result<Reading> read(std::string_view bytes, const ReadOptions& options) {
  start_poppler();
  Complaints complaints;
  bool rebuilt = false;
  // The document owns the stream; the stream only looks at the bytes.
  PDFDoc document(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)), {}, {}, nullptr,
                  [&rebuilt] { rebuilt = true; });
  if (!document.isOk()) {
    if (document.getErrorCode() == errEncrypted) {
      return fail(ErrorCode::kEncrypted, "encrypted: needs a password", "remove the password and run again");
    }
    return damaged("not a PDF that can be opened", complaints.take());
  }
  // A damaged catalog may claim any number of pages.
  const int objects = document.getXRef() ? document.getXRef()->getNumObjects() : 0;
  const int pages = std::min(document.getNumPages(), objects);
  if (pages <= 0) return damaged("a PDF without pages", complaints.take());

  Reading reading;
  reading.media_type = "application/pdf";
  reading.has_pages = true;
  bool any_text = false;
  std::optional<Error> failure;
  PairMemory memory(options.letters);
  std::unique_ptr<PdfPageDevice> device;
  for (int number = 1; number <= pages; ++number) {
    beat(Stage::kRead, number, pages);
    if (!options.wants(number)) {
      reading.pages.emplace_back().number = number;
      continue;
    }
    reading.pages.push_back(try_page(document, number, device, complaints, options, memory, failure));
    any_text = any_text || !reading.pages.back().lines.empty();
  }
  reading.text_origin = common_origin(reading.pages);
  if (any_text) {
    if (failure) reading.suspicions.push_back({{}, "not-recognised", "", describe(*failure)});
    return reading;
  }
  if (failure) return tl::unexpected(*failure);

  const std::string count = pages == 1 ? "1 page" : std::to_string(pages) + " pages";
  for (const Page& page : reading.pages) {
    if (rebuilt && !page.messages.empty())
      return damaged("broken or cut off: " + count + " without text", page.messages);
  }
  if (options.ocr == OcrMode::kNever) {
    return fail(ErrorCode::kNoText, count + " and no text layer", "run again without --ocr never");
  }
  return fail(ErrorCode::kNoText, count + " and no text layer, nor text that could be recognised",
              "look at the file: it may be blank, or need a better scan");
}

}  // namespace

Result<Reading> read_pdf(std::string_view bytes, const ReadOptions& options) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return fail(ErrorCode::kUnsupported, "a PDF of more than 2 GiB", "split it and run again");
  }
  try {
    return read(bytes, options);
  } catch (const std::exception& exception) {
    return damaged(std::string("could not be read: ") + exception.what(), {});
  } catch (...) {
    return damaged("could not be read", {});
  }
}

}  // namespace trichluc
