// catalogue.h - the list of documents with its facets, as a page shows it.
//
// A facet counts the documents that every other choice leaves, so that one sees what another choice would give. That
// takes a look at every document, so what is chosen and sorted by is kept in memory, and read again when it has
// changed: some 100 bytes a document and 16 a page, and half a second for 100,000 of them.
#pragma once

#include <memory>
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
  std::string words = {};      // of a search (search_words.h): only documents in which something is found
  std::string sort = "-date";  // date, source, number, issuer, type; with "-" the other way round
  std::size_t offset = 0, limit = 50;
};

class Catalogue {
 public:
  explicit Catalogue(std::string archive);
  ~Catalogue();

  /// {"total", "offset", "documents":[…], "facets":{"type":[{"value","label","count"}], …}}. Safe to call from many
  /// threads. Errors: kBadArguments (no such order, no words), those of opening an archive.
  Result<std::string> json(const CatalogueRequest& request);

  /// All documents of the choice in that order, from `offset` on, as a table. Errors: as above.
  Result<std::size_t> write(const CatalogueRequest& request, TableWriter& writer);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trichluc
