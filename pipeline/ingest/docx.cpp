#include "pipeline/ingest/docx_body.h"

#include <algorithm>
#include <map>
#include <optional>

#include "pipeline/ingest/blank.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/zip_archive.h"

namespace trichluc {
namespace {

constexpr const char* kMediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::size_t kMostHeaders = 64;

/// What a part points to, by id and by kind ("footnotes", "header").
struct Relations {
  struct Relation {
    std::string kind, target;
  };
  std::map<std::string, Relation> by_id;

  std::optional<std::string> first(std::string_view kind) const {
    for (const auto& [id, relation] : by_id) {
      if (relation.kind == kind) return relation.target;
    }
    return {};
  }
};

class Package {
 public:
  explicit Package(ZipArchive archive) : archive_(std::move(archive)) {}

  /// None when there is no such part.
  Result<std::optional<XmlPart>> part(const std::string& name) {
    auto bytes = archive_.read(name);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return std::optional<XmlPart>();
    auto parsed = XmlPart::parse(std::move(**bytes), name);
    if (!parsed) return tl::unexpected(parsed.error());
    return std::optional<XmlPart>(std::move(*parsed));
  }

  /// The relations of `name`, targets as names of members.
  Result<Relations> relations(const std::string& name) {
    const std::size_t slash = name.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : name.substr(0, slash + 1);
    auto found = part(folder + "_rels/" + name.substr(folder.size()) + ".rels");
    if (!found) return tl::unexpected(found.error());
    Relations relations;
    if (!*found) return relations;
    for (const pugi::xml_node node : (*found)->root().children()) {
      const std::string_view type = attribute_of(node, "Type");
      std::string target(attribute_of(node, "Target"));
      if (attribute_of(node, "TargetMode") == "External") continue;
      relations.by_id[std::string(attribute_of(node, "Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                                resolve(folder, target)};
    }
    return relations;
  }

 private:
  static std::string resolve(std::string folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    while (target.starts_with("../") || target.starts_with("./")) {
      if (target.starts_with("../") && !folder.empty()) folder.erase(folder.rfind('/', folder.size() - 2) + 1);
      target.remove_prefix(target.starts_with("../") ? 3 : 2);
    }
    return folder + std::string(target);
  }

  ZipArchive archive_;
};

/// What a header says; a page number alone says nothing.
std::string words_of(pugi::xml_node part) {
  std::string words;
  for (const pugi::xpath_node text : part.select_nodes(".//*[local-name()='t']")) words += text.node().child_value();
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  };
  return std::any_of(words.begin(), words.end(), is_letter) ? words : std::string();
}

class DocxReader {
 public:
  explicit DocxReader(ZipArchive archive) : package_(std::move(archive)) {}

  Result<Reading> read() {
    auto main = find_main();
    if (!main) return tl::unexpected(main.error());
    auto relations = package_.relations(*main);
    if (!relations) return tl::unexpected(relations.error());
    relations_ = std::move(*relations);

    // Without its styles, numbers or notes a document is still worth reading; without its body it is not.
    auto document = package_.part(*main);
    if (!document) return tl::unexpected(document.error());
    if (!*document) return no_body();
    const pugi::xml_node body = child_of((*document)->root(), "body");
    if (!body) return no_body();
    const std::optional<XmlPart> styles = side_part("styles");
    if (styles) styles_ = DocxStyles(styles->root());
    const std::optional<XmlPart> numbering = side_part("numbering");
    if (numbering) numbering_ = DocxNumbering(numbering->root(), styles_);
    const std::optional<XmlPart> settings = side_part("settings");
    const std::optional<XmlPart> footnotes = side_part("footnotes");
    const std::optional<XmlPart> endnotes = side_part("endnotes");

    DocxBody reader(flow_, styles_, numbering_);
    if (footnotes) reader.footnotes.read(footnotes->root());
    if (endnotes) reader.endnotes.read(endnotes->root());
    reader.endnotes.format = NumberFormat::kLowerRoman;
    set_format(reader.footnotes, settings, body, "footnotePr");
    set_format(reader.endnotes, settings, body, "endnotePr");

    const std::vector<pugi::xpath_node> sections = find_sections(body);
    read_edges(reader, sections, "headerReference");
    reader.read_blocks(body);
    flow_.end_paragraph();
    read_edges(reader, sections, "footerReference");
    auto reading = flow_.finish(kMediaType, "docx");
    if (reading) reading->pages.front().messages = std::move(messages_);
    return reading;
  }

 private:
  static tl::unexpected<Error> no_body() {
    return fail(ErrorCode::kDamaged, "a Word document without a body",
                "open it in a word processor, save it again and run again");
  }

  Result<std::string> find_main() {
    auto top = package_.relations("");
    if (!top) return tl::unexpected(top.error());
    return top->first("officeDocument").value_or("word/document.xml");
  }

  /// A part that the body can do without: one that cannot be read is a message.
  std::optional<XmlPart> side_part(std::string_view kind) {
    const std::optional<std::string> name = relations_.first(kind);
    return name ? side_part_named(*name) : std::optional<XmlPart>();
  }

  std::optional<XmlPart> side_part_named(const std::string& name) {
    auto part = package_.part(name);
    if (part) return std::move(*part);
    messages_.push_back(describe(part.error()));
    return {};
  }

  static std::vector<pugi::xpath_node> find_sections(pugi::xml_node body) {
    const pugi::xpath_node_set found = body.select_nodes(".//*[local-name()='sectPr']");
    return {found.begin(), found.end()};
  }

  static void set_format(DocxNotes& notes, const std::optional<XmlPart>& settings, pugi::xml_node body,
                         std::string_view properties) {
    const auto take = [&notes](pugi::xml_node from) {
      if (const pugi::xml_node format = child_of(from, "numFmt"))
        notes.format = number_format(attribute_of(format, "val"));
      if (const pugi::xml_node start = child_of(from, "numStart")) notes.next = number_of(start, "val", 1);
    };
    if (settings) take(child_of(settings->root(), properties));
    take(child_of(child_of(body, "sectPr"), properties));
    if (notes.format == NumberFormat::kNone || notes.format == NumberFormat::kBullet)
      notes.format = NumberFormat::kDecimal;
  }

  /// Headers before the text, footers behind it; what is printed on all pages is read once. The header of the first
  /// page is ordinary text: offices put their letterhead there.
  void read_edges(DocxBody& reader, const std::vector<pugi::xpath_node>& sections, std::string_view kind) {
    for (const pugi::xpath_node& section : sections) {
      const bool has_first = static_cast<bool>(child_of(section.node(), "titlePg"));
      for (const pugi::xml_node reference : section.node().children()) {
        if (name_of(reference) != kind || edges_.size() >= kMostHeaders) continue;
        const bool first = attribute_of(reference, "type") == "first";
        if (first && !has_first) continue;
        const auto relation = relations_.by_id.find(std::string(attribute_of(reference, "id")));
        if (relation == relations_.by_id.end()) continue;
        const std::optional<XmlPart> part = side_part_named(relation->second.target);
        if (!part) continue;
        const std::string words = words_of(part->root());
        if (words.empty() || !edges_.insert(words).second) continue;
        reader.read_blocks(part->root(), first && kind == "headerReference" ? LineRole::kBody : LineRole::kRunningHead);
        flow_.end_paragraph();
      }
    }
  }

  Package package_;
  Flow flow_;
  Relations relations_;
  DocxStyles styles_;
  DocxNumbering numbering_;
  std::set<std::string> edges_;  // words of the headers and footers read
  std::vector<std::string> messages_;
};

}  // namespace

Result<Reading> read_docx(std::string_view bytes) {
  auto archive = ZipArchive::open(bytes);
  if (!archive) return tl::unexpected(archive.error());
  return DocxReader(std::move(*archive)).read();
}

}  // namespace trichluc
