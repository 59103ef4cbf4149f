#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/ingest/flow.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/rtf_tables.h"
#include "pipeline/ingest/rtf_tokens.h"
#include "pipeline/ingest/utf8.h"
#include "pipeline/ingest/windows_text.h"

namespace trichluc {
namespace {

constexpr std::size_t kMostDepth = 4096;  // of braces
constexpr std::size_t kLongestHeader = 1 << 16;

/// Where text goes.
enum class Destination : std::uint8_t { kText, kSkip, kFonts, kNote, kHeader, kBox };

struct Font {
  std::string name;
  int code_page = 0;  // 0: the document's
  bool symbols = false;
};

/// What a brace keeps for its group.
struct State {
  Destination destination = Destination::kText;
  int font = -1;
  float size_pt = 12;
  bool bold = false, italic = false, raised = false, hidden = false, deleted = false;
  int unicode_skip = 1;  // characters that stand in for a \u for old programs
  bool centered = false, in_table = false;
  int outline_level = 9;
  bool page_field = false;  // of \field: its result is a page number
  bool starred = false;     // "\*" was read: what follows may be skipped
};

/// Rich Text Format 1.9.1. Read twice: the columns of a table are only known when all its rows are.
class RtfReader {
 public:
  explicit RtfReader(std::string_view bytes) : bytes_(bytes) {}

  Result<Reading> read() {
    if (auto first = run(); !first) return tl::unexpected(first.error());
    tables_.start_again();
    if (auto second = run(); !second) return tl::unexpected(second.error());
    return flow_.finish("application/rtf", "rtf");
  }

 private:
  Result<void> run() {
    flow_ = Flow();
    tokens_ = RtfTokens(bytes_);
    stack_.assign(1, State{});
    notes_ = 0;
    headers_.clear();
    fonts_.clear();
    for (RtfToken token = tokens_.next(); token.kind != RtfToken::kEnd; token = tokens_.next()) {
      switch (token.kind) {
        case RtfToken::kOpen:
          flush();
          if (stack_.size() > kMostDepth) {
            return fail(ErrorCode::kUnsupported, "braces nested deeper than " + std::to_string(kMostDepth),
                        "it is no ordinary document; look at it by hand");
          }
          stack_.push_back(stack_.back());
          stack_.back().starred = false;
          break;
        case RtfToken::kClose: close(); break;
        case RtfToken::kWord: read_word(token); break;
        case RtfToken::kByte: add_byte(static_cast<char>(token.value)); break;
        case RtfToken::kText:
          for (const char c : token.text) add_byte(c);
          break;
        case RtfToken::kEnd: break;
      }
    }
    while (stack_.size() > 1) close();
    flush();
    tables_.end_table();
    return {};
  }

  State& now() { return stack_.back(); }

  void close() {
    flush();
    skip_ = 0;
    if (stack_.size() < 2) return;
    const State inner = now();
    stack_.pop_back();
    if (inner.destination == now().destination) return;
    if (inner.destination == Destination::kNote) flow_.end_note();
    if (inner.destination == Destination::kHeader || inner.destination == Destination::kBox) flow_.end_aside();
    if (inner.destination == Destination::kNote || inner.destination == Destination::kHeader ||
        inner.destination == Destination::kBox) {
      tables_.leave();
    }
  }

  // --- text -------------------------------------------------------------------------------------------------

  void add_byte(char c) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    if (now().destination == Destination::kFonts) {
      read_font_name(c);
    } else if (now().destination != Destination::kSkip) {
      if (!units_.empty()) flush();
      pending_ += c;
    }
  }

  void add_unit(char16_t unit) {
    if (now().destination == Destination::kSkip || now().destination == Destination::kFonts) return;
    if (!pending_.empty()) flush();
    units_ += unit;
  }

  /// Writes what was collected, in the look it was collected in.
  void flush() {
    if (pending_.empty() && units_.empty()) return;
    const std::string bytes = std::exchange(pending_, {});
    const std::u16string units = std::exchange(units_, {});
    if (now().hidden || now().deleted) return;
    const auto font = fonts_.find(now().font);
    std::string text = utf8_of_utf16(units);
    if (font != fonts_.end() && font->second.symbols) {
      // Signs of symbol fonts have places of their own, as other programs store them.
      for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        append_code_point(text, byte > 0x20 ? 0xF000U + byte : byte);
      }
    } else {
      const int page = font != fonts_.end() && font->second.code_page > 0 ? font->second.code_page : code_page_;
      text += decode_windows(bytes, page);
    }
    open_paragraph();
    flow_.add(text, look());
  }

  RunLook look() {
    const auto font = fonts_.find(now().font);
    return {font == fonts_.end() ? std::uint16_t{0} : flow_.font(font->second.name), now().size_pt, now().bold,
            now().italic, now().raised};
  }

  void open_paragraph() {
    tables_.place_text(now().in_table);
    if (flow_.in_paragraph()) return;
    ParagraphLook look;
    look.centered = now().centered;
    if (now().outline_level < 9) look.heading_level = std::min(now().outline_level + 1, 6);
    if (std::any_of(stack_.begin(), stack_.end(), [](const State& s) { return s.destination == Destination::kHeader; }))
      look.role = LineRole::kRunningHead;
    flow_.begin_paragraph(look);
  }

  void end_paragraph() {
    flush();
    open_paragraph();
    flow_.end_paragraph();
  }

  // --- control words ----------------------------------------------------------------------------------------

  void read_word(const RtfToken& token) {
    const std::string_view word = token.text;
    if (word == "bin") return tokens_.skip(static_cast<std::size_t>(std::max(token.value, 0)));
    if (word == "*") {
      now().starred = true;
      return;
    }
    if (word == "u" && token.has_value) {
      add_unit(static_cast<char16_t>(token.value));
      skip_ = now().unicode_skip;
      return;
    }
    if (read_destination(word)) return;
    if (now().destination == Destination::kSkip) return;
    if (now().destination == Destination::kFonts) return read_font_word(token);
    if (read_sign(word)) return;
    flush();
    if (read_table_word(token) || read_look_word(token)) return;
    if (word == "par" || word == "nestcell") {
      end_paragraph();
    } else if (word == "sect" || word == "page") {
      flow_.end_paragraph();
    } else if (word == "line") {
      open_paragraph();
      flow_.break_line();
    } else if (word == "tab") {
      open_paragraph();
      flow_.add_tab(look());
    } else if (word == "ansicpg") {
      code_page_ = token.value;
    } else if (word == "chftn") {
      read_note_mark();
    }
  }

  /// Signs that are a character; those that are no ASCII wait as code units.
  bool read_sign(std::string_view word) {
    struct Sign {
      std::string_view word;
      char16_t unit;
    };
    constexpr Sign kSigns[] = {{"~", 0xA0},        {"_", u'-'},        {"\\", u'\\'},         {"{", u'{'},
                               {"}", u'}'},        {"emdash", 0x2014}, {"endash", 0x2013},    {"lquote", 0x2018},
                               {"rquote", 0x2019}, {"bullet", 0x2022}, {"ldblquote", 0x201C}, {"rdblquote", 0x201D},
                               {"emspace", u' '},  {"enspace", u' '},  {"qmspace", u' '}};
    for (const Sign& sign : kSigns) {
      if (word != sign.word) continue;
      if (skip_ > 0) {
        --skip_;
      } else {
        add_unit(sign.unit);
      }
      return true;
    }
    return false;
  }

  bool read_destination(std::string_view word) {
    static const std::set<std::string_view> kSkipped = {
        "colortbl",          "stylesheet",  "info",         "pict",      "objdata",    "nonshppict",
        "fldinst",           "bkmkstart",   "bkmkend",      "sp",        "annotation", "atnid",
        "atnauthor",         "xe",          "tc",           "rxe",       "filetbl",    "listtable",
        "listoverridetable", "revtbl",      "generator",    "themedata", "datastore",  "private",
        "pgdsctbl",          "footnotesep", "aftnsep",      "ftnsep",    "ftnsepc",    "ftncn",
        "aftnsepc",          "aftncn",      "do",           "pntxta",    "pntxtb",     "pnseclvl",
        "template",          "xmlnstbl",    "latentstyles", "rsidtbl"};
    const bool starred = std::exchange(now().starred, false);
    if (now().destination == Destination::kSkip) {
      if (word == "fldinst") note_field();
      return false;
    }
    if (kSkipped.count(word) > 0) {
      if (word == "fldinst") note_field();
      now().destination = Destination::kSkip;
    } else if (word == "fonttbl") {
      now().destination = Destination::kFonts;
      font_name_.clear();
      font_ = -1;
    } else if (word == "footnote") {
      enter(Destination::kNote);
      flow_.begin_note(note_mark_);
    } else if (word.starts_with("header") || word.starts_with("footer")) {
      if (word != "header" && word != "headerl" && word != "headerr" && word != "headerf" && word != "footer" &&
          word != "footerl" && word != "footerr" && word != "footerf")
        return false;  // \headery: a measure
      if (is_new_header()) {
        enter(Destination::kHeader);
        flow_.begin_aside();
      } else {
        now().destination = Destination::kSkip;
      }
    } else if (word == "shptxt") {
      enter(Destination::kBox);
      flow_.begin_aside();
    } else if (word == "field") {
      now().page_field = false;
    } else if (word == "fldrslt") {
      if (now().page_field) now().destination = Destination::kSkip;
    } else if (starred && word != "shpinst") {
      now().destination = Destination::kSkip;
    } else {
      return false;
    }
    return true;
  }

  void enter(Destination destination) {
    flush();
    tables_.enter();
    const State outer = now();
    now() = State{};
    now().destination = destination;
    now().font = outer.font;
    now().unicode_skip = outer.unicode_skip;
  }

  /// Whether the instruction that follows asks for a page number; it is written down in the field's own group.
  void note_field() {
    const std::string_view rest = tokens_.peek(64);
    const std::size_t at = rest.find("PAGE");
    const bool page = at != std::string_view::npos && rest.substr(at, 7) != "PAGEREF" &&
                      rest.substr(0, at).find("HYPERLINK") == std::string_view::npos;
    if (page && stack_.size() >= 2) stack_[stack_.size() - 2].page_field = true;
  }

  /// Sections repeat their headers.
  bool is_new_header() {
    if (std::any_of(stack_.begin(), stack_.end(), [](const State& s) { return s.destination == Destination::kHeader; }))
      return false;
    const std::string_view rest = tokens_.peek(kLongestHeader);
    std::size_t end = 0;
    for (int depth = 1; end < rest.size() && depth > 0; ++end) {
      if (rest[end] == '\\') {
        ++end;
      } else if (rest[end] == '{') {
        ++depth;
      } else if (rest[end] == '}') {
        --depth;
      }
    }
    return headers_.insert(rest.substr(0, end)).second;
  }

  void read_note_mark() {
    // In a note it stands for the number that is written at its head already.
    if (std::any_of(stack_.begin(), stack_.end(), [](const State& s) { return s.destination == Destination::kNote; }))
      return;
    note_mark_ = std::to_string(++notes_);
    open_paragraph();
    RunLook raised = look();
    raised.raised = true;
    raised.font = 0;
    flow_.add(note_mark_, raised);
  }

  bool read_table_word(const RtfToken& token) {
    if (tables_.read_word(token)) return true;
    if (token.text == "intbl") {
      now().in_table = true;
    } else if (token.text == "cell") {
      tables_.end_cell();
    } else if (token.text == "row") {
      tables_.end_row();
    } else {
      return false;
    }
    return true;
  }

  bool read_look_word(const RtfToken& token) {
    const std::string_view word = token.text;
    const bool on = !token.has_value || token.value != 0;
    State& state = now();
    if (word == "pard") {
      state.centered = state.in_table = false;
      state.outline_level = 9;
    } else if (word == "plain") {
      state.bold = state.italic = state.raised = state.hidden = state.deleted = false;
      state.size_pt = 12;
      state.font = default_font_;
    } else if (word == "b") {
      state.bold = on;
    } else if (word == "i") {
      state.italic = on;
    } else if (word == "v") {
      state.hidden = on;
    } else if (word == "deleted") {
      state.deleted = on;
    } else if (word == "super") {
      state.raised = on;
    } else if (word == "up") {
      state.raised = token.value > 0;
    } else if (word == "nosupersub" || word == "sub" || word == "dn") {
      state.raised = false;
    } else if (word == "f") {
      state.font = token.value;
    } else if (word == "deff") {
      default_font_ = token.value;
      state.font = token.value;
    } else if (word == "fs") {
      state.size_pt = static_cast<float>(token.value) / 2;
    } else if (word == "uc") {
      state.unicode_skip = std::clamp(token.value, 0, 16);
    } else if (word == "qc") {
      state.centered = true;
    } else if (word == "ql" || word == "qr" || word == "qj") {
      state.centered = false;
    } else if (word == "outlinelevel") {
      state.outline_level = std::max(token.value, 0);
    } else {
      return false;
    }
    return true;
  }

  // --- fonts ------------------------------------------------------------------------------------------------

  void read_font_word(const RtfToken& token) {
    if (token.text == "f") {
      font_ = token.value;
      fonts_[font_] = {};
      font_name_.clear();
    } else if (token.text == "fcharset" && font_ >= 0) {
      fonts_[font_].code_page = code_page_of_charset(token.value);
      fonts_[font_].symbols = token.value == 2;
    }
  }

  void read_font_name(char c) {
    if (c != ';') {
      if (font_name_.size() < 128) font_name_ += c;
      return;
    }
    if (font_ >= 0) fonts_[font_].name = decode_windows(font_name_, code_page_);
    font_name_.clear();
  }

  std::string_view bytes_;
  RtfTokens tokens_{{}};
  Flow flow_;
  RtfTables tables_{flow_};
  std::vector<State> stack_;
  std::string pending_;  // bytes of the font's code page
  std::u16string units_;
  int skip_ = 0;  // characters that stand in for the last \u
  int code_page_ = 1252;
  int default_font_ = -1;
  std::unordered_map<int, Font> fonts_;
  int font_ = -1;  // being defined
  std::string font_name_;
  int notes_ = 0;
  std::string note_mark_;
  std::set<std::string_view> headers_;
};

}  // namespace

Result<Reading> read_rtf(std::string_view bytes) { return RtfReader(bytes).read(); }

}  // namespace trichluc
