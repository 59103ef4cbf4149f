#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/ingest/flow.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/odt_styles.h"
#include "pipeline/ingest/xml_part.h"
#include "pipeline/ingest/zip_archive.h"

namespace trichluc {
namespace {

constexpr const char* kMediaType = "application/vnd.oasis.opendocument.text";
constexpr std::size_t kLongestHeading = 300;  // bytes
constexpr int kMostRepeats = 1000;            // of empty rows and cells: spreadsheets fill whole sheets with them

std::size_t text_length(pugi::xml_node node) {
  std::size_t length = std::string_view(node.value()).size();
  for (const pugi::xml_node child : node.children()) length += text_length(child);
  return length;
}

class OdtReader {
 public:
  OdtReader(const OdtStyles& styles, Flow& flow) : styles_(styles), flow_(flow) {}

  void read_headers(pugi::xml_node styles, std::string_view kind) {
    for (const pugi::xml_node master : child_of(styles, "master-styles").children()) {
      for (const pugi::xml_node part : master.children()) {
        if (name_of(part) != kind) continue;
        std::string words;
        collect_words(part, words);
        const bool letters = std::any_of(words.begin(), words.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
        });
        if (letters && headers_.insert(words).second) read_blocks(part, LineRole::kRunningHead);
        flow_.end_paragraph();
      }
    }
  }

  void read_blocks(pugi::xml_node parent, LineRole role) {
    for (const pugi::xml_node node : parent.children()) read_block(node, role);
  }

 private:
  static void collect_words(pugi::xml_node node, std::string& words) {
    words += node.value();
    for (const pugi::xml_node child : node.children()) {
      if (name_of(child) != "page-number" && name_of(child) != "page-count") collect_words(child, words);
    }
  }

  void read_block(pugi::xml_node node, LineRole role) {
    const std::string_view name = name_of(node);
    if (name == "p" || name == "h") {
      read_paragraph(node, role, {});
    } else if (name == "list") {
      read_list(node, role, 0, {}, nullptr);
    } else if (name == "table") {
      read_table(node, role);
    } else if (name == "table-of-content") {
      read_blocks(child_of(node, "index-body"), role == LineRole::kBody ? LineRole::kContents : role);
    } else if (name == "index-body" || name == "illustration-index" || name == "table-index") {
      read_blocks(name == "index-body" ? node : child_of(node, "index-body"), role);
    } else if (name == "section" || name == "index-title") {
      if (attribute_of(node, "display") != "none") read_blocks(node, role);
    } else if (name == "frame" || name == "text-box" || name == "g" || name == "custom-shape") {
      read_box(node);
    }
  }

  void read_paragraph(pugi::xml_node node, LineRole role, std::string mark) {
    const TextLook look = styles_.look("paragraph", attribute_of(node, "style-name"));
    ParagraphLook shown;
    shown.centered = look.centered.value_or(false);
    shown.role = role;
    const std::size_t length = text_length(node);
    if (name_of(node) == "h") {
      const int level = std::clamp(number_of(node, "outline-level", 1), 1, ListFormat::kLevels);
      if (length <= kLongestHeading) shown.heading_level = std::min(level, 6);
      if (styles_.outline() && mark.empty() && attribute_of(node, "is-list-header") != "true")
        mark = headings_.next(*styles_.outline(), level - 1);
    }
    if (length == 0) mark.clear();
    shown.list_item = !mark.empty();
    flow_.begin_paragraph(shown);
    if (!mark.empty()) {
      RunLook mark_look = run_look(look, flow_);
      mark_look.font = 0;
      flow_.add(mark + " ", mark_look);
    }
    blank_ = true;  // white space at the head of a paragraph is none
    read_inline(node, look);
    flow_.end_paragraph();
  }

  /// Runs of white space are one blank (ODF 1.3 part 3, 6.1.2); <text:s/> is a blank that counts.
  void add_text(std::string_view text, const TextLook& look) {
    std::string made;
    for (const char c : text) {
      const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (space && blank_) continue;
      made += space ? ' ' : c;
      blank_ = space;
    }
    if (!look.hidden.value_or(false)) flow_.add(made, run_look(look, flow_));
  }

  void read_inline(pugi::xml_node parent, const TextLook& look) {
    for (const pugi::xml_node node : parent.children()) {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        add_text(node.value(), look);
        continue;
      }
      const std::string_view name = name_of(node);
      if (name == "span") {
        TextLook inner = styles_.look("text", attribute_of(node, "style-name"));
        inner.under(look);
        read_inline(node, inner);
      } else if (name == "s") {
        const int count = std::clamp(number_of(node, "c", 1), 1, 1000);
        if (!look.hidden.value_or(false))
          flow_.add(std::string(static_cast<std::size_t>(count), ' '), run_look(look, flow_));
        blank_ = false;
      } else if (name == "tab") {
        flow_.add_tab(run_look(look, flow_));
        blank_ = true;
      } else if (name == "line-break") {
        flow_.break_line();
        blank_ = true;
      } else if (name == "note") {
        read_note(node, look);
      } else if (name == "frame" || name == "custom-shape" || name == "g") {
        read_box(node);
      } else if (name != "annotation" && name != "tracked-changes" && name != "page-number" && name != "page-count" &&
                 name != "hidden-text" && name != "bibliography-mark" && name != "script" &&
                 name != "event-listeners" && name != "ruby-text") {
        read_inline(node, look);  // links, fields, ruby, meta: what they show
      }
    }
  }

  void read_note(pugi::xml_node node, const TextLook& look) {
    const std::string mark = child_of(node, "note-citation").child_value();
    RunLook raised = run_look(look, flow_);
    raised.raised = true;
    raised.font = 0;
    flow_.add(mark, raised);
    flow_.begin_note(mark);
    const bool blank = blank_;
    read_blocks(child_of(node, "note-body"), LineRole::kNote);
    blank_ = blank;
    flow_.end_note();
  }

  /// The text boxes in a frame, a shape or a group; pictures and formulas have their own replacement texts, which
  /// nobody prints.
  void read_box(pugi::xml_node node) {
    flow_.begin_aside();
    const bool blank = blank_;
    for (const pugi::xml_node child : node.children()) {
      const std::string_view name = name_of(child);
      if (name == "text-box") {
        read_blocks(child, LineRole::kBody);
      } else if (name == "p" || name == "list" || name == "frame" || name == "custom-shape" || name == "g") {
        read_block(child, LineRole::kBody);
      }
    }
    blank_ = blank;
    flow_.end_aside();
  }

  // --- lists ------------------------------------------------------------------------------------------------

  void read_list(pugi::xml_node list, LineRole role, int level, std::string_view style, ListCounter* counter) {
    if (const std::string_view own = attribute_of(list, "style-name"); !own.empty()) style = own;
    const ListFormat* format = styles_.list(style);
    if (!counter) counter = &counter_of(list, style);
    for (const pugi::xml_node item : list.children()) {
      const std::string_view name = name_of(item);
      if (name != "list-item" && name != "list-header") continue;
      if (const int start = number_of(item, "start-value", -1); start >= 0) counter->restart(level, start);
      bool first = name == "list-item";
      for (const pugi::xml_node block : item.children()) {
        const std::string_view kind = name_of(block);
        if (kind == "list") {
          read_list(block, role, std::min(level + 1, ListFormat::kLevels - 1), style, counter);
        } else if (kind == "p" || kind == "h") {
          read_paragraph(block, role, first && format ? counter->next(*format, level) : std::string());
          first = false;
        } else {
          read_block(block, role);
        }
      }
    }
  }

  /// Lists go on counting where they say so: after the last list of their style, or after one they name.
  ListCounter& counter_of(pugi::xml_node list, std::string_view style) {
    std::string key(attribute_of(list, "id"));
    const auto before = attribute_of(list, "continue-list");
    if (!before.empty() && list_keys_.count(std::string(before)) > 0) {
      const std::size_t index = list_keys_[std::string(before)];
      if (!key.empty()) list_keys_[key] = index;
      return counters_[index];
    }
    const auto last = last_of_style_.find(std::string(style));
    std::size_t index = counters_.size();
    if (attribute_of(list, "continue-numbering") == "true" && last != last_of_style_.end()) {
      index = last->second;
    } else {
      counters_.emplace_back();
    }
    last_of_style_[std::string(style)] = index;
    if (!key.empty()) list_keys_[key] = index;
    return counters_[index];
  }

  // --- tables -----------------------------------------------------------------------------------------------

  void read_table(pugi::xml_node table, LineRole role) {
    flow_.begin_table();
    read_rows(table, role);
    flow_.end_table();
  }

  void read_rows(pugi::xml_node parent, LineRole role) {
    for (const pugi::xml_node node : parent.children()) {
      const std::string_view name = name_of(node);
      if (name == "table-row") {
        read_row(node, role);
      } else if (name == "table-header-rows" || name == "table-rows" || name == "table-row-group") {
        read_rows(node, role);
      }
    }
  }

  void read_row(pugi::xml_node row, LineRole role) {
    flow_.begin_row();
    int column = 0;
    for (const pugi::xml_node cell : row.children()) {
      const std::string_view name = name_of(cell);
      const int repeats = std::clamp(number_of(cell, "number-columns-repeated", 1), 1, kMostRepeats);
      if (name == "covered-table-cell") {
        column += repeats;
      } else if (name == "table-cell") {
        for (int i = 0; i < (text_length(cell) > 0 ? repeats : 1); ++i) {
          flow_.begin_cell(column + i, std::clamp(number_of(cell, "number-columns-spanned", 1), 1, kMostRepeats),
                           std::clamp(number_of(cell, "number-rows-spanned", 1), 1, 0xFFFF));
          read_blocks(cell, role);
          flow_.end_cell();
        }
        column += repeats;  // the columns it spans follow as covered cells
      }
    }
  }

  const OdtStyles& styles_;
  Flow& flow_;
  bool blank_ = true;  // white space since the last character, which counts as one blank
  ListCounter headings_;
  std::deque<ListCounter> counters_;
  std::unordered_map<std::string, std::size_t> list_keys_;  // by xml:id
  std::unordered_map<std::string, std::size_t> last_of_style_;
  std::set<std::string> headers_;
};

Result<std::optional<XmlPart>> read_part(ZipArchive& archive, const std::string& name) {
  auto bytes = archive.read(name);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) return std::optional<XmlPart>();
  auto part = XmlPart::parse(std::move(**bytes), name);
  if (!part) return tl::unexpected(part.error());
  return std::optional<XmlPart>(std::move(*part));
}

/// A password makes noise of the parts and says so in the manifest.
bool is_encrypted(ZipArchive& archive) {
  const auto manifest = archive.read("META-INF/manifest.xml");
  return manifest && *manifest && (*manifest)->find("encryption-data") != std::string::npos;
}

}  // namespace

Result<Reading> read_odt(std::string_view bytes) {
  auto archive = ZipArchive::open(bytes);
  if (!archive) return tl::unexpected(archive.error());
  if (is_encrypted(*archive)) {
    return fail(ErrorCode::kEncrypted, "encrypted: needs a password", "remove the password and run again");
  }
  auto content = read_part(*archive, "content.xml");
  if (!content) return tl::unexpected(content.error());
  const pugi::xml_node text = *content ? child_of(child_of((*content)->root(), "body"), "text") : pugi::xml_node();
  if (!text) {
    return fail(ErrorCode::kDamaged, "an OpenDocument text without a body",
                "open it in a word processor, save it again and run again");
  }
  OdtStyles styles;
  std::vector<std::string> messages;
  auto common = read_part(*archive, "styles.xml");
  if (!common) messages.push_back(describe(common.error()));
  const bool has_common = common && *common;
  if (has_common) styles.read((*common)->root());
  styles.read((*content)->root());

  Flow flow;
  OdtReader reader(styles, flow);
  if (has_common) reader.read_headers((*common)->root(), "header");
  reader.read_blocks(text, LineRole::kBody);
  flow.end_paragraph();
  if (has_common) reader.read_headers((*common)->root(), "footer");
  auto reading = flow.finish(kMediaType, "odt");
  if (reading) reading->pages.front().messages = std::move(messages);
  return reading;
}

}  // namespace trichluc
