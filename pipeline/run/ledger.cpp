#include "pipeline/run/ledger.h"

#include <cctype>

#include "pipeline/run/json_fields.h"

namespace trichluc {
namespace {

constexpr std::string_view kSchema = "trichluc-ledger/1";
constexpr std::size_t kOutputLines = 3;

void write_failure(JsonWriter& json, const LedgerEntry& entry) {
  if (!entry.error) return;
  write_error_fields(json, *entry.error);
  json.optional_field("stage", entry.stage);
  json.optional_field("output", entry.output);
}

/// The first lines, without control characters and without addresses, which differ from run to run.
std::string tidy_output(std::string_view printed) {
  std::string tidy;
  std::size_t lines = 0;
  for (std::size_t i = 0; i < printed.size() && lines < kOutputLines; ++i) {
    const char c = printed[i];
    if (c == '\n') {
      tidy += ++lines < kOutputLines ? " | " : "";
    } else if (c == '0' && i + 1 < printed.size() && printed[i + 1] == 'x') {
      tidy += "0x…";
      for (++i; i + 1 < printed.size() && std::isxdigit(static_cast<unsigned char>(printed[i + 1])) != 0;) ++i;
    } else {
      tidy += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
  }
  while (tidy.ends_with(' ') || tidy.ends_with('|')) tidy.pop_back();
  return mend_utf8(tidy);
}

}  // namespace

std::string to_line(const LedgerHead& head) {
  JsonWriter json;
  json.begin_object();
  json.field("ledger", kSchema);
  json.field("program", head.identity.program);
  json.field("rules", head.identity.rules);
  json.field("options", head.identity.options);
  json.field("limits", head.identity.limits);
  json.field("data", head.data);
  json.end_object();
  return json.take();
}

std::optional<LedgerHead> read_head(std::string_view line) {
  const auto json = parse_object(line);
  if (!json || text_in(*json, "ledger") != kSchema) return std::nullopt;
  const auto program = text_in(*json, "program"), rules = text_in(*json, "rules"), options = text_in(*json, "options");
  const auto limits = text_in(*json, "limits"), data = text_in(*json, "data");
  // A file beside the ledger, not somewhere else.
  if (!program || !rules || !options || !limits || !data || data->find('/') != std::string::npos) return std::nullopt;
  return LedgerHead{{*program, *rules, *options, *limits}, *data};
}

std::string to_line(const LedgerEntry& entry) {
  JsonWriter json;
  json.begin_object();
  if (entry.index >= 0) json.field("index", static_cast<std::uint64_t>(entry.index));
  write_file_name(json, entry.file);
  json.optional_field("sha256", entry.sha256);
  json.field("bytes", entry.bytes);
  json.field("status", status_name(entry.status));
  if (entry.has_record()) {
    json.field("offset", entry.offset);
    json.field("length", entry.length);
    json.field("check", entry.check);
    json.optional_field("adaptation", entry.adaptation);
  }
  write_failure(json, entry);
  json.field("attempts", static_cast<std::uint64_t>(entry.attempts));
  json.end_object();
  return json.take();
}

std::optional<LedgerEntry> read_entry(std::string_view line) {
  const auto json = parse_object(line);
  if (!json) return std::nullopt;
  LedgerEntry entry;
  const auto file = file_name_in(*json);
  const auto status = status_named(text_in(*json, "status").value_or(""));
  const auto attempts = small_number_in(*json, "attempts");
  if (!file || !status || !attempts) return std::nullopt;
  entry.file = *file;
  entry.status = *status;
  entry.attempts = *attempts;
  entry.index = small_number_in(*json, "index").value_or(-1);
  entry.sha256 = text_in(*json, "sha256").value_or("");
  entry.bytes = number_in(*json, "bytes").value_or(0);
  if (entry.has_record()) {
    const auto offset = number_in(*json, "offset"), length = number_in(*json, "length");
    const auto check = text_in(*json, "check");
    if (!offset || !length || !check) return std::nullopt;
    entry.offset = *offset;
    entry.length = *length;
    entry.check = *check;
    entry.adaptation = text_in(*json, "adaptation").value_or("");
    return entry;
  }
  entry.error = error_in(*json, entry.file);
  if (!entry.error) return std::nullopt;
  entry.stage = text_in(*json, "stage").value_or("");
  entry.output = text_in(*json, "output").value_or("");
  return entry;
}

std::string error_line(const LedgerEntry& entry) {
  JsonWriter json;
  json.begin_object();
  write_file_name(json, entry.file);
  json.field("status", status_name(entry.status));
  write_failure(json, entry);
  json.end_object();
  return json.take();
}

LedgerEntry entry_of(const Input& input, const Outcome& outcome) {
  LedgerEntry entry;
  entry.file = input.path;
  entry.sha256 = outcome.sha256;
  entry.bytes = outcome.bytes;
  entry.status = outcome.status();
  entry.attempts = outcome.attempts;
  if (!outcome.product) {
    entry.error = outcome.product.error();
    entry.stage = outcome.stage;
    entry.output = tidy_output(outcome.output);
  }
  return entry;
}

}  // namespace trichluc
