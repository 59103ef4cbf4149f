#include "pipeline/store/output_table.h"

#include <algorithm>

#include "pipeline/emit/json_writer.h"
#include "pipeline/emit/record_shape.h"
#include "pipeline/store/record_rows.h"
#include "pipeline/store/value_columns.h"

namespace trichluc {
namespace {

std::string type_of(FieldType type) {
  switch (type) {
    case FieldType::kWhole:
    case FieldType::kPage: return "integer";
    case FieldType::kNumber:
    case FieldType::kProbability: return "number";
    case FieldType::kBoolean:
    case FieldType::kTrue: return "boolean";
    case FieldType::kObject:
    case FieldType::kTextMap:
    case FieldType::kValue: return "object";
    case FieldType::kObjects:
    case FieldType::kTexts:
    case FieldType::kFactIds:
    case FieldType::kSpan:
    case FieldType::kBoxes: return "array";
    default: return "string";
  }
}

std::vector<std::string> choices_of(const Field& field) {
  std::vector<std::string> choices;
  if (field.type != FieldType::kChoice) return choices;
  for (std::size_t at = 0; at < field.detail.size();) {
    const std::size_t end = std::min(field.detail.find('|', at), field.detail.size());
    choices.emplace_back(field.detail.substr(at, end - at));
    at = end + 1;
  }
  return choices;
}

OutputColumn column_of(const Field& field, const std::string& name) {
  return {name, type_of(field.type), std::string(field.about), field.presence == Presence::kAlways, choices_of(field)};
}

const Field& field_of(std::string_view shape, std::string_view name) {
  const auto fields = find_shape(shape)->fields;
  return *std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
}

/// Builds a table column by column.
class Builder {
 public:
  Builder(std::string name, std::string about, std::string from) {
    table_.name = std::move(name);
    table_.about = std::move(about);
    table_.from = std::move(from);
  }
  Builder& column(OutputColumn column, const std::string& expression) {
    table_.columns.push_back(std::move(column));
    table_.expressions.push_back(expression);
    return *this;
  }
  /// A column of the same name in the archive.
  Builder& field(const Field& field, const std::string& name) {
    return column(column_of(field, name), "\"" + name + "\"");
  }
  Builder& own(const char* name, const char* type, const char* about, bool required = false) {
    return column({name, type, about, required}, "\"" + std::string(name) + "\"");
  }
  /// Fields of a shape; a span becomes its two ends, a page stays.
  Builder& shape(std::string_view name) {
    for (const Field& one : find_shape(name)->fields) {
      if (one.type == FieldType::kSpan) {
        place();
      } else {
        field(one, std::string(one.name));
      }
    }
    return *this;
  }
  Builder& document() { return own("document_id", "integer", "The document.", true); }
  Builder& place() {
    own("span_begin", "integer", "First code point in the page's text.", true);
    return own("span_end", "integer", "Code point behind the last one.", true);
  }
  OutputTable take(std::vector<std::string> key, bool of_document = true) {
    table_.key = std::move(key);
    table_.of_document = of_document;
    return std::move(table_);
  }

 private:
  OutputTable table_;
};

OutputTable document_table() {
  Builder builder("document", "Documents: the file, and what letterhead, head and signature say.", "document");
  builder.own("id", "integer", "Number of the document in this archive.", true);
  for (const std::string_view column : kDocumentColumns) {
    const std::string name(column);
    if (name == "sha256") {
      builder.column(column_of(field_of("document", "id"), name), name);
    } else if (name == "type_code" || name == "type_name") {
      builder.column({name, "string", std::string(field_of("document_type", name.substr(5)).about)}, name);
    } else if (name.starts_with("signatory_")) {
      builder.column({name, "string", std::string(field_of("signatory", name.substr(10)).about)}, name);
    } else {
      const auto fields = find_shape("document")->fields;
      const bool of_file =
          std::any_of(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
      OutputColumn made = column_of(field_of(of_file ? "document" : "metadata", name), name);
      // Empty lists are no value in a table.
      made.required = made.required && of_file;
      builder.column(std::move(made), name);
    }
  }
  builder.own("year", "integer", "Of the date.");
  builder.own("area", "string", "The province that its issuer's name or place of issue names.");
  builder.own("area_code", "string", "Its code.");
  builder.own("run_id", "integer", "What its record was made with.", true);
  return builder.take({"id"}, false);
}

OutputTable kind_table(const ObjectShape& shape) {
  const std::string name(shape.name);
  Builder builder(name, std::string(shape.about) + " Facts that people rejected are left out.", "\"" + name + "\"");
  builder.own("id", "integer", "Number of the fact in this archive.", true).document();
  builder.column({"fact", "string", "Its id in the record.", true}, "fact");
  builder.field(field_of("fact", "text"), "text").field(field_of("fact", "page"), "page").place();
  for (const Field& field : shape.fields) builder.field(field, value_column(field.name));
  builder.own("area", "string", "Province it is about: of its table row or holder, else of its document.");
  builder.own("section", "array", "Numbering path of the section it stands in.");
  builder.own("table_row", "string", "Header of the row of the cell it was read from.");
  builder.own("table_column", "string", "Header of the column.");
  builder.own("confidence", "number", "Share of facts from such evidence that are right, 0 to 1.");
  builder.own("rule", "string", "The rule that found it.");
  builder.column({"review", "string", "What people said of it.", false, {"accepted", "corrected", "added"}}, "review");
  return builder.take({"id"});
}

std::vector<OutputTable> all_tables() {
  std::vector<OutputTable> tables = {document_table()};
  for (const ObjectShape& shape : value_shapes()) tables.push_back(kind_table(shape));
  const auto number = [](Builder builder) -> Builder {
    return builder.own("id", "integer", "Number in this archive.", true).document();
  };
  tables.push_back(
      number(Builder("check", "Arithmetic that documents assert, recomputed.", "\"check\""))
          .column({"type", "string", "What is recomputed.", true, {"sum", "share", "change", "list"}}, "type")
          .field(field_of("sum", "whole"), "whole")
          .field(field_of("sum", "parts"), "parts")
          .column({"percentage", "string", "Of a share: the fact that states it."}, "percentage")
          .field(field_of("sum", "stated"), "stated")
          .field(field_of("sum", "computed"), "computed")
          .field(field_of("sum", "holds"), "holds")
          .take({"id"}));
  tables.push_back(
      number(Builder("repair", "Visible changes made to the text.", "repair")).shape("repair").take({"id"}));
  tables.push_back(
      number(Builder("warning", "What a person should look at.", "warning")).shape("warning").take({"id"}));
  tables.push_back(
      number(Builder("number", "Numerals outside the facts.", "number")).shape("other_number").take({"id"}));
  tables.push_back(
      number(Builder("stamp", "Text that is no part of the document.", "stamp")).shape("stamp").take({"id"}));
  tables.push_back(
      number(Builder("page", "Pages, how their text came about, and the text.", "page"))
          .field(field_of("page", "number"), "page")
          .column({"origin", "string", "Where its text came from.", false, {"text-layer", "ocr", "mixed", "blank"}},
                  "origin")
          .field(field_of("page", "quality"), "quality")
          .field(field_of("page", "confidence"), "confidence")
          .field(field_of("page", "dpi"), "dpi")
          .field(field_of("page", "reason"), "reason")
          .own("text", "string", "Repaired text; spans count in it.")
          .take({"id"}));
  tables.push_back(
      Builder("review_event", "What people said of facts.", "review_event")
          .own("event", "string", "Its name: a digest of what it says.", true)
          .own("document_sha256", "string", "The document.", true)
          .column({"action", "string", "What was done.", true, {"accept", "correct", "reject", "add", "undo"}},
                  "action")
          .own("kind", "string", "Kind of fact.", true)
          .own("page", "integer", "Page.", true)
          .place()
          .own("text", "string", "The fact's words.", true)
          .own("old", "object", "Value before.")
          .own("new", "object", "Value after.")
          .own("undoes", "string", "The event that is taken back.")
          .own("reviewer", "string", "Who.", true)
          .own("time", "string", "When, UTC.", true)
          .own("note", "string", "Why.")
          .take({"event"}, false));
  tables.push_back(Builder("run", "What records were made with.", "run")
                       .own("id", "integer", "Number in this archive.", true)
                       .own("program", "string", "Version and build.", true)
                       .own("rules", "string", "SHA-256 of rules and language data.")
                       .own("options", "string", "Options that change records.")
                       .own("began", "string", "When it was first used, UTC.")
                       .take({"id"}, false));
  return tables;
}

}  // namespace

const std::vector<OutputTable>& output_tables() {
  static const std::vector<OutputTable> tables = all_tables();
  return tables;
}

std::string select_of(const OutputTable& table) {
  std::string sql = "SELECT ";
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    sql += (i == 0 ? "" : ", ") + table.expressions[i] + " AS \"" + table.columns[i].name + "\"";
  return sql + " FROM " + table.from + " ORDER BY " + table.key.front();
}

std::string table_schema(const OutputTable& table) {
  JsonWriter json;
  json.begin_object();
  json.key("fields");
  json.begin_array();
  for (const OutputColumn& column : table.columns) {
    json.begin_object();
    json.field("name", column.name);
    json.field("type", column.type);
    json.optional_field("description", column.about);
    if (column.required || !column.choices.empty()) {
      json.key("constraints");
      json.begin_object();
      if (column.required) json.key("required"), json.flag(true);
      if (!column.choices.empty()) json.key("enum"), json.texts(column.choices);
      json.end_object();
    }
    json.end_object();
  }
  json.end_array();
  json.key("primaryKey");
  json.texts(table.key);
  const bool has_run = table.name == "document";
  if (table.of_document || has_run) {
    json.key("foreignKeys");
    json.begin_array();
    json.begin_object();
    json.key("fields"), json.texts({has_run ? "run_id" : "document_id"});
    json.key("reference");
    json.begin_object();
    json.field("resource", has_run ? "run" : "document");
    json.key("fields"), json.texts({"id"});
    json.end_object();
    json.end_object();
    json.end_array();
  }
  json.end_object();
  return json.take();
}

}  // namespace trichluc
