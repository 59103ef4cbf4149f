// exporters.h - one function for every format of export.h. For this room.
#pragma once

#include "pipeline/store/export.h"
#include "pipeline/store/output_folder.h"
#include "pipeline/store/sqlite.h"

namespace trichluc {

/// What an exporter is given; its report is filled in place.
struct Exporting {
  const Database& database;
  const ExportRequest& request;
  OutputFolder& folder;
  ExportReport& report;
};

void export_csv(const Exporting& exporting);
void export_workbook(const Exporting& exporting);
void export_observations(const Exporting& exporting);
void export_catalogue(const Exporting& exporting);
void export_data_package(const Exporting& exporting);
void export_annotations(const Exporting& exporting);
void export_bag(const Exporting& exporting);

/// Catalogue files, for the bag too.
void write_catalogue(const Exporting& exporting, const std::string& folder);

/// A time of EDTF as a TIME_PERIOD of SDMX: "2021-01/2021-06" is "2021-S1", nine months are "2023-01-01/P9M"; empty for
/// an open one.
std::string sdmx_period(const std::string& edtf);

}  // namespace trichluc
