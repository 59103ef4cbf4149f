// Catalogue fields of archives. What the paper does not say stays empty and is never guessed; --meta brings it in.
#include <algorithm>
#include <map>
#include <set>

#include "pipeline/emit/csv_reader.h"
#include "pipeline/store/exporters.h"
#include "pipeline/store/time_range.h"

namespace trichluc {
namespace {

// What finds a row's document; no fields of a catalogue.
constexpr const char* kKeys[] = {"sha256", "source"};

// Decree 30/2020/NĐ-CP, Annex VI, documents going out and coming in.
constexpr const char* kDecree30[] = {
    "sha256",      "source",         "OrganId",        "FileCatalog", "FileNotation",   "DocOrdinal", "TypeName",
    "CodeNumber",  "CodeNotation",   "IssuedDate",     "OrganName",   "Subject",        "Language",   "PageAmount",
    "Description", "SignerPosition", "SignerFullName", "ToOrganId",   "ToOrganName",    "Priority",   "IssuedAmount",
    "DueDate",     "ArrivalDate",    "ArrivalNumber",  "ToPlaces",    "TraceHeaderList"};

// Circular 05/2025/TT-BNV, documents of digital archives. confidenceLevel is there whether the original is electronic:
// nothing to do with our confidence.
constexpr const char* kCircular05[] = {"sha256",          "source",
                                       "docId",           "docCode",
                                       "maintenance",     "typeName",
                                       "codeNumber",      "codeNotation",
                                       "issuedDate",      "organName",
                                       "subject",         "language",
                                       "numberOfPage",    "inforSign",
                                       "keyword",         "mode",
                                       "confidenceLevel", "autograph",
                                       "format",          "process",
                                       "riskRecovery",    "riskRecoveryStatus",
                                       "description"};

using Fields = std::map<std::string, std::string>;

/// "45/QĐ-UBND" is 45 and QĐ-UBND, "58-TB/TU" is 58 and TB/TU.
std::pair<std::string, std::string> number_and_notation(const std::string& number, const std::string& symbol) {
  const std::size_t end = number.find_first_not_of("0123456789");
  if (number.empty() || end == 0) return {"", symbol};
  if (end == std::string::npos) return {number, symbol};
  std::string notation = number.substr(end);
  if (notation[0] == '/' || notation[0] == '-') notation.erase(0, 1);
  return {number.substr(0, end), symbol.empty() ? notation : symbol};
}

/// "2024-05-06" as "06/05/2024"; only a whole day is one.
std::string day_first(const std::string& date) {
  if (!is_day(date)) return "";
  return date.substr(8, 2) + "/" + date.substr(5, 2) + "/" + date.substr(0, 4);
}

/// What --meta says, by the document it speaks of.
class Meta {
 public:
  explicit Meta(const std::string& content) {
    if (content.empty()) return;
    auto table = read_csv(content);
    if (!table) {
      table.error().message = "--meta: " + table.error().message;
      table.error().code = ErrorCode::kBadArguments;
      throw Failure{table.error()};
    }
    std::set<std::string> known(std::begin(kDecree30), std::end(kDecree30));
    known.insert(std::begin(kCircular05), std::end(kCircular05));
    for (const std::string& column : table->columns) {
      if (known.count(column) == 0) refuse("--meta: no field '" + column + "' in the catalogues");
    }
    const bool has_key = std::any_of(table->columns.begin(), table->columns.end(), [](const std::string& column) {
      return std::find(std::begin(kKeys), std::end(kKeys), column) != std::end(kKeys);
    });
    if (!has_key) refuse("--meta: there is no column sha256 or source to find documents by");
    for (const auto& row : table->rows) {
      Fields fields;
      for (std::size_t i = 0; i < row.size(); ++i) fields[table->columns[i]] = row[i];
      rows_.push_back(std::move(fields));
    }
    for (const Fields& row : rows_) {
      for (const char* key : kKeys) {
        const auto found = row.find(key);
        if (found != row.end() && !found->second.empty()) by_key_[found->second] = &row;
      }
    }
  }

  /// Fills what is empty.
  void fill(Fields& fields) {
    for (const char* key : kKeys) {
      const auto found = by_key_.find(fields[key]);
      if (found == by_key_.end()) continue;
      used_.insert(found->second);
      for (const auto& [name, value] : *found->second) {
        if (fields[name].empty()) fields[name] = value;
      }
      return;
    }
  }

  std::size_t unused() const { return rows_.size() - used_.size(); }

 private:
  [[noreturn]] static void refuse(const std::string& message) {
    throw Failure{
        {ErrorCode::kBadArguments, message, "its columns are sha256 or source, and fields of the catalogues", {}}};
  }

  std::vector<Fields> rows_;
  std::map<std::string, const Fields*> by_key_;
  std::set<const Fields*> used_;
};

template <std::size_t N>
void write_list(const Exporting& exporting, const std::string& name, const char* const (&columns)[N],
                const std::vector<Fields>& documents) {
  exporting.folder.write(name, [&](const TextSink& sink) {
    CsvWriter writer(sink, exporting.request.excel_bom);
    writer.begin(Columns(std::begin(columns), std::end(columns)));
    for (const Fields& fields : documents) {
      Row row;
      for (const char* column : columns) {
        const auto found = fields.find(column);
        row.push_back(found == fields.end() || found->second.empty() ? Datum() : Datum(found->second));
      }
      writer.row(row);
    }
  });
}

}  // namespace

void write_catalogue(const Exporting& exporting, const std::string& folder) {
  Meta meta(exporting.request.meta);
  Statement rows(exporting.database, R"sql(
SELECT sha256, source, type_name, number, symbol, date, issuer, title, signatory_position, signatory_name,
       (SELECT group_concat(value, '; ') FROM json_each(addressees)), (SELECT group_concat(value, '; ') FROM json_each(distribution)),
       iif(EXISTS (SELECT 1 FROM page WHERE page.document_id = document.id AND origin IS NOT NULL), pages, NULL)
FROM document ORDER BY date, source, id)sql");
  std::vector<Fields> documents;
  while (rows.next()) {
    Fields fields{{"sha256", rows.string(0)}, {"source", rows.string(1)}};
    const auto [number, notation] = number_and_notation(rows.string(3), rows.string(4));
    const std::string date = day_first(rows.string(5));
    std::string signer = rows.string(8);
    if (!rows.is_null(9)) signer += (signer.empty() ? "" : ", ") + rows.string(9);
    std::string to = rows.string(10);
    if (!rows.is_null(11)) to += (to.empty() ? "" : "; ") + rows.string(11);
    for (const auto& [name, value] :
         std::initializer_list<std::pair<const char*, std::string>>{{"TypeName", rows.string(2)},
                                                                    {"typeName", rows.string(2)},
                                                                    {"CodeNumber", number},
                                                                    {"codeNumber", number},
                                                                    {"CodeNotation", notation},
                                                                    {"codeNotation", notation},
                                                                    {"IssuedDate", date},
                                                                    {"issuedDate", date},
                                                                    {"OrganName", rows.string(6)},
                                                                    {"organName", rows.string(6)},
                                                                    {"Subject", rows.string(7)},
                                                                    {"subject", rows.string(7)},
                                                                    {"SignerPosition", rows.string(8)},
                                                                    {"SignerFullName", rows.string(9)},
                                                                    {"inforSign", signer},
                                                                    {"ToOrganName", to},
                                                                    {"PageAmount", rows.string(12)},
                                                                    {"numberOfPage", rows.string(12)}})
      fields[name] = value;
    meta.fill(fields);
    documents.push_back(std::move(fields));
  }
  write_list(exporting, folder + "catalogue.csv", kDecree30, documents);
  write_list(exporting, folder + "documents.csv", kCircular05, documents);
  if (meta.unused() > 0)
    exporting.report.notes.push_back(std::to_string(meta.unused()) +
                                     " rows of --meta speak of no document of the archive");
}

void export_catalogue(const Exporting& exporting) { write_catalogue(exporting, ""); }

}  // namespace trichluc
