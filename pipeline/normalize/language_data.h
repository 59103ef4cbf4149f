// language_data.h - the language model and what is made from it, read when first asked for.
//
// Most documents are healthy and never ask. The program maps a compiled file (tools/language/compile_language makes it
// from rules/language when the program is built): nothing is parsed, and what is not looked at is not read.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "pipeline/core/error.h"
#include "pipeline/core/table_file.h"
#include "pipeline/normalize/language_model.h"
#include "pipeline/normalize/lost_letters.h"
#include "pipeline/normalize/misreadings.h"

namespace trichluc {

enum class ArchiveUse : std::uint8_t {
  kNone,
  kWanted,  // it was not there yet, and nothing was done
  kMade,
};

class LanguageData {
 public:
  /// `source`: a compiled file, or the folder of texts it is made from (rules/language). Nothing is read yet.
  explicit LanguageData(std::filesystem::path source) : source_(std::move(source)) {}
  /// With a model made in another way.
  explicit LanguageData(LanguageModel model) : model_(std::make_unique<LanguageModel>(std::move(model))) {}

  /// Null when the data cannot be read; error() then says why.
  const LanguageModel* model();
  /// For text with many letters lost: model(), and from adapt_to_archive() on what the archive's lines add to it.
  const LanguageModel* archive_model();
  /// Null together with model().
  const LostLetters* lost_letters();
  /// Null when the list cannot be read. Reads no more than the list.
  const Misreadings* misreadings();
  const std::optional<Error>& error() const { return error_; }
  /// Whether anybody asked.
  bool loaded() const { return model_ != nullptr; }
  /// Of the texts behind the data: 64 hexadecimal digits.
  std::string identity();

  /// From now on documents that would use archive_model() are to wait until it is adapted.
  void await_archive() { awaiting_ = true; }
  bool awaits_archive() const { return awaiting_; }
  void adapt_to_archive(const LanguageCounts& healthy_lines);
  /// Noted by the repair that would use archive_model(), taken by who decides what that means for the document.
  void note_archive_use(ArchiveUse use) { archive_use_ = use; }
  ArchiveUse take_archive_use() { return std::exchange(archive_use_, ArchiveUse::kNone); }

  /// The compiled file. Errors: as those of the texts.
  Result<void> compile(std::ostream& out);

 private:
  const TableFile* compiled();

  std::filesystem::path source_;
  std::optional<TableFile> compiled_;
  bool compiled_tried_ = false;
  std::unique_ptr<LanguageModel> model_;
  std::unique_ptr<LanguageModel> adapted_;  // to the archive
  bool awaiting_ = false;
  ArchiveUse archive_use_ = ArchiveUse::kNone;
  std::unique_ptr<LostLetters> lost_letters_;
  std::unique_ptr<Misreadings> misreadings_;
  bool misreadings_tried_ = false;
  std::optional<Error> error_;
};

}  // namespace trichluc
