#include "pipeline/store/value_columns.h"

#include <algorithm>

#include "pipeline/emit/record_shape.h"

namespace trichluc {

std::string value_column(std::string_view key) { return key == "id" ? "reference_id" : std::string(key); }

const std::vector<std::string>& value_columns() {
  static const std::vector<std::string> columns = [] {
    std::vector<std::string> all;
    for (const ObjectShape& shape : value_shapes()) {
      for (const Field& field : shape.fields) {
        const std::string column = value_column(field.name);
        if (std::find(all.begin(), all.end(), column) == all.end()) all.push_back(column);
      }
    }
    return all;
  }();
  return columns;
}

}  // namespace trichluc
