#include "pipeline/ingest/ocr_row.h"

#include <algorithm>

namespace trichluc {
namespace {

bool is_a(const std::string& symbol) {
  return is_one_of(symbol, {"a", "à", "á", "ả", "ã", "ạ", "ă", "ằ", "ắ", "â", "ầ", "ấ", "ä", "å"});
}

/// Letters of `pattern`, where "*" stands for an a with whatever marks.
bool reads(const SymbolRow& row, std::size_t at, std::string_view pattern) {
  if (at + pattern.size() > row.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const std::string& text = row.text(at + i);
    if (pattern[i] == '*' ? !is_a(text) : text != pattern.substr(i, 1)) return false;
    if (i > 0 && row.begins_word(at + i)) return false;
  }
  return true;
}

}  // namespace

SymbolRow::SymbolRow(std::vector<OcrWord>& words, std::size_t first, std::size_t last)
    : words_(words), first_(first), last_(last) {
  for (std::size_t word = first; word < last; ++word) {
    for (std::size_t symbol = 0; symbol < words[word].symbols.size(); ++symbol) places_.push_back({word, symbol});
  }
}

std::string SymbolRow::text(std::size_t begin, std::size_t end) const {
  std::string all;
  for (std::size_t at = begin; at < end; ++at) {
    if (at > begin && begins_word(at)) all += ' ';
    all += text(at);
  }
  return all;
}

std::optional<PrintedSymbols> find_symbols(const SymbolRow& row, std::size_t from, std::string_view pattern) {
  for (std::size_t at = from; at < row.size(); ++at) {
    if (reads(row, at, pattern)) return PrintedSymbols{at, at + pattern.size()};
  }
  return std::nullopt;
}

bool is_one_of(const std::string& symbol, std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), symbol) != all.end();
}

bool is_digit_symbol(const std::string& symbol) { return symbol.size() == 1 && '0' <= symbol[0] && symbol[0] <= '9'; }

bool is_capital_symbol(const std::string& symbol) {
  return (symbol.size() == 1 && 'A' <= symbol[0] && symbol[0] <= 'Z') ||
         is_one_of(symbol, {"Đ", "Ư", "Ô", "Ơ", "Ê", "Â"});
}

}  // namespace trichluc
