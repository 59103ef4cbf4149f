#include "tools/trichluc/normalize_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "pipeline/ingest/blank.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/utf8.h"
#include "pipeline/layout/line_joins.h"
#include "pipeline/normalize/normalize.h"

namespace trichluc {
namespace {

/// Numbers of lines, for places in rising order.
class LineCounter {
 public:
  explicit LineCounter(std::string_view file) : file_(file), returns_(file.find('\r') != std::string_view::npos) {}

  int line_of(std::uint32_t at) {
    if (at < at_) line_ = 1, at_ = 0;
    const std::string_view passed = file_.substr(at_, at - at_);
    line_ += static_cast<int>(std::count(passed.begin(), passed.end(), '\n'));
    for (std::size_t i = 0; returns_ && i < passed.size(); ++i) {
      const std::size_t next = at_ + i + 1;
      line_ += passed[i] == '\r' && !(next < file_.size() && file_[next] == '\n');
    }
    at_ = at;
    return line_;
  }

 private:
  std::string_view file_;
  bool returns_;  // a carriage return in it
  std::uint32_t at_ = 0;
  int line_ = 1;
};

constexpr const char* kInvisible = "invisible";

/// Documents have their tabs made blanks; in text that stays text they part columns.
void keep_tabs(Page& page) {
  for (Line& line : page.lines) {
    const std::string_view text = std::string_view(page.text).substr(line.text.begin, line.text.size());
    line.marks.table_row = text.find('\t') != std::string_view::npos;
  }
}

class Normalization {
 public:
  Normalization(std::string_view file, const TextOptions& options)
      : file_(file),
        plain_line_ends_(file.ends_with('\n') && file.find('\r') == std::string_view::npos &&
                         file.find('\f') == std::string_view::npos),
        options_(options),
        lines_(file) {}

  NormalizedText run(Reading reading, LanguageData& language) {
    for (Page& page : reading.pages) keep_tabs(page);
    normalize(reading, &language);
    for (const Suspicion& doubt : reading.suspicions)
      made_.doubts.push_back({0, doubt.code, "", doubt.suggestion, doubt.message});
    written_ = static_cast<std::uint32_t>(utf8_mark_length(file_));
    if (written_ > 0)
      made_.changes.push_back({{0, written_}, 0, std::string(file_.substr(0, written_)), "", kInvisible});
    for (Page& page : reading.pages) add_page(page);
    write_form_feeds(static_cast<std::uint32_t>(file_.size()));
    std::stable_sort(made_.changes.begin(), made_.changes.end(),
                     [](const TextChange& a, const TextChange& b) { return a.source.begin < b.source.begin; });
    for (TextChange& change : made_.changes) change.line = lines_.line_of(change.source.begin);
    return std::move(made_);
  }

 private:
  /// Takes the page's text.
  void add_page(Page& page) {
    note_repairs(page);
    std::optional<JoinedText> joined = options_.join_lines ? join_lines(page.text) : std::nullopt;
    if (!joined) {
      write_page(std::move(page.text), page.source);
      return;
    }
    const SourceMap map = SourceMap::compose(joined->map, page.source);
    for (const Range join : joined->joins) {
      // an empty join leads to the line end between its neighbours
      const Range around{join.begin > 0 ? join.begin - 1 : 0, join.end + 1};
      const Range gap = join.empty() ? Range{map.to_source({around.begin, join.begin}).end,
                                             map.to_source({join.begin, around.end}).begin}
                                     : map.to_source(join);
      made_.changes.push_back({gap, 0, std::string(file_.substr(gap.begin, gap.size())),
                               joined->text.substr(join.begin, join.size()), "line-join", 1.0});
    }
    write_page(std::move(joined->text), map);
  }

  /// Repairs as records list them, then the changes that are not worth a repair.
  void note_repairs(const Page& page) {
    std::vector<Range> noted;  // sources of repairs, by begin; `end` is the largest so far
    for (const Repair& repair : page.repairs) {
      noted.push_back(page.source.to_source(repair.text));
      made_.changes.push_back({noted.back(), 0, repair.from, repair.to, repair.rule, repair.confidence});
    }
    std::sort(noted.begin(), noted.end(), [](Range a, Range b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < noted.size(); ++i) noted[i].end = std::max(noted[i].end, noted[i - 1].end);
    for (const SourceMap::Change& change : page.source.changes()) {
      const auto next = std::upper_bound(noted.begin(), noted.end(), change.source.begin,
                                         [](std::uint32_t at, Range source) { return at < source.begin; });
      if (next != noted.begin() && std::prev(next)->end >= change.source.end) continue;
      const std::string_view from = file_.substr(change.source.begin, change.source.size());
      const std::string to = page.text.substr(change.made.begin, change.made.size());
      if (to == "\n") continue;  // line ends are written as they stood
      const char* rule = to.empty() ? kInvisible : to == " " ? "blank" : "nfc";
      made_.changes.push_back({change.source, 0, std::string(from), to, rule, 1.0});
    }
    for (const Suspicion& doubt : page.suspicions) {
      made_.doubts.push_back({lines_.line_of(page.source.to_source(doubt.text).begin), doubt.code,
                              page.text.substr(doubt.text.begin, doubt.text.size()), doubt.suggestion, doubt.message});
    }
  }

  /// With the line ends of the file: CR LF, a form feed, none at its very end.
  void write_page(std::string text, const SourceMap& map) {
    const auto size = static_cast<std::uint32_t>(text.size());
    const Range source = map.to_source({0, size});
    write_form_feeds(source.begin);
    written_ = std::max(written_, source.end);
    if (made_.text.empty() && plain_line_ends_) {
      made_.text = std::move(text);
      return;
    }
    if (made_.text.empty()) made_.text.reserve(file_.size());
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t newline = std::min(text.find('\n', begin), text.size());
      made_.text.append(text, begin, newline - begin);
      if (newline == text.size()) break;
      const auto at = static_cast<std::uint32_t>(newline);
      const Range end = map.to_source({at, at + 1});
      made_.text.append(file_, end.begin, end.size());
      begin = newline + 1;
    }
  }

  /// Page breaks that stand between what was written and `until`.
  void write_form_feeds(std::uint32_t until) {
    for (; written_ < until; ++written_) {
      if (file_[written_] == '\f') made_.text.push_back('\f');
    }
  }

  std::string_view file_;
  bool plain_line_ends_;  // each is '\n', the last one too
  TextOptions options_;
  LineCounter lines_;
  std::uint32_t written_ = 0;  // bytes of the file dealt with
  NormalizedText made_;
};

}  // namespace

Result<NormalizedText> normalize_text(std::string_view bytes, LanguageData& language, const TextOptions& options) {
  if (is_blank(bytes) && !find_invalid_utf8(bytes)) return NormalizedText{std::string(bytes), {}, {}};
  Result<Reading> reading = read_plain(bytes);
  if (!reading) return tl::unexpected(reading.error());
  return Normalization(bytes, options).run(std::move(*reading), language);
}

}  // namespace trichluc
