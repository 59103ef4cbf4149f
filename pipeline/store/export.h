// export.h - what goes out of an archive, each into a new folder.
//
//   csv             one file a table (output_table.h), UTF-8
//   xlsx            the same as sheets of archive.xlsx
//   sdmx-csv        observations.csv: figures as observations, SDMX-CSV 1.0
//   catalogue       catalogue.csv (Decree 30/2020/NĐ-CP, Annex VI) and documents.csv (Circular 05/2025/TT-BNV)
//   datapackage     csv with datapackage.json (Data Package v2)
//   web-annotation  annotations.jsonl: facts as W3C Web Annotations
//   bagit           a bag (RFC 8493): the documents that are still where they were read, the archive, metadata
// The same archive gives the same bytes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

struct ExportRequest {
  std::string format;      // as above
  std::string folder;      // made; must be empty if it is there
  bool excel_bom = false;  // csv, catalogue
  std::string meta;        // of catalogue: content of a CSV file with what is not on the paper; empty: none
};

struct ExportReport {
  std::size_t files = 0;
  std::vector<std::string> notes;  // what a person should know, one line each
};

/// "csv", "xlsx", ...
const std::vector<std::string>& export_formats();

/// Errors: kBadArguments (no such format; a meta file that cannot be used), kOutputUnwritable, those of opening an
/// archive.
Result<ExportReport> export_archive(const std::string& archive, const ExportRequest& request);

/// What is wrong with a bag, one line each: files that are missing, changed, or not listed. Errors: kNotFound,
/// kUnreadable when it is no bag.
Result<std::vector<std::string>> check_bag(const std::string& folder);

}  // namespace trichluc
