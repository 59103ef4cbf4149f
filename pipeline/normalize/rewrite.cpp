#include "pipeline/normalize/rewrite.h"

#include <algorithm>
#include <utility>

namespace trichluc {

Rewrite::Rewrite(Page& page) : page_(page) { text_.reserve(page.text.size()); }

void Rewrite::copy_until(std::uint32_t old_end) {
  if (old_end <= copied_) return;
  text_.append(page_.text, copied_, old_end - copied_);
  map_.append_copy(old_end - copied_, copied_);
  copied_ = old_end;
}

void Rewrite::replace(std::string_view made, Range old, std::string_view rule, double confidence) {
  copy_until(old.begin);
  const auto begin = static_cast<std::uint32_t>(text_.size());
  text_.append(made);
  map_.append_replacement(static_cast<std::uint32_t>(made.size()), old);
  copied_ = old.end;
  const Range after{begin, static_cast<std::uint32_t>(text_.size())};
  changes_.push_back({old, after});
  if (!rule.empty()) {
    repairs_.push_back(
        {after, page_.text.substr(old.begin, old.size()), std::string(made), std::string(rule), confidence});
  }
}

void Rewrite::note(Range old, std::string_view rule, double confidence) {
  copy_until(old.end);
  const Range after{move(old.begin, false), static_cast<std::uint32_t>(text_.size())};
  repairs_.push_back({after, page_.text.substr(old.begin, old.size()), text_.substr(after.begin, after.size()),
                      std::string(rule), confidence});
}

/// A place inside a replaced stretch moves to that stretch's begin or end.
std::uint32_t Rewrite::move(std::uint32_t old_offset, bool is_end) const {
  auto next = std::upper_bound(changes_.begin(), changes_.end(), old_offset,
                               [](std::uint32_t at, const Change& change) { return at < change.before.begin; });
  if (next == changes_.begin()) return old_offset;
  const Change& change = *std::prev(next);
  if (old_offset >= change.before.end) return change.after.end + (old_offset - change.before.end);
  if (old_offset == change.before.begin) return change.after.begin;
  return is_end ? change.after.end : change.after.begin;
}

TextChanges Rewrite::finish() {
  copy_until(static_cast<std::uint32_t>(page_.text.size()));
  for (Line& line : page_.lines) move(line.text);
  for (Style& style : page_.styles) move(style.text);
  for (Repair& repair : page_.repairs) move(repair.text);
  for (Suspicion& suspicion : page_.suspicions) move(suspicion.text);
  const auto middle = static_cast<std::ptrdiff_t>(page_.repairs.size());
  page_.repairs.insert(page_.repairs.end(), std::make_move_iterator(repairs_.begin()),
                       std::make_move_iterator(repairs_.end()));
  std::inplace_merge(page_.repairs.begin(), page_.repairs.begin() + middle, page_.repairs.end(),
                     [](const Repair& a, const Repair& b) { return a.text.begin < b.text.begin; });
  page_.source = SourceMap::compose(map_, page_.source);
  page_.text.swap(text_);
  return {std::move(text_), std::move(changes_)};
}

}  // namespace trichluc
