#include "pipeline/store/search_words.h"

#include <algorithm>

#include "pipeline/normalize/letters.h"
#include "pipeline/store/folding.h"

namespace trichluc {
namespace {

struct Term {
  enum class Kind { kWords, kAnd, kOr, kNot } kind = Kind::kWords;
  std::string text;
  bool quoted = false, prefix = false;
};

bool has_token(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded character = decode_utf8(text, at);
    if (is_letter(character.code) || is_digit(character.code)) return true;
    at += character.length;
  }
  return false;
}

std::vector<Term> cut(const std::string& typed) {
  std::vector<Term> terms;
  const auto add = [&terms](Term term) {
    if (term.kind != Term::Kind::kWords || has_token(term.text)) terms.push_back(std::move(term));
  };
  for (std::size_t at = 0; at < typed.size();) {
    if (typed[at] == ' ' || typed[at] == '\t') {
      ++at;
      continue;
    }
    Term term;
    std::size_t end = 0;
    if (typed[at] == '"') {
      end = std::min(typed.find('"', at + 1), typed.size());  // one that is not closed goes to the end
      term.text = typed.substr(at + 1, end - at - 1);
      term.quoted = true;
      end = std::min(end + 1, typed.size());
      if (end < typed.size() && typed[end] == '*') term.prefix = true, ++end;
    } else {
      end = std::min(typed.find_first_of(" \t\"", at), typed.size());
      term.text = typed.substr(at, end - at);
      if (term.text == "AND") term.kind = Term::Kind::kAnd;
      if (term.text == "OR") term.kind = Term::Kind::kOr;
      if (term.text == "NOT") term.kind = Term::Kind::kNot;
      if (term.text.size() > 1 && term.text.back() == '*') term.prefix = true, term.text.pop_back();
    }
    add(std::move(term));
    at = end;
  }
  return terms;
}

std::string quoted(const std::string& words, bool prefix) {
  std::string text = "\"";
  for (const char c : words) {
    if (c == '"') text += '"';
    if (c != '\0') text += c;
  }
  return text + (prefix ? "\"*" : "\"");
}

bool looks_like_number(const Term& term) {
  return term.kind == Term::Kind::kWords && !term.quoted && !term.prefix &&
         term.text.find_first_of("/-") != std::string::npos &&
         term.text.find_first_of("0123456789/") != std::string::npos && number_key(term.text).size() >= 3;
}

}  // namespace

Result<SearchWords> read_search(const std::string& typed) {
  const std::vector<Term> terms = cut(as_indexed(typed));
  const auto refuse = [](const char* message, const char* next_step) {
    return fail(ErrorCode::kBadArguments, message, next_step);
  };
  SearchWords words;
  words.numbers_only = true;
  const char* joint = "";
  bool waiting = true;  // for a word
  for (const Term& term : terms) {
    if (term.kind == Term::Kind::kWords) {
      if (!waiting) joint = " AND ";
      words.exact += joint + quoted(term.text, term.prefix);
      words.folded += joint + quoted(without_marks(term.text), term.prefix);
      words.marked = words.marked || has_marks(term.text);
      if (looks_like_number(term)) {
        words.numbers.push_back(number_key(term.text));
      } else {
        words.numbers_only = false;
      }
      waiting = false;
      continue;
    }
    // "a AND NOT b" is "a NOT b".
    if (waiting && term.kind == Term::Kind::kNot && std::string_view(joint) == " AND ") {
      joint = " NOT ";
      continue;
    }
    if (waiting)
      return refuse("AND, OR and NOT stand between words", "put a word before it, or write it in small letters");
    joint = term.kind == Term::Kind::kAnd ? " AND " : term.kind == Term::Kind::kOr ? " OR " : " NOT ";
    waiting = true;
  }
  if (words.exact.empty()) return refuse("there is no word to look for", "give at least one word or number");
  if (waiting) return refuse("AND, OR and NOT stand between words", "put a word behind it");
  return words;
}

}  // namespace trichluc
