// Figures as observations: columns of SDMX-CSV 1.0, with the names of UNICEF's child protection dataflow.
#include <array>
#include <cstdlib>

#include "pipeline/store/exporters.h"
#include "pipeline/store/folding.h"
#include "pipeline/store/time_range.h"

namespace trichluc {
namespace {

constexpr const char* kDataflow = "TRICHLUC:VN_REPORTS(1.0)";
// No code: the total over all, and what does not apply.
constexpr const char* kTotal = "_T";

std::string unit_code(const std::string& unit, const std::string& kind) {
  if (kind == "percentage") return "PT";
  if (kind == "budget") return unit;
  const std::string key = matching_key(unit);
  for (const char* cases : {"vu", "vu viec", "vu an", "cas"}) {
    if (key == cases) return "CASES";
  }
  for (const char* persons : {"nguoi", "tre em", "em", "luot nguoi", "doi tuong", "tre", "hoc sinh"}) {
    if (key == persons) return "PERSONS";
  }
  if (key == "cuoc goi") return "CALLS";
  return unit;  // as written: no code is known
}

std::string measure_kind(const std::string& kind, const std::string& modality, const std::string& change,
                         const std::string& comparator) {
  if (modality == "target") return "TARGET";
  if (!change.empty()) return kind == "percentage" ? "CHANGE_PCT" : "CHANGE_ABS";
  return comparator == "~" ? "ESTIMATE" : "ACTUAL";
}

Datum or_null(const std::string& text) { return text.empty() ? Datum() : Datum(text); }

/// A fall is a change below zero.
Datum value_of(const Datum& value, const std::string& change) {
  if (change != "decrease") return value;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return -*whole;
  if (const auto* number = std::get_if<double>(&value)) return -*number;
  return value;
}

}  // namespace

std::string sdmx_period(const std::string& edtf) {
  if (edtf.find('/') == std::string::npos) return edtf.find('X') == std::string::npos ? edtf : "";
  const TimeRange range = range_of(edtf);
  if (!is_day(range.begin) || !is_day(range.end) || range.end < range.begin) return "";
  const auto number = [](const std::string& day, std::size_t at, std::size_t length) {
    return std::atoi(day.substr(at, length).c_str());
  };
  const int first_year = number(range.begin, 0, 4), first_month = number(range.begin, 5, 2);
  const std::string after = day_after(range.end, 1);
  const int months = (number(after, 0, 4) - first_year) * 12 + number(after, 5, 2) - first_month;
  if (range.begin.substr(8) == after.substr(8) && months > 0) {
    const std::string year = range.begin.substr(0, 4);
    const bool first_day = range.begin.substr(8) == "01";
    if (first_day && months == 12 && first_month == 1) return year;
    if (first_day && months == 6 && first_month % 6 == 1) return year + "-S" + std::to_string(first_month / 6 + 1);
    if (first_day && months == 3 && first_month % 3 == 1) return year + "-Q" + std::to_string(first_month / 3 + 1);
    if (first_day && months == 1) return range.begin.substr(0, 7);
    return range.begin +
           (months % 12 == 0 ? "/P" + std::to_string(months / 12) + "Y" : "/P" + std::to_string(months) + "M");
  }
  int days = 1;
  for (std::string day = range.begin; day < range.end; day = day_after(day, 1)) ++days;
  return range.begin + "/P" + std::to_string(days) + "D";
}

void export_observations(const Exporting& exporting) {
  Statement rows(exporting.database, R"sql(
SELECT fact.kind, fact.indicator, observation.series, observation.area, observation.area_code, fact.period, observation.value,
       observation.unit, fact.comparator, fact.modality, fact.change, fact.part_of, fact.fact, document.sha256,
       document.number, document.issuer, fact.page, fact.span_begin, fact.span_end, fact.text, fact.confidence,
       fact.review, review_event.reviewer
FROM fact JOIN document ON document.id = fact.document_id
LEFT JOIN review_event ON review_event.id = fact.review_event_id
JOIN observation_or_part AS observation ON observation.id = fact.id
ORDER BY fact.id)sql");
  exporting.folder.write("observations.csv", [&](const TextSink& sink) {
    CsvWriter writer(sink, exporting.request.excel_bom);
    writer.begin({"DATAFLOW",     "OBS_ID",         "INDICATOR",    "INDICATOR_LABEL_VI",
                  "REF_AREA",     "AREA_LABEL",     "TIME_PERIOD",  "OBS_VALUE",
                  "UNIT_MEASURE", "UNIT_MULT",      "MEASURE_KIND", "SEX",
                  "AGE",          "RESIDENCE",      "FORM",         "SETTING",
                  "OBS_STATUS",   "COMPARE_PERIOD", "PARENT_OBS",   "DATA_SOURCE",
                  "SOURCE_LINK",  "SOURCE_QUOTE",   "CONFIDENCE",   "REVIEW_STATUS",
                  "REVIEWER"});
    while (rows.next()) {
      const std::string kind = rows.string(0), comparator = rows.string(8), change = rows.string(10),
                        document = rows.string(13), review = rows.string(21);
      std::string source = rows.string(14);
      if (!rows.is_null(15)) source += (source.empty() ? "" : ", ") + rows.string(15);
      const std::string link =
          "urn:sha256:" + document + "#page=" + rows.string(16) + "&char=" + rows.string(17) + "," + rows.string(18);
      const char* status = comparator == "~" ? "E" : review.empty() ? "U" : "A";
      writer.row({std::string(kDataflow),
                  document.substr(0, 16) + "." + rows.string(12),
                  rows.cell(1),
                  rows.cell(2),
                  rows.cell(4),
                  rows.cell(3),
                  or_null(sdmx_period(rows.string(5))),
                  value_of(rows.cell(6), change),
                  unit_code(rows.string(7), kind),
                  std::int64_t{0},
                  measure_kind(kind, rows.string(9), change, comparator),
                  std::string(kTotal),
                  std::string(kTotal),
                  std::string(kTotal),
                  std::string(kTotal),
                  std::string(kTotal),
                  std::string(status),
                  Datum(),
                  rows.is_null(11) ? Datum() : Datum(document.substr(0, 16) + "." + rows.string(11)),
                  or_null(source),
                  link,
                  rows.cell(19),
                  rows.cell(20),
                  or_null(review),
                  rows.cell(22)});
    }
  });
}

}  // namespace trichluc
