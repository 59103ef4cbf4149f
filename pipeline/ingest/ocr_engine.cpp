// The only file that includes Tesseract.
#include "pipeline/ingest/ocr_engine.h"

#include <omp.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <exception>
#include <memory>
#include <utility>

#include "pipeline/core/heartbeat.h"

namespace trichluc {
namespace {

class Engine {
 public:
  /// Null where the model is missing.
  static Engine* get() {
    static const std::unique_ptr<Engine> engine = start();
    return engine.get();
  }

  tesseract::TessBaseAPI& api() { return api_; }

 private:
  static std::unique_ptr<Engine> start() {
    auto engine = std::make_unique<Engine>();
    // Told before the model is looked for, or its absence is printed.
    // White letters on black are not looked for: each line of low confidence would be read twice.
    const std::vector<std::string> names = {"debug_file", "tessedit_do_invert"};
    const std::vector<std::string> values = {"/dev/null", "0"};
    if (engine->api_.Init(nullptr, "vie", tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values, false) != 0) return {};
    return engine;
  }

  tesseract::TessBaseAPI api_;
};

tesseract::PageSegMode mode_of(OcrArea area) {
  switch (area) {
    case OcrArea::kPage: return tesseract::PSM_AUTO;
    case OcrArea::kBlock: return tesseract::PSM_SINGLE_BLOCK;
    case OcrArea::kLine: return tesseract::PSM_SINGLE_LINE;
    case OcrArea::kWord: return tesseract::PSM_SINGLE_WORD;
    case OcrArea::kCharacter: return tesseract::PSM_SINGLE_CHAR;
  }
  return tesseract::PSM_AUTO;
}

/// The model knows signs that Vietnamese does not write, and takes them for those it does: the Icelandic Ð for Đ, the
/// fraction slash of typesetters for the slash. Both letters are then often read one after the other.
std::string written_so(std::string text) {
  constexpr std::pair<const char*, const char*> kSigns[] = {{"Ð", "Đ"}, {"ð", "đ"}, {"⁄", "/"}, {"∕", "/"}, {"‚", ","}};
  for (const auto& [foreign, written] : kSigns) {
    if (text == foreign) return written;
  }
  return text;
}

PixelBox box_of(const tesseract::ResultIterator& at, tesseract::PageIteratorLevel level) {
  PixelBox box;
  at.BoundingBox(level, &box.left, &box.top, &box.right, &box.bottom);
  return box;
}

OcrWord read_word(tesseract::ResultIterator& at, int line, int block) {
  using tesseract::RIL_SYMBOL;
  using tesseract::RIL_WORD;
  OcrWord word;
  word.line = line;
  word.block = block;
  word.box = box_of(at, RIL_WORD);
  word.confidence = at.Confidence(RIL_WORD) / 100;
  int x0 = 0;
  int y0 = 0;
  int x1 = 0;
  int y1 = 0;
  if (at.Baseline(tesseract::RIL_TEXTLINE, &x0, &y0, &x1, &y1)) {
    word.base_left_x = static_cast<float>(x0);
    word.base_left_y = static_cast<float>(y0);
    word.base_right_x = static_cast<float>(x1);
    word.base_right_y = static_cast<float>(y1);
  }
  bool last_foreign = false;
  while (true) {
    const std::unique_ptr<char[]> text(at.GetUTF8Text(RIL_SYMBOL));
    if (text && text[0] != '\0' && text[0] != ' ') {
      OcrSymbol symbol{written_so(text.get()), box_of(at, RIL_SYMBOL)};
      const bool foreign = symbol.text != text.get();
      if (symbol.text == "Đ" && !word.symbols.empty() && word.symbols.back().text == "Đ" && (foreign || last_foreign)) {
        word.symbols.back().box.right = symbol.box.right;
      } else {
        word.symbols.push_back(std::move(symbol));
      }
      last_foreign = foreign;
    }
    if (at.IsAtFinalElement(RIL_WORD, RIL_SYMBOL) || !at.Next(RIL_SYMBOL)) break;
  }
  return word;
}

std::vector<OcrWord> collect(tesseract::TessBaseAPI& api) {
  std::vector<OcrWord> words;
  const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
  if (!at) return words;
  int line = -1;
  int block = -1;
  do {
    if (at->IsAtBeginningOf(tesseract::RIL_BLOCK)) ++block;
    if (at->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) ++line;
    if (at->Empty(tesseract::RIL_WORD)) continue;
    OcrWord word = read_word(*at, line, block);
    if (!word.symbols.empty()) words.push_back(std::move(word));
  } while (at->Next(tesseract::RIL_WORD));
  return words;
}

}  // namespace

std::string OcrWord::text() const {
  std::string all;
  for (const OcrSymbol& symbol : symbols) all += symbol.text;
  return all;
}

Result<std::vector<OcrWord>> recognize(const GreyView& image, const OcrTask& task) {
  // No parallel region becomes active. OMP_THREAD_LIMIT would say the same, but is only read when a process starts.
  omp_set_max_active_levels(0);
  beat_same_page(Stage::kRecognize);
  try {
    Engine* const engine = Engine::get();
    if (!engine) {
      return fail(ErrorCode::kMissingModel, "the Vietnamese model of Tesseract is not there",
                  "install the package tesseract-ocr-vie, or run with --ocr never");
    }
    tesseract::TessBaseAPI& api = engine->api();
    api.SetPageSegMode(mode_of(task.area));
    api.SetVariable("tessedit_char_whitelist", task.only.c_str());
    api.SetImage(image.pixels, image.width, image.height, 1, image.stride);
    api.SetSourceResolution(task.dpi);
    std::vector<OcrWord> words;
    if (api.Recognize(nullptr) == 0) words = collect(api);
    api.Clear();
    return words;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& exception) {
    return fail(ErrorCode::kUnreadable, std::string("Tesseract failed: ") + exception.what());
  }
}

}  // namespace trichluc
