// citation_graph.h - who cites what: documents as nodes, mentions as edges.
#pragma once

#include <string>

#include "pipeline/core/error.h"
#include "pipeline/core/table.h"
#include "pipeline/emit/table_text.h"

namespace trichluc {

/// A row for every pair of a document and what it cites. Columns: citing_source, citing_number, cited (its number, else
/// the name of the law), cited_type, cited_date, mentions, cited_source (where it is in the archive, and no other
/// document there can be meant). Errors: those of opening an archive.
Result<std::size_t> list_citations(const std::string& archive, TableWriter& writer);

/// The same as GraphML (http://graphml.graphdrawing.org/), with what is cited and not in the archive as nodes too.
Result<std::size_t> write_graphml(const std::string& archive, const TextSink& sink);

}  // namespace trichluc
