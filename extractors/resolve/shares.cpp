#include "extractors/resolve/shares.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace trichluc {
namespace {

constexpr std::size_t kNear = 60;  // bytes between a figure and its percentage

/// A ratio with the margin that the last digits of its figures leave.
struct Ratio {
  double value = 0, low = 0, high = 0;  // in per cent
};

struct Amount {
  double value = 0, step = 0;
};

Ratio ratio_of(Amount part, Amount whole) {
  const double least = whole.value - whole.step / 2, most = whole.value + whole.step / 2;
  Ratio ratio;
  ratio.value = part.value / whole.value * 100;
  ratio.low = (part.value - part.step / 2) / most * 100;
  ratio.high = least > 0 ? (part.value + part.step / 2) / least * 100 : ratio.value;
  return ratio;
}

Amount amount_of(const Quantity& quantity) { return {quantity.value.to_double(), quantity.step}; }

Check worked_out(Check::Type type, const std::string& whole, const std::string& part, const Fact& fact,
                 const Ratio& ratio) {
  const auto& percentage = std::get<Percentage>(fact.value);
  Check check;
  check.type = type;
  check.whole = whole;
  check.parts = {part};
  check.percentage = fact.id;
  check.stated = percentage.value;
  const int places = std::max(1, percentage.value.scale);
  check.computed = {static_cast<std::int64_t>(std::llround(ratio.value * std::pow(10.0, places))), places};
  check.computed.shorten();
  const double half = std::pow(10.0, -percentage.value.scale) / 2;
  const double stated = percentage.value.to_double();
  check.holds = ratio.low - half - 1e-9 <= stated && stated <= ratio.high + half + 1e-9;
  return check;
}

class Shares {
 public:
  Shares(const Passage& passage, const std::vector<Fact>& facts, std::vector<Check>& checks)
      : passage_(passage), facts_(facts), checks_(checks) {}

  void look_at(std::size_t index) {
    const auto* percentage = std::get_if<Percentage>(&facts_[index].value);
    if (percentage == nullptr || percentage->points || percentage->figure.comparator != Comparator::kEqual) return;
    if (percentage->figure.change != Change::kNone) {
      change(index, *percentage);
    } else if (!share_of_total(index) && !share_of_whole(index) && !share_before_part(index)) {
      share_of_figure_before(index);
    }
  }

 private:
  std::uint32_t begin_of(std::size_t fact) const {
    return std::min(facts_[fact].text.begin, facts_[fact].digits.begin);
  }
  std::uint32_t end_of(std::size_t fact) const { return std::max(facts_[fact].text.end, facts_[fact].digits.end); }

  std::vector<Quantity>::const_iterator first_from(std::uint32_t at) const {
    return std::lower_bound(passage_.quantities().begin(), passage_.quantities().end(), at,
                            [](const Quantity& quantity, std::uint32_t place) { return quantity.text.begin < place; });
  }
  /// The last quantity before byte `at`; null for none.
  const Quantity* before(std::uint32_t at) const {
    const auto next = first_from(at);
    return next == passage_.quantities().begin() ? nullptr : &*std::prev(next);
  }
  const Quantity* of_id(const std::string& id) const {
    // ids are "f" and the fact's place, so that they grow with the quantities
    const auto longer = [](std::string_view a, std::string_view b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    };
    const auto at = std::lower_bound(
        passage_.quantities().begin(), passage_.quantities().end(), id,
        [&](const Quantity& quantity, const std::string& wanted) { return longer(facts_[quantity.fact].id, wanted); });
    return at != passage_.quantities().end() && facts_[at->fact].id == id ? &*at : nullptr;
  }

  /// Words of a whole of their own behind the percentage: "chiếm 10,6% tổng số vụ việc".
  bool names_whole(std::size_t index) const {
    std::string_view after = passage_.folded().substr(end_of(index), 24);
    while (!after.empty() && after.front() == ' ') after.remove_prefix(1);
    return !after.empty() && (static_cast<unsigned char>(after[0]) >= 0x80 || (after[0] >= 'a' && after[0] <= 'z')) &&
           !after.starts_with("và ");
  }

  void add(Check::Type type, const std::string& whole, const std::string& part, std::size_t index, const Ratio& ratio,
           bool certain) {
    Check check = worked_out(type, whole, part, facts_[index], ratio);
    if (check.holds || certain) checks_.push_back(std::move(check));
  }

  /// "125/145 xã (86,2%)", "2.285/2.310 đơn, đạt 98,9%": the whole is part of the same figure.
  bool share_of_total(std::size_t index) {
    if (index == 0) return false;
    const auto* count = std::get_if<Count>(&facts_[index - 1].value);
    if (count == nullptr || !count->total || count->total->digits == 0 || names_whole(index)) return false;
    const std::string_view gap = passage_.between(end_of(index - 1), begin_of(index));
    const bool beside = gap.size() <= 40 && gap.find(';') == gap.npos &&
                        (gap.find('(') != gap.npos || gap.find("đạt") != gap.npos || gap.find("chiếm") != gap.npos);
    if (!beside) return false;
    const std::string& id = facts_[index - 1].id;
    add(Check::Type::kShare, id, id, index, ratio_of({count->value.to_double(), 0}, {count->total->to_double(), 0}),
        false);
    return true;
  }

  /// "866 lượt người (chiếm 85%)": of what it is a breakdown of.
  bool share_of_whole(std::size_t index) {
    const Quantity* const part = before(begin_of(index));
    if (part == nullptr || part->figure->part_of.empty() || part->figure->change != Change::kNone) return false;
    const std::string_view gap = passage_.between(part->text.end, begin_of(index));
    const bool says = gap.find("chiếm") != gap.npos || gap == " (" || gap == "(";
    if (gap.size() > kNear || gap.find(';') != gap.npos || !says || names_whole(index)) return false;
    const Quantity* const whole = of_id(part->figure->part_of);
    if (whole == nullptr || whole->value.digits == 0) return false;
    const bool certain = gap.find("chiếm") != gap.npos && part->plain() && whole->plain();
    add(Check::Type::kShare, facts_[whole->fact].id, facts_[part->fact].id, index,
        ratio_of(amount_of(*part), amount_of(*whole)), certain);
    return true;
  }

  /// "…, trong đó điện mua ngoài chiếm 28% toàn ngành, đạt 2,36 tỷ kWh": the part stands behind its share.
  bool share_before_part(std::size_t index) {
    const std::uint32_t begin = begin_of(index), end = end_of(index);
    const std::string_view head = passage_.between(begin > 12 ? begin - 12 : 0, begin);
    if (head.find("chiếm") == head.npos) return false;
    const auto next = first_from(end);
    if (next == passage_.quantities().end() || next->figure->part_of.empty()) return false;
    const std::string_view gap = passage_.between(end, next->text.begin);
    if (gap.size() > kNear || gap.find_first_of(";.(") != gap.npos || gap.find("đạt") == gap.npos) return false;
    const Quantity* const whole = of_id(next->figure->part_of);
    if (whole == nullptr || whole->value.digits == 0) return false;
    add(Check::Type::kShare, facts_[whole->fact].id, facts_[next->fact].id, index,
        ratio_of(amount_of(*next), amount_of(*whole)), false);
    return true;
  }

  /// "Tiếp nhận 104 vụ; đã giải quyết 92 vụ, đạt 88,5%": no word names the whole, but one of the figures before gives
  /// just this share.
  void share_of_figure_before(std::size_t index) {
    constexpr std::ptrdiff_t kReach = 12;       // figures
    constexpr std::int64_t kLeastDigits = 100;  // "85%" comes out of other figures by chance
    if (std::get<Percentage>(facts_[index].value).value.digits < kLeastDigits || names_whole(index)) return;
    const Quantity* const part = before(begin_of(index));
    if (part == nullptr || !part->plain() || !part->figure->per.empty()) return;
    const std::string_view gap = passage_.between(part->text.end, begin_of(index));
    if (gap.size() > kNear || gap.find_first_of(";.") != gap.npos) return;
    if (gap.find("chiếm") == gap.npos && gap.find("đạt") == gap.npos && !gap.ends_with('(')) return;
    const Quantity* const first = &passage_.quantities().front();
    for (const Quantity* whole = part; whole != first && part - whole < kReach;) {
      --whole;
      if (!same_measure(*part, *whole) || !(part->value < whole->value) || !whole->plain() ||
          !whole->figure->per.empty())
        continue;
      Check check = check_of_share(facts_, Check::Type::kShare, *part, *whole, index);
      if (!check.holds) continue;
      checks_.push_back(std::move(check));
      return;
    }
  }

  /// "78 vụ, giảm 12 vụ (13,3%)", "tăng 18% (48 vụ)": so much now, so much more or less than before.
  void change(std::size_t index, const Percentage& percentage) {
    const std::uint32_t begin = begin_of(index), end = end_of(index);
    const Quantity* difference = before(begin);
    std::string_view gap = difference == nullptr ? std::string_view() : passage_.between(difference->text.end, begin);
    const bool behind =
        difference != nullptr && (gap == " (" || gap == "(" || gap == ", " || gap == " hay " || gap == ", tương ứng " ||
                                  gap == " (tương ứng " || gap == " tương ứng ");
    if (!behind || difference->figure->change == Change::kNone) {
      const auto next = first_from(end);
      if (next == passage_.quantities().end() || next->figure->change == Change::kNone) return;
      gap = passage_.between(end, next->text.begin);
      if (gap != " (" && gap != " (tương ứng " && gap != " (tương đương " && gap != ", tương ứng ") return;
      difference = &*next;
    }
    if (difference->figure->change != percentage.figure.change || difference->figure->comparator != Comparator::kEqual)
      return;
    // what there is now: the nearest quantity of the same things before, in the same sentence
    const std::uint32_t from = std::min(difference->text.begin, begin);
    const Range sentence = passage_.sentence_at(from);
    for (auto at = first_from(from); at != passage_.quantities().begin();) {
      --at;
      if (at->text.begin < sentence.begin) return;
      if (at->bracket >= 0 && at->bracket != difference->bracket) continue;
      if (passage_.between(at->text.end, from).find(';') != std::string_view::npos) return;
      if (at->measure != difference->measure) continue;  // "27 vụ với 29 trẻ em, giảm 06 vụ (18,2%)"
      if (at->figure->change != Change::kNone || !at->plain()) return;
      const double sign = percentage.figure.change == Change::kIncrease ? -1 : 1;
      const double base = at->value.to_double() + sign * difference->value.to_double();
      if (base <= 0) return;
      add(Check::Type::kChange, facts_[at->fact].id, facts_[difference->fact].id, index,
          ratio_of(amount_of(*difference), {base, at->step + difference->step}), true);
      return;
    }
  }

  const Passage& passage_;
  const std::vector<Fact>& facts_;
  std::vector<Check>& checks_;
};

}  // namespace

Check check_of_share(const std::vector<Fact>& facts, Check::Type type, const Quantity& part, const Quantity& whole,
                     std::size_t percentage) {
  return worked_out(type, facts[whole.fact].id, facts[part.fact].id, facts[percentage],
                    ratio_of(amount_of(part), amount_of(whole)));
}

void find_shares(const Passage& passage, const std::vector<Fact>& facts, std::size_t begin, std::size_t end,
                 std::vector<Check>& checks) {
  Shares shares(passage, facts, checks);
  for (std::size_t i = begin; i < end; ++i) shares.look_at(i);
}

}  // namespace trichluc
