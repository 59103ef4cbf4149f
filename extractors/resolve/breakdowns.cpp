#include "extractors/resolve/breakdowns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

#include "extractors/resolve/named_wholes.h"
#include "extractors/resolve/passage.h"
#include "extractors/resolve/self_counts.h"
#include "extractors/resolve/shares.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

/// A sum this far off was not meant as one: the members were not all read, or belong to something else.
constexpr double kFarOff = 0.2;

/// How many figures or openings are looked at from one place: a text of a million figures has no whole and parts.
constexpr std::size_t kReach = 100;
constexpr std::size_t kMostPlainParts = 6;
constexpr std::int64_t kLeastPlainSum = 20;  // without its zeros; small and round figures add up by chance
constexpr std::size_t kMostInner = 12;       // "trong đó" inside the parts of one opening
constexpr std::size_t kLongestList = 6000;   // bytes

/// What leads from a whole to its parts.
struct Opening {
  enum class Kind { kAmong, kAll, kBracket, kColon } kind = Kind::kAmong;
  std::uint32_t begin = 0, end = 0;
  int level = -1;            // brackets the parts stand in
  int outer = -1;            // brackets the whole stands in
  std::uint32_t anchor = 0;  // the whole ends before it
};

bool is_letter_byte(char c) { return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z'); }

/// Where `word` stands alone in `text` from `from` on.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool left = at == 0 || !is_letter_byte(text[at - 1]);
    const bool right = at + word.size() == text.size() || !is_letter_byte(text[at + word.size()]);
    if (left && right) return at;
  }
  return std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::vector<Opening> openings_of(const Passage& passage) {
  std::vector<Opening> openings;
  const std::string_view text = passage.folded();
  const auto add = [&](Opening::Kind kind, std::size_t at, std::size_t length) {
    Opening opening;
    opening.kind = kind;
    opening.begin = static_cast<std::uint32_t>(at);
    opening.end = static_cast<std::uint32_t>(at + length);
    opening.level = opening.outer = passage.bracket_at(opening.begin);
    opening.anchor = opening.begin;
    if (opening.level >= 0) {
      // the first words of brackets: the whole stands before them
      const Range bracket = passage.bracket(opening.level);
      if (trimmed(passage.between(bracket.begin + 1, opening.begin)).empty()) {
        opening.anchor = bracket.begin;
        opening.outer = passage.bracket_at(bracket.begin);
      }
    }
    openings.push_back(opening);
  };
  for (const auto& [word, kind] : {std::pair<std::string_view, Opening::Kind>{"trong đó", Opening::Kind::kAmong},
                                   {"cụ thể", Opening::Kind::kAmong},
                                   {"gồm", Opening::Kind::kAll}}) {
    for (std::size_t at = find_word(text, word, 0); at != std::string_view::npos;
         at = find_word(text, word, at + word.size()))
      add(kind, at, word.size());
  }
  for (std::size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1)) {
    // "xử lý 20 cơ sở bằng hình thức: phạt tiền 17 cơ sở, …"; after "trong đó" the words opened already
    std::string_view head = trimmed(text.substr(at > 12 ? at - 12 : 0, at > 12 ? 12 : at));
    if (!head.ends_with("trong đó") && !head.ends_with("gồm") && !head.ends_with("cụ thể"))
      add(Opening::Kind::kColon, at, 1);
  }
  for (std::size_t at = text.find('('); at != std::string_view::npos; at = text.find('(', at + 1)) {
    const std::string_view inside = trimmed(text.substr(at + 1, 24));
    if (inside.starts_with("trong đó") || inside.starts_with("gồm") || inside.starts_with("bao gồm") ||
        inside.starts_with("cụ thể"))
      continue;
    const auto begin = static_cast<std::uint32_t>(at + 1);
    Opening opening{Opening::Kind::kBracket,
                    begin,
                    begin,
                    passage.bracket_at(begin),
                    passage.bracket_at(static_cast<std::uint32_t>(at)),
                    static_cast<std::uint32_t>(at)};
    if (opening.level >= 0) openings.push_back(opening);
  }
  std::sort(openings.begin(), openings.end(), [](const Opening& a, const Opening& b) { return a.begin < b.begin; });
  return openings;
}

/// Ends of an EDTF date or interval, comparable as texts: "2020/2021" is "2020" and "2021~".
std::pair<std::string, std::string> ends_of(const std::string& period) {
  const std::size_t slash = period.find('/');
  return {period.substr(0, slash), (slash == std::string::npos ? period : period.substr(slash + 1)) + "~"};
}

/// Whether what happened in `part` may be part of what happened in `whole`.
bool within(const std::string& part, const std::string& whole) {
  if (part.empty() || whole.empty() || part == whole) return true;
  const auto [begin, end] = ends_of(whole);
  const auto [first, last] = ends_of(part);
  return begin <= first && last <= end;
}

/// What befell those that are counted: "làm chết 21 người, bị thương 39 người" are two wholes of one unit.
enum class Fate { kUnsaid, kDead, kHurt, kMissing };

Fate fate_of(const Quantity& quantity) {
  const std::string of = fold_lower(quantity.figure->of);
  const auto says = [&of](std::string_view word) { return find_word(of, word, 0) != std::string_view::npos; };
  const bool dead = says("chết") || says("tử vong");
  const bool hurt = says("bị thương");
  const bool missing = says("mất tích");
  if (dead + hurt + missing != 1) return Fate::kUnsaid;  // "chết và mất tích" is a whole of both
  return dead ? Fate::kDead : hurt ? Fate::kHurt : Fate::kMissing;
}

class Sums {
 public:
  Sums(const Passage& passage, std::vector<Fact>& facts, std::vector<Check>& checks)
      : passage_(passage), facts_(facts), checks_(checks), openings_(openings_of(passage)) {}

  void run() {
    find_plain_sums();
    for (std::size_t i = 0; i < openings_.size(); ++i) {
      for (const Quantity* whole : wholes_of(openings_[i])) {
        const std::vector<const Quantity*> parts = parts_of(i, *whole);
        if (!parts.empty()) settle(openings_[i], *whole, parts);
      }
    }
  }

 private:
  std::vector<Quantity>::const_iterator first_from(std::uint32_t at) const {
    return std::lower_bound(passage_.quantities().begin(), passage_.quantities().end(), at,
                            [](const Quantity& quantity, std::uint32_t place) { return quantity.text.begin < place; });
  }

  /// "518 lượt cơ sở vi phạm, đã nhắc nhở 498 cơ sở và xử lý 20 cơ sở": no word says so, but the next figures of the
  /// sentence add up to it exactly.
  void find_plain_sums() {
    const std::vector<Quantity>& all = passage_.quantities();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Quantity& whole = all[i];
      if (!may_add_up(whole) || without_zeros(whole.value) < kLeastPlainSum) continue;
      const std::uint32_t end = passage_.sentence_at(whole.text.begin).end;
      std::vector<const Quantity*> parts;
      Decimal sum{0, 0};
      for (std::size_t k = i + 1; k < all.size() && k <= i + kMostPlainParts && sum < whole.value; ++k) {
        const Quantity& part = all[k];
        if (part.text.begin >= end || part.bracket != whole.bracket || !may_add_up(part)) break;
        if (!same_thing(whole, part) || !within(part.figure->period, whole.figure->period)) break;
        parts.push_back(&part);
        sum = sum + part.value;
      }
      if (parts.size() < 2 || !(sum == whole.value) || is_opened(whole.text.end, parts.front()->text.begin)) continue;
      adopt(whole, parts);
      checks_.push_back(sum_check(whole, parts));
    }
  }

  static std::int64_t without_zeros(Decimal value) {
    while (value.digits != 0 && value.digits % 10 == 0) value.digits /= 10;
    return value.digits;
  }

  /// Also "lượt cơ sở" and "cơ sở".
  static bool same_thing(const Quantity& a, const Quantity& b) {
    const auto ends_with = [](const std::string& unit, const std::string& noun) {
      return unit.size() > noun.size() && unit.ends_with(noun) && unit[unit.size() - noun.size() - 1] == ' ';
    };
    return same_measure(a, b) || ends_with(a.measure, b.measure) || ends_with(b.measure, a.measure);
  }

  static bool may_add_up(const Quantity& quantity) {
    return quantity.plain() && quantity.figure->change == Change::kNone && quantity.figure->per.empty();
  }

  /// Whether words between the places open parts: then they say what belongs together.
  bool is_opened(std::uint32_t begin, std::uint32_t end) const {
    const auto next = std::lower_bound(openings_.begin(), openings_.end(), begin,
                                       [](const Opening& opening, std::uint32_t at) { return opening.begin < at; });
    return next != openings_.end() && next->begin < end;
  }

  /// The nearest quantity of each measure before the opening, in its sentence or, for one that begins a sentence, in
  /// the one before.
  std::vector<const Quantity*> wholes_of(const Opening& opening) const {
    Range sentence = passage_.sentence_at(opening.anchor);
    if (sentence.begin > 0 && trimmed(passage_.between(sentence.begin, opening.anchor)).empty())
      sentence.begin = passage_.sentence_at(sentence.begin - 1).begin;
    std::vector<const Quantity*> wholes;
    auto quantity = first_from(opening.anchor);
    for (std::size_t steps = 0; steps < kReach && quantity != passage_.quantities().begin(); ++steps) {
      --quantity;
      if (quantity->text.begin < sentence.begin) break;
      if (quantity->text.end > opening.anchor || quantity->bracket != opening.outer) continue;
      const std::string_view gap = passage_.between(quantity->text.end, opening.anchor);
      // brackets explain what stands right before them
      if (opening.kind == Opening::Kind::kBracket && (gap.size() > 60 || gap.find_first_of(",;:") != gap.npos)) break;
      const bool known = std::any_of(wholes.begin(), wholes.end(), [&](const Quantity* other) {
        return same_measure(*other, *quantity) && fate_of(*other) == fate_of(*quantity);
      });
      if (known) continue;
      if (quantity->figure->change == Change::kNone) wholes.push_back(&*quantity);
      if (opening.kind == Opening::Kind::kBracket) break;
    }
    return wholes;
  }

  /// What stands behind the opening and may be part of `whole`.
  std::vector<const Quantity*> parts_of(std::size_t index, const Quantity& whole) const {
    const Opening& opening = openings_[index];
    std::uint32_t end = passage_.sentence_at(opening.begin).end;
    if (opening.level >= 0) end = std::min(end, passage_.bracket(opening.level).end);
    // "…, trong đó: A 60 (…), trong đó nam 20; B 40": what a member says of itself ends with its semicolon
    std::vector<Range> own;
    const std::size_t last = std::min(openings_.size(), index + kReach);
    for (std::size_t i = index + 1; i < last && openings_[i].begin < end; ++i) {
      const Opening& inner = openings_[i];
      if (inner.level != opening.level || inner.kind == Opening::Kind::kBracket || inner.kind == Opening::Kind::kColon)
        continue;
      if (own.empty() && trimmed(passage_.between(opening.end, inner.begin)).size() < 2) continue;  // "cụ thể gồm"
      if (own.size() == kMostInner) break;
      const std::size_t stop =
          passage_.between(inner.begin, std::min<std::size_t>(end, inner.begin + kLongestList)).find(';');
      own.push_back(
          {inner.begin, stop == std::string_view::npos ? end : inner.begin + static_cast<std::uint32_t>(stop)});
    }
    const Fate fate = fate_of(whole);
    std::vector<const Quantity*> parts;
    auto at = first_from(opening.end);
    for (std::size_t steps = 0; steps < kReach && at != passage_.quantities().end(); ++steps) {
      const Quantity& next = *at++;
      if (next.text.begin >= end) break;
      if (next.bracket != opening.level) continue;
      if (std::any_of(own.begin(), own.end(), [&](Range range) { return range.contains(next.text); })) continue;
      if (!same_measure(whole, next) || next.figure->change != Change::kNone) continue;
      // of two wholes of one unit each takes its own, and the nearer what does not say
      if (fate != Fate::kUnsaid &&
          (fate_of(next) == Fate::kUnsaid ? !next.figure->part_of.empty() : fate_of(next) != fate))
        continue;
      if (whole.value < next.value || !within(next.figure->period, whole.figure->period)) break;
      parts.push_back(&next);
    }
    return parts;
  }

  void settle(const Opening& opening, const Quantity& whole, const std::vector<const Quantity*>& parts) {
    const bool yearly =
        std::all_of(parts.begin(), parts.end(), [](const Quantity* part) { return part->figure->per == "P1Y"; });
    if (yearly && whole.figure->per.empty()) {
      settle_yearly(whole, parts);
      return;
    }
    if (std::any_of(parts.begin(), parts.end(), [](const Quantity* part) { return !part->figure->per.empty(); }))
      return;
    const bool exact =
        whole.plain() && std::all_of(parts.begin(), parts.end(), [](const Quantity* part) { return part->plain(); });
    // the first members that add up to the whole are its parts; "trong đó" alone makes parts without a sum
    Decimal sum{0, 0};
    for (std::size_t k = 0; k < parts.size() && exact; ++k) {
      sum = sum + parts[k]->value;
      if (!(sum == whole.value)) continue;
      if (k == 0) break;
      const std::vector<const Quantity*> members(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(k) + 1);
      adopt(whole, members);
      checks_.push_back(sum_check(whole, members));
      return;
    }
    if (opening.kind == Opening::Kind::kColon) return;  // "Kết quả: …" opens no parts
    adopt(whole, parts);
    if (parts.size() < 2 || !exact) return;
    Check check = sum_check(whole, parts);
    const double off = std::abs(check.computed.to_double() / check.stated.to_double() - 1);
    // figures that were rounded come out within their last digits; "gồm" names all members, so that a sum that does
    // not come out is worth a look
    if (check.holds || (opening.kind == Opening::Kind::kAll && off < kFarOff && names_all(opening, whole, parts)))
      checks_.push_back(std::move(check));
  }

  /// "năm 2020 là 30 tỷ; năm 2021 là 30 tỷ, trong đó mỗi năm Bộ A 25 tỷ, Bộ B 5 tỷ": parts of each of the years.
  void settle_yearly(const Quantity& last, const std::vector<const Quantity*>& parts) {
    constexpr std::size_t kYear = 4;
    auto at = first_from(last.text.begin + 1);
    for (std::size_t steps = 0; steps < kReach && at != passage_.quantities().begin(); ++steps) {
      const Quantity& whole = *--at;
      if (passage_.sentence_at(whole.text.begin).begin != passage_.sentence_at(last.text.begin).begin) break;
      if (whole.bracket != last.bracket || !same_measure(whole, last)) continue;
      if (!whole.plain() || whole.figure->period.size() != kYear || !whole.figure->per.empty()) continue;
      Check check = sum_check(whole, parts);
      if (parts.size() >= 2 && check.holds) checks_.push_back(std::move(check));
    }
  }

  /// The whole right before "gồm", nothing left out behind it ("…", "v.v."), no member without a figure.
  bool names_all(const Opening& opening, const Quantity& whole, const std::vector<const Quantity*>& parts) const {
    const std::string_view gap = passage_.between(whole.text.end, opening.anchor);
    if (gap.size() > 80 || gap.find(';') != gap.npos) return false;
    const std::uint32_t end = passage_.sentence_at(opening.begin).end;
    if (end - opening.end > kLongestList) return false;
    const std::string_view list = passage_.between(opening.end, end);
    if (list.find("...") != list.npos || list.find("…") != list.npos || list.find("v.v") != list.npos) return false;
    const auto members = static_cast<std::size_t>(std::count(list.begin(), list.end(), ';')) + 1;
    return members == 1 || members == parts.size();
  }

  void adopt(const Quantity& whole, const std::vector<const Quantity*>& parts) {
    for (const Quantity* part : parts) {
      if (part->figure->part_of.empty()) part->figure->part_of = facts_[whole.fact].id;
    }
  }

  Check sum_check(const Quantity& whole, const std::vector<const Quantity*>& parts) const {
    return check_of_sum(facts_, whole, parts);
  }

 public:
  static Check check_of_sum(const std::vector<Fact>& facts, const Quantity& whole,
                            const std::vector<const Quantity*>& parts) {
    Check check;
    check.type = Check::Type::kSum;
    check.whole = facts[whole.fact].id;
    check.stated = whole.value;
    double tolerance = whole.step / 2;
    for (const Quantity* part : parts) {
      check.parts.push_back(facts[part->fact].id);
      check.computed = check.computed + part->value;
      tolerance += part->step / 2;
    }
    check.computed.shorten();
    check.holds = check.computed == check.stated ||
                  std::abs(check.computed.to_double() - check.stated.to_double()) <= tolerance * (1 + 1e-9);
    return check;
  }

 private:
  const Passage& passage_;
  std::vector<Fact>& facts_;
  std::vector<Check>& checks_;
  const std::vector<Opening> openings_;
};

/// A total in the words that introduce a list, and the counts that its items begin with: "… 16 hội …, có:", "- 05 hội
/// đã …", "- 11 hội chưa …".
class ListSums {
 public:
  ListSums(const Document& document, const std::vector<int>& lead_ins, std::vector<Fact>& facts)
      : document_(document), facts_(facts) {
    for (std::size_t i = 0; i < facts.size(); ++i) by_block_[facts[i].block].push_back(i);
    for (std::size_t i = 0; i < lead_ins.size(); ++i) {
      if (lead_ins[i] >= 0 && !document.blocks[i].table_row && document.blocks[i].kind == BlockKind::kListItem)
        items_[lead_ins[i]].push_back(static_cast<int>(i));
    }
  }

  void run(std::vector<Check>& checks) {
    for (const auto& [lead, items] : items_) {
      const auto found = by_block_.find(lead);
      if (items.size() < 2 || found == by_block_.end() || !opens_list(lead)) continue;
      for (const std::size_t index : found->second) {
        const Quantity whole = quantity_of(facts_, index, text_of(lead));
        if (whole.figure == nullptr || !whole.plain() || !whole.figure->per.empty()) continue;
        std::vector<Quantity> parts;
        for (const int item : items) {
          Quantity part = first_of(item, whole);
          if (part.figure != nullptr) parts.push_back(std::move(part));
        }
        if (parts.size() < 2 || parts.size() != items.size()) continue;
        std::vector<const Quantity*> members;
        for (const Quantity& part : parts) members.push_back(&part);
        Check check = Sums::check_of_sum(facts_, whole, members);
        if (!check.holds) continue;  // other items of the list may not have been read as such
        for (const Quantity& part : parts) {
          if (part.figure->part_of.empty()) part.figure->part_of = facts_[index].id;
        }
        checks.push_back(std::move(check));
      }
    }
  }

 private:
  std::string_view text_of(int block) const { return document_.blocks[static_cast<std::size_t>(block)].text; }

  bool opens_list(int block) const {
    const std::string_view text = trimmed(text_of(block));
    return text.ends_with(':') || text.ends_with("như sau");
  }

  /// The quantity that an item begins with, if it is comparable with `whole`.
  Quantity first_of(int block, const Quantity& whole) {
    constexpr std::uint32_t kMark = 6;  // "- ", "a) "
    const auto found = by_block_.find(block);
    if (found == by_block_.end()) return {};
    for (const std::size_t index : found->second) {
      Quantity part = quantity_of(facts_, index, text_of(block));
      if (part.figure == nullptr) continue;
      const std::string_view before = text_of(block).substr(0, part.text.begin);
      const bool labelled = before.find(':') != before.npos && trimmed(before).ends_with(':');
      if (part.text.begin > kMark && !labelled) return {};
      if (!part.plain() || !same_measure(part, whole) || whole.value < part.value) return {};
      return part;
    }
    return {};
  }

  const Document& document_;
  std::vector<Fact>& facts_;
  std::map<int, std::vector<std::size_t>> by_block_;
  std::map<int, std::vector<int>> items_;  // by lead-in
};

}  // namespace

std::vector<Check> find_breakdowns(const Document& document, const std::vector<int>& lead_ins,
                                   const std::vector<std::string>& folded, std::vector<Fact>& facts) {
  std::vector<Check> checks;
  for (std::size_t begin = 0; begin < facts.size();) {
    std::size_t end = begin;
    while (end < facts.size() && facts[end].block == facts[begin].block) ++end;
    const auto block = static_cast<std::size_t>(facts[begin].block);
    const std::string& text = document.blocks[block].text;
    const bool figures =
        std::any_of(facts.begin() + static_cast<std::ptrdiff_t>(begin),
                    facts.begin() + static_cast<std::ptrdiff_t>(end), [](const Fact& fact) {
                      return std::holds_alternative<Budget>(fact.value) || std::holds_alternative<Count>(fact.value);
                    });
    if (!facts[begin].table && figures) {
      const std::string made = folded[block].empty() ? fold_lower(text) : std::string();
      const Passage passage(text, folded[block].empty() ? made : folded[block], facts, begin, end);
      Sums(passage, facts, checks).run();
      find_shares(passage, facts, begin, end, checks);
      find_named_shares(document, facts, begin, end, checks);
      find_self_counts(passage, text, facts, checks);
    }
    begin = end;
  }
  ListSums(document, lead_ins, facts).run(checks);
  // "14 tỷ, trong đó: năm 2031: 2 tỷ; …" is a sum behind its colon and behind "trong đó"
  const auto same = [](const Check& a, const Check& b) {
    return a.type == b.type && a.whole == b.whole && a.parts == b.parts && a.percentage == b.percentage;
  };
  checks.erase(std::unique(checks.begin(), checks.end(), same), checks.end());
  return checks;
}

}  // namespace trichluc
