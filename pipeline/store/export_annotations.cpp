// Facts as annotations of their documents: W3C Web Annotation Data Model, 23 February 2017.
#include "pipeline/emit/json_writer.h"
#include "pipeline/emit/record_shape.h"
#include "pipeline/store/exporters.h"
#include "pipeline/store/value_columns.h"

namespace trichluc {
namespace {

// Code points around a quote, by which it is found again where positions have moved.
constexpr std::int64_t kContext = 32;

std::string value_json_sql() {
  std::string values;
  for (const std::string& column : value_columns()) {
    const std::string key = column == "reference_id" ? "id" : column;
    const bool json = column == "locator" || column == "locators";
    values += (values.empty() ? "'" : ", '") + key + "', " + (json ? "json(fact.\"" : "fact.\"") + column +
              (json ? "\")" : "\"");
  }
  return "json_patch('{}', json_object(" + values + "))";
}

}  // namespace

void export_annotations(const Exporting& exporting) {
  Statement rows(
      exporting.database,
      "SELECT document.sha256, document.source, fact.fact, fact.kind, fact.page, fact.span_begin, fact.span_end, "
      "fact.text, " +
          value_json_sql() +
          ", substr(page.text, max(fact.span_begin - ?1, 0) + 1, min(fact.span_begin, ?1)), "
          "substr(page.text, fact.span_end + 1, ?1), fact.rule, fact.review, document.media_type "
          "FROM fact JOIN document ON document.id = fact.document_id "
          "LEFT JOIN page ON page.document_id = document.id AND page.page = fact.page "
          "WHERE fact.review IS NULL OR fact.review NOT IN ('rejected', 'replaced') ORDER BY fact.id");
  rows.bind(kContext);
  exporting.folder.write("annotations.jsonl", [&](const TextSink& sink) {
    while (rows.next()) {
      JsonWriter json;
      const std::string document = "urn:sha256:" + rows.string(0);
      json.begin_object();
      json.field("@context", "http://www.w3.org/ns/anno.jsonld");
      json.field("id", document + "#" + rows.string(2));
      json.field("type", "Annotation");
      json.field("motivation", "identifying");
      json.key("body");
      json.begin_array();
      json.begin_object();
      json.field("type", "TextualBody");
      json.field("purpose", "classifying");
      json.field("value", rows.text(3));
      json.end_object();
      json.begin_object();
      json.field("type", "TextualBody");
      json.field("purpose", "identifying");
      json.field("format", "application/json");
      json.field("value", rows.text(8));
      json.end_object();
      json.end_array();
      json.key("target");
      json.begin_object();
      json.field("type", "SpecificResource");
      json.field("source", document);
      json.key("selector");
      json.begin_object();
      json.field("type", "FragmentSelector");
      json.field("conformsTo", "http://tools.ietf.org/rfc/rfc3778");
      json.field("value", "page=" + rows.string(4));
      json.key("refinedBy");
      json.begin_array();
      json.begin_object();
      json.field("type", "TextPositionSelector");
      json.field("start", static_cast<std::uint64_t>(rows.integer(5)));
      json.field("end", static_cast<std::uint64_t>(rows.integer(6)));
      json.end_object();
      json.begin_object();
      json.field("type", "TextQuoteSelector");
      json.field("exact", rows.text(7));
      json.optional_field("prefix", rows.text(9));
      json.optional_field("suffix", rows.text(10));
      json.end_object();
      json.end_array();
      json.end_object();
      json.end_object();
      json.end_object();
      sink(json.take() + "\n");
    }
  });
}

}  // namespace trichluc
