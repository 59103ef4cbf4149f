#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/ingest/flow.h"
#include "pipeline/ingest/html_article.h"
#include "pipeline/ingest/html_tree.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/list_numbers.h"

namespace trichluc {
namespace {

constexpr std::size_t kLongestHeading = 300;  // bytes
constexpr std::size_t kLongestMark = 6;       // of a note: "[123]"
constexpr int kMostColumns = 1000;

std::string lower(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return made;
}

int number_of(std::string_view text, int otherwise) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end != text.data() ? value : otherwise;
}

/// The value of a property in a style attribute: "'Times New Roman', serif".
std::string_view property(std::string_view style, std::string_view name) {
  for (std::size_t at = style.find(name); at != std::string_view::npos; at = style.find(name, at + 1)) {
    std::size_t begin = at + name.size();
    while (begin < style.size() && style[begin] == ' ') ++begin;
    if (begin >= style.size() || style[begin] != ':' || (at > 0 && style[at - 1] == '-')) continue;
    begin = style.find_first_not_of(" :", begin);
    if (begin == std::string_view::npos) return {};
    return style.substr(begin, style.find(';', begin) - begin);
  }
  return {};
}

/// The first family of a list.
std::string_view first_font(std::string_view families) {
  const std::size_t begin = families.find_first_not_of(" '\"");
  if (begin == std::string_view::npos) return {};
  return families.substr(begin, families.find_first_of(",'\"", begin) - begin);
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// "[1]", "(2)", "3", "*": what calls a note.
bool is_note_mark(std::string_view text) {
  if (text.empty() || text.size() > kLongestMark) return false;
  if (text.find_first_not_of('*') == std::string_view::npos) return true;
  return text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789[]()") == std::string_view::npos;
}

class HtmlReader {
 public:
  explicit HtmlReader(HtmlTree tree) : tree_(std::move(tree)), hidden_(find_hidden(tree_)) {}

  Result<Reading> read() {
    const std::uint32_t article = find_article(tree_, hidden_);
    find_targets();
    read_node(article, {});
    flow_.end_paragraph();
    auto reading = flow_.finish("text/html", "html");
    if (reading && tree_.cut_short)
      reading->pages.front().messages.push_back("the page was cut short: too many elements that are never closed");
    return reading;
  }

 private:
  /// What an element gives to what is in it.
  struct Context {
    RunLook look;
    ParagraphLook paragraph;
    bool preformatted = false;
    bool in_note = false;
  };

  const HtmlNode& node(std::uint32_t index) const { return tree_.nodes[index]; }

  void read_children(std::uint32_t index, const Context& context) {
    for (const std::uint32_t child : node(index).children) read_node(child, context);
  }

  void read_node(std::uint32_t index, Context context) {
    if (hidden_[index] || (notes_read_.size() > index && notes_read_[index])) return;
    const HtmlNode& here = node(index);
    if (here.is_text()) return context.preformatted ? add_lines(here.text, context) : add_text(here.text, context);
    take_looks(here, context);
    const std::string& tag = here.tag;
    if (tag == "br") {
      blank_ = false;
      flow_.break_line();
    } else if (tag == "table") {
      read_table(index, context);
    } else if (tag == "a" && !context.in_note && read_note_call(index, context)) {
      return;
    } else if (tag == "ul" || tag == "ol") {
      read_list(index, context);
    } else if (is_block_tag(tag)) {
      end_block();
      read_children(index, context);
      end_block();
    } else {
      read_children(index, context);
    }
  }

  void end_block() {
    flow_.end_paragraph();
    blank_ = false;
  }

  void take_looks(const HtmlNode& here, Context& context) {
    const std::string& tag = here.tag;
    if (tag == "b" || tag == "strong" || tag == "th") context.look.bold = true;
    if (tag == "i" || tag == "em") context.look.italic = true;
    if (tag == "sup") context.look.raised = true;
    if (tag == "sub") context.look.raised = false;
    if (tag == "pre") context.preformatted = true;
    if (tag == "center") context.paragraph.centered = true;
    if (tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6') {
      context.look.bold = true;
      if (text_length(here) <= kLongestHeading) context.paragraph.heading_level = tag[1] - '0';
    }
    if (tag == "font") set_font(here.attribute("face"), context);
    if (const std::string_view align = here.attribute("align"); !align.empty())
      context.paragraph.centered = lower(align) == "center";
    const std::string style = lower(here.attribute("style"));
    if (style.empty()) return;
    if (const std::string_view align = property(style, "text-align"); !align.empty())
      context.paragraph.centered = align.starts_with("center");
    if (const std::string_view weight = property(style, "font-weight"); !weight.empty())
      context.look.bold = weight.starts_with("bold") || number_of(weight, 0) >= 600;
    if (const std::string_view slant = property(style, "font-style"); !slant.empty())
      context.look.italic = slant.starts_with("italic");
    if (const std::string_view shift = property(style, "vertical-align"); shift.starts_with("super"))
      context.look.raised = true;
    // Names of fonts keep their case.
    if (const std::string_view family = property(style, "font-family"); !family.empty()) {
      const auto at = static_cast<std::size_t>(family.data() - style.data());
      set_font(here.attribute("style").substr(at, family.size()), context);
    }
  }

  void set_font(std::string_view families, Context& context) {
    if (const std::string_view name = first_font(families); !name.empty()) context.look.font = flow_.font(name);
  }

  std::size_t text_length(const HtmlNode& here) const {
    std::size_t length = here.text.size();
    for (const std::uint32_t child : here.children) {
      if (length > kLongestHeading) break;
      length += text_length(node(child));
    }
    return length;
  }

  // --- text -------------------------------------------------------------------------------------------------

  void open_paragraph(const Context& context) {
    if (!flow_.in_paragraph()) {
      ParagraphLook look = context.paragraph;
      look.list_item = !mark_.empty();
      flow_.begin_paragraph(look);
    }
    if (mark_.empty()) return;
    flow_.add(std::exchange(mark_, {}) + " ", {});
  }

  /// Runs of white space are one blank, none at the ends of lines.
  void add_text(std::string_view text, const Context& context) {
    std::string made;
    for (const char c : text) {
      if (is_space(c)) {
        blank_ = true;
        continue;
      }
      if (blank_ && (!made.empty() || (flow_.in_paragraph() && !flow_.at_line_begin()))) made += ' ';
      blank_ = false;
      made += c;
    }
    if (made.empty()) return;
    open_paragraph(context);
    flow_.add(made, context.look);
  }

  void add_lines(std::string_view text, const Context& context) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      open_paragraph(context);
      flow_.add(text.substr(0, end), context.look);
      if (end == text.size()) return;
      flow_.break_line();
      text.remove_prefix(end + 1);
    }
  }

  // --- lists ------------------------------------------------------------------------------------------------

  void read_list(std::uint32_t index, const Context& context) {
    end_block();
    const HtmlNode& list = node(index);
    NumberFormat format = list.tag == "ol" ? NumberFormat::kDecimal : NumberFormat::kBullet;
    const std::string_view type = list.attribute("type");
    if (type == "a") format = NumberFormat::kLowerLetter;
    if (type == "A") format = NumberFormat::kUpperLetter;
    if (type == "i") format = NumberFormat::kLowerRoman;
    if (type == "I") format = NumberFormat::kUpperRoman;
    const std::string style = lower(list.attribute("style"));
    const bool bare = property(style, "list-style-type").starts_with("none") ||
                      property(style, "list-style").find("none") != std::string_view::npos;
    int number = number_of(list.attribute("start"), 1);
    for (const std::uint32_t child : list.children) {
      if (node(child).tag != "li") {
        read_node(child, context);
        continue;
      }
      if (hidden_[child]) continue;
      number = number_of(node(child).attribute("value"), number);
      mark_ = bare                              ? std::string()
              : format == NumberFormat::kBullet ? std::string("•")
                                                : format_number(number, format) + ".";
      ++number;
      read_node(child, context);
      mark_.clear();
    }
    end_block();
  }

  // --- tables -----------------------------------------------------------------------------------------------

  /// Cells of the rows of a table, without those of tables in it.
  void collect_rows(std::uint32_t index, std::vector<std::vector<std::uint32_t>>& rows) const {
    for (const std::uint32_t child : node(index).children) {
      if (hidden_[child] || node(child).is_text()) continue;
      const std::string& tag = node(child).tag;
      if (tag == "tr") {
        std::vector<std::uint32_t>& row = rows.emplace_back();
        for (const std::uint32_t cell : node(child).children) {
          if (!hidden_[cell] && (node(cell).tag == "td" || node(cell).tag == "th")) row.push_back(cell);
        }
      } else if (tag == "tbody" || tag == "thead" || tag == "tfoot") {
        collect_rows(child, rows);
      }
    }
  }

  bool holds_table(std::uint32_t index) const {
    return std::any_of(node(index).children.begin(), node(index).children.end(),
                       [this](std::uint32_t child) { return node(child).tag == "table" || holds_table(child); });
  }

  void read_table(std::uint32_t index, const Context& context) {
    end_block();
    // A caption, and what stands in the table but in no row, come before it, as browsers show them.
    for (const std::uint32_t child : node(index).children) {
      const std::string& tag = node(child).tag;
      if (tag != "tr" && tag != "tbody" && tag != "thead" && tag != "tfoot") read_node(child, context);
    }
    end_block();
    std::vector<std::vector<std::uint32_t>> rows;
    collect_rows(index, rows);
    const bool columns = std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.size() > 1; });
    const bool frame = !columns || std::any_of(rows.begin(), rows.end(), [this](const auto& row) {
      return std::any_of(row.begin(), row.end(), [this](std::uint32_t cell) { return holds_table(cell); });
    });
    if (frame) {
      // A table that only arranges other things.
      for (const auto& row : rows) {
        for (const std::uint32_t cell : row) read_node(cell, context);
      }
      return;
    }
    flow_.begin_table();
    std::vector<int> reaches_down;  // per column: rows below that a cell above still covers
    for (const auto& row : rows) {
      flow_.begin_row();
      std::size_t column = 0;
      const auto skip_covered = [&] {
        while (column < reaches_down.size() && reaches_down[column] > 0) --reaches_down[column++];
      };
      for (const std::uint32_t cell : row) {
        skip_covered();
        const int span = std::clamp(number_of(node(cell).attribute("colspan"), 1), 1, kMostColumns);
        const int down = std::clamp(number_of(node(cell).attribute("rowspan"), 1), 1, 0xFFFF);
        flow_.begin_cell(static_cast<int>(column), span, down);
        read_node(cell, context);
        flow_.end_cell();
        const std::size_t end = std::min<std::size_t>(column + static_cast<std::size_t>(span), kMostColumns);
        if (reaches_down.size() < end) reaches_down.resize(end, 0);
        for (; column < end; ++column) reaches_down[column] = down - 1;
      }
      skip_covered();
    }
    flow_.end_table();
    blank_ = false;
  }

  // --- notes ------------------------------------------------------------------------------------------------

  /// Places that links on the page can lead to.
  void find_targets() {
    notes_read_.resize(tree_.nodes.size());
    for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) {
      for (const char* name : {"id", "name"}) {
        if (const std::string_view target = node(i).attribute(name); !target.empty())
          targets_.emplace(std::string(target), i);
      }
    }
  }

  void collect_text(std::uint32_t index, std::string& text, std::size_t most) const {
    if (hidden_[index] || text.size() > most) return;
    for (const char c : node(index).text) {
      if (!is_space(c) || !text.empty()) text += c;
    }
    for (const std::uint32_t child : node(index).children) collect_text(child, text, most);
  }

  std::string trimmed_text(std::uint32_t index, std::size_t most) const {
    std::string text;
    collect_text(index, text, most);
    while (!text.empty() && is_space(text.back())) text.pop_back();
    return text;
  }

  /// A link that calls a note on this page, and the note behind it: Word's pages, and others made like them.
  bool read_note_call(std::uint32_t index, Context context) {
    const std::string_view href = node(index).attribute("href");
    const std::size_t hash = href.find('#');
    if (hash == std::string_view::npos || hash + 1 == href.size()) return false;
    const std::string mark = trimmed_text(index, kLongestMark);
    if (!is_note_mark(mark)) return false;
    const auto target = targets_.find(std::string(href.substr(hash + 1)));
    if (target == targets_.end() || target->second < index) return false;  // notes stand below what calls them
    // The note: the block around the target, up to a division of its own.
    std::uint32_t block = target->second;
    while (block > 0 && !is_block_tag(node(block).tag)) block = node(block).parent;
    const std::string said = trimmed_text(block, 200);
    if (block == 0 || notes_read_[block] || !said.starts_with(mark) || holds(block, index)) return false;
    context.look.raised = true;
    add_text(mark, context);
    flow_.begin_note(mark);
    note_mark_ = mark;
    const bool blank = std::exchange(blank_, false);
    Context note;
    note.in_note = true;
    read_note(block, note);
    flow_.end_note();
    blank_ = blank;
    notes_read_[block] = true;
    return true;
  }

  bool holds(std::uint32_t outer, std::uint32_t inner) const {
    while (inner != HtmlNode::kNone && inner != outer) inner = node(inner).parent;
    return inner == outer;
  }

  /// The note's text without the mark at its head, which is written already.
  void read_note(std::uint32_t index, const Context& context) {
    for (const std::uint32_t child : node(index).children) {
      if (!note_mark_.empty() && trimmed_text(child, kLongestMark + 1) == note_mark_) {
        note_mark_.clear();
      } else if (!note_mark_.empty() && !node(child).is_text()) {
        read_note(child, context);
      } else if (!note_mark_.empty()) {
        std::string text = node(child).text;
        const std::size_t begin = text.find_first_not_of(" \t\r\n");
        if (begin != std::string::npos && text.compare(begin, note_mark_.size(), note_mark_) == 0) {
          text.erase(0, begin + note_mark_.size());
          note_mark_.clear();
        }
        add_text(text, context);
      } else {
        read_node(child, context);
      }
    }
  }

  HtmlTree tree_;
  std::vector<bool> hidden_;
  Flow flow_;
  bool blank_ = false;  // white space since the last character
  std::string mark_;    // of the list item that begins
  std::unordered_map<std::string, std::uint32_t> targets_;
  std::vector<bool> notes_read_;
  std::string note_mark_;  // that the note being read still begins with
};

}  // namespace

Result<Reading> read_html(std::string_view bytes) {
  auto tree = parse_html(bytes);
  if (!tree) return tl::unexpected(tree.error());
  return HtmlReader(std::move(*tree)).read();
}

}  // namespace trichluc
