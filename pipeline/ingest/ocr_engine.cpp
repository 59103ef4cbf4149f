#include "pipeline/ingest/ocr_engine.h"

#include <exception>
#include <memory>
#include <utility>

#include "pipeline/core/heartbeat.h"
#include "pipeline/ingest/tesseract_library.h"

namespace trichluc {
namespace {

/// Frees with the library's own function what the library made.
struct Closing {
  void operator()(TessBaseAPI* api) const { tesseract_library()->destroy(api); }
  void operator()(TessResultIterator* at) const { tesseract_library()->delete_iterator(at); }
  void operator()(const char* text) const { tesseract_library()->delete_text(text); }
};

using Api = std::unique_ptr<TessBaseAPI, Closing>;
using Text = std::unique_ptr<const char, Closing>;

/// Null where the model is missing.
Api start(const TesseractLibrary& library) {
  Api api(library.create());
  // Told before the model is looked for, or its absence is printed.
  // White letters on black are not looked for: each line of low confidence would be read twice.
  std::string names[] = {"debug_file", "tessedit_do_invert"}, values[] = {"/dev/null", "0"};
  char* name_list[] = {names[0].data(), names[1].data()};
  char* value_list[] = {values[0].data(), values[1].data()};
  if (library.init(api.get(), nullptr, "vie", tesseract::OEM_LSTM_ONLY, nullptr, 0, name_list, value_list, 2, 0) != 0)
    return {};
  return api;
}

Result<TessBaseAPI*> engine() {
  const TesseractLibrary* const library = tesseract_library();
  if (library == nullptr) {
    return fail(ErrorCode::kMissingModel, "Tesseract is not there",
                "install the packages libtesseract5 and tesseract-ocr-vie, or run with --ocr never");
  }
  static const Api api = start(*library);
  if (!api) {
    return fail(ErrorCode::kMissingModel, "the Vietnamese model of Tesseract is not there",
                "install the package tesseract-ocr-vie, or run with --ocr never");
  }
  return api.get();
}

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

/// Where the words of a recognised picture are gone through, one by one.
class Words {
 public:
  Words(const TesseractLibrary& library, TessBaseAPI* api) : library_(library), at_(library.iterator(api)) {
    if (at_) place_ = library.place(at_.get());
  }

  std::vector<OcrWord> all() {
    std::vector<OcrWord> words;
    if (!at_) return words;
    int line = -1, block = -1;
    do {
      if (library_.at_beginning(place_, tesseract::RIL_BLOCK) != 0) ++block;
      if (library_.at_beginning(place_, tesseract::RIL_TEXTLINE) != 0) ++line;
      OcrWord word = read(line, block);
      if (!word.symbols.empty()) words.push_back(std::move(word));
    } while (library_.next(at_.get(), tesseract::RIL_WORD) != 0);
    return words;
  }

 private:
  PixelBox box(tesseract::PageIteratorLevel level) const {
    PixelBox box;
    library_.box(place_, level, &box.left, &box.top, &box.right, &box.bottom);
    return box;
  }

  OcrWord read(int line, int block) {
    OcrWord word;
    word.line = line;
    word.block = block;
    word.box = box(tesseract::RIL_WORD);
    word.confidence = library_.confidence(at_.get(), tesseract::RIL_WORD) / 100;
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    if (library_.baseline(place_, tesseract::RIL_TEXTLINE, &x0, &y0, &x1, &y1) != 0) {
      word.base_left_x = static_cast<float>(x0);
      word.base_left_y = static_cast<float>(y0);
      word.base_right_x = static_cast<float>(x1);
      word.base_right_y = static_cast<float>(y1);
    }
    bool last_foreign = false;
    while (true) {
      const Text text(library_.text(at_.get(), tesseract::RIL_SYMBOL));
      if (text && *text != '\0' && *text != ' ') {
        OcrSymbol symbol{written_so(text.get()), box(tesseract::RIL_SYMBOL)};
        const bool foreign = symbol.text != text.get();
        if (symbol.text == "Đ" && !word.symbols.empty() && word.symbols.back().text == "Đ" &&
            (foreign || last_foreign)) {
          word.symbols.back().box.right = symbol.box.right;
        } else {
          word.symbols.push_back(std::move(symbol));
        }
        last_foreign = foreign;
      }
      if (library_.at_final(place_, tesseract::RIL_WORD, tesseract::RIL_SYMBOL) != 0 ||
          library_.next(at_.get(), tesseract::RIL_SYMBOL) == 0)
        break;
    }
    return word;
  }

  const TesseractLibrary& library_;
  std::unique_ptr<TessResultIterator, Closing> at_;
  const TessPageIterator* place_ = nullptr;  // the same place, as the other half of the interface sees it
};

}  // namespace

std::string OcrWord::text() const {
  std::string all;
  for (const OcrSymbol& symbol : symbols) all += symbol.text;
  return all;
}

void start_recognition() { static_cast<void>(engine()); }

Result<std::vector<OcrWord>> recognize(const GreyView& image, const OcrTask& task) {
  beat_same_page(Stage::kRecognize);
  const auto api = engine();
  if (!api) return tl::unexpected(api.error());
  const TesseractLibrary& library = *tesseract_library();
  try {
    library.set_page_mode(*api, mode_of(task.area));
    library.set_variable(*api, "tessedit_char_whitelist", task.only.c_str());
    library.set_image(*api, image.pixels, image.width, image.height, 1, image.stride);
    library.set_resolution(*api, task.dpi);
    std::vector<OcrWord> words;
    if (library.recognize(*api, nullptr) == 0) words = Words(library, *api).all();
    library.clear(*api);
    return words;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& exception) {
    return fail(ErrorCode::kUnreadable, std::string("Tesseract failed: ") + exception.what());
  }
}

}  // namespace trichluc
