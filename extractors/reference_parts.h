// reference_parts.h - what stands around a document's number: its type word, "số", the issuer, the date.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "extractors/scan.h"

namespace trichluc {

bool one_of(std::string_view word, std::initializer_list<std::string_view> list);

/// Numbers with a symbol that nothing has taken: the best hit wherever several overlap, by begin.
std::vector<Hit> number_hits(const Scan& scan);

/// A symbol names a type or a body with two capitals at least; "3/X" says nothing.
bool plausible_symbol(std::string_view symbol);

struct TypeWord {
  const TypeEntry* type = nullptr;  // null: none
  std::uint32_t begin = 0;
};

/// The type of document whose words end right before byte `end` (blanks and ":" aside).
TypeWord type_before(const Scan& scan, std::uint32_t end);
/// The type word further to the left, with the issuer or a qualifier between: "Quyết định của Thủ tướng Chính phủ số",
/// "Kế hoạch liên ngành số", "Quyết định khởi tố vụ án số". Not across punctuation or figures.
TypeWord type_further_left(const Scan& scan, std::uint32_t end);

/// `at`, or behind the blanks that stand there.
std::uint32_t skip_blanks(const Scan& scan, std::uint32_t at);
/// `at` without the blanks and colons before it.
std::uint32_t skip_blanks_back(const Scan& scan, std::uint32_t at);
/// Begin of "số", "số:" before byte `at`; `at` itself when it is not there.
std::uint32_t number_word_before(const Scan& scan, std::uint32_t at);

/// "của Ủy ban nhân dân tỉnh" at byte `at`: where the body's name stands; nothing when there is no "của" and name.
std::optional<Range> issuer_at(const Scan& scan, std::uint32_t at);

/// The date that belongs to a number ending at `end`: "ngày 19/6/2020", ", ngày …", "(ngày …", "của Chính phủ ngày …".
/// An empty span when there is none.
TimeSpan date_of(const Scan& scan, std::uint32_t end);

}  // namespace trichluc
