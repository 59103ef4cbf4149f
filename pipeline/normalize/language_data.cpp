#include "pipeline/normalize/language_data.h"

#include <algorithm>
#include <sstream>
#include <vector>

#include "pipeline/core/sha256.h"

namespace trichluc {
namespace {

// Raised when the tables of a compiled file hold something else than before.
constexpr std::uint32_t kFormat = 2;

constexpr std::uint32_t kArchiveWeight = 2;  // a line of the archive, against one the model was built from

// The tables of the parts begin at these numbers.
constexpr std::size_t kModelTables = 0;
constexpr std::size_t kLostLetterTables = 5;
constexpr std::size_t kMisreadingTables = 8;

/// Of the names and contents of the texts in `folder`.
std::string identity_of(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& item : std::filesystem::directory_iterator(folder, error)) {
    if (item.path().extension() == ".txt") files.push_back(item.path());
  }
  std::sort(files.begin(), files.end());
  Sha256 hash;
  for (const std::filesystem::path& file : files) {
    hash.add(file.filename().string());
    if (const Result<std::string> text = read_language_text(file)) hash.add(sha256_hex(*text));
  }
  return hash.hex();
}

}  // namespace

const TableFile* LanguageData::compiled() {
  if (!compiled_tried_ && !source_.empty()) {
    compiled_tried_ = true;
    std::error_code error;
    if (std::filesystem::is_regular_file(source_, error)) {
      auto mapped = TableFile::map(source_, kFormat);
      if (mapped) {
        compiled_.emplace(std::move(*mapped));
      } else {
        error_ = mapped.error();
      }
    }
  }
  return compiled_ ? &*compiled_ : nullptr;
}

const LanguageModel* LanguageData::model() {
  if (model_ != nullptr) return model_.get();
  if (const TableFile* file = compiled()) {
    model_ = std::make_unique<LanguageModel>(*file, kModelTables);
  } else if (!error_) {
    auto loaded = LanguageModel::load(source_);
    if (loaded) {
      model_ = std::make_unique<LanguageModel>(std::move(*loaded));
    } else {
      error_ = loaded.error();
    }
  }
  return model_.get();
}

const LanguageModel* LanguageData::archive_model() { return adapted_ != nullptr ? adapted_.get() : model(); }

void LanguageData::adapt_to_archive(const LanguageCounts& healthy_lines) {
  awaiting_ = false;
  if (model() == nullptr || healthy_lines.total() == 0) return;
  adapted_ = std::make_unique<LanguageModel>(*model_);
  adapted_->add(healthy_lines, kArchiveWeight);
}

const LostLetters* LanguageData::lost_letters() {
  if (lost_letters_ == nullptr && model() != nullptr) {
    lost_letters_ = compiled_ ? std::make_unique<LostLetters>(*compiled_, kLostLetterTables)
                              : std::make_unique<LostLetters>(model_->lexicon());
  }
  return lost_letters_.get();
}

const Misreadings* LanguageData::misreadings() {
  if (misreadings_tried_) return misreadings_.get();
  misreadings_tried_ = true;
  if (const TableFile* file = compiled()) {
    misreadings_ = std::make_unique<Misreadings>(*file, kMisreadingTables);
  } else if (!error_ && !source_.empty()) {
    // Suggestions only: a folder without the list is no error.
    const std::filesystem::path file_of_list = source_ / "misreadings.txt";
    const Result<std::string> text = read_language_text(file_of_list);
    if (!text) return nullptr;
    auto read = Misreadings::read(*text, file_of_list);
    if (read) {
      misreadings_ = std::make_unique<Misreadings>(std::move(*read));
    } else {
      error_ = read.error();
    }
  }
  return misreadings_.get();
}

std::string LanguageData::identity() {
  if (const TableFile* file = compiled()) return file->origin();
  return identity_of(source_);
}

Result<void> LanguageData::compile(std::ostream& out) {
  const LostLetters* letters = lost_letters();
  const Misreadings* misread = misreadings();
  if (error_) return tl::unexpected(*error_);
  if (letters == nullptr || misread == nullptr || compiled_)
    return fail(ErrorCode::kBadRule, "no folder of language texts", {}, {.file = source_.string()});
  TableFileWriter file(kFormat, identity());
  model_->write(file);
  letters->write(file);
  misread->write(file);
  file.write(out);
  return {};
}

}  // namespace trichluc
