#include "pipeline/run/run_record.h"

#include <time.h>
#include <unistd.h>

#include "pipeline/emit/json_writer.h"

namespace trichluc {
namespace {

std::string host() {
  char name[65] = {};
  return gethostname(name, sizeof name - 1) == 0 ? mend_utf8(name) : "";
}

}  // namespace

std::string utc_now() {
  const time_t now = time(nullptr);
  tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::string to_json(const RunRecord& record) {
  JsonWriter json;
  json.begin_object();
  json.field("schema", "trichluc-run/1");
  json.field("program", record.identity.program);
  json.field("rules", record.identity.rules);
  json.field("options", record.identity.options);
  json.field("limits", record.identity.limits);
  json.field("host", host());
  json.field("began", record.began);
  json.field("ended", record.ended);
  json.field("jobs", static_cast<std::uint64_t>(record.jobs));
  json.key("isolation");
  json.begin_object();
  json.key("seccomp"), json.flag(record.report.isolation.seccomp);
  json.field("landlock", static_cast<std::uint64_t>(record.report.isolation.landlock));
  json.key("memory_limit"), json.flag(record.report.isolation.memory_limit);
  json.key("alone"), json.flag(record.report.isolation.alone);
  json.end_object();
  json.field("inputs", static_cast<std::uint64_t>(record.inputs));
  json.field("taken_over", static_cast<std::uint64_t>(record.report.known));
  json.key("statuses");
  json.begin_object();
  for (int i = 0; i < kStatuses; ++i) {
    json.field(status_name(static_cast<Status>(i)),
               static_cast<std::uint64_t>(record.statuses[static_cast<std::size_t>(i)]));
  }
  json.end_object();
  json.field("peak_memory_kib", record.report.peak_kib);
  json.end_object();
  return json.take() + "\n";
}

}  // namespace trichluc
