// The second half of MarkdownInline: which rows of "*" and "_" belong together, and the lines written out.
#include <algorithm>

#include "pipeline/ingest/markdown_inline.h"

namespace trichluc {

void MarkdownInline::close() {
  if (tokens_.empty()) return;
  if (!runs_.empty()) {
    pair_runs();
    pair_loose_runs();
  }
  write();
  tokens_.clear();
  replacements_.clear();
  runs_.clear();
  ends_.clear();
  brackets_.clear();
}

/// CommonMark 0.30, section 6.2, with one stack per sign (so that pairs of "*" and "_" may cross), and looking back
/// over at most kReach openers, which keeps the time linear.
void MarkdownInline::pair_runs() {
  constexpr std::size_t kReach = 16;
  std::vector<std::uint32_t> stacks[2];
  for (std::uint32_t i = 0; i < runs_.size(); ++i) {
    Run& closer = runs_[i];
    std::vector<std::uint32_t>& stack = stacks[closer.sign == '*'];
    std::size_t depth = stack.size();
    const std::size_t deepest = stack.size() > kReach ? stack.size() - kReach : 0;
    while (closer.can_close && closer.left > 0 && depth > deepest) {
      Run& opener = runs_[stack[depth - 1]];
      // The rule of three keeps "*a**b*" apart; it would also keep "**a****b**" from being two pairs, hence min() == 1.
      const bool odd = (opener.can_close || closer.can_open) && (opener.length + closer.length) % 3 == 0 &&
                       std::min(opener.length, closer.length) == 1;
      if (odd) {
        --depth;
        continue;
      }
      const bool strong = opener.left >= 2 && closer.left >= 2;
      (strong ? opener.strong_opened : opener.em_opened) += 1;
      (strong ? closer.strong_closed : closer.em_closed) += 1;
      opener.left -= strong ? 2 : 1;
      closer.left -= strong ? 2 : 1;
      if (opener.left == 0) --depth;
      stack.resize(depth);  // openers passed over have no partner any more
    }
    if (closer.can_open && closer.left > 0) stack.push_back(i);
  }
}

/// "**Điều 1. **Phạm vi", "** BÁO CÁO**": not Markdown by the book, but converters write it. Two untouched "**" on one
/// line are taken for a pair; a single one stays, it may call a note.
void MarkdownInline::pair_loose_runs() {
  Run* open = nullptr;
  for (Run& run : runs_) {
    if (run.sign != '*' || run.length != 2 || run.left != 2) continue;
    if (open == nullptr || open->line != run.line) {
      open = &run;
      continue;
    }
    open->strong_opened = 1;
    run.strong_closed = 1;
    open->left = run.left = 0;
    open = nullptr;
  }
}

void MarkdownInline::write() {
  const auto has_print = [](std::string_view text) {
    return text.find_first_not_of(" \t.,:;") != std::string_view::npos;
  };
  int strong = 0, em = 0;
  bool any_print = false, all_strong = true, all_em = true;
  std::uint32_t raised_from = 0;
  bool raised = false;

  const auto printed = [&](std::string_view text) {
    if ((strong > 0 && em > 0 && any_print) || !has_print(text)) return;
    any_print = true;
    all_strong = all_strong && strong > 0;
    all_em = all_em && em > 0;
  };
  const auto end_line = [&](Range newline, LineMarks marks) {
    Line& line = pages_.end_line(newline);
    line.marks = marks;
    line.bold = any_print && all_strong;
    line.italic = any_print && all_em;
    any_print = false;
    all_strong = all_em = true;
    raised = false;
  };

  std::size_t line_index = 0;
  bool at_start = true;
  for (const Token& token : tokens_) {
    switch (token.kind) {
      case Kind::kVerbatim:
      case Kind::kText:
      case Kind::kBracket: {
        const bool list_mark = at_start && token.kind == Kind::kVerbatim && ends_[line_index].marks.list_item;
        if (!list_mark) printed(file_.substr(token.source.begin, token.source.size()));
        pages_.copy(token.source);
        break;
      }
      case Kind::kReplacement:
        printed(replacements_[token.index]);
        pages_.replace(replacements_[token.index], token.source);
        break;
      case Kind::kRun: {
        const Run& run = runs_[token.index];
        strong -= run.strong_closed;
        em -= run.em_closed;
        // Signs that closed stood left of those that are left over, those that opened right of them.
        const auto begin = token.source.begin + static_cast<std::uint32_t>(2 * run.strong_closed + run.em_closed);
        if (run.left > 0) {
          printed(file_.substr(begin, run.left));
          pages_.copy({begin, begin + run.left});
        }
        strong += run.strong_opened;
        em += run.em_opened;
        break;
      }
      case Kind::kBreak: {
        LineMarks marks = ends_[line_index].marks;
        marks.hard_break = true;
        end_line(token.source, marks);
        ends_[line_index].marks.list_item = false;  // the mark stood on the line before the break
        break;
      }
      case Kind::kLineEnd:
        end_line(ends_[token.index].newline, ends_[token.index].marks);
        ++line_index;
        break;
      case Kind::kRaise:
        raised = true;
        raised_from = static_cast<std::uint32_t>(pages_.page().text.size());
        break;
      case Kind::kLower: {
        const auto end = static_cast<std::uint32_t>(pages_.page().text.size());
        if (raised && end > raised_from) {
          Page& page = pages_.page();
          if (page.fonts.empty()) page.fonts.emplace_back();  // not known, but an index must lead somewhere
          page.styles.push_back({.text = {raised_from, end}, .baseline_shift_pt = 1});
        }
        raised = false;
        break;
      }
      case Kind::kNothing: break;
    }
    at_start = token.kind == Kind::kLineEnd;
  }
}

}  // namespace trichluc
