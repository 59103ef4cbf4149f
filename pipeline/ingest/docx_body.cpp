#include "pipeline/ingest/docx_body.h"

#include <algorithm>
#include <cstdlib>

#include "pipeline/ingest/utf8.h"

namespace trichluc {
namespace {

constexpr std::size_t kLongestHeading = 300;  // bytes; text in a heading's style that is longer is a paragraph
constexpr int kMostDepth = 16;                // of boxes in notes in boxes

bool is_deleted(std::string_view name) {
  return name == "del" || name == "moveFrom" || name == "delText" || name == "delInstrText";
}

/// Bytes of its text, text boxes included.
std::size_t text_length(pugi::xml_node node) {
  std::size_t length = name_of(node) == "t" ? std::string_view(node.child_value()).size() : 0;
  for (const pugi::xml_node child : node.children()) length += text_length(child);
  return length;
}

/// Whether the paragraph's own mark was deleted under tracked changes.
bool has_deleted_mark(pugi::xml_node properties) {
  const pugi::xml_node mark = child_of(properties, "rPr");
  return child_of(mark, "del") || child_of(mark, "moveFrom");
}

bool is_page_number(std::string_view instruction) {
  const std::size_t begin = instruction.find_first_not_of(' ');
  if (begin == std::string_view::npos) return false;
  const std::string_view word = instruction.substr(begin, instruction.find(' ', begin) - begin);
  return word == "PAGE" || word == "NUMPAGES" || word == "SECTIONPAGES" || word == "Page";
}

/// The text boxes in a drawing, outermost only.
void find_boxes(pugi::xml_node node, std::vector<pugi::xml_node>& boxes) {
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = name_of(child);
    if (name == "txbxContent") {
      boxes.push_back(child);
    } else if (name == "AlternateContent") {
      const pugi::xml_node choice = child_of(child, "Choice");
      find_boxes(choice ? choice : child_of(child, "Fallback"), boxes);
    } else {
      find_boxes(child, boxes);
    }
  }
}

}  // namespace

void DocxNotes::read(pugi::xml_node part) {
  for (const pugi::xml_node note : part.children()) {
    const std::string_view type = attribute_of(note, "type");
    if (type.empty() || type == "normal") notes[std::string(attribute_of(note, "id"))] = note;
  }
}

void DocxBody::read_blocks(pugi::xml_node parent, LineRole role) {
  for (const pugi::xml_node node : parent.children()) read_block(node, role);
}

void DocxBody::read_block(pugi::xml_node node, LineRole role) {
  const std::string_view name = name_of(node);
  if (name == "p") return read_paragraph(node, role);
  if (name == "tbl") return read_table(node, role);
  if (name == "sdt") return read_blocks(child_of(node, "sdtContent"), role);
  if (name == "AlternateContent") {
    const pugi::xml_node choice = child_of(node, "Choice");
    return read_blocks(choice ? choice : child_of(node, "Fallback"), role);
  }
  if (name == "ins" || name == "moveTo" || name == "customXml" || name == "smartTag") return read_blocks(node, role);
}

void DocxBody::read_paragraph(pugi::xml_node paragraph, LineRole role) {
  const pugi::xml_node properties = child_of(paragraph, "pPr");
  std::string style(attribute_of(child_of(properties, "pStyle"), "val"));
  if (style.empty()) style = styles_.usual_paragraph();
  const DocxLook own = read_paragraph_look(properties);
  DocxLook look = own;
  look.under(styles_.look(style));
  look.under(styles_.defaults());

  const DocxLook outer = std::exchange(paragraph_, look);
  if (!std::exchange(joined_, false) || !flow_.in_paragraph()) {
    ParagraphLook shown;
    shown.centered = look.centered.value_or(false);
    shown.role = role == LineRole::kBody && styles_.is_contents(style) ? LineRole::kContents : role;
    const int level = look.outline_level.value_or(9);
    if (level >= 0 && level < 9) {
      if (text_length(paragraph) <= kLongestHeading) shown.heading_level = std::min(level + 1, 6);
    }
    std::string mark;
    const bool numbered = look.list.value_or(0) > 0 && role != LineRole::kRunningHead;
    // A paragraph without text is counted, too, but its number alone is nothing to read.
    if (numbered) mark = numbering_.next(*look.list, look.list_level.value_or(0));
    if (!mark.empty() && text_length(paragraph) == 0) mark.clear();
    shown.list_item = !mark.empty();
    flow_.begin_paragraph(shown);
    if (!mark.empty()) {
      DocxLook mark_look = read_run_look(child_of(properties, "rPr"));
      mark_look.under(look);
      RunLook mark_run = run_look(mark_look, flow_);
      mark_run.font = 0;  // counted, not typed: never in a font's own encoding
      flow_.add(mark + " ", mark_run);
    }
  }
  read_inline(paragraph);
  joined_ = has_deleted_mark(properties);
  if (!joined_) flow_.end_paragraph();
  paragraph_ = outer;
}

void DocxBody::read_inline(pugi::xml_node parent) {
  for (const pugi::xml_node node : parent.children()) {
    const std::string_view name = name_of(node);
    if (is_deleted(name) || name == "pPr") continue;
    if (name == "r") {
      read_run(node);
    } else if (name == "sdt") {
      read_inline(child_of(node, "sdtContent"));
    } else if (name == "fldSimple") {
      if (!is_page_number(attribute_of(node, "instr"))) read_inline(node);
    } else if (name == "AlternateContent") {
      const pugi::xml_node choice = child_of(node, "Choice");
      read_inline(choice ? choice : child_of(node, "Fallback"));
    } else if (name == "oMath" || name == "oMathPara") {
      read_math(node);
    } else if (name == "hyperlink" || name == "ins" || name == "moveTo" || name == "smartTag" || name == "customXml" ||
               name == "dir" || name == "bdo") {
      read_inline(node);
    }
  }
}

bool DocxBody::in_field_instruction() const {
  return std::any_of(fields_.begin(), fields_.end(), [](const Field& f) { return !f.in_result || f.page; });
}

void DocxBody::read_run(pugi::xml_node run) {
  const pugi::xml_node properties = child_of(run, "rPr");
  DocxLook look = read_run_look(properties);
  if (const pugi::xml_node style = child_of(properties, "rStyle")) look.under(styles_.look(attribute_of(style, "val")));
  look.under(paragraph_);
  const bool hidden = look.hidden.value_or(false);
  const RunLook shown = run_look(look, flow_);
  for (const pugi::xml_node node : run.children()) {
    const std::string_view name = name_of(node);
    if (name == "fldChar") {
      read_field_mark(node);
    } else if (name == "instrText") {
      if (!fields_.empty() && fields_.back().instruction.size() < 256) fields_.back().instruction += node.child_value();
    } else if (!hidden && !in_field_instruction()) {
      read_run_part(node, shown);
    }
  }
}

void DocxBody::read_field_mark(pugi::xml_node node) {
  const std::string_view type = attribute_of(node, "fldCharType");
  if (type == "begin") {
    if (fields_.size() < 256) fields_.emplace_back();
  } else if (fields_.empty()) {
    return;
  } else if (type == "separate") {
    fields_.back().in_result = true;
    fields_.back().page = is_page_number(fields_.back().instruction);
  } else if (type == "end") {
    fields_.pop_back();
  }
}

void DocxBody::read_run_part(pugi::xml_node node, const RunLook& look) {
  const std::string_view name = name_of(node);
  if (name == "t") {
    for (const pugi::xml_node text : node.children()) flow_.add(text.value(), look);
  } else if (name == "tab" || name == "ptab") {
    flow_.add_tab(look);
  } else if (name == "br" || name == "cr") {
    flow_.break_line();
  } else if (name == "noBreakHyphen") {
    flow_.add("-", look);
  } else if (name == "sym") {
    const std::string code(attribute_of(node, "char"));
    RunLook symbol = look;
    symbol.font = flow_.font(attribute_of(node, "font"));
    std::string sign;
    append_code_point(sign, static_cast<char32_t>(std::strtoul(code.c_str(), nullptr, 16)));
    flow_.add(sign, symbol);
  } else if (name == "footnoteReference") {
    read_note(node, footnotes, look);
  } else if (name == "endnoteReference") {
    read_note(node, endnotes, look);
  } else if (name == "drawing" || name == "pict" || name == "object") {
    read_drawing(node);
  } else if (name == "AlternateContent") {
    const pugi::xml_node choice = child_of(node, "Choice");
    const pugi::xml_node branch = choice ? choice : child_of(node, "Fallback");
    for (const pugi::xml_node child : branch.children()) read_run_part(child, look);
  } else if (name == "ruby") {
    for (const pugi::xml_node child : child_of(node, "rubyBase").children()) read_run(child);
  }
}

void DocxBody::read_note(pugi::xml_node reference, DocxNotes& notes, const RunLook& look) {
  const auto note = notes.notes.find(std::string(attribute_of(reference, "id")));
  if (note == notes.notes.end() || depth_ >= kMostDepth) return;
  std::string mark;
  if (const std::string_view custom = attribute_of(reference, "customMarkFollows"); custom == "1" || custom == "true") {
    for (pugi::xml_node next = reference.next_sibling(); next; next = next.next_sibling()) {
      if (name_of(next) == "t") mark += next.child_value();
    }
  } else {
    mark = format_number(notes.next++, notes.format);
    RunLook raised = look;
    raised.raised = true;
    raised.font = 0;
    flow_.add(mark, raised);
  }
  ++depth_;
  const DocxLook outer = std::exchange(paragraph_, {});
  const std::vector<Field> fields = std::exchange(fields_, {});
  flow_.begin_note(mark);
  read_blocks(note->second, LineRole::kNote);
  flow_.end_note();
  fields_ = fields;
  paragraph_ = outer;
  --depth_;
}

void DocxBody::read_drawing(pugi::xml_node node) {
  if (depth_ >= kMostDepth) return;
  std::vector<pugi::xml_node> boxes;
  find_boxes(node, boxes);
  ++depth_;
  const DocxLook outer = paragraph_;
  const std::vector<Field> fields = std::exchange(fields_, {});
  for (const pugi::xml_node box : boxes) {
    flow_.begin_aside();
    read_blocks(box);
    flow_.end_aside();
  }
  fields_ = fields;
  paragraph_ = outer;
  --depth_;
}

/// The letters and digits of a formula, in order.
void DocxBody::read_math(pugi::xml_node node) {
  for (const pugi::xml_node child : node.children()) {
    if (name_of(child) == "t") {
      flow_.add(child.child_value(), run_look(paragraph_, flow_));
    } else {
      read_math(child);
    }
  }
}

void DocxBody::read_table(pugi::xml_node table, LineRole role) {
  flow_.begin_table();
  const auto read_rows = [&](auto&& self, pugi::xml_node parent) -> void {
    for (const pugi::xml_node node : parent.children()) {
      const std::string_view name = name_of(node);
      if (name == "tr") {
        read_row(node, role);
      } else if (name == "sdt") {
        self(self, child_of(node, "sdtContent"));
      } else if (name == "customXml" || name == "ins") {
        self(self, node);
      }
    }
  };
  read_rows(read_rows, table);
  flow_.end_table();
}

void DocxBody::read_row(pugi::xml_node row, LineRole role) {
  const pugi::xml_node properties = child_of(row, "trPr");
  if (child_of(properties, "del")) return;
  flow_.begin_row();
  int column = std::clamp(number_of(child_of(properties, "gridBefore"), "val", 0), 0, 1000);
  const auto read_cells = [&](auto&& self, pugi::xml_node parent) -> void {
    for (const pugi::xml_node node : parent.children()) {
      const std::string_view name = name_of(node);
      if (name == "sdt") self(self, child_of(node, "sdtContent"));
      if (name == "customXml") self(self, node);
      if (name != "tc") continue;
      const pugi::xml_node cell = child_of(node, "tcPr");
      const int span = std::clamp(number_of(child_of(cell, "gridSpan"), "val", 1), 1, 1000);
      const pugi::xml_node merge = child_of(cell, "vMerge");
      if (merge && attribute_of(merge, "val") != "restart") {
        flow_.continue_cell(column);
      } else {
        flow_.begin_cell(column, span);
        read_blocks(node, role);
        flow_.end_cell();
      }
      column += span;
    }
  };
  read_cells(read_cells, row);
}

}  // namespace trichluc
