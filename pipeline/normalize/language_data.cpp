#include "pipeline/normalize/language_data.h"

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

const LostLetters* LanguageData::lost_letters() {
  if (lost_letters_ == nullptr && model() != nullptr) {
    lost_letters_ = std::make_unique<LostLetters>(model_->lexicon());
  }
  return lost_letters_.get();
}

}  // namespace trichluc
