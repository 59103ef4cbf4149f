// ocr_row.h - recognised words of a line as one row of symbols, in which printed words are found whatever the engine
// made of their ends.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/ocr_engine.h"

namespace trichluc {

/// A symbol of a line, by word and place in it.
struct SymbolPlace {
  std::size_t word = 0;
  std::size_t symbol = 0;
};

/// The words [first, last) of a line as one row of symbols.
class SymbolRow {
 public:
  SymbolRow(std::vector<OcrWord>& words, std::size_t first, std::size_t last);

  std::size_t size() const { return places_.size(); }
  const SymbolPlace& place(std::size_t at) const { return places_[at]; }
  const OcrSymbol& symbol(std::size_t at) const { return word(at).symbols[places_[at].symbol]; }
  const std::string& text(std::size_t at) const { return symbol(at).text; }
  const OcrWord& word(std::size_t at) const { return words_[places_[at].word]; }
  bool begins_word(std::size_t at) const { return at == 0 || places_[at - 1].word != places_[at].word; }
  bool ends_word(std::size_t at) const { return at + 1 == size() || places_[at + 1].word != places_[at].word; }
  std::span<const OcrWord> words() const { return {words_.data() + first_, last_ - first_}; }
  std::size_t first_word() const { return first_; }

  /// Symbols [begin, end), with blanks between words.
  std::string text(std::size_t begin, std::size_t end) const;

 private:
  std::vector<OcrWord>& words_;
  std::size_t first_;
  std::size_t last_;
  std::vector<SymbolPlace> places_;
};

/// A printed word in a row: symbols [first, last).
struct PrintedSymbols {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t count() const { return last - first; }
};

/// The first place from `from` on where the symbols of one word are those of `pattern`; "*" is an a with whatever
/// marks.
std::optional<PrintedSymbols> find_symbols(const SymbolRow& row, std::size_t from, std::string_view pattern);

bool is_one_of(const std::string& symbol, std::initializer_list<std::string_view> all);
bool is_digit_symbol(const std::string& symbol);
/// A letter of a document's symbol.
bool is_capital_symbol(const std::string& symbol);

}  // namespace trichluc
