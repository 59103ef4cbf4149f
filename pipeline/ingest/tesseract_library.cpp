#include "pipeline/ingest/tesseract_library.h"

#include <dlfcn.h>

#include <optional>

namespace trichluc {
namespace {

// The name with its version: another one would have another interface.
constexpr const char* kLibrary = "libtesseract.so.5";

template <typename Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

std::optional<TesseractLibrary> load() {
  void* const at = dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  if (at == nullptr) return {};
  TesseractLibrary functions{};
  const bool all =
      find(at, "TessBaseAPICreate", functions.create) && find(at, "TessBaseAPIDelete", functions.destroy) &&
      find(at, "TessBaseAPIInit4", functions.init) && find(at, "TessBaseAPISetPageSegMode", functions.set_page_mode) &&
      find(at, "TessBaseAPISetVariable", functions.set_variable) &&
      find(at, "TessBaseAPISetImage", functions.set_image) &&
      find(at, "TessBaseAPISetSourceResolution", functions.set_resolution) &&
      find(at, "TessBaseAPIRecognize", functions.recognize) && find(at, "TessBaseAPIClear", functions.clear) &&
      find(at, "TessBaseAPIGetIterator", functions.iterator) &&
      find(at, "TessResultIteratorDelete", functions.delete_iterator) &&
      find(at, "TessResultIteratorGetPageIterator", functions.place) &&
      find(at, "TessResultIteratorNext", functions.next) && find(at, "TessResultIteratorGetUTF8Text", functions.text) &&
      find(at, "TessResultIteratorConfidence", functions.confidence) &&
      find(at, "TessPageIteratorIsAtBeginningOf", functions.at_beginning) &&
      find(at, "TessPageIteratorIsAtFinalElement", functions.at_final) &&
      find(at, "TessPageIteratorBoundingBox", functions.box) &&
      find(at, "TessPageIteratorBaseline", functions.baseline) && find(at, "TessDeleteText", functions.delete_text);
  if (!all) return {};
  // OpenMP comes along with it: no parallel region becomes active. OMP_THREAD_LIMIT would say the same, but is only
  // read when a process starts.
  void (*set_max_active_levels)(int) = nullptr;
  if (find(at, "omp_set_max_active_levels", set_max_active_levels)) set_max_active_levels(0);
  return functions;
}

}  // namespace

const TesseractLibrary* tesseract_library() {
  static const std::optional<TesseractLibrary> library = load();
  return library ? &*library : nullptr;
}

}  // namespace trichluc
