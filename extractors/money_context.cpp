#include "extractors/money_context.h"

#include <algorithm>

#include "extractors/body_name.h"
#include "extractors/char_set.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr std::size_t kLongestPurpose = 200;  // bytes
constexpr CharSet kPurposeEnds(";.(");

/// The bodies from token `index` on: "Bộ Công an, Bộ Quốc phòng".
Range holders_at(const Scan& scan, int index, std::uint32_t stop) {
  Range holders = body_name_at(scan, index, stop);
  for (int at = scan.text.token_from(holders.end); at + 1 < scan.text.count(); at = scan.text.token_from(holders.end)) {
    const std::string_view word = scan.text.word(at);
    if ((word != "," && word != "và") || !begins_body_name(scan, scan.text.token(at + 1).range.begin)) break;
    const Range next = body_name_at(scan, at + 1, stop);
    if (next.empty()) break;
    holders.end = next.end;
  }
  return holders;
}

/// "Nghị định số 20/2021/NĐ-CP của Chính phủ": who issued a document holds no money by that.
bool issued_before(const Scan& scan, int index) {
  if (index < 2 || scan.text.word(index - 1) != "của") return false;
  return scan.is_taken(scan.text.token(index - 2).range);
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
    if (at < holder.end || scan.is_taken(token.range) || !begins_body_name(scan, at) || issued_before(scan, i))
      continue;
    holder = holders_at(scan, i, fact.text.begin);
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
    purpose = purpose.substr(0, kPurposeEnds.first_in(purpose));
    if (purpose.size() > kLongestPurpose) purpose = purpose.substr(0, purpose.rfind(' ', kLongestPurpose));
    purpose = trim(purpose);
    const auto begin = static_cast<std::uint32_t>(purpose.data() - scan.folded().data());
    budget.purpose = std::string(scan.printed({begin, begin + static_cast<std::uint32_t>(purpose.size())}));
    break;
  }
}

}  // namespace trichluc
