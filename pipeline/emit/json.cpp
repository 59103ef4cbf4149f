#include "pipeline/emit/json.h"

#include <algorithm>
#include <cassert>
#include <string_view>

#include "pipeline/emit/code_points.h"
#include "pipeline/emit/json_value.h"
#include "pipeline/emit/json_writer.h"

namespace trichluc {
namespace {

constexpr int kBoxPlaces = 1;  // a tenth of a point is thinner than any stroke
constexpr int kProbabilityPlaces = 3;

class RecordWriter {
 public:
  explicit RecordWriter(const Record& record) : record_(record) {
    pages_.reserve(record.document.pages.size());
    for (const DocumentPage& page : record.document.pages) pages_.emplace_back(page.text);
  }

  std::string write(const JsonOptions& options) {
    json_.begin_object();
    json_.field("schema", "trichluc-record/1");
    write_document();
    write_metadata();
    write_facts();
    write_checks();
    write_repairs();
    write_warnings();
    write_other_numbers();
    write_pages();
    write_stamps();
    if (options.with_text) write_page_texts();
    json_.end_object();
    return json_.take();
  }

 private:
  const DocumentPage& page(std::uint32_t index) const { return record_.document.pages[index]; }

  void write_document() {
    const Document& document = record_.document;
    std::uint64_t characters = 0;
    for (const CodePoints& page : pages_) characters += page.total();
    json_.key("document");
    json_.begin_object();
    json_.field("id", document.id);
    json_.field("source", mend_utf8(document.source));
    json_.field("media_type", document.media_type);
    json_.field("bytes", document.bytes);
    json_.field("pages", document.pages.size());
    json_.field("characters", characters);
    json_.field("text_origin", document.text_origin);
    json_.key("quality");
    json_.rounded(record_.quality, kProbabilityPlaces);
    json_.end_object();
  }

  void write_signatory(const Signatory& signatory) {
    json_.begin_object();
    json_.nullable_field("name", signatory.name);
    json_.nullable_field("position", signatory.position);
    json_.nullable_field("capacity", signatory.capacity);
    json_.nullable_field("authority", signatory.authority);
    json_.optional_field("organization", signatory.organization);
    if (!signatory.on_behalf_capacity.empty() || !signatory.on_behalf_authority.empty()) {
      json_.key("on_behalf");
      json_.begin_object();
      json_.nullable_field("capacity", signatory.on_behalf_capacity);
      json_.nullable_field("authority", signatory.on_behalf_authority);
      json_.end_object();
    }
    json_.end_object();
  }

  void write_metadata() {
    const Metadata& metadata = record_.metadata;
    json_.key("metadata");
    json_.begin_object();
    json_.key("type");
    if (metadata.type) {
      json_.begin_object();
      json_.field("code", metadata.type->code);
      json_.field("name", metadata.type->name);
      json_.end_object();
    } else {
      json_.null();
    }
    json_.nullable_field("number", metadata.number);
    json_.nullable_field("symbol", metadata.symbol);
    json_.nullable_field("date", metadata.date);
    json_.nullable_field("place", metadata.place);
    json_.nullable_field("issuer", metadata.issuer);
    json_.nullable_field("parent_issuer", metadata.parent_issuer);
    json_.nullable_field("title", metadata.title);
    json_.optional_field("urgency", metadata.urgency);
    json_.optional_field("confidentiality", metadata.confidentiality);
    json_.key("addressees");
    json_.texts(metadata.addressees);
    json_.key("signatory");
    const auto leading = static_cast<std::size_t>(metadata.signatory);
    if (metadata.signatory >= 0 && leading < metadata.signatories.size()) {
      write_signatory(metadata.signatories[leading]);
    } else {
      json_.null();
    }
    if (metadata.signatories.size() > 1) {
      json_.key("signatories");
      json_.begin_array();
      for (const Signatory& signatory : metadata.signatories) write_signatory(signatory);
      json_.end_array();
    }
    json_.key("distribution");
    json_.texts(metadata.distribution);
    json_.end_object();
  }

  /// "page", "span": what every place in the text is given as.
  void write_place(const PageRange& where) {
    json_.field("page", static_cast<std::uint64_t>(page(where.page_index).number));
    json_.key("span");
    json_.span(pages_[where.page_index].span(where.text));
  }

  std::string_view slice(const PageRange& where) const {
    return std::string_view(page(where.page_index).text).substr(where.text.begin, where.text.size());
  }

  void write_boxes(const std::vector<Box>& boxes) {
    if (boxes.empty()) return;
    json_.key("boxes");
    json_.begin_array();
    for (const Box& box : boxes) {
      json_.begin_array();
      for (const float edge : {box.left, box.top, box.right, box.bottom}) json_.rounded(edge, kBoxPlaces);
      json_.end_array();
    }
    json_.end_array();
  }

  void write_fact(const Fact& fact) {
    assert(fact.block >= 0 && static_cast<std::size_t>(fact.block) < record_.document.blocks.size());
    const Block& block = record_.document.blocks[static_cast<std::size_t>(fact.block)];
    const PageRange where = block.to_page(fact.text, fact.digits.empty() ? fact.text.begin : fact.digits.begin);
    json_.begin_object();
    json_.field("id", fact.id);
    json_.field("kind", kind_name(fact.value));
    json_.field("text", slice(where));
    write_place(where);
    write_boxes(page(where.page_index).boxes(where.text));
    json_.key("section");
    json_.texts(block.section);
    json_.field("rule", fact.rule);
    if (fact.table) {
      json_.key("table");
      json_.begin_object();
      json_.field("row", fact.table->row);
      json_.field("column", fact.table->column);
      json_.end_object();
    }
    json_.key("confidence");
    json_.rounded(fact.confidence, kProbabilityPlaces);
    json_.key("value");
    write_value(json_, fact.value);
    json_.end_object();
  }

  void write_facts() {
    json_.key("facts");
    json_.begin_array();
    for (const Fact& fact : record_.facts) write_fact(fact);
    json_.end_array();
  }

  void write_checks() {
    json_.key("checks");
    json_.begin_array();
    for (const Check& check : record_.checks) {
      json_.begin_object();
      if (check.type == Check::Type::kSum) {
        json_.field("type", "sum");
        json_.field("whole", check.whole);
        json_.key("parts");
        json_.texts(check.parts);
      } else if (check.type == Check::Type::kList) {
        json_.field("type", "list");
        json_.field("whole", check.whole);
      } else {
        json_.field("type", check.type == Check::Type::kChange ? "change" : "share");
        json_.field("part", check.parts.empty() ? std::string_view() : std::string_view(check.parts.front()));
        json_.field("whole", check.whole);
        json_.field("percentage", check.percentage);
      }
      json_.field("stated", check.stated);
      json_.field("computed", check.computed);
      json_.key("holds");
      json_.flag(check.holds);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_repairs() {
    json_.key("repairs");
    json_.begin_array();
    for (std::uint32_t index = 0; index < pages_.size(); ++index) {
      for (const Repair& repair : page(index).repairs) {
        json_.begin_object();
        write_place({index, repair.text});
        json_.field("from", repair.from);
        json_.field("to", repair.to);
        json_.field("rule", repair.rule);
        json_.key("confidence");
        json_.rounded(repair.confidence, kProbabilityPlaces);
        json_.end_object();
      }
    }
    json_.end_array();
  }

  void write_warnings() {
    json_.key("warnings");
    json_.begin_array();
    for (const Warning& warning : record_.warnings) {
      json_.begin_object();
      json_.field("code", warning.code);
      if (warning.page > 0) json_.field("page", static_cast<std::uint64_t>(warning.page));
      json_.optional_field("text", mend_utf8(warning.text));
      json_.optional_field("suggestion", warning.suggestion);
      json_.field("message", mend_utf8(warning.message));
      json_.end_object();
    }
    json_.end_array();
  }

  void write_other_numbers() {
    json_.key("other_numbers");
    json_.begin_array();
    for (const OtherNumber& number : record_.other_numbers) {
      json_.begin_object();
      write_place(number.where);
      json_.field("text", slice(number.where));
      json_.field("role", number.role);
      json_.end_object();
    }
    json_.end_array();
  }

  /// How the text of each page came about, of formats with page images.
  void write_pages() {
    if (record_.document.pages.empty() || record_.document.pages.front().origin.kind.empty()) return;
    json_.key("pages");
    json_.begin_array();
    for (const DocumentPage& page : record_.document.pages) {
      const PageOrigin& origin = page.origin;
      json_.begin_object();
      json_.field("number", static_cast<std::uint64_t>(page.number));
      json_.field("origin", origin.kind);
      write_share("quality", origin.quality);
      write_share("confidence", origin.confidence);
      if (origin.dpi > 0) json_.field("dpi", static_cast<std::uint64_t>(origin.dpi));
      json_.optional_field("reason", mend_utf8(origin.reason));
      json_.end_object();
    }
    json_.end_array();
  }

  /// Below 0: not measured.
  void write_share(std::string_view key, double share) {
    if (share < 0) return;
    json_.key(key);
    json_.rounded(share, kProbabilityPlaces);
  }

  void write_stamps() {
    const auto& pages = record_.document.pages;
    if (std::all_of(pages.begin(), pages.end(), [](const DocumentPage& page) { return page.stamps.empty(); })) return;
    json_.key("stamps");
    json_.begin_array();
    for (const DocumentPage& page : pages) {
      for (const Stamp& stamp : page.stamps) {
        json_.begin_object();
        json_.field("page", static_cast<std::uint64_t>(page.number));
        json_.field("kind", stamp.kind);
        json_.field("text", mend_utf8(stamp.text));
        if (!stamp.box.empty()) write_boxes({stamp.box});
        json_.end_object();
      }
    }
    json_.end_array();
  }

  void write_page_texts() {
    json_.key("page_texts");
    json_.begin_array();
    for (const DocumentPage& page : record_.document.pages) {
      json_.begin_object();
      json_.field("page", static_cast<std::uint64_t>(page.number));
      json_.field("text", page.text);
      json_.end_object();
    }
    json_.end_array();
  }

  const Record& record_;
  std::vector<CodePoints> pages_;
  JsonWriter json_;
};

}  // namespace

std::string to_json(const Record& record, const JsonOptions& options) { return RecordWriter(record).write(options); }

}  // namespace trichluc
