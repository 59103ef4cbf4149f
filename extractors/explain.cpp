#include "extractors/explain.h"

#include <algorithm>

#include "extractors/engine/folded.h"

namespace trichluc {
namespace {

using Outcome = ExplainedHit::Outcome;

/// Readers of figures and of times go by priority first (figures.cpp), all others by length.
bool priority_first(RuleKind kind) {
  return kind == RuleKind::kBudget || kind == RuleKind::kCount || kind == RuleKind::kPercentage ||
         kind == RuleKind::kOther || kind == RuleKind::kTime || kind == RuleKind::kContact;
}

std::string plural(std::uint32_t number, const char* noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

/// Why `winner` stands where `loser` matched too.
std::string why_lost(const Hit& loser, const Hit& winner, std::string_view text) {
  const Rule& lost = *loser.rule;
  const Rule& won = *winner.rule;
  const std::string by_priority = "priority " + std::to_string(won.priority) + " over " + std::to_string(lost.priority);
  const auto characters = [&](Range range) {
    const std::string_view part = text.substr(range.begin, range.size());
    return static_cast<std::uint32_t>(
        std::count_if(part.begin(), part.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  };
  const std::uint32_t longer = characters(winner.span), shorter = characters(loser.span);
  const std::string by_length = plural(longer, "character") + " over " + std::to_string(shorter);
  if (!won.constant("fact").empty() && lost.constant("fact").empty()) return "kinds of one's own are read first";
  const bool same_reader = lost.kind == won.kind || (priority_first(lost.kind) && priority_first(won.kind));
  if (!same_reader) return std::string(rule_kind_name(won.kind)) + " is read before " + rule_kind_name(lost.kind);
  if (priority_first(lost.kind)) {
    if (won.priority > lost.priority) return by_priority;
    if (longer > shorter) return by_length;
  } else {
    if (longer > shorter) return by_length;
    if (won.priority > lost.priority) return by_priority;
  }
  return "it stands first";
}

class Explainer {
 public:
  Explainer(const Extractor& extractor, const Record& record, const ReadingTrace& trace)
      : extractor_(extractor),
        record_(record),
        facts_of_(record.document.blocks.size()),
        turned_down_in_(record.document.blocks.size()) {
    for (std::size_t i = 0; i < record.facts.size(); ++i)
      facts_of_[static_cast<std::size_t>(record.facts[i].block)].push_back(static_cast<int>(i));
    for (const TurnedDown& turned : trace.turned_down)
      turned_down_in_[static_cast<std::size_t>(turned.block)].push_back(&turned);
  }

  ExplainedText text(int index, Range range, Range asked) const {
    const Block& block = record_.document.blocks[static_cast<std::size_t>(index)];
    ExplainedText out;
    out.block = index;
    out.text = range;
    out.read = is_read(block.kind);
    for (const int i : facts_of_[static_cast<std::size_t>(index)]) {
      if (fact(i).text.overlaps(asked)) out.facts.push_back(i);
    }
    const std::string_view printed = std::string_view(block.text).substr(range.begin, range.size());
    const Folded folded(printed);
    std::vector<Hit> hits = extractor_.rules().find(folded);
    for (Hit& hit : hits) {
      hit.span = moved(hit.span, range.begin);
      for (Range& group : hit.groups) group = group.empty() ? group : moved(group, range.begin);
    }
    for (const Hit& hit : hits) {
      if (hit.span.overlaps(asked)) out.hits.push_back(hit_of(hit, hits, index, block.text));
    }
    const bool digit = printed.find_first_of("0123456789") != std::string_view::npos;
    for (const Rule& rule : extractor_.rules().rules()) {
      const bool matched =
          std::any_of(out.hits.begin(), out.hits.end(), [&](const ExplainedHit& hit) { return hit.rule == &rule; });
      if (matched) continue;
      ExplainedRule explained;
      explained.rule = &rule;
      for (const std::string& need : rule.needs) {
        if (folded.folded().find(need) != std::string_view::npos) explained.needs_here.push_back(need);
      }
      using State = ExplainedRule::State;
      explained.state = rule.needs_digit && !digit                            ? State::kNoDigit
                        : !rule.needs.empty() && explained.needs_here.empty() ? State::kNoNeed
                                                                              : State::kNoMatch;
      out.rules.push_back(std::move(explained));
    }
    return out;
  }

 private:
  static Range moved(Range range, std::uint32_t by) { return {range.begin + by, range.end + by}; }

  /// The hit that a fact was made from.
  static const Hit* hit_of_fact(const Fact& fact, const std::vector<Hit>& hits) {
    const Hit* best = nullptr;
    for (const Hit& hit : hits) {
      if (hit.rule->id != fact.rule || !hit.span.overlaps(fact.digits)) continue;
      if (best == nullptr || hit.span.size() > best->span.size()) best = &hit;
    }
    return best;
  }

  ExplainedHit hit_of(const Hit& hit, const std::vector<Hit>& hits, int index, const std::string& text) const {
    ExplainedHit out;
    out.rule = hit.rule;
    out.text = hit.span;
    for (std::size_t i = 0; i < hit.rule->captures.size(); ++i) {
      if (hit.groups[i].empty() || hit.rule->captures[i].empty()) continue;
      out.captures.emplace_back(hit.rule->captures[i], text.substr(hit.groups[i].begin, hit.groups[i].size()));
    }
    decide(hit, hits, index, text, out);
    return out;
  }

  void decide(const Hit& hit, const std::vector<Hit>& hits, int index, const std::string& text,
              ExplainedHit& out) const {
    if (hit.rule->kind == RuleKind::kCue) {
      out.outcome = Outcome::kCue;
      return;
    }
    const auto lose = [&](const Hit& winner) {
      out.outcome = Outcome::kLost;
      out.winner = winner.rule->id;
      out.winner_text = text.substr(winner.span.begin, winner.span.size());
      out.reason = why_lost(hit, winner, text);
    };
    int overlapped = -1;
    for (const int i : facts_of_[static_cast<std::size_t>(index)]) {
      const Fact& other = fact(i);
      if (!other.text.overlaps(hit.span)) continue;
      const bool its_own = other.rule == hit.rule->id && other.digits.overlaps(hit.span);
      const Hit* source = its_own ? hit_of_fact(other, hits) : nullptr;
      if (its_own && (source == nullptr || source->span == hit.span)) {
        out.outcome = Outcome::kFact;
        out.fact = i;
        return;
      }
      if (overlapped < 0 || other.digits.overlaps(hit.span)) overlapped = i;
    }
    for (const TurnedDown* turned : turned_down_in_[static_cast<std::size_t>(index)]) {
      if (turned->rule != hit.rule || turned->span != hit.span) continue;
      out.outcome = Outcome::kTurnedDown;
      out.reason = turned->reason;
      return;
    }
    if (overlapped >= 0) {
      const Hit* winner = hit_of_fact(fact(overlapped), hits);
      const bool met = winner != nullptr && winner->rule != hit.rule && winner->span.overlaps(hit.span);
      const bool one_reader = met && priority_first(hit.rule->kind) && priority_first(winner->rule->kind);
      if (met && (one_reader || !fact(overlapped).text.contains(hit.span))) return lose(*winner);
      out.outcome = Outcome::kPart;
      out.fact = overlapped;
      return;
    }
    if (hit.rule->kind == RuleKind::kOther && !hit.rule->constant("role").empty()) {
      out.outcome = Outcome::kExplains;
      out.reason = std::string(hit.rule->constant("role"));
      return;
    }
    for (const Hit& other : hits) {
      const bool explains = other.rule->kind == RuleKind::kOther && !other.rule->constant("role").empty();
      if (!explains || !other.span.overlaps(hit.span) || other.rule->priority <= hit.rule->priority) continue;
      lose(other);
      return;
    }
  }

  const Fact& fact(int index) const { return record_.facts[static_cast<std::size_t>(index)]; }

  const Extractor& extractor_;
  const Record& record_;
  std::vector<std::vector<int>> facts_of_;                      // by block, indices into Record::facts
  std::vector<std::vector<const TurnedDown*>> turned_down_in_;  // by block
};

}  // namespace

const char* outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::kFact: return "fact";
    case Outcome::kPart: return "part";
    case Outcome::kCue: return "cue";
    case Outcome::kExplains: return "explains";
    case Outcome::kLost: return "lost";
    case Outcome::kTurnedDown: return "turned-down";
    case Outcome::kUnused: return "unused";
  }
  return "unused";
}

const char* state_name(ExplainedRule::State state) {
  switch (state) {
    case ExplainedRule::State::kNoNeed: return "no-needed-word";
    case ExplainedRule::State::kNoDigit: return "no-digit";
    case ExplainedRule::State::kNoMatch: return "no-match";
  }
  return "no-match";
}

std::vector<ExplainedText> explain(const Extractor& extractor, const Record& record, const ReadingTrace& trace,
                                   std::uint32_t page_index, Range bytes, bool all) {
  const Explainer explainer(extractor, record, trace);
  std::vector<ExplainedText> texts;
  const std::vector<Block>& blocks = record.document.blocks;
  for (std::size_t index = 0; index < blocks.size(); ++index) {
    const Block& block = blocks[index];
    if (block.kind == BlockKind::kStamp || block.text.empty()) continue;
    // what is asked for, in the block's text
    Range asked{static_cast<std::uint32_t>(block.text.size()), 0};
    for (const Piece& piece : block.pieces) {
      const std::uint32_t begin = std::max(bytes.begin, piece.page_begin);
      const std::uint32_t end = std::min(bytes.end, piece.page_begin + piece.length);
      if (piece.page_index != page_index || begin >= end) continue;
      asked.begin = std::min(asked.begin, piece.text_begin + (begin - piece.page_begin));
      asked.end = std::max(asked.end, piece.text_begin + (end - piece.page_begin));
    }
    if (asked.begin >= asked.end) continue;
    std::vector<Range> parts{{0, static_cast<std::uint32_t>(block.text.size())}};
    if (block.table_row) {
      parts.clear();
      for (const Cell& cell : block.table_row->cells) parts.push_back(cell.text);
    }
    for (const Range part : parts) {
      const Range here{std::max(part.begin, asked.begin), std::min(part.end, asked.end)};
      if (here.begin >= here.end) continue;
      ExplainedText text = explainer.text(static_cast<int>(index), part, here);
      if (all || !text.hits.empty() || !text.facts.empty()) texts.push_back(std::move(text));
    }
  }
  return texts;
}

}  // namespace trichluc
