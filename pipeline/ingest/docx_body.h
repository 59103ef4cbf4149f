// docx_body.h - the body of a WordprocessingML document, walked in the order it is read (ECMA-376, transitional and
// strict).
//
//   in the text      runs, tabs, breaks, numbers that Word counts, results of fields, inserted text, notes, text boxes
//   not in the text  deleted text, hidden text, instructions of fields, comments, positions of drawings
//
// Of mc:AlternateContent one branch is read: both hold the same text box.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/ingest/docx_numbering.h"
#include "pipeline/ingest/docx_styles.h"
#include "pipeline/ingest/flow.h"
#include "pipeline/ingest/xml_part.h"

namespace trichluc {

/// The notes of one part, by id, and how their marks count.
struct DocxNotes {
  std::unordered_map<std::string, pugi::xml_node> notes;
  NumberFormat format = NumberFormat::kDecimal;
  int next = 1;

  /// Separators between text and notes are no notes.
  void read(pugi::xml_node part);
};

class DocxBody {
 public:
  DocxBody(Flow& flow, const DocxStyles& styles, DocxNumbering& numbering)
      : flow_(flow), styles_(styles), numbering_(numbering) {}

  DocxNotes footnotes, endnotes;

  /// The children of a body, cell, note, header or text box.
  void read_blocks(pugi::xml_node parent, LineRole role = LineRole::kBody);

 private:
  struct Field {
    bool in_result = false;  // behind its separator
    bool page = false;       // a page number, which is nothing the author wrote
    std::string instruction;
  };

  void read_block(pugi::xml_node node, LineRole role);
  void read_paragraph(pugi::xml_node paragraph, LineRole role);
  void read_inline(pugi::xml_node node);
  void read_run(pugi::xml_node run);
  void read_run_part(pugi::xml_node node, const RunLook& look);
  void read_field_mark(pugi::xml_node node);
  void read_note(pugi::xml_node reference, DocxNotes& notes, const RunLook& look);
  void read_drawing(pugi::xml_node node);
  void read_math(pugi::xml_node node);
  void read_table(pugi::xml_node table, LineRole role);
  void read_row(pugi::xml_node row, LineRole role);
  bool in_field_instruction() const;

  Flow& flow_;
  const DocxStyles& styles_;
  DocxNumbering& numbering_;
  std::vector<Field> fields_;
  DocxLook paragraph_;       // of the open paragraph's style, for its runs
  bool joined_ = false;      // the mark of the paragraph before is deleted: the next one goes on in it
  std::string custom_mark_;  // of a note whose mark is typed
  int depth_ = 0;            // of notes and boxes in one another
};

}  // namespace trichluc
