#include "pipeline/normalize/look_again.h"

#include <algorithm>

namespace trichluc {
namespace {

/// A stretch that is looked at anew, in the text as it was and as it is.
struct Stretch {
  Range before, after;
};

/// Between a sign and a blank.
bool is_cut(std::string_view text, std::size_t at) {
  return (text[at] == ' ' || text[at] == '\n') && std::string_view(".,;)").find(text[at - 1]) != std::string_view::npos;
}

/// Ends at cuts whose both sides stay as they are, or at the ends of the text.
Range stretch_around(std::string_view text, Range change) {
  std::uint32_t begin = change.begin, end = change.end;
  const auto size = static_cast<std::uint32_t>(text.size());
  while (begin > 0 && (begin == change.begin || !is_cut(text, begin))) --begin;
  while (end < size && (end == change.end || !is_cut(text, end))) ++end;
  return {begin, end};
}

std::vector<Stretch> stretches_of(const TextChanges& changed) {
  std::vector<Stretch> stretches;
  for (const TextChanges::Change& change : changed.changes) {
    const bool known = !stretches.empty() && change.before.end < stretches.back().before.end;
    Range before = known ? stretches.back().before : stretch_around(changed.before, change.before);
    // Behind this change all is moved as its end is, up to the next one.
    const std::uint32_t after_end = change.after.end + (before.end - change.before.end);
    if (known) {
      stretches.back().after.end = after_end;
    } else if (!stretches.empty() && before.begin < stretches.back().before.end) {
      stretches.back().before.end = before.end;
      stretches.back().after.end = after_end;
    } else {
      stretches.push_back({before, {change.after.begin - (change.before.begin - before.begin), after_end}});
    }
  }
  return stretches;
}

std::uint32_t begin_of(Range found) { return found.begin; }
std::uint32_t begin_of(std::uint32_t found) { return found; }
Range moved(Range found, std::uint32_t by) { return {found.begin + by, found.end + by}; }
std::uint32_t moved(std::uint32_t found, std::uint32_t by) { return found + by; }

class Patcher {
 public:
  Patcher(const Breakage& known, const std::vector<Stretch>& stretches, const std::vector<Breakage>& looks)
      : known_(known), stretches_(stretches), looks_(looks) {}

  /// What was found outside of the stretches, and what they hold now. Distances go round at zero, as unsigned ones do.
  template <class Found>
  std::vector<Found> patch(std::vector<Found> Breakage::*list) const {
    std::vector<Found> all;
    auto next = (known_.*list).begin();
    const auto end = (known_.*list).end();
    std::uint32_t shift = 0;
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      const auto& [before, after] = stretches_[i];
      for (; next != end && begin_of(*next) < before.begin; ++next) all.push_back(moved(*next, shift));
      while (next != end && begin_of(*next) < before.end) ++next;
      for (const Found& found : looks_[i].*list) all.push_back(moved(found, after.begin));
      shift = after.end - before.end;
    }
    for (; next != end; ++next) all.push_back(moved(*next, shift));
    return all;
  }

 private:
  const Breakage& known_;
  const std::vector<Stretch>& stretches_;
  const std::vector<Breakage>& looks_;
};

}  // namespace

Breakage look_again(const Breakage& known, const TextChanges& changed, std::string_view text,
                    const Misreadings* misreadings) {
  const std::vector<Stretch> stretches = stretches_of(changed);
  std::size_t size = 0;
  for (const Stretch& stretch : stretches) size += stretch.before.size() + stretch.after.size();
  // A mark that is gone may have been the last.
  if (known.lost_marks || size > text.size()) return look_for_breakage(text, misreadings);

  Breakage all;
  all.needs = known.needs;
  all.words = known.words;
  all.single_letters = known.single_letters;
  std::vector<Breakage> looks;
  for (const Stretch& stretch : stretches) {
    const std::string_view old = std::string_view(changed.before).substr(stretch.before.begin, stretch.before.size());
    const Breakage was = look_for_breakage(old, nullptr);
    looks.push_back(look_for_breakage(text.substr(stretch.after.begin, stretch.after.size()), misreadings));
    const Breakage& is = looks.back();
    all.needs |= is.needs;
    all.words += is.words - was.words;
    all.single_letters += is.single_letters - was.single_letters;
    all.lost_marks = all.lost_marks || is.lost_marks;
  }
  const Patcher patcher(known, stretches, looks);
  all.odd_words = patcher.patch(&Breakage::odd_words);
  all.camel_words = patcher.patch(&Breakage::camel_words);
  all.letter_digits = patcher.patch(&Breakage::letter_digits);
  all.date_words = patcher.patch(&Breakage::date_words);
  all.misread_digits = patcher.patch(&Breakage::misread_digits);
  all.slashes = patcher.patch(&Breakage::slashes);
  all.rare_pairs = patcher.patch(&Breakage::rare_pairs);
  return all;
}

}  // namespace trichluc
