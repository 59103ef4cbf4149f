// language_data.h - the language model and what is made from it, read when first asked for.
//
// Most documents are healthy and never ask. One per process; a worker that needs it reads it once.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "pipeline/core/error.h"
#include "pipeline/normalize/language_model.h"
#include "pipeline/normalize/lost_letters.h"
#include "pipeline/normalize/misreadings.h"

namespace trichluc {

class LanguageData {
 public:
  /// `folder`: rules/language. Nothing is read yet.
  explicit LanguageData(std::filesystem::path folder) : folder_(std::move(folder)) {}
  /// With a model made in another way.
  explicit LanguageData(LanguageModel model) : model_(std::make_unique<LanguageModel>(std::move(model))) {}

  /// Null when the data cannot be read; error() then says why.
  const LanguageModel* model();
  /// Null together with model().
  const LostLetters* lost_letters();
  /// Null when the list cannot be read. Reads no more than the list.
  const Misreadings* misreadings();
  const std::optional<Error>& error() const { return error_; }
  /// Whether anybody asked.
  bool loaded() const { return model_ != nullptr; }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<LanguageModel> model_;
  std::unique_ptr<LostLetters> lost_letters_;
  std::unique_ptr<Misreadings> misreadings_;
  bool misreadings_tried_ = false;
  std::optional<Error> error_;
};

}  // namespace trichluc
