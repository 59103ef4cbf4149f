#include "pipeline/store/citation_graph.h"

#include <map>

#include "pipeline/store/open_archive.h"

namespace trichluc {
namespace {

constexpr const char* kCitations = R"sql(
SELECT citing.source, citing.number, coalesce(citation.number, citation.name, citation.reference_id) AS cited, citation.type,
       max(citation.date), count(*), cited.source, citing.id, cited.id, citation.reference_id
FROM citation JOIN document AS citing ON citing.id = citation.document_id LEFT JOIN document AS cited ON cited.id = cited_id
WHERE coalesce(citation.number, citation.name, citation.reference_id) IS NOT NULL
GROUP BY citing.id, coalesce(citation.reference_id, citation.type || ' ' || coalesce(citation.number, citation.name)), cited.id
ORDER BY citing.date, citing.source, citing.id, cited, citation.type, cited.id)sql";

std::string escaped(std::string_view text) {
  std::string xml;
  for (const char c : text) {
    switch (c) {
      case '&': xml += "&amp;"; break;
      case '<': xml += "&lt;"; break;
      case '>': xml += "&gt;"; break;
      case '"': xml += "&quot;"; break;
      // XML 1.0 has no place for other control characters.
      default: xml += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return xml;
}

class GraphMl {
 public:
  GraphMl(const Database& database, const TextSink& sink) : database_(database), sink_(sink) {}

  std::size_t write() {
    sink_(R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="type" for="node" attr.name="type" attr.type="string"/>
  <key id="date" for="node" attr.name="date" attr.type="string"/>
  <key id="issuer" for="node" attr.name="issuer" attr.type="string"/>
  <key id="source" for="node" attr.name="source" attr.type="string"/>
  <key id="held" for="node" attr.name="held" attr.type="boolean"/>
  <key id="mentions" for="edge" attr.name="mentions" attr.type="int"/>
  <graph id="citations" edgedefault="directed">
)");
    Statement documents(
        database_,
        "SELECT id, coalesce(number, title, source), type_code, date, issuer, source FROM document ORDER BY id");
    while (documents.next()) {
      node("d" + documents.string(0), {documents.string(1), documents.string(2), documents.string(3),
                                       documents.string(4), documents.string(5), "true"});
    }
    std::string edges;
    std::size_t count = 0;
    Statement citations(database_, kCitations);
    for (; citations.next(); ++count) {
      const std::string target = citations.is_null(8) ? outside(citations) : "d" + citations.string(8);
      edges += "    <edge source=\"d" + citations.string(7) + "\" target=\"" + target + "\"><data key=\"mentions\">" +
               citations.string(5) + "</data></edge>\n";
    }
    sink_(edges);
    sink_("  </graph>\n</graphml>\n");
    return count;
  }

 private:
  void node(const std::string& id, const std::vector<std::string>& values) {
    constexpr const char* kKeys[] = {"label", "type", "date", "issuer", "source", "held"};
    std::string xml = "    <node id=\"" + id + "\">";
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!values[i].empty()) xml += "<data key=\"" + std::string(kKeys[i]) + "\">" + escaped(values[i]) + "</data>";
    }
    sink_(xml + "</node>\n");
  }

  /// The node of what is cited and not in the archive, written when it is first met.
  std::string outside(const Statement& citation) {
    const std::string identity =
        citation.is_null(9) ? citation.string(3) + " " + citation.string(2) : citation.string(9);
    const auto [place, is_new] = outside_.emplace(identity, "x" + std::to_string(outside_.size() + 1));
    if (is_new) node(place->second, {citation.string(2), citation.string(3), citation.string(4), "", "", "false"});
    return place->second;
  }

  const Database& database_;
  const TextSink& sink_;
  std::map<std::string, std::string> outside_;  // identity -> node
};

}  // namespace

Result<std::size_t> list_citations(const std::string& archive, TableWriter& writer) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    writer.begin({"citing_source", "citing_number", "cited", "cited_type", "cited_date", "mentions", "cited_source"});
    Statement citations(database, kCitations);
    std::size_t rows = 0;
    for (; citations.next(); ++rows) {
      Row row;
      for (int column = 0; column < 7; ++column) row.push_back(citations.cell(column));
      writer.row(row);
    }
    writer.end();
    return rows;
  });
}

Result<std::size_t> write_graphml(const std::string& archive, const TextSink& sink) {
  return guarded([&] { return GraphMl(open_to_read(archive), sink).write(); });
}

}  // namespace trichluc
