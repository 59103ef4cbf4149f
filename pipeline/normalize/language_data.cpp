#include "pipeline/normalize/language_data.h"

#include <fstream>
#include <iterator>
#include <string>

namespace trichluc {

const LanguageModel* LanguageData::model() {
  if (model_ == nullptr && !error_) {
    auto loaded = LanguageModel::load(folder_);
    if (loaded) {
      model_ = std::make_unique<LanguageModel>(std::move(*loaded));
    } else {
      error_ = loaded.error();
    }
  }
  return model_.get();
}

const Misreadings* LanguageData::misreadings() {
  if (!misreadings_tried_) {
    misreadings_tried_ = true;
    // Suggestions only: a folder without the list is no error.
    const std::filesystem::path file = folder_ / "misreadings.txt";
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (in && !folder_.empty()) {
      auto read = Misreadings::read(text, file);
      if (read) {
        misreadings_ = std::make_unique<Misreadings>(std::move(*read));
      } else {
        error_ = read.error();
      }
    }
  }
  return misreadings_.get();
}

const LostLetters* LanguageData::lost_letters() {
  if (lost_letters_ == nullptr && model() != nullptr) {
    lost_letters_ = std::make_unique<LostLetters>(model_->lexicon());
  }
  return lost_letters_.get();
}

}  // namespace trichluc
