#include "extractors/resolve/named_wholes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "extractors/resolve/passage.h"
#include "extractors/resolve/shares.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr int kBlocksBack = 6;
constexpr std::size_t kFactsBack = 24;
constexpr std::size_t kClause = 160;  // bytes before a figure that say what it counts
constexpr std::size_t kNear = 80;     // bytes between a figure and its percentage
constexpr double kFarOff = 0.2;       // a share this far off is one of something else

/// Words of the same meaning that reports put for each other.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSame = {
    {{"điều trị", "chữa"}, {"vụ việc", "vụ"}, {"vụ án", "vụ"}, {"trẻ em", "trẻ"}}};

/// What begins the rest of a phrase that says when or where, not what.
constexpr std::array<std::string_view, 9> kWhenAndWhere = {" trong ", " trên ",   " toàn ",   " năm ", " tại ",
                                                           " của ",   " cả nước", " so với ", " kỳ "};

/// Words that tell nothing of what is counted.
bool is_filler(std::string_view word) {
  constexpr std::array<std::string_view, 16> kFillers = {"tổng", "số",  "các", "những", "là",   "được", "đã", "có",
                                                         "cho",  "với", "và",  "hoặc",  "cộng", "gồm",  "bị", "về"};
  return std::find(kFillers.begin(), kFillers.end(), word) != kFillers.end();
}

using Words = std::set<std::string, std::less<>>;

Words words_of(std::string_view text) {
  std::string folded = fold_lower(text);
  for (const auto& [meant, put] : kSame) {
    for (std::size_t at = folded.find(meant); at != std::string::npos; at = folded.find(meant, at + put.size()))
      folded.replace(at, meant.size(), put);
  }
  Words words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty() && !is_filler(word)) words.insert(word);
    word.clear();
  };
  for (std::size_t at = 0; at < folded.size();) {
    const Decoded c = decode_utf8(folded, at);
    if (is_letter(c.code)) {
      word.append(folded, at, c.length);
    } else {
      end_word();
    }
    at += c.length;
  }
  end_word();
  return words;
}

bool contains_all(const Words& words, const Words& wanted) {
  return std::includes(words.begin(), words.end(), wanted.begin(), wanted.end());
}

/// "tổng số lượt khám chữa bệnh trong tháng": "lượt khám chữa bệnh"; empty where no total is named.
std::string_view named_total(std::string_view of) {
  constexpr std::array<std::string_view, 3> kTotals = {"tổng số ", "tổng các ", "tổng "};
  for (const std::string_view total : kTotals) {
    if (!of.starts_with(total)) continue;
    of.remove_prefix(total.size());
    std::size_t end = of.size();
    for (const std::string_view word : kWhenAndWhere) end = std::min(end, of.find(word));
    return of.substr(0, end);
  }
  return {};
}

/// The words from the last sign before byte `at` on.
std::string_view clause_before(std::string_view text, std::size_t at) {
  const std::size_t from = at > kClause ? at - kClause : 0;
  const std::string_view before = text.substr(from, at - from);
  const std::size_t sign = before.find_last_of(".;:()");
  return sign == std::string_view::npos ? before : before.substr(sign + 1);
}

class NamedShares {
 public:
  NamedShares(const Document& document, std::vector<Fact>& facts) : document_(document), facts_(facts) {}

  void look_at(std::size_t index, std::vector<Check>& checks) const {
    const auto* percentage = std::get_if<Percentage>(&facts_[index].value);
    if (percentage == nullptr || percentage->points || percentage->figure.comparator != Comparator::kEqual ||
        percentage->figure.change != Change::kNone)
      return;
    const std::string_view total = named_total(percentage->figure.of);
    if (total.empty()) return;
    const Quantity part = part_of(index, total);
    if (part.figure == nullptr || part.figure->change != Change::kNone) return;
    const Words wanted = words_of(total);
    bool nearest = true;
    std::optional<Check> found;
    for (std::size_t steps = 1; steps <= kFactsBack && steps <= part.fact; ++steps) {
      const std::size_t i = part.fact - steps;
      if (facts_[i].block < facts_[index].block - kBlocksBack) break;
      const Quantity whole = quantity_of(facts_, i, text_of(i));
      if (!may_be_whole(whole, part, total, wanted)) continue;
      Check check = check_of_share(facts_, Check::Type::kShare, part, whole, index);
      if (check.holds) {
        found = std::move(check);
        break;
      }
      // Only what stands nearest was meant.
      const double off = std::abs(check.computed.to_double() / check.stated.to_double() - 1);
      const bool exact = part.plain() && whole.plain() && whole.figure->period == part.figure->period;
      if (nearest && exact && off < kFarOff && counts_nothing_else(whole, wanted)) found = std::move(check);
      nearest = false;
    }
    if (found) checks.push_back(std::move(*found));
  }

 private:
  std::string_view text_of(std::size_t fact) const {
    return document_.blocks[static_cast<std::size_t>(facts_[fact].block)].text;
  }

  /// "57.475 lượt, chiếm 14,74%", "6.364 vụ với 6.432 nạn nhân, chiếm 75,4% tổng số vụ": the nearest figure of the
  /// same things in the clause.
  Quantity part_of(std::size_t percentage, std::string_view total) const {
    const std::string_view text = text_of(percentage);
    const std::uint32_t begin = std::min(facts_[percentage].text.begin, facts_[percentage].digits.begin);
    for (std::size_t i = percentage; i > 0 && facts_[i - 1].block == facts_[percentage].block; --i) {
      const Quantity part = quantity_of(facts_, i - 1, text);
      if (part.figure == nullptr) continue;
      if (begin < part.text.end || begin - part.text.end > kNear) break;
      const std::string gap = fold_lower(text.substr(part.text.end, begin - part.text.end));
      if (gap.find("chiếm") == gap.npos && gap.find("bằng") == gap.npos) break;
      if (gap.find(';') != gap.npos || gap.find(". ") != gap.npos) break;
      if (counts(part, total)) return part;
    }
    return {};
  }

  /// What is counted comes first: "lượt khám chữa bệnh" are "lượt người". Money has no such word.
  bool counts(const Quantity& quantity, std::string_view total) const {
    const auto head = [](std::string_view phrase) { return std::string(phrase.substr(0, phrase.find(' '))); };
    return !std::holds_alternative<Count>(facts_[quantity.fact].value) ||
           head(fold_lower(total)) == head(fold_lower(quantity.measure));
  }

  bool may_be_whole(const Quantity& whole, const Quantity& part, std::string_view total, const Words& wanted) const {
    if (whole.figure == nullptr || whole.figure->change != Change::kNone || !whole.figure->per.empty() ||
        !(part.value < whole.value))
      return false;
    if (facts_[whole.fact].table || facts_[whole.fact].value.index() != facts_[part.fact].value.index()) return false;
    if (!whole.figure->period.empty() && !part.figure->period.empty() && whole.figure->period != part.figure->period)
      return false;
    if (!counts(whole, total)) return false;
    std::string said = std::string(clause_before(text_of(whole.fact), whole.text.begin));
    said += ' ' + whole.measure + ' ' + whole.figure->of;
    return contains_all(words_of(said), wanted);
  }

  /// "lượt khám bệnh bảo hiểm y tế" are not all of "lượt khám bệnh".
  static bool counts_nothing_else(const Quantity& whole, const Words& wanted) {
    return contains_all(wanted, words_of(whole.figure->of));
  }

  const Document& document_;
  std::vector<Fact>& facts_;
};

}  // namespace

void find_named_shares(const Document& document, std::vector<Fact>& facts, std::size_t begin, std::size_t end,
                       std::vector<Check>& checks) {
  const NamedShares shares(document, facts);
  for (std::size_t i = begin; i < end; ++i) shares.look_at(i, checks);
}

}  // namespace trichluc
