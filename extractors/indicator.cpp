#include "extractors/indicator.h"

#include <algorithm>

#include "extractors/char_set.h"
#include "extractors/engine/folded.h"
#include "extractors/figures.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr CharSet kClauseMarks(",;:.()");
/// A clause that runs on is read this far on either side of its figure; in bytes.
constexpr std::size_t kReach = 160;

std::string fold(std::string_view text) { return place_tones(fold_lower(text)); }

bool word_byte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// "vụ việc" is a "vụ"; "vụng" is none.
bool begins_with_words(std::string_view text, std::string_view words) {
  return text.starts_with(words) && (text.size() == words.size() || text[words.size()] == ' ');
}

/// The last clause mark of `text` that no digit follows directly: not the one in "1.075" or "2,6".
std::size_t last_mark(std::string_view text) {
  for (std::size_t at = text.size(); at > 0; --at) {
    if (!kClauseMarks.has(text[at - 1])) continue;
    const bool in_number =
        at < text.size() && text[at] >= '0' && text[at] <= '9' && at >= 2 && text[at - 2] >= '0' && text[at - 2] <= '9';
    if (!in_number) return at - 1;
  }
  return std::string_view::npos;
}

std::size_t first_mark(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!kClauseMarks.has(text[at])) continue;
    const bool in_number = at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9' && at > 0 &&
                           text[at - 1] >= '0' && text[at - 1] <= '9';
    if (!in_number) return at;
  }
  return std::string_view::npos;
}

}  // namespace

IndicatorMatcher::IndicatorMatcher(const std::vector<Indicator>& indicators) {
  for (const Indicator& indicator : indicators) {
    Wanted wanted{indicator.counts, indicator.shares, indicator.amounts, indicator.changes, indicator.units, {}, {}};
    for (const auto& group : indicator.all) {
      wanted.all.emplace_back();
      for (const std::string& phrase : group) wanted.all.back().push_back(id_of(phrase));
    }
    for (const std::string& phrase : indicator.none) wanted.none.push_back(id_of(phrase));
    wanted_.push_back(std::move(wanted));
    codes_.push_back(indicator.code);
  }
}

std::uint32_t IndicatorMatcher::id_of(const std::string& phrase) {
  std::vector<Phrase>& same_first = by_first_word_[phrase.substr(0, phrase.find(' '))];
  for (const Phrase& known : same_first) {
    if (known.words == phrase) return known.id;
  }
  same_first.push_back({phrase, phrases_});
  return phrases_++;
}

std::vector<bool> IndicatorMatcher::phrases_in(std::string_view subject) const {
  std::vector<bool> found(phrases_, false);
  for (std::size_t at = 0; at < subject.size();) {
    if (!word_byte(subject[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < subject.size() && word_byte(subject[end])) ++end;
    if (const auto phrases = by_first_word_.find(subject.substr(at, end - at)); phrases != by_first_word_.end()) {
      for (const Phrase& phrase : phrases->second) {
        const std::size_t last = at + phrase.words.size();
        if (subject.compare(at, phrase.words.size(), phrase.words) == 0 &&
            (last == subject.size() || !word_byte(subject[last])))
          found[phrase.id] = true;
      }
    }
    at = end;
  }
  return found;
}

int IndicatorMatcher::match(const Fact& fact, std::string_view subject) const {
  const auto* count = std::get_if<Count>(&fact.value);
  const auto* share = std::get_if<Percentage>(&fact.value);
  const bool amount = std::holds_alternative<Budget>(fact.value);
  if ((count == nullptr && share == nullptr && !amount) || subject.empty() || wanted_.empty()) return -1;
  const std::string unit = count == nullptr ? std::string() : fold(count->unit);
  const bool changes = share != nullptr && share->figure.change != Change::kNone;
  const std::vector<bool> found = phrases_in(subject);
  const auto holds = [&found](std::uint32_t phrase) { return found[phrase]; };
  int best = -1;
  std::size_t asked = 0;
  bool tied = false;
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    const Wanted& wanted = wanted_[i];
    const bool kind = count != nullptr ? wanted.counts
                      : amount         ? wanted.amounts
                      : changes        ? wanted.changes
                                       : wanted.shares;
    if (!kind || wanted.all.size() < asked) continue;
    if (count != nullptr && std::none_of(wanted.units.begin(), wanted.units.end(),
                                         [&](const std::string& word) { return begins_with_words(unit, word); }))
      continue;
    const bool fits = std::all_of(wanted.all.begin(), wanted.all.end(),
                                  [&](const auto& group) { return std::any_of(group.begin(), group.end(), holds); });
    if (!fits || std::any_of(wanted.none.begin(), wanted.none.end(), holds)) continue;
    tied = wanted.all.size() == asked;
    asked = wanted.all.size();
    best = static_cast<int>(i);
  }
  return tied ? -1 : best;
}

void IndicatorMatcher::assign(Record& record) const {
  if (wanted_.empty()) return;
  const std::vector<Fact>& facts = record.facts;
  std::string folded;  // of the block that the last fact was in
  int folded_block = -1;
  for (std::size_t i = 0; i < record.facts.size(); ++i) {
    Fact& fact = record.facts[i];
    Figure* const figure = figure_of(fact.value);
    if (figure == nullptr) continue;
    std::string subject;
    if (fact.table) {
      subject = fold(fact.table->row + " ; " + fact.table->column);
      if (const auto* count = std::get_if<Count>(&fact.value)) subject += " ; " + fold(count->unit);
    } else {
      if (folded_block != fact.block) {
        folded_block = fact.block;
        folded = fold(record.document.blocks[static_cast<std::size_t>(fact.block)].text);
      }
      const std::string_view text = folded;
      // other figures end the stretch as marks do
      std::size_t begin = fact.text.begin > kReach ? fact.text.begin - kReach : 0;
      std::size_t end = std::min<std::size_t>(text.size(), fact.text.end + kReach);
      if (i > 0 && facts[i - 1].block == fact.block && figure_of(facts[i - 1].value) != nullptr &&
          facts[i - 1].text.end <= fact.text.begin)
        begin = std::max<std::size_t>(begin, facts[i - 1].text.end);
      if (i + 1 < facts.size() && facts[i + 1].block == fact.block && figure_of(facts[i + 1].value) != nullptr &&
          facts[i + 1].text.begin >= fact.text.end)
        end = std::min<std::size_t>(end, facts[i + 1].text.begin);
      const std::string_view before = text.substr(begin, fact.text.begin - begin);
      if (const std::size_t mark = last_mark(before); mark != std::string_view::npos) begin += mark + 1;
      const std::string_view after = text.substr(fact.text.end, end - fact.text.end);
      if (const std::size_t mark = first_mark(after); mark != std::string_view::npos) end = fact.text.end + mark;
      subject = std::string(text.substr(begin, end - begin));
    }
    subject += " ; " + fold(figure->of);
    if (const auto* budget = std::get_if<Budget>(&fact.value)) subject += " ; " + fold(budget->purpose);
    if (const int found = match(fact, subject); found >= 0) figure->indicator = codes_[static_cast<std::size_t>(found)];
  }
}

}  // namespace trichluc
