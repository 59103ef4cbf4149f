#include "extractors/respective.h"

#include <algorithm>

#include "extractors/char_set.h"
#include "extractors/figures.h"
#include "extractors/reference_parts.h"

namespace trichluc {
namespace {

constexpr std::string_view kRespectively = "lần lượt";
constexpr std::uint32_t kLongestList = 800;  // bytes
constexpr CharSet kClauseBegins(";:.(");
constexpr CharSet kDigits("0123456789");

bool joins(std::string_view gap) { return one_of(trim(gap), {",", "và", ";", ", và", "; và"}); }

/// "So với cùng kỳ, …", "Trong đó, …": no subject.
bool is_aside(std::string_view member) {
  for (const std::string_view word : {"so với", "so", "trong", "tại", "theo", "đến", "từ", "với", "hiện", "cụ thể",
                                      "riêng", "qua", "sau", "trước", "ước", "tính", "bên cạnh"}) {
    if (member.starts_with(word) && (member.size() == word.size() || member[word.size()] == ' ')) return true;
  }
  return false;
}

class Respective {
 public:
  Respective(const Scan& scan, std::vector<Fact>& facts, std::uint32_t word)
      : scan_(scan), facts_(facts), word_(word), sentence_(scan.sentence_at(word)) {}

  std::vector<UnevenLists> run() {
    read_figures();
    if (figures_.size() < 2) return {};
    std::vector<const TimeSpan*> times = times_before();
    if (times.size() < 2) times = times_behind();
    if (times.size() == figures_.size()) {
      for (std::size_t i = 0; i < times.size(); ++i) figures_[i]->period = times[i]->value;
      return {};
    }
    if (times.size() >= 2) return {uneven(times.size(), "times")};
    const std::vector<Range> subjects = subjects_before();
    if (subjects.size() == figures_.size()) {
      for (std::size_t i = 0; i < subjects.size(); ++i) figures_[i]->of = std::string(scan_.printed(subjects[i]));
      return {};
    }
    if (subjects.size() >= 2) return {uneven(subjects.size(), "subjects")};
    return {};
  }

 private:
  /// The figures of one kind behind the word, joined by commas and "và"; brackets between them are read over.
  void read_figures() {
    std::size_t first = 0;
    while (first < facts_.size() && facts_[first].digits.begin < word_) ++first;
    std::uint32_t end = word_ + static_cast<std::uint32_t>(kRespectively.size());
    for (std::size_t i = first; i < facts_.size(); ++i) {
      const Fact& fact = facts_[i];
      if (fact.digits.begin >= sentence_.end || fact.value.index() != facts_[first].value.index()) break;
      std::string_view gap = trim(scan_.between(end, fact.text.begin));
      if (i == first) {
        if (gap.size() > 30 || kClauseBegins.any_in(gap.substr(0, gap.find(':')))) break;
      } else if (!joins(gap)) {
        const std::size_t close = gap.rfind(')');
        if (!gap.starts_with("(") || close == std::string_view::npos || !joins(gap.substr(close + 1))) break;
      }
      figures_.push_back(figure_of(facts_[i].value));
      end = std::max(fact.text.end, fact.digits.end);
    }
    end_ = end;
  }

  std::vector<const TimeSpan*> times_before() const {
    std::vector<const TimeSpan*> times;
    for (const TimeSpan& time : scan_.times) {
      if (time.lone_day || time.digits.begin < sentence_.begin || time.text.end > word_) continue;
      if (!times.empty() && !joins(scan_.between(times.back()->text.end, time.text.begin))) times.clear();
      times.push_back(&time);
    }
    // "năm 2020 và 2021 của ba xã A, B, C lần lượt": the list of times is not the nearest one
    if (!times.empty() && scan_.between(times.back()->text.end, word_).find(',') != std::string_view::npos &&
        times.size() < 2)
      times.clear();
    return times;
  }

  std::vector<const TimeSpan*> times_behind() const {
    std::vector<const TimeSpan*> times;
    for (const TimeSpan& time : scan_.times) {
      if (time.lone_day || time.text.begin < end_ || time.digits.end > sentence_.end) continue;
      const std::string_view gap = trim(scan_.between(times.empty() ? end_ : times.back()->text.end, time.text.begin));
      const bool follows = times.empty()
                               ? gap.size() <= 40 && !kDigits.any_in(gap) && gap.find(';') == std::string_view::npos
                               : joins(gap);
      if (!follows) break;
      times.push_back(&time);
    }
    return times;
  }

  /// "Tỷ lệ hộ nghèo, hộ cận nghèo và hộ khá lần lượt là": what the clause names before the word.
  std::vector<Range> subjects_before() const {
    std::uint32_t begin = sentence_.begin;
    const std::size_t cut = kClauseBegins.last_in(scan_.between(begin, word_));
    if (cut != std::string_view::npos) begin += static_cast<std::uint32_t>(cut) + 1;
    for (const TimeSpan& time : scan_.times) {
      if (time.digits.begin >= begin && time.text.end <= word_) begin = time.text.end;
    }
    std::vector<Range> subjects;
    if (word_ - begin > kLongestList) return subjects;
    const std::string_view text = scan_.between(begin, word_);
    std::size_t from = 0;
    while (from < text.size()) {
      constexpr std::string_view kAnd = " và ";
      const std::size_t comma = text.find(',', from), joint = text.find(kAnd, from);
      const std::size_t to = std::min({comma, joint, text.size()});
      const std::string_view member = trim(text.substr(from, to - from));
      if (!member.empty() && !(subjects.empty() && is_aside(member))) {
        const auto at = static_cast<std::uint32_t>(member.data() - scan_.folded().data());
        subjects.push_back({at, at + static_cast<std::uint32_t>(member.size())});
      }
      from = to == text.size() ? to : to == comma ? to + 1 : to + kAnd.size();
    }
    return subjects;
  }

  UnevenLists uneven(std::size_t members, std::string_view of) const {
    return {{word_, end_},
            std::to_string(figures_.size()) + " figures for " + std::to_string(members) + " " + std::string(of) +
                "; see which is missing"};
  }

  const Scan& scan_;
  std::vector<Fact>& facts_;
  const std::uint32_t word_;
  const Range sentence_;
  std::vector<Figure*> figures_;
  std::uint32_t end_ = 0;
};

}  // namespace

std::vector<UnevenLists> bind_respectively(const Scan& scan, std::vector<Fact>& facts) {
  std::vector<UnevenLists> uneven;
  if (facts.size() < 2) return uneven;
  for (std::size_t at = scan.folded().find(kRespectively); at != std::string_view::npos;
       at = scan.folded().find(kRespectively, at + kRespectively.size())) {
    for (UnevenLists& lists : Respective(scan, facts, static_cast<std::uint32_t>(at)).run())
      uneven.push_back(std::move(lists));
  }
  return uneven;
}

}  // namespace trichluc
