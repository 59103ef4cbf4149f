#include "extractors/indicator.h"

#include <algorithm>
#include <array>

#include "extractors/char_set.h"
#include "extractors/engine/folded.h"
#include "extractors/figures.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr CharSet kClauseMarks(",;:.()");
/// A clause that runs on is read this far on either side of its figure; in bytes.
constexpr std::uint32_t kReach = 160;
/// So much of a title, a heading and a sentence is read for the topic.
constexpr std::uint32_t kSurroundings = 600;

std::string fold(std::string_view text) { return place_tones(fold_lower(text)); }

constexpr std::array<bool, 256> kWordBytes = [] {
  std::array<bool, 256> is_word{};
  for (std::size_t byte = 0; byte < is_word.size(); ++byte)
    is_word[byte] = byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
  return is_word;
}();
bool word_byte(char c) { return kWordBytes[static_cast<unsigned char>(c)]; }

/// "vụ việc" is a "vụ"; "vụng" is none.
bool begins_with_words(std::string_view text, std::string_view words) {
  return text.starts_with(words) && (text.size() == words.size() || text[words.size()] == ' ');
}

/// Words that a comma joins to the next: "phòng, chống xâm hại" is one thing.
constexpr WordsByEnd kJoinedByComma({"phòng", "tai nạn", "bảo vệ", "chăm sóc", "bạo lực", "tin", "hỗ trợ", "thừa cân",
                                     "kiến thức", "văn hóa", "văn hoá", "xã", "phường", "thôn", "huyện"});
/// A share of these is no share of the subject.
constexpr WordsByBegin kYardsticks({"kế hoạch", "chỉ tiêu", "dự toán", "so với", "so cùng kỳ", "cùng kỳ", "tổng chi"});

/// Whether the mark at `at` ends a clause: not inside "1.075", and not in "phòng, chống".
bool ends_clause(std::string_view text, std::size_t at) {
  const auto digit = [&](std::size_t place) { return place < text.size() && kDigits.has(text[place]); };
  if (at > 0 && digit(at - 1) && digit(at + 1)) return false;
  if (text[at] != ',') return true;
  return !ends_with_one_of(text.substr(0, at), kJoinedByComma);
}

/// The clause around [begin, end) within `reach`.
Range clause_around(std::string_view text, Range figure, Range reach) {
  Range clause = reach;
  for (std::uint32_t at = figure.begin; at > reach.begin; --at) {
    if (!kClauseMarks.has(text[at - 1]) || !ends_clause(text, at - 1)) continue;
    clause.begin = at;
    break;
  }
  for (std::uint32_t at = figure.end; at < reach.end; ++at) {
    if (!kClauseMarks.has(text[at]) || !ends_clause(text, at)) continue;
    clause.end = at;
    break;
  }
  return clause;
}

/// Between two figures "và" parts what belongs to the one from what belongs to the other.
void part_at_and(std::string_view text, Range figure, Range neighbours, Range& clause) {
  if (clause.begin == neighbours.begin) {
    const std::size_t at = text.substr(clause.begin, figure.begin - clause.begin).rfind(" và ");
    if (at != std::string_view::npos) clause.begin += static_cast<std::uint32_t>(at) + 4;
  }
  if (clause.end == neighbours.end) {
    const std::size_t at = text.substr(figure.end, clause.end - figure.end).rfind(" và ");
    if (at != std::string_view::npos) clause.end = figure.end + static_cast<std::uint32_t>(at);
  }
}

/// "(trong đó xâm hại tình dục trẻ em là 91 vụ, xâm hại 104 trẻ em)": what a part of a whole is restricted to, from
/// "trong đó" or the bracket to the figure; empty where there is none.
std::string_view restriction(std::string_view sentence) {
  std::size_t begin = sentence.rfind("trong đó");
  const std::size_t open = sentence.rfind('(');
  if (open != std::string_view::npos && sentence.find(')', open) == std::string_view::npos)
    begin = begin == std::string_view::npos ? open : std::max(begin, open);
  const bool closed = begin == std::string_view::npos || sentence.find(';', begin) != std::string_view::npos;
  return closed ? std::string_view() : sentence.substr(begin);
}

/// What of `of` is surely this figure's: not what goes on to the next one, and no list of subjects.
std::string own_words(std::string of) {
  if (contains_word(of, "lần lượt")) return {};
  if (const std::size_t digit = kDigits.first_in(of); digit != std::string::npos) {
    of.resize(digit);
    if (const std::size_t joint = of.rfind(" và "); joint != std::string::npos) of.resize(joint);
  }
  return of;
}

/// The sentence before `begin`, as far as it is looked at.
std::string_view sentence_before(std::string_view text, std::uint32_t begin) {
  const std::uint32_t from = begin > kSurroundings ? begin - kSurroundings : 0;
  const std::string_view before = text.substr(from, begin - from);
  const std::size_t stop = before.rfind(". ");
  return stop == std::string_view::npos ? before : before.substr(stop + 1);
}

/// For each block the heading above it, -1 for none.
std::vector<int> headings_above(const Document& document) {
  std::vector<int> headings(document.blocks.size(), -1);
  for (std::size_t i = 0; i < headings.size(); ++i) {
    headings[i] = document.blocks[i].kind == BlockKind::kHeading ? static_cast<int>(i) : i > 0 ? headings[i - 1] : -1;
  }
  return headings;
}

}  // namespace

IndicatorMatcher::IndicatorMatcher(const std::vector<Indicator>& indicators) {
  for (const Indicator& indicator : indicators) {
    Wanted wanted{
        indicator.counts, indicator.shares, indicator.amounts, indicator.changes, indicator.units, {}, {}, {}};
    for (const auto& group : indicator.all) {
      wanted.all.emplace_back();
      for (const std::string& phrase : group) wanted.all.back().push_back(id_of(phrase));
    }
    for (const std::string& phrase : indicator.none) wanted.none.push_back(id_of(phrase));
    for (const std::string& phrase : indicator.topic) wanted.topic.push_back(id_of(phrase));
    asking_.resize(phrases_);
    for (const std::uint32_t phrase : wanted.all.front()) asking_[phrase].push_back(wanted_.size());
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
  begins_.add(phrase);
  return phrases_++;
}

template <class Use>
void IndicatorMatcher::find_phrases(std::string_view text, Use&& use) const {
  for (std::size_t at = 0; at < text.size();) {
    if (!word_byte(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && word_byte(text[end])) ++end;
    if (!begins_.may_begin(text.substr(at))) {
      at = end;
      continue;
    }
    if (const auto phrases = by_first_word_.find(text.substr(at, end - at)); phrases != by_first_word_.end()) {
      for (const Phrase& phrase : phrases->second) {
        const std::size_t last = at + phrase.words.size();
        if (text.compare(at, phrase.words.size(), phrase.words) == 0 && (last == text.size() || !word_byte(text[last])))
          use(phrase.id);
      }
    }
    at = end;
  }
}

std::string IndicatorMatcher::match(const Fact& fact, const FigureWords& words) const {
  const auto* count = std::get_if<Count>(&fact.value);
  const auto* share = std::get_if<Percentage>(&fact.value);
  const bool amount = std::holds_alternative<Budget>(fact.value);
  if ((count == nullptr && share == nullptr && !amount) || wanted_.empty()) return {};
  const bool changes = share != nullptr && share->figure.change != Change::kNone;
  std::vector<bool> found(phrases_, false);
  std::vector<std::size_t> possible;  // indicators whose first list of phrases is answered
  find_phrases(words.subject, [&](std::uint32_t phrase) {
    if (!found[phrase]) possible.insert(possible.end(), asking_[phrase].begin(), asking_[phrase].end());
    found[phrase] = true;
  });
  if (possible.empty()) return {};
  const auto with = [&](std::string_view text) {
    std::vector<bool> more = found;
    find_phrases(text, [&more](std::uint32_t phrase) { more[phrase] = true; });
    return more;
  };
  std::vector<bool> excluding, around;  // when they are asked for
  const auto in_subject = [&found](std::uint32_t phrase) { return found[phrase]; };
  const auto excluded = [&](std::uint32_t phrase) {
    if (excluding.empty()) excluding = with(words.restriction());
    return excluding[phrase];
  };
  const auto near = [&](std::uint32_t phrase) {
    if (around.empty()) around = with(words.surroundings());
    return around[phrase];
  };
  const std::string unit = count == nullptr ? std::string() : fold(count->unit);
  const auto unit_fits = [&](const std::string& word) {
    return count != nullptr ? begins_with_words(unit, word) : contains_word(words.subject, "số " + word);
  };
  std::size_t asked = 0;
  const std::string* best = nullptr;
  for (const std::size_t i : possible) {
    const Wanted& wanted = wanted_[i];
    const bool kind = count != nullptr ? wanted.counts
                      : amount         ? wanted.amounts
                      : changes        ? wanted.changes
                                       : wanted.shares;
    const std::size_t asks = wanted.all.size() + (wanted.topic.empty() ? 0 : 1);
    if (!kind || asks < asked || best == &codes_[i]) continue;
    const bool fits = std::all_of(wanted.all.begin(), wanted.all.end(), [&](const auto& group) {
      return std::any_of(group.begin(), group.end(), in_subject);
    });
    if (!fits) continue;
    const bool by_unit = count != nullptr || (changes && !wanted.units.empty());
    if (by_unit && std::none_of(wanted.units.begin(), wanted.units.end(), unit_fits)) continue;
    if (std::any_of(wanted.none.begin(), wanted.none.end(), excluded)) continue;
    if (!wanted.topic.empty() && std::none_of(wanted.topic.begin(), wanted.topic.end(), near)) continue;
    best = asks == asked ? nullptr : &codes_[i];
    asked = asks;
  }
  return best == nullptr ? std::string() : *best;
}

void IndicatorMatcher::assign(Record& record, const std::vector<std::string>& folded) const {
  if (wanted_.empty() || record.facts.empty()) return;
  const std::vector<Fact>& facts = record.facts;
  const std::vector<int> headings = headings_above(record.document);
  const std::string title = fold(std::string_view(record.metadata.title).substr(0, kSurroundings));
  std::string folded_here;  // the text of block `folded_block`, where `folded` has none
  int folded_block = -1;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    Fact& fact = record.facts[i];
    Figure* const figure = figure_of(fact.value);
    if (figure == nullptr || figure->threshold) continue;
    std::string_view text;  // of a block that is no table row
    std::string subject;
    if (fact.table) {
      subject = fold(fact.table->row + " ; " + fact.table->column);
      if (const auto* count = std::get_if<Count>(&fact.value)) subject += " ; " + fold(count->unit);
    } else {
      text = folded[static_cast<std::size_t>(fact.block)];
      if (text.empty()) {
        if (folded_block != fact.block)
          folded_here = fold(record.document.blocks[static_cast<std::size_t>(fact.block)].text);
        folded_block = fact.block;
        text = folded_here;
      }
      const std::string_view after = trim(text.substr(fact.text.end, 32));
      const bool yardstick = std::holds_alternative<Percentage>(fact.value) && kYardsticks.begin(after);
      if (yardstick && figure->change == Change::kNone) continue;
      // other figures end the stretch as marks do
      const auto other_figure = [&](std::size_t index) {
        return facts[index].block == fact.block && figure_of(facts[index].value) != nullptr;
      };
      Range reach{fact.text.begin > kReach ? fact.text.begin - kReach : 0,
                  std::min(static_cast<std::uint32_t>(text.size()), fact.text.end + kReach)};
      Range neighbours{~std::uint32_t{0}, 0};
      for (std::size_t before = i; before-- > 0 && facts[before].block == fact.block;) {
        if (!other_figure(before) || facts[before].text.end > fact.text.begin) continue;
        neighbours.begin = facts[before].text.end;
        reach.begin = std::max(reach.begin, neighbours.begin);
        break;
      }
      for (std::size_t next = i + 1; next < facts.size() && facts[next].block == fact.block; ++next) {
        if (!other_figure(next) || facts[next].text.begin < fact.text.end) continue;
        neighbours.end = facts[next].text.begin;
        reach.end = std::min(reach.end, neighbours.end);
        break;
      }
      Range clause = clause_around(text, fact.text, reach);
      part_at_and(text, fact.text, neighbours, clause);
      subject = std::string(text.substr(clause.begin, clause.size()));
      // "số vụ và số trẻ em bị xâm hại lần lượt là 12%, 15%": each has a subject of its own, if anybody knows it
      if (contains_word(subject, "lần lượt")) subject.clear();
      const std::string_view own = text.substr(fact.text.begin, fact.text.size());
      const bool bound = contains_word(own, "trở lên") || contains_word(own, "trở xuống");
      // "mỗi trường 02 buổi", "mức 500.000 đồng/suất"
      const bool rate = contains_word(subject, "mỗi") || !figure->per.empty();
      if (bound || (rate && !std::holds_alternative<Percentage>(fact.value))) continue;
    }
    subject += " ; " + own_words(fold(figure->of));
    if (const auto* budget = std::get_if<Budget>(&fact.value)) subject += " ; " + fold(budget->purpose);
    const auto sentence = [&] { return fact.table ? std::string_view() : sentence_before(text, fact.text.begin); };
    const auto restricted = [&] {
      return std::holds_alternative<Budget>(fact.value) ? std::string_view() : restriction(sentence());
    };
    const auto surroundings = [&] {
      std::string words = title + " ; ";
      if (const int heading = headings[static_cast<std::size_t>(fact.block)]; heading >= 0) {
        const std::string_view above = record.document.blocks[static_cast<std::size_t>(heading)].text;
        words += fold(above.substr(0, kSurroundings)) + " ; ";
      }
      return words += sentence();
    };
    figure->indicator = match(fact, {subject, std::cref(restricted), std::cref(surroundings)});
  }
}

}  // namespace trichluc
