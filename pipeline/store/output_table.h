// output_table.h - the tables that go out of an archive: their columns with types, from the description of the record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trichluc {

struct OutputColumn {
  std::string name;
  std::string type;  // of Table Schema (Data Package v2): string, integer, number, boolean, object, array
  std::string about;
  bool required = false;
  std::vector<std::string> choices = {};  // for an enumeration
};

struct OutputTable {
  std::string name;
  std::string about;
  std::vector<OutputColumn> columns;
  std::string from;                      // what stands behind FROM
  std::vector<std::string> expressions;  // of SQL, one a column
  std::vector<std::string> key;          // primary key
  bool of_document = true;               // its document_id is the id of a document
};

/// document, one for every kind of fact, then check, repair, warning, number, stamp, page, review_event, run.
const std::vector<OutputTable>& output_tables();

/// "SELECT … FROM … ORDER BY …"
std::string select_of(const OutputTable& table);

/// As Table Schema: {"fields":[…],"primaryKey":[…],"foreignKeys":[…]}.
std::string table_schema(const OutputTable& table);

}  // namespace trichluc
