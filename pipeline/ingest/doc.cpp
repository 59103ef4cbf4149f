#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/doc_file.h"
#include "pipeline/ingest/flow.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/utf8.h"

namespace trichluc {
namespace {

constexpr std::size_t kLongestHeading = 300;  // characters; what is longer in a heading's style is a paragraph
constexpr int kSameEdge = 40;                 // 1/20 points: edges of cells nearer than this are one
constexpr std::size_t kHeaderKinds = 6;       // of each section, after as many separators of notes
constexpr std::size_t kPlcfHdd = 11, kPlcftxbxTxt = 56;

// Characters with a meaning of their own, [MS-DOC] 2.4.1.
enum : char16_t {
  kNoteNumber = 0x02,
  kCellEnd = 0x07,
  kTab = 0x09,
  kLineBreak = 0x0B,
  kPageBreak = 0x0C,
  kParagraphEnd = 0x0D,
  kColumnBreak = 0x0E,
  kFieldBegin = 0x13,
  kFieldResult = 0x14,
  kFieldEnd = 0x15,
  kHyphen = 0x1E,
  kSoftHyphen = 0x1F,
  kSymbol = 0x28,
};

struct Paragraph {
  std::uint32_t begin = 0, mark = 0;  // cp; `mark` is that of the character that ends it
  char16_t end = kParagraphEnd;
  DocParagraph look;
};

struct Row {
  std::vector<std::vector<Paragraph>> cells;
  std::vector<DocCell> places;
};

class DocReader {
 public:
  explicit DocReader(DocFile file) : file_(std::move(file)) {
    for (const std::string& name : file_.fonts) fonts_.push_back(flow_.font(name));
  }

  Result<Reading> read() {
    footnotes_ = file_.notes_of(file_.footnotes, false);
    endnotes_ = file_.notes_of(file_.endnotes, true);
    const std::vector<DocStory> headers = file_.parts_of(file_.headers, kPlcfHdd, 0);
    read_headers(headers, 0);
    read_story(file_.body, LineRole::kBody);
    for (const DocStory& box : file_.parts_of(file_.boxes, kPlcftxbxTxt, 22)) read_story(box, LineRole::kBody);
    read_headers(headers, 2);
    return flow_.finish("application/msword", "doc");
  }

 private:
  struct Field {
    bool in_result = false;
    bool page = false;  // a page number
    std::string instruction;
  };

  /// The headers (`first` 0) or footers (2) of all sections, each once: even, odd, and of first pages.
  void read_headers(const std::vector<DocStory>& parts, std::size_t first) {
    for (std::size_t section = kHeaderKinds; section + kHeaderKinds <= parts.size(); section += kHeaderKinds) {
      for (const std::size_t kind : {first, first + 1, 4 + first / 2}) {
        const DocStory& part = parts[section + kind];
        const std::u16string words = file_.text.substr(part.begin, part.end - part.begin);
        const bool letters =
            std::any_of(words.begin(), words.end(), [](char16_t c) { return c > 0xA0 || is_ascii_letter(c); });
        // A page number in a field is spelt out there: "PAGE \* MERGEFORMAT".
        const bool fields_only =
            std::count(words.begin(), words.end(), char16_t{kFieldBegin}) > 0 && words.front() == kFieldBegin;
        if (!letters || fields_only || !headers_.insert(words).second) continue;
        read_story(part, LineRole::kRunningHead);
      }
    }
  }

  static bool is_ascii_letter(char16_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  void read_story(DocStory story, LineRole role) {
    std::vector<Paragraph> table;
    for (std::uint32_t at = story.begin; at < story.end;) {
      const Paragraph paragraph = next_paragraph(at, story.end);
      at = paragraph.mark + 1;
      if (paragraph.look.table_depth > 0) {
        table.push_back(paragraph);
        continue;
      }
      if (!table.empty()) read_table(std::exchange(table, {}), role);
      read_paragraph(paragraph, role);
    }
    if (!table.empty()) read_table(table, role);
    flow_.end_paragraph();
    fields_.clear();
  }

  Paragraph next_paragraph(std::uint32_t begin, std::uint32_t end) const {
    Paragraph made;
    made.begin = begin;
    std::uint32_t at = begin;
    const auto ends = [](char16_t c) { return c == kParagraphEnd || c == kCellEnd || c == kPageBreak; };
    while (at < end && !ends(file_.text[at])) ++at;
    made.mark = std::min(at, end - 1);
    made.end = at < end ? file_.text[at] : char16_t{kParagraphEnd};
    if (at == end) made.mark = end;
    made.look = file_.paragraph(std::min(at, end - 1));
    return made;
  }

  void read_table(const std::vector<Paragraph>& paragraphs, LineRole role) {
    std::vector<Row> rows(1);
    std::vector<Paragraph> cell;
    for (const Paragraph& paragraph : paragraphs) {
      if (paragraph.look.row_end && paragraph.look.table_depth <= 1) {
        rows.back().places = paragraph.look.cells;
        rows.emplace_back();
        cell.clear();
        continue;
      }
      cell.push_back(paragraph);
      if (paragraph.end == kCellEnd) rows.back().cells.push_back(std::exchange(cell, {}));
    }
    if (!cell.empty()) rows.back().cells.push_back(std::move(cell));
    if (rows.back().cells.empty()) rows.pop_back();

    std::vector<int> edges;
    for (const Row& row : rows) {
      for (const DocCell& place : row.places) edges.insert(edges.end(), {place.left, place.right});
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end(), [](int a, int b) { return b - a < kSameEdge; }), edges.end());
    flow_.begin_table();
    for (const Row& row : rows) read_row(row, edges, role);
    flow_.end_table();
  }

  void read_row(const Row& row, const std::vector<int>& edges, LineRole role) {
    const auto column_of = [&edges](int edge) {
      const auto found = std::lower_bound(edges.begin(), edges.end(), edge - kSameEdge + 1);
      return static_cast<int>(found - edges.begin());
    };
    flow_.begin_row();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      int column = static_cast<int>(i);
      int span = 1;
      if (i < row.places.size()) {
        const DocCell& place = row.places[i];
        int right = place.right;
        for (std::size_t next = i + 1; next < row.places.size() && row.places[next].merged_left; ++next)
          right = row.places[next].right;
        column = column_of(place.left);
        span = std::max(1, column_of(right) - column);
        if (place.merged_left) continue;
        if (place.merged_up) {
          flow_.continue_cell(column);
          continue;
        }
      }
      flow_.begin_cell(column, span);
      for (const Paragraph& paragraph : row.cells[i]) read_paragraph(paragraph, role);
      flow_.end_cell();
    }
  }

  void read_paragraph(const Paragraph& paragraph, LineRole role) {
    ParagraphLook look;
    look.centered = paragraph.look.centered;
    look.role = role == LineRole::kBody && file_.is_contents(paragraph.look.style) ? LineRole::kContents : role;
    if (paragraph.look.outline_level < 9 && paragraph.mark - paragraph.begin <= kLongestHeading)
      look.heading_level = std::min(paragraph.look.outline_level + 1, 6);
    std::string mark;
    if (paragraph.look.list > 0 && role != LineRole::kRunningHead)
      mark = file_.next_mark(paragraph.look.list, paragraph.look.list_level);
    if (paragraph.begin == paragraph.mark) mark.clear();
    look.list_item = !mark.empty();
    flow_.begin_paragraph(look);
    if (!mark.empty()) {
      std::uint32_t end = 0;
      RunLook shown = look_of(file_.run(paragraph.begin, end));
      shown.font = 0;
      flow_.add(mark + " ", shown);
    }
    read_text(paragraph.begin, paragraph.mark);
    flow_.end_paragraph();
  }

  RunLook look_of(const DocRun& run) const {
    return {font_of(run.font), run.size_pt, run.bold, run.italic, run.raised};
  }
  std::uint16_t font_of(std::uint16_t font) const { return font < fonts_.size() ? fonts_[font] : std::uint16_t{0}; }

  void read_text(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t at = begin; at < end;) {
      std::uint32_t run_end = at;
      const DocRun run = file_.run(at, run_end);
      run_end = std::min(run_end, end);
      const RunLook look = look_of(run);
      std::u16string open;
      const auto flush = [&] {
        if (!open.empty()) flow_.add(utf8_of_utf16(std::exchange(open, {})), look);
      };
      for (; at < run_end; ++at) {
        const char16_t c = file_.text[at];
        if (c == kFieldBegin || c == kFieldResult || c == kFieldEnd) {
          flush();
          read_field_mark(c);
        } else if (in_field_instruction()) {
          if (fields_.back().instruction.size() < 64 && c < 0x80) fields_.back().instruction += static_cast<char>(c);
        } else if (run.hidden || run.deleted) {
          continue;
        } else if (c >= 0x20 && !(run.special && (c == kSymbol || run.symbol != 0))) {
          open += c;
        } else {
          flush();
          read_special(c, at, run, look);
        }
      }
      flush();
    }
  }

  bool in_field_instruction() const {
    return std::any_of(fields_.begin(), fields_.end(), [](const Field& f) { return !f.in_result || f.page; });
  }

  void read_field_mark(char16_t c) {
    if (c == kFieldBegin) {
      if (fields_.size() < 256) fields_.emplace_back();
    } else if (fields_.empty()) {
      return;
    } else if (c == kFieldResult) {
      Field& field = fields_.back();
      field.in_result = true;
      const std::size_t begin = field.instruction.find_first_not_of(' ');
      field.page =
          begin != std::string::npos &&
          (field.instruction.compare(begin, 4, "PAGE") == 0 || field.instruction.compare(begin, 8, "NUMPAGES") == 0) &&
          field.instruction.compare(begin, 7, "PAGEREF") != 0;
    } else {
      fields_.pop_back();
    }
  }

  void read_special(char16_t c, std::uint32_t at, const DocRun& run, const RunLook& look) {
    switch (c) {
      case kTab: flow_.add_tab(look); break;
      case kLineBreak:
      case kColumnBreak: flow_.break_line(); break;
      case kHyphen: flow_.add("-", look); break;
      case kNoteNumber: read_note(at, look); break;
      case kSymbol: {
        std::string sign;
        append_code_point(sign, run.symbol);
        RunLook symbol = look;
        symbol.font = font_of(run.symbol_font);
        if (run.symbol != 0) flow_.add(sign, symbol);
        break;
      }
      default: break;  // pictures, comments, drawn objects
    }
  }

  void read_note(std::uint32_t at, const RunLook& look) {
    for (const std::vector<DocFile::Note>* notes : {&footnotes_, &endnotes_}) {
      const auto note =
          std::find_if(notes->begin(), notes->end(), [at](const DocFile::Note& one) { return one.call == at; });
      if (note == notes->end()) continue;
      const bool endnote = notes == &endnotes_;
      const std::string mark =
          endnote ? format_number(++endnote_, NumberFormat::kLowerRoman) : std::to_string(++footnote_);
      RunLook raised = look;
      raised.raised = true;
      raised.font = 0;
      flow_.add(mark, raised);
      const std::vector<Field> fields = std::exchange(fields_, {});
      flow_.begin_note(mark);
      read_story(note->text, LineRole::kNote);
      flow_.end_note();
      fields_ = fields;
      return;
    }
  }

  DocFile file_;
  Flow flow_;
  std::vector<std::uint16_t> fonts_;  // numbers of the file's fonts in flow_
  std::vector<DocFile::Note> footnotes_, endnotes_;
  int footnote_ = 0, endnote_ = 0;
  std::vector<Field> fields_;
  std::set<std::u16string> headers_;
};

}  // namespace

Result<Reading> read_doc(std::string_view bytes) {
  auto container = CompoundFile::open(bytes);
  if (!container) return tl::unexpected(container.error());
  auto file = DocFile::open(*container);
  if (!file) return tl::unexpected(file.error());
  return DocReader(std::move(*file)).read();
}

}  // namespace trichluc
