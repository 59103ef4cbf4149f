// doc_file.h - the text and the formatting of a binary Word document (Word 97 and later, [MS-DOC]), put together from
// its streams: pieces of text, runs and paragraphs with their properties, styles, fonts, lists.
//
// A character has a position in the document (cp) and one in the stream (fc); properties are filed by fc. Properties
// are lists of modifiers ("sprm": a code and its operand) on top of a style's.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/list_numbers.h"

namespace trichluc {

struct DocRun {
  std::uint16_t font = 0;  // in DocFile::fonts
  float size_pt = 0;
  bool bold = false, italic = false, raised = false;
  bool hidden = false, deleted = false;
  bool special = false;      // its characters stand for something else: a note's number, a symbol
  std::uint16_t symbol = 0;  // of `symbol_font`; 0: none
  std::uint16_t symbol_font = 0;
};

/// A cell as its row defines it.
struct DocCell {
  int left = 0, right = 0;   // 1/20 points
  bool merged_left = false;  // part of the cell to its left
  bool merges_down = false;  // first of cells merged downwards
  bool merged_up = false;    // a further one
};

struct DocParagraph {
  std::uint16_t style = 0;
  bool centered = false;
  int outline_level = 9;  // 0..8; 9 is body text
  int list = 0;           // from 1; 0: none
  int list_level = 0;
  int table_depth = 0;
  bool row_end = false;  // the mark that ends a row, which holds the row's cells
  bool inner_cell_end = false;
  std::vector<DocCell> cells;
};

/// A part of the text with its own positions: the document itself, its notes, headers, text boxes.
struct DocStory {
  std::uint32_t begin = 0, end = 0;  // cp
};

class DocFile {
 public:
  /// Errors: kDamaged, kEncrypted, kUnsupported (Word 6/95 and before).
  static Result<DocFile> open(const CompoundFile& file);

  std::u16string text;  // by cp
  std::vector<std::string> fonts;
  DocStory body, footnotes, headers, endnotes, boxes;

  /// Properties of the character at `cp`, and the cp where others begin.
  DocRun run(std::uint32_t cp, std::uint32_t& end) const;
  /// Properties of the paragraph that the mark at `cp` ends.
  DocParagraph paragraph(std::uint32_t cp) const;
  /// Whether its paragraphs are lines of a table of contents.
  bool is_contents(std::uint16_t style) const;

  /// A note: where it is called in the body, and its text in its story.
  struct Note {
    std::uint32_t call = 0;
    DocStory text;
  };
  std::vector<Note> notes_of(const DocStory& story, bool endnote) const;
  /// The parts that a table of positions cuts a story into; `entry` is its index in the file's header.
  std::vector<DocStory> parts_of(const DocStory& story, std::size_t entry, std::size_t data_size) const;

  /// The mark of the next paragraph of a list.
  std::string next_mark(int list, int level);

 private:
  struct Piece {
    std::uint32_t cp = 0, end = 0;
    std::uint32_t fc = 0;
    bool bytes = false;  // one byte a character
  };
  struct Filed {
    std::uint32_t fc = 0, end = 0;
    std::string_view properties;
  };
  struct Style {
    std::uint16_t base = 0xFFF;
    std::string name;
    std::string_view run, paragraph;
  };
  struct List {
    ListFormat format;
    std::int32_t id = 0;
  };
  struct ListUse {
    std::size_t list = 0;       // in lists_
    std::map<int, int> starts;  // level -> first number
    bool restarted[ListFormat::kLevels] = {};
  };

  std::pair<std::uint32_t, std::uint32_t> entry(std::size_t index) const;
  std::string_view table_of(std::size_t index) const;
  Result<void> read_pieces();
  void read_filed(std::size_t index, bool paragraphs, std::vector<Filed>& filed) const;
  void read_fonts();
  void read_styles();
  void read_lists();
  std::size_t read_list_level(std::size_t at, ListLevel& level) const;
  void apply_run(std::string_view properties, DocRun& run, bool styled) const;
  void apply_paragraph(std::string_view properties, DocParagraph& paragraph, int depth) const;
  void style_run(std::uint16_t style, DocRun& run) const;
  void style_paragraph(std::uint16_t style, DocParagraph& paragraph) const;
  std::vector<std::uint16_t> ancestors(std::uint16_t style) const;
  const Piece* piece_at(std::uint32_t cp) const;

  std::unique_ptr<std::string> main_stream_, table_stream_, data_stream_;  // what the views below look at
  LittleEndian main_, table_;
  std::vector<Piece> pieces_;
  std::vector<Filed> runs_, paragraphs_;
  std::vector<Style> styles_;
  std::uint16_t usual_font_ = 0;
  std::vector<List> lists_;
  std::vector<ListUse> list_uses_;
  std::vector<ListCounter> counters_;
};

}  // namespace trichluc
