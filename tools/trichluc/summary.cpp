#include <rapidjson/document.h>

#include <cstring>
#include <iostream>
#include <map>

#include "pipeline/run/input.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"

namespace trichluc {
namespace {

using Json = rapidjson::Value;

constexpr const char* kUsage = "trichluc summary [options] RECORDS...";
constexpr const char* kAbout =
    "Prints for every record of a JSON Lines file (- for standard input) what kind of document\n"
    "it is and how many facts, failed checks, warnings and unexplained numbers it has.";

/// A text at the end of a path of keys; empty where there is none.
std::string_view text_at(const Json& json, std::initializer_list<const char*> keys) {
  const Json* value = &json;
  for (const char* key : keys) {
    if (!value->IsObject()) return {};
    const auto found = value->FindMember(key);
    if (found == value->MemberEnd()) return {};
    value = &found->value;
  }
  return value->IsString() ? std::string_view(value->GetString(), value->GetStringLength()) : std::string_view();
}

/// Elements of the array `key` for which `matches` holds.
template <class Predicate>
std::size_t count_if(const Json& record, const char* key, Predicate matches) {
  std::size_t count = 0;
  const auto found = record.FindMember(key);
  if (found == record.MemberEnd() || !found->value.IsArray()) return 0;
  for (const Json& element : found->value.GetArray()) count += matches(element);
  return count;
}

void print_record(const Json& record) {
  const auto any = [](const Json&) { return true; };
  std::cout << text_at(record, {"document", "source"}) << "\n ";
  bool first = true;
  for (const std::string_view part :
       {text_at(record, {"metadata", "type", "name"}), text_at(record, {"metadata", "number"}),
        text_at(record, {"metadata", "date"}), text_at(record, {"metadata", "issuer"})}) {
    if (part.empty()) continue;
    std::cout << (first ? " " : ", ") << part;
    first = false;
  }
  std::cout << (first ? " no letterhead\n" : "\n");
  if (const auto title = text_at(record, {"metadata", "title"}); !title.empty()) std::cout << "  " << title << "\n";

  std::map<std::string_view, std::size_t> kinds;
  const std::size_t facts =
      count_if(record, "facts", [&kinds](const Json& fact) { return ++kinds[text_at(fact, {"kind"})] > 0; });
  std::cout << "  facts: " << facts;
  first = true;
  for (const auto& [kind, count] : kinds) {
    std::cout << (first ? " (" : ", ") << kind << " " << count;
    first = false;
  }
  std::cout << (first ? "\n" : ")\n");

  const std::size_t failed = count_if(record, "checks", [](const Json& check) {
    return check.IsObject() && check.HasMember("holds") && check["holds"].IsFalse();
  });
  const std::size_t unexplained =
      count_if(record, "other_numbers", [](const Json& number) { return text_at(number, {"role"}) == "unexplained"; });
  std::cout << "  checks: " << count_if(record, "checks", any) << " (" << failed
            << " do not hold), repairs: " << count_if(record, "repairs", any)
            << ", warnings: " << count_if(record, "warnings", any) << ", unexplained numbers: " << unexplained << "\n";
}

/// Prints the records of one file. Errors: those of read_input, kDamaged with the line.
Result<void> summarize(const std::string& path) {
  const auto lines = read_input({path, path == "-"});
  if (!lines) return tl::unexpected(lines.error());
  int line_number = 0;
  for (std::size_t begin = 0; begin < lines->size();) {
    const std::size_t end = std::min(lines->find('\n', begin), lines->size());
    ++line_number;
    if (end > begin) {
      rapidjson::Document record;
      record.Parse(lines->data() + begin, end - begin);
      if (record.HasParseError() || !record.IsObject() || text_at(record, {"schema"}) != "trichluc-record/1") {
        return fail(ErrorCode::kDamaged, "is no record of trichluc-record/1",
                    "give it the output of `trichluc extract`", {.file = path, .line = line_number});
      }
      print_record(record);
    }
    begin = end + 1;
  }
  return {};
}

}  // namespace

ExitCode summary_command(const std::vector<std::string>& words) {
  const Arguments arguments =
      read_arguments(kUsage, kAbout, boost::program_options::options_description("Options"), words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.empty()) return complain(kUsage, "no records given");
  ExitCode code = ExitCode::kDone;
  for (const std::string& path : arguments.paths) {
    if (auto printed = summarize(path); !printed) {
      print_error(printed.error());
      code = ExitCode::kSomeFailed;
    }
  }
  return code;
}

}  // namespace trichluc
