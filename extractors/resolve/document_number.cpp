#include "extractors/resolve/document_number.h"

#include <array>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

std::string without_blanks(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded here = decode_utf8(text, i);
    if (here.code == U'–' || here.code == U'—' || here.code == U'−') {
      out += '-';
    } else if (here.code != U' ') {
      out.append(text.substr(i, here.length));
    }
    i += here.length;
  }
  return out;
}

/// Symbols that end in these letters take no figure; one glued on is a footnote mark.
constexpr std::array<std::string_view, 9> kClosed = {"CP", "TTg", "TW", "UBND", "HĐND", "BTC", "BYT", "BNV", "BCA"};

void drop_glued_mark(std::string& symbol) {
  std::size_t letters = symbol.size();
  while (letters > 0 && symbol[letters - 1] >= '0' && symbol[letters - 1] <= '9') --letters;
  if (letters == symbol.size() || letters == 0) return;
  const std::string_view stem = std::string_view(symbol).substr(0, letters);
  for (const std::string_view closed : kClosed) {
    if (stem.ends_with(closed)) {
      symbol.resize(letters);
      return;
    }
  }
  // the National Assembly has had fifteen terms and more, but not a hundred
  if (stem.ends_with("QH") || stem.ends_with("UBTVQH")) {
    if (symbol.size() - letters > 2) symbol.resize(letters + 2);
  }
}

}  // namespace

DocumentNumber read_document_number(std::string_view serial, std::string_view year, std::string_view symbol,
                                    char joint) {
  DocumentNumber number;
  number.serial = serial;
  number.year = year;
  number.symbol = without_blanks(symbol);
  const std::size_t before = number.symbol.size();
  drop_glued_mark(number.symbol);
  number.used = static_cast<std::uint32_t>(symbol.size() - (before - number.symbol.size()));
  number.number = number.serial;
  if (!number.year.empty()) number.number += "/" + number.year;
  number.number += joint + number.symbol;
  return number;
}

std::string type_of_symbol(std::string_view symbol, const Vocabulary& vocabulary) {
  const std::size_t end = symbol.find_first_of("-/");
  if (end == std::string_view::npos) return {};
  const auto found = vocabulary.type_symbols.find(std::string(symbol.substr(0, end)));
  return found == vocabulary.type_symbols.end() ? "" : vocabulary.types[static_cast<std::size_t>(found->second)].code;
}

bool is_court_symbol(std::string_view symbol) {
  static constexpr std::array<std::string_view, 14> kFields = {"HS", "DS",   "HC",   "KDTM", "LĐ",   "HNGĐ", "HN",
                                                               "KT", "DSST", "HSST", "HSPT", "DSPT", "VDS",  "PS"};
  static constexpr std::array<std::string_view, 10> kLevels = {"ST",   "PT",   "GĐT",  "TT", "TLST",
                                                               "TLPT", "QĐST", "QĐPT", "QĐ", "TA"};
  const std::size_t dash = symbol.find('-');
  const std::string_view first = symbol.substr(0, dash);
  const std::string_view second = dash == std::string_view::npos ? std::string_view{} : symbol.substr(dash + 1);
  const auto in = [](std::string_view word, const auto& list) {
    for (const std::string_view entry : list) {
      if (word == entry) return true;
    }
    return false;
  };
  // a decision, docket or hearing order: TLST-HS, QĐST-KDTM, QĐXXST-DS, QĐXX-ST, HPT-ST
  if (first.starts_with("TLST") || first.starts_with("TLPT") || first.starts_with("QĐST") ||
      first.starts_with("QĐPT") || first.starts_with("QĐXX") || first.starts_with("QĐGĐT") ||
      first.starts_with("TB-TLVA") || first.starts_with("QĐHPT") || first == "HPT") {
    return true;
  }
  // bankruptcy: QĐ-TBPS, QĐ-MTTPS
  if (first == "QĐ" && (second == "TBPS" || second == "MTTPS" || second == "KMTTPS" || second == "BPKCTT")) return true;
  // QĐ-PT, QĐDS-ST, QĐHNGĐ-PT
  if (first.starts_with("QĐ") && (second == "ST" || second == "PT" || second == "GĐT")) return true;
  return in(first, kFields) && (second.empty() ? first.ends_with("ST") || first.ends_with("PT")
                                               : in(second.substr(0, second.find('-')), kLevels));
}

std::string identity_of_number(std::string_view number, std::string_view date) {
  std::string id(number);
  for (const std::string_view slip : {"/NQ-QH", "/NQ-UBTVQH"}) {
    const std::size_t at = id.find(slip);
    if (at != std::string::npos) id.erase(at + 1, 3);
  }
  const std::size_t first = id.find('/');
  const std::size_t second = first == std::string::npos ? first : id.find('/', first + 1);
  if (second != std::string::npos && date.size() >= 4) {
    const std::string year = id.substr(first + 1, second - first - 1);
    if (year.size() != 4) id.replace(first + 1, year.size(), date.substr(0, 4));
  }
  return id;
}

}  // namespace trichluc
