#include "pipeline/store/export.h"

#include <algorithm>

#include "pipeline/emit/json_writer.h"
#include "pipeline/emit/workbook.h"
#include "pipeline/store/exporters.h"
#include "pipeline/store/open_archive.h"
#include "pipeline/store/output_table.h"

namespace trichluc {
namespace {

struct Exporter {
  const char* format;
  void (*run)(const Exporting& exporting);
};

constexpr Exporter kExporters[] = {
    {"csv", export_csv},
    {"xlsx", export_workbook},
    {"sdmx-csv", export_observations},
    {"catalogue", export_catalogue},
    {"datapackage", export_data_package},
    {"web-annotation", export_annotations},
    {"bagit", export_bag},
};

}  // namespace

void export_csv(const Exporting& exporting) {
  for (const OutputTable& table : output_tables()) {
    exporting.folder.write(table.name + ".csv", [&](const TextSink& sink) {
      Statement statement(exporting.database, select_of(table));
      CsvWriter writer(sink, exporting.request.excel_bom);
      write_rows(statement, writer);
    });
  }
}

void export_workbook(const Exporting& exporting) {
  Workbook workbook(exporting.folder.place_of("archive.xlsx"));
  for (const OutputTable& table : output_tables()) {
    Statement statement(exporting.database, select_of(table));
    write_rows(statement, workbook.sheet(table.name));
  }
  if (auto closed = workbook.close(); !closed) throw Failure{closed.error()};
  exporting.folder.note("archive.xlsx");
}

void export_data_package(const Exporting& exporting) {
  export_csv(exporting);
  JsonWriter json;
  json.begin_object();
  json.field("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
  json.field("name", "trichluc-archive");
  json.field("title", "Facts from Vietnamese official reports");
  json.field("description",
             "Every fact with the place it came from; made by trichluc from an archive of schema trichluc-record/1.");
  json.key("resources");
  json.begin_array();
  for (const OutputTable& table : output_tables()) {
    const auto& written = exporting.folder.files().at(table.name + ".csv");
    json.begin_object();
    json.field("name", table.name);
    json.field("type", "table");
    json.field("path", table.name + ".csv");
    json.field("description", table.about);
    json.field("format", "csv");
    json.field("mediatype", "text/csv");
    json.field("encoding", "utf-8");
    json.field("bytes", written.bytes);
    json.field("hash", "sha256:" + written.sha256);
    json.key("schema");
    json.raw(table_schema(table));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  exporting.folder.write("datapackage.json", json.take() + "\n");
}

const std::vector<std::string>& export_formats() {
  static const std::vector<std::string> formats = [] {
    std::vector<std::string> names;
    for (const Exporter& exporter : kExporters) names.emplace_back(exporter.format);
    return names;
  }();
  return formats;
}

Result<ExportReport> export_archive(const std::string& archive, const ExportRequest& request) {
  const auto* exporter = std::find_if(std::begin(kExporters), std::end(kExporters),
                                      [&](const Exporter& one) { return one.format == request.format; });
  if (exporter == std::end(kExporters)) {
    return fail(ErrorCode::kBadArguments, "no format '" + request.format + "'",
                "formats are csv, xlsx, sdmx-csv, catalogue, datapackage, web-annotation, bagit");
  }
  return guarded([&] {
    const Database database = open_to_read(archive);
    OutputFolder folder(request.folder);
    ExportReport report;
    exporter->run({database, request, folder, report});
    report.files = folder.files().size();
    return report;
  });
}

}  // namespace trichluc
