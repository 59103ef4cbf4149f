#include "pipeline/ingest/doc_file.h"

#include <algorithm>

#include "pipeline/ingest/utf8.h"
#include "pipeline/ingest/windows_text.h"

namespace trichluc {
namespace {

// Indices of pairs (fc, lcb) in FibRgFcLcb97, [MS-DOC] 2.5.6.
enum Entry : std::size_t {
  kStyles = 1,
  kFootnoteCalls = 2,
  kFootnoteTexts = 3,
  kRunPages = 12,
  kParagraphPages = 13,
  kFonts = 15,
  kPieces = 33,
  kEndnoteCalls = 46,
  kEndnoteTexts = 47,
  kLists = 73,
  kListUses = 74,
};
constexpr std::size_t kFirstEntry = 154;
constexpr std::size_t kPageSize = 512;
constexpr std::uint16_t kWord97 = 0x00C1;
constexpr int kMostAncestors = 16;

tl::unexpected<Error> damaged(const char* message) {
  return fail(ErrorCode::kDamaged, message, "open it in a word processor, save it again and run again");
}

struct Modifier {
  std::uint16_t code = 0;
  std::string_view operand;
};

/// The first modifier of `properties`, which is taken off; none where they end or make no sense.
std::optional<Modifier> next_modifier(std::string_view& properties) {
  const LittleEndian bytes(properties);
  if (properties.size() < 3) return {};
  const std::uint16_t code = bytes.u16(0);
  std::size_t begin = 2;
  std::size_t length = 0;
  switch (code >> 13) {
    case 0:
    case 1: length = 1; break;
    case 2:
    case 4:
    case 5: length = 2; break;
    case 3: length = 4; break;
    case 7: length = 3; break;
    default:
      if (code == 0xD608) {  // a table's definition: its length has two bytes and counts one of them
        begin = 4;
        length = std::max<std::size_t>(bytes.u16(2), 1) - 1;
      } else if (code == 0xC615 && bytes.u8(2) == 255) {  // tabs: lists of those deleted and added
        const std::size_t deleted = bytes.u8(3);
        begin = 3;
        length = 1 + 4 * deleted;
        length += 1 + 3 * std::size_t{bytes.u8(begin + length)};
      } else {
        begin = 3;
        length = bytes.u8(2);
      }
  }
  if (begin + length > properties.size()) return {};
  const Modifier made{code, properties.substr(begin, length)};
  properties.remove_prefix(begin + length);
  return made;
}

/// 0 off, 1 on, 0x80 as the style, 0x81 the other way round.
void apply_switch(std::uint8_t value, bool of_style, bool& now) {
  now = value == 0x80 ? of_style : value == 0x81 ? !of_style : value != 0;
}

std::vector<DocCell> read_cells(std::string_view definition) {
  const LittleEndian bytes(definition);
  std::vector<DocCell> cells;
  const std::size_t count = bytes.u8(0);
  if (count > 64) return cells;
  const std::size_t flags = 1 + 2 * (count + 1);
  for (std::size_t i = 0; i < count; ++i) {
    DocCell cell;
    cell.left = bytes.i16(1 + 2 * i);
    cell.right = bytes.i16(1 + 2 * (i + 1));
    const std::uint16_t merge = bytes.u16(flags + 20 * i);
    cell.merged_left = merge & 0x02;
    cell.merges_down = merge & 0x40;
    cell.merged_up = (merge & 0x20) && !(merge & 0x40);
    cells.push_back(cell);
  }
  return cells;
}

NumberFormat number_format(std::uint8_t code) {
  switch (code) {
    case 1: return NumberFormat::kUpperRoman;
    case 2: return NumberFormat::kLowerRoman;
    case 3: return NumberFormat::kUpperLetter;
    case 4: return NumberFormat::kLowerLetter;
    case 22: return NumberFormat::kDecimalZero;
    case 23: return NumberFormat::kBullet;
    case 255: return NumberFormat::kNone;
    default: return NumberFormat::kDecimal;
  }
}

}  // namespace

std::pair<std::uint32_t, std::uint32_t> DocFile::entry(std::size_t index) const {
  if (index >= main_.u16(152)) return {0, 0};
  return {main_.u32(kFirstEntry + 8 * index), main_.u32(kFirstEntry + 8 * index + 4)};
}

std::string_view DocFile::table_of(std::size_t index) const {
  const auto [at, length] = entry(index);
  return table_.slice(at, length);
}

Result<DocFile> DocFile::open(const CompoundFile& file) {
  std::optional<std::string> main = file.stream("WordDocument");
  if (!main && file.has("EncryptedPackage")) {
    return fail(ErrorCode::kEncrypted, "an Office document with a password", "remove the password and run again");
  }
  if (!main) return damaged("an OLE2 file without Word's stream");
  DocFile made;
  made.main_stream_ = std::make_unique<std::string>(std::move(*main));
  made.main_ = LittleEndian(*made.main_stream_);
  if (made.main_.size() < kFirstEntry) return damaged("a Word document that is cut off");
  const std::uint16_t flags = made.main_.u16(10);
  if (made.main_.u16(2) < kWord97) {
    return fail(ErrorCode::kUnsupported, "a document of Word 95 or before", "save it as .docx or PDF and run again");
  }
  if (flags & 0x0100) {
    return fail(ErrorCode::kEncrypted, "encrypted: needs a password", "remove the password and run again");
  }
  made.table_stream_ = std::make_unique<std::string>(file.stream(flags & 0x0200 ? "1Table" : "0Table").value_or(""));
  made.table_ = LittleEndian(*made.table_stream_);
  made.data_stream_ = std::make_unique<std::string>(file.stream("Data").value_or(""));
  if (auto pieces = made.read_pieces(); !pieces) return tl::unexpected(pieces.error());

  std::uint32_t at = 0;
  const auto story = [&](std::size_t length_at) {
    const std::uint32_t begin = at;
    const auto all = static_cast<std::uint32_t>(made.text.size());
    at = std::min(all, begin + std::min(made.main_.u32(length_at), all));
    return DocStory{begin, at};
  };
  made.body = story(76);
  made.footnotes = story(80);
  made.headers = story(84);
  story(88);
  story(92);  // comments
  made.endnotes = story(96);
  made.boxes = story(100);
  made.read_fonts();
  made.read_styles();
  made.read_lists();
  made.read_filed(kRunPages, false, made.runs_);
  made.read_filed(kParagraphPages, true, made.paragraphs_);
  return made;
}

Result<void> DocFile::read_pieces() {
  std::string_view clx = table_of(kPieces);
  while (!clx.empty() && clx.front() == 1) {
    clx = LittleEndian(clx).slice(3 + std::size_t{LittleEndian(clx).u16(1)}, clx.size());
  }
  const LittleEndian pieces(clx);
  if (pieces.u8(0) != 2) return damaged("a Word document whose table of text is missing");
  const std::size_t size = std::min<std::size_t>(pieces.u32(1), clx.size() - 5);
  const std::size_t count = size < 4 ? 0 : (size - 4) / 12;
  for (std::size_t i = 0; i < count; ++i) {
    Piece piece;
    piece.cp = pieces.u32(5 + 4 * i);
    piece.end = pieces.u32(5 + 4 * (i + 1));
    const std::uint32_t where = pieces.u32(5 + 4 * (count + 1) + 8 * i + 2);
    piece.bytes = where & 0x40000000;
    piece.fc = piece.bytes ? (where & 0x3FFFFFFF) / 2 : where & 0x3FFFFFFF;
    const std::size_t width = piece.bytes ? 1 : 2;
    // Pieces follow each other and lie in the stream; what does not is the end of what can be read.
    if (piece.cp != text.size() || piece.end < piece.cp || piece.fc > main_.size()) break;
    piece.end =
        static_cast<std::uint32_t>(std::min<std::size_t>(piece.end, piece.cp + (main_.size() - piece.fc) / width));
    if (text.size() + (piece.end - piece.cp) > 2 * main_.size()) break;  // the same stretch again and again
    for (std::uint32_t k = 0; k < piece.end - piece.cp; ++k) {
      const char16_t unit = piece.bytes ? main_.u8(piece.fc + k) : main_.u16(piece.fc + 2 * std::size_t{k});
      text += piece.bytes ? windows_1252(static_cast<unsigned char>(unit)) : unit;
    }
    pieces_.push_back(piece);
  }
  if (text.empty()) return damaged("a Word document whose text cannot be found");
  return {};
}

const DocFile::Piece* DocFile::piece_at(std::uint32_t cp) const {
  const auto next = std::upper_bound(pieces_.begin(), pieces_.end(), cp,
                                     [](std::uint32_t at, const Piece& piece) { return at < piece.cp; });
  if (next == pieces_.begin() || cp >= std::prev(next)->end) return nullptr;
  return &*std::prev(next);
}

/// Pages of 512 bytes: positions, then for each stretch where its properties are ([MS-DOC] 2.9.33, 2.9.175).
void DocFile::read_filed(std::size_t index, bool paragraphs, std::vector<Filed>& filed) const {
  const LittleEndian pages(table_of(index));
  const std::size_t count = pages.size() < 4 ? 0 : (pages.size() - 4) / 8;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = (pages.u32(4 * (count + 1) + 4 * i) & 0x3FFFFF) * kPageSize;
    const std::string_view whole = main_.slice(at, kPageSize);
    if (whole.size() < kPageSize) continue;
    const LittleEndian page(whole);
    const std::size_t stretches = page.u8(kPageSize - 1);
    const std::size_t entry_size = paragraphs ? 13 : 1;
    if (4 * (stretches + 1) + entry_size * stretches > kPageSize) continue;
    for (std::size_t k = 0; k < stretches; ++k) {
      Filed one{page.u32(4 * k), page.u32(4 * (k + 1)), {}};
      std::size_t where = 2 * std::size_t{page.u8(4 * (stretches + 1) + entry_size * k)};
      if (where > 0) {
        std::size_t length = page.u8(where++);
        if (paragraphs) {
          length = length > 0 ? 2 * length - 1 : 2 * std::size_t{page.u8(where++)};
        }
        one.properties = page.slice(where, length);
      }
      filed.push_back(one);
    }
  }
  std::sort(filed.begin(), filed.end(), [](const Filed& a, const Filed& b) { return a.fc < b.fc; });
}

void DocFile::read_fonts() {
  const LittleEndian table(table_of(kFonts));
  std::size_t at = 4;
  for (std::uint16_t i = 0; i < table.u16(0) && at < table.size(); ++i) {
    const std::size_t length = table.u8(at);
    const LittleEndian font(table.slice(at + 1, length));
    std::u16string name;
    for (std::size_t k = 39; k + 1 < font.size() && font.u16(k) != 0; k += 2)
      name += static_cast<char16_t>(font.u16(k));
    fonts.push_back(utf8_of_utf16(name));
    at += 1 + length;
  }
}

void DocFile::read_styles() {
  const LittleEndian sheet(table_of(kStyles));
  const std::size_t head = sheet.u16(0);
  const std::size_t count = sheet.u16(2);
  const std::size_t base_size = sheet.u16(4);
  usual_font_ = sheet.u16(2 + 12 + 4);
  std::size_t at = 2 + head;
  for (std::size_t i = 0; i < count && at + 2 <= sheet.size(); ++i) {
    const std::size_t size = sheet.u16(at);
    const LittleEndian style(sheet.slice(at + 2, size));
    at += 2 + size;
    Style& made = styles_.emplace_back();
    if (size < base_size + 2) continue;
    const std::uint16_t kind = style.u16(2) & 0xF;
    made.base = style.u16(2) >> 4;
    const std::size_t parts = style.u16(4) & 0xF;
    const std::size_t letters = style.u16(base_size);
    std::u16string name;
    for (std::size_t k = 0; k < std::min<std::size_t>(letters, 255); ++k)
      name += static_cast<char16_t>(style.u16(base_size + 2 + 2 * k));
    made.name = utf8_of_utf16(name);
    std::size_t part = base_size + 2 + 2 * letters + 2;
    for (std::size_t k = 0; k < parts; ++k) {
      part += part % 2;
      const std::size_t length = style.u16(part);
      const std::string_view bytes = style.slice(part + 2, length);
      part += 2 + length;
      if (kind == 1 && k == 0) {
        made.paragraph = bytes.substr(std::min<std::size_t>(2, bytes.size()));
      } else if ((kind == 1 && k == 1) || (kind == 2 && k == 0)) {
        made.run = bytes;
      }
    }
  }
}

/// The style and those it is based on, the first of them first.
std::vector<std::uint16_t> DocFile::ancestors(std::uint16_t style) const {
  std::vector<std::uint16_t> path;
  while (style < styles_.size() && path.size() < kMostAncestors) {
    path.push_back(style);
    style = styles_[style].base;
  }
  std::reverse(path.begin(), path.end());
  return path;
}

void DocFile::style_run(std::uint16_t style, DocRun& run) const {
  for (const std::uint16_t one : ancestors(style)) apply_run(styles_[one].run, run, false);
}

void DocFile::style_paragraph(std::uint16_t style, DocParagraph& paragraph) const {
  for (const std::uint16_t one : ancestors(style)) apply_paragraph(styles_[one].paragraph, paragraph, 0);
}

void DocFile::apply_run(std::string_view properties, DocRun& run, bool styled) const {
  const DocRun of_style = run;
  while (const auto modifier = next_modifier(properties)) {
    const LittleEndian operand(modifier->operand);
    switch (modifier->code) {
      case 0x0800: run.deleted = operand.u8(0) != 0; break;
      case 0x0835: apply_switch(operand.u8(0), of_style.bold, run.bold); break;
      case 0x0836: apply_switch(operand.u8(0), of_style.italic, run.italic); break;
      case 0x083C: apply_switch(operand.u8(0), of_style.hidden, run.hidden); break;
      case 0x0855: run.special = operand.u8(0) != 0; break;
      case 0x2A48: run.raised = operand.u8(0) == 1; break;
      case 0x4845: run.raised = operand.i16(0) > 0; break;
      case 0x4A43: run.size_pt = static_cast<float>(operand.u16(0)) / 2; break;
      case 0x4A4F:  // letters of ASCII; those with marks below overrule
      case 0x4A51: run.font = operand.u16(0); break;
      case 0x4A30:  // a style of characters; styles name none
        if (styled) style_run(operand.u16(0), run);
        break;
      case 0x6A09:
        run.symbol_font = operand.u16(0);
        run.symbol = operand.u16(2);
        break;
      default: break;
    }
  }
}

void DocFile::apply_paragraph(std::string_view properties, DocParagraph& paragraph, int depth) const {
  while (const auto modifier = next_modifier(properties)) {
    const LittleEndian operand(modifier->operand);
    switch (modifier->code) {
      case 0x2403:
      case 0x2461: paragraph.centered = operand.u8(0) == 1; break;
      case 0x2416: paragraph.table_depth = std::max(paragraph.table_depth, operand.u8(0) != 0 ? 1 : 0); break;
      case 0x2417: paragraph.row_end = operand.u8(0) != 0; break;
      case 0x244B: paragraph.inner_cell_end = operand.u8(0) != 0; break;
      case 0x6649: paragraph.table_depth = std::clamp(operand.i32(0), 0, 64); break;
      case 0x260A: paragraph.list_level = operand.u8(0); break;
      case 0x460B: paragraph.list = std::max<int>(operand.i16(0), 0); break;
      case 0x2640: paragraph.outline_level = operand.u8(0); break;
      case 0xD608: paragraph.cells = read_cells(modifier->operand); break;
      case 0x6645:
      case 0x6646:  // too large for its page: the properties are in the stream of data
        if (depth == 0) {
          const LittleEndian data(*data_stream_);
          apply_paragraph(data.slice(operand.u32(0) + std::size_t{2}, data.u16(operand.u32(0))), paragraph, 1);
        }
        break;
      default: break;
    }
  }
}

DocRun DocFile::run(std::uint32_t cp, std::uint32_t& end) const {
  DocRun made;
  made.font = usual_font_;
  end = cp + 1;
  const Piece* piece = piece_at(cp);
  if (!piece) return made;
  const std::uint32_t width = piece->bytes ? 1 : 2;
  const std::uint32_t fc = piece->fc + (cp - piece->cp) * width;
  end = piece->end;
  const auto next =
      std::upper_bound(runs_.begin(), runs_.end(), fc, [](std::uint32_t at, const Filed& one) { return at < one.fc; });
  if (next != runs_.end()) end = std::min(end, std::max(cp + 1, piece->cp + (next->fc - piece->fc) / width));
  if (next != runs_.begin() && fc < std::prev(next)->end) apply_run(std::prev(next)->properties, made, true);
  return made;
}

DocParagraph DocFile::paragraph(std::uint32_t cp) const {
  DocParagraph made;
  const Piece* piece = piece_at(cp);
  if (!piece) return made;
  const std::uint32_t fc = piece->fc + (cp - piece->cp) * (piece->bytes ? 1 : 2);
  const auto next = std::upper_bound(paragraphs_.begin(), paragraphs_.end(), fc,
                                     [](std::uint32_t at, const Filed& one) { return at < one.fc; });
  if (next == paragraphs_.begin() || fc >= std::prev(next)->end) return made;
  const std::string_view properties = std::prev(next)->properties;
  made.style = LittleEndian(properties).u16(0);
  style_paragraph(made.style, made);
  if (properties.size() > 2) apply_paragraph(properties.substr(2), made, 0);
  return made;
}

bool DocFile::is_contents(std::uint16_t style) const {
  if (style >= styles_.size()) return false;
  const std::string& name = styles_[style].name;
  return name.size() == 5 && (name.starts_with("toc ") || name.starts_with("TOC "));
}

std::vector<DocFile::Note> DocFile::notes_of(const DocStory& story, bool endnote) const {
  const LittleEndian calls(table_of(endnote ? kEndnoteCalls : kFootnoteCalls));
  const std::vector<DocStory> texts = parts_of(story, endnote ? kEndnoteTexts : kFootnoteTexts, 0);
  const std::size_t count = calls.size() < 4 ? 0 : (calls.size() - 4) / 6;
  std::vector<Note> notes;
  for (std::size_t i = 0; i < std::min(count, texts.size()); ++i) notes.push_back({calls.u32(4 * i), texts[i]});
  return notes;
}

std::vector<DocStory> DocFile::parts_of(const DocStory& story, std::size_t index, std::size_t data_size) const {
  const LittleEndian table(table_of(index));
  const std::size_t count = table.size() < 4 ? 0 : (table.size() - 4) / (4 + data_size);
  std::vector<DocStory> parts;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t length = story.end - story.begin;
    const std::uint32_t begin = story.begin + std::min(table.u32(4 * i), length);
    const std::uint32_t end = story.begin + std::min(table.u32(4 * (i + 1)), length);
    parts.push_back({begin, std::max(begin, end)});
  }
  return parts;
}

/// LVL, [MS-DOC] 2.9.150; returns where the next one begins.
std::size_t DocFile::read_list_level(std::size_t at, ListLevel& level) const {
  level.start = table_.i32(at);
  level.format = number_format(table_.u8(at + 4));
  level.decimal_only = table_.u8(at + 5) & 0x04;
  at += 28 + std::size_t{table_.u8(at + 24)} + table_.u8(at + 25);
  const std::size_t letters = table_.u16(at);
  std::u16string text_of_level;
  for (std::size_t i = 0; i < std::min<std::size_t>(letters, 255); ++i) {
    const auto unit = static_cast<char16_t>(table_.u16(at + 2 + 2 * i));
    if (unit < ListFormat::kLevels) {
      text_of_level += u'%';
      text_of_level += static_cast<char16_t>(u'1' + unit);
    } else {
      text_of_level += unit;
    }
  }
  level.text = utf8_of_utf16(text_of_level);
  return at + 2 + 2 * letters;
}

void DocFile::read_lists() {
  const auto [lists_at, lists_length] = entry(kLists);
  if (lists_length > 0) {
    const std::size_t count = table_.u16(lists_at);
    std::size_t levels_at = std::size_t{lists_at} + lists_length;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t at = lists_at + 2 + 28 * i;
      if (at + 28 > table_.size() || levels_at >= table_.size()) break;
      List& list = lists_.emplace_back();
      list.id = table_.i32(at);
      const bool simple = table_.u8(at + 26) & 1;
      for (std::size_t level = 0; level < (simple ? 1U : 9U); ++level)
        levels_at = read_list_level(levels_at, list.format.levels[level]);
    }
  }
  counters_.resize(lists_.size());
  const auto [uses_at, uses_length] = entry(kListUses);
  if (uses_length == 0) return;
  const std::size_t count = std::min<std::size_t>(table_.u32(uses_at), uses_length / 16);
  std::size_t data = uses_at + 4 + 16 * count;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = uses_at + 4 + 16 * i;
    ListUse& use = list_uses_.emplace_back();
    const auto known =
        std::find_if(lists_.begin(), lists_.end(), [id = table_.i32(at)](const List& list) { return list.id == id; });
    use.list = static_cast<std::size_t>(known - lists_.begin());
    data += 4;
    for (std::size_t k = 0; k < table_.u8(at + 12) && data + 8 <= table_.size(); ++k) {
      const std::uint32_t flags = table_.u32(data + 4);
      if (flags & 0x10) use.starts[static_cast<int>(flags & 0xF)] = table_.i32(data);
      data += 8;
      ListLevel own;
      if (flags & 0x20) {
        data = read_list_level(data, own);
        if (use.list < lists_.size() && (flags & 0xF) < ListFormat::kLevels) {
          // A format of its own: this use is a list of its own from here on.
          List changed = lists_[use.list];
          changed.id = -1;
          changed.format.levels[flags & 0xF] = own;
          use.list = lists_.size();
          lists_.push_back(std::move(changed));
          counters_.emplace_back();
        }
      }
    }
  }
}

std::string DocFile::next_mark(int list, int level) {
  if (list < 1 || static_cast<std::size_t>(list) > list_uses_.size()) return {};
  ListUse& use = list_uses_[static_cast<std::size_t>(list) - 1];
  if (use.list >= lists_.size() || level < 0 || level >= 9) return {};
  ListCounter& counter = counters_[use.list];
  const auto start = use.starts.find(level);
  if (start != use.starts.end() && !use.restarted[level]) {
    use.restarted[level] = true;
    counter.restart(level, start->second);
  }
  return counter.next(lists_[use.list].format, level);
}

}  // namespace trichluc
