// misreadings.h - words that exist but do not belong: "Công căn" for "Công văn", "khen thường" for "khen thưởng".
//
// Such words are never edited: an author may mean them. A list of collocations (rules/language/misreadings.txt, made
// from the language model) tells for each pair of syllables what it is misread as, one letter or mark away:
//
//   khen thưởng<tab>thường thướng<tab>khẽn      misread seconds, misread firsts
//
// A pair on the list is suspected when the words around it, too, are far likelier with what was meant.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/core/page.h"
#include "pipeline/core/table_file.h"
#include "pipeline/normalize/syllables.h"

namespace trichluc {

struct Breakage;
class LanguageData;

class Misreadings {
 public:
  using Pair = std::pair<SyllableKey, SyllableKey>;

  Misreadings() : signs_(1 << 14, 0), heads_(1 << 15, kEnd) {}
  /// Errors: kBadRule with the line that is not of the form above.
  static Result<Misreadings> read(std::string_view text, const std::filesystem::path& file);

  /// Its three tables of a compiled file, from number `first` on; the file must outlive it.
  Misreadings(const TableFile& file, std::size_t first);
  void write(TableFileWriter& file) const;

  void add(Pair misread, Pair meant);

  /// Whether the pair is on the list; nearly always one look at a bit.
  bool holds(SyllableKey first, SyllableKey second) const {
    const std::uint64_t sign = sign_of(first, second);
    const std::span<const std::uint64_t> signs = signs_.view();
    return (signs[sign >> 6 & (signs.size() - 1)] >> (sign & 63) & 1) != 0 && !find({first, second}).empty();
  }
  /// All that the pair may stand for.
  std::vector<Pair> find(Pair misread) const;
  std::size_t size() const { return entries_.size(); }

 private:
  static std::uint64_t sign_of(SyllableKey first, SyllableKey second) {
    return ((first * 0x9E3779B97F4A7C15ULL) ^ (second * 0xC2B2AE3D27D4EB4FULL)) >> 40;
  }

  struct Entry {
    SyllableKey misread[2], meant[2];
    std::uint32_t next;  // with the same head
  };
  static constexpr std::uint32_t kEnd = ~std::uint32_t{0};

  Table<std::uint64_t> signs_;  // bits
  Table<std::uint32_t> heads_;  // by sign: index of an entry
  Table<Entry> entries_;
};

/// Pairs that `breakage` found, weighed in their line: a suspicion "suspected-misreading" for each that stays.
void suspect_misreadings(Page& page, const Breakage& breakage, LanguageData& language);

}  // namespace trichluc
