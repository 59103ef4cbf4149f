// catalogue.h - the list of documents with its facets, as a page shows it.
//
// A facet counts the documents that every other choice leaves, so that one sees what another choice would give. All
// of it comes from one pass over the index `document_catalogue`.
#pragma once

#include <optional>
#include <string>

#include "pipeline/core/error.h"
#include "pipeline/core/table.h"

namespace trichluc {

/// What is chosen in each facet, exactly as the facet says it; empty: everything.
struct DocumentChoice {
  std::string type = {};       // code, else name
  std::string issuer = {};     // as printed
  std::string province = {};   // document.area
  std::string year = {};       // "2023"
  std::string indicator = {};  // code that a fact of it has
  std::string review = {};     // "untouched", "begun", "done"
};

struct CatalogueRequest {
  DocumentChoice choice = {};
  std::string sort = "-date";  // date, source, number, issuer, type; with "-" the other way round
  std::size_t offset = 0, limit = 50;
};

/// {"total", "offset", "documents":[…], "facets":{"type":[{"value","label","count"}], …}}
/// Errors: kBadArguments (no such order), those of opening an archive.
Result<std::string> catalogue_json(const std::string& archive, const CatalogueRequest& request);

/// All documents of the choice in that order, from `offset` on, as a table. Errors: as above.
Result<std::size_t> write_catalogue(const std::string& archive, const CatalogueRequest& request, TableWriter& writer);

}  // namespace trichluc
