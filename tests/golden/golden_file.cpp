#include "tests/golden/golden_file.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace trichluc {
namespace {

using Json = rapidjson::Value;

std::string compact(const Json& json) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  json.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

std::string lay_out_record(const std::string& json) {
  rapidjson::Document record;
  record.Parse<rapidjson::kParseFullPrecisionFlag>(json.data(), json.size());
  if (record.HasParseError() || !record.IsObject()) throw std::runtime_error("no record: " + json.substr(0, 200));
  std::string text = "{\n";
  bool first = true;
  for (const auto& member : record.GetObject()) {
    text += (first ? "" : ",\n") + compact(member.name) + ": ";
    first = false;
    if (!member.value.IsArray() || member.value.Empty()) {
      text += compact(member.value);
      continue;
    }
    text += "[";
    bool first_element = true;
    for (const Json& element : member.value.GetArray()) {
      text += (first_element ? "\n  " : ",\n  ") + compact(element);
      first_element = false;
    }
    text += "\n]";
  }
  return text + "\n}\n";
}

/// A longest common subsequence would be prettier and is quadratic; a window of lines that match again is enough here.
std::string difference(const std::string& expected, const std::string& found, std::size_t limit) {
  const std::vector<std::string> a = split(expected), b = split(found);
  constexpr std::size_t kWindow = 50;
  std::string text;
  std::size_t shown = 0, i = 0, j = 0;
  while ((i < a.size() || j < b.size()) && shown < limit) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i, ++j;
      continue;
    }
    // The nearest pair of equal lines ahead.
    std::size_t skip_a = a.size() - i, skip_b = b.size() - j;
    for (std::size_t sum = 1; sum <= 2 * kWindow && skip_a + skip_b > sum; ++sum) {
      for (std::size_t x = 0; x <= sum; ++x) {
        if (i + x < a.size() && j + (sum - x) < b.size() && a[i + x] == b[j + (sum - x)]) {
          skip_a = x;
          skip_b = sum - x;
          break;
        }
      }
    }
    for (std::size_t x = 0; x < skip_a && shown < limit; ++x, ++shown) {
      text += "-" + std::to_string(i + x + 1) + ": " + a[i + x] + "\n";
    }
    for (std::size_t x = 0; x < skip_b && shown < limit; ++x, ++shown) {
      text += "+" + std::to_string(j + x + 1) + ": " + b[j + x] + "\n";
    }
    i += skip_a;
    j += skip_b;
  }
  if (shown == limit) text += "... and more\n";
  return text;
}

}  // namespace trichluc
