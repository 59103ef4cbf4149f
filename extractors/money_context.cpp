#include "extractors/money_context.h"

#include <algorithm>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr std::size_t kLongestPurpose = 200;  // bytes

/// The body that begins at token `index`, up to the words that say what it does or gets.
Range body_at(const Scan& scan, int index, std::uint32_t stop) {
  const std::uint32_t begin = scan.text.token(index).range.begin;
  std::uint32_t end = begin;
  for (int words = 0; index < scan.text.count() && words < 16; ++index, ++words) {
    const Token& token = scan.text.token(index);
    if (token.range.begin >= stop || token.kind == TokenKind::kNumber) break;
    const std::string_view word = scan.text.word(index);
    if (token.kind == TokenKind::kPunct) {
      const bool inner = word == "-" || word == "–" || word == "&";
      const bool listed = word == "," && index + 1 < scan.text.count() &&
                          is_upper(decode_utf8(scan.text.printed(), scan.text.token(index + 1).range.begin).code);
      if (!inner && !listed) break;
      continue;
    }
    if (word == "được" || word == "đã" || word == "là" || word == "với" || word == "để" || word == "có") break;
    if (scan.vocabulary.flow_verbs.longest_at(scan.folded(), token.range.begin).index >= 0 &&
        !is_upper(decode_utf8(scan.text.printed(), token.range.begin).code)) {
      break;
    }
    end = token.range.end;
  }
  return {begin, end};
}

}  // namespace

void read_money_context(const Scan& scan, const Fact& fact, Budget& budget) {
  const Range sentence = scan.sentence_at(fact.digits.begin);
  Range holder;
  for (int i = scan.text.token_from(sentence.begin); i < scan.text.count(); ++i) {
    const Token& token = scan.text.token(i);
    if (token.range.begin >= fact.text.begin) break;
    if (token.kind != TokenKind::kWord) continue;
    const std::uint32_t at = token.range.begin;
    if (const auto verb = scan.vocabulary.flow_verbs.longest_at(scan.folded(), at); verb.index >= 0) {
      budget.flow = scan.vocabulary.flows[static_cast<std::size_t>(verb.index)];
    }
    if (at < holder.end || !is_upper(decode_utf8(scan.text.printed(), at).code)) continue;
    const bool body = scan.vocabulary.body_names.longest_at(scan.folded(), at).index >= 0 ||
                      scan.vocabulary.body_heads.longest_at(scan.folded(), at).index >= 0;
    if (body && !scan.starts_with(at, "báo cáo")) holder = body_at(scan, i, fact.text.begin);
  }
  if (!holder.empty()) budget.holder = std::string(trim(scan.printed(holder)));

  std::string_view after = scan.between(fact.text.end, sentence.end);
  if (const std::size_t bracket = after.find('(');
      bracket != std::string_view::npos && trim(after.substr(0, bracket)).empty()) {
    const Range inside = scan.bracket_at(fact.text.end + static_cast<std::uint32_t>(bracket));
    after = scan.between(std::max(inside.end, fact.text.end), sentence.end);
  }
  after = trim(after);
  for (const std::string_view word : {"để ", "cho ", "nhằm "}) {
    if (!after.starts_with(word)) continue;
    std::string_view purpose = after.substr(word.size());
    purpose = purpose.substr(0, purpose.find_first_of(";.("));
    if (purpose.size() > kLongestPurpose) purpose = purpose.substr(0, purpose.rfind(' ', kLongestPurpose));
    purpose = trim(purpose);
    const auto begin = static_cast<std::uint32_t>(purpose.data() - scan.folded().data());
    budget.purpose = std::string(scan.printed({begin, begin + static_cast<std::uint32_t>(purpose.size())}));
    break;
  }
}

}  // namespace trichluc
