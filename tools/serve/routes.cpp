#include "tools/serve/routes.h"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>

#include "pipeline/emit/json_writer.h"
#include "pipeline/emit/table_text.h"
#include "pipeline/serve/catalogue.h"
#include "pipeline/serve/document_view.h"
#include "pipeline/serve/doubts.h"
#include "pipeline/serve/hits.h"
#include "pipeline/serve/overview.h"
#include "pipeline/serve/value_forms.h"
#include "pipeline/store/review.h"
#include "tools/serve/page_files.h"

namespace trichluc {
namespace {

constexpr std::uint64_t kLargestSource = std::uint64_t{512} << 20;

HttpResponse failure(const Error& error) {
  int status = 500;
  switch (error.code) {
    case ErrorCode::kNotFound: status = 404; break;
    case ErrorCode::kBadArguments: status = 400; break;
    case ErrorCode::kUnsupported: status = 415; break;
    case ErrorCode::kDamaged:
    case ErrorCode::kCrash:
    case ErrorCode::kEncrypted:
    case ErrorCode::kUnreadable: status = 422; break;
    case ErrorCode::kTimeout:
    case ErrorCode::kLimit:
    case ErrorCode::kMemory: status = 503; break;
    case ErrorCode::kOutputUnwritable: status = 503; break;
    default: break;
  }
  return error_response(status, std::string(code_name(error.code)), error.message, error.next_step);
}

/// A number in bounds; `otherwise` where none was given. Throws what route() turns into status 400.
struct BadValue {
  std::string message;
};
std::size_t number_of(const HttpRequest& request, const std::string& name, std::size_t otherwise, std::size_t most) {
  const std::string& text = request.value(name);
  if (text.empty()) return otherwise;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) throw BadValue{"'" + name + "' takes a whole number"};
  return std::min(value, most);
}

HttpResponse json_of(const Result<std::string>& json) {
  return json ? HttpResponse{200, "application/json", *json} : failure(json.error());
}

/// What `write` puts into a table, as a file to be saved.
template <class Write>
HttpResponse csv_of(const std::string& name, const Write& write) {
  std::string text;
  CsvWriter writer([&](std::string_view part) { text += part; }, true);
  const auto written = write(writer);
  if (!written) return failure(written.error());
  return {200,
          "text/csv; charset=utf-8",
          std::move(text),
          {{"Content-Disposition", "attachment; filename=\"" + name + ".csv\""}}};
}

DocumentChoice choice_of(const HttpRequest& request) {
  return {request.value("type"), request.value("issuer"),    request.value("province"),
          request.value("year"), request.value("indicator"), request.value("review")};
}

HttpResponse page_file(const std::string& name) {
  const PageFile* file = find_page_file(name);
  if (file == nullptr) return error_response(404, "not-found", "no such file");
  return {200, std::string(file->content_type), std::string(file->content)};
}

/// "2025-01-31T08:00:00.123Z"
std::string now_utc() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[40];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  std::snprintf(text + length, sizeof text - length, ".%03dZ", static_cast<int>(ms));
  return text;
}

bool is_view(const std::string& path) {
  for (const char* view : {"/", "/review", "/figures", "/runs", "/help"}) {
    if (path == view) return true;
  }
  return path.starts_with("/document/");
}

/// The name a file is saved under: of its source's last part what no system minds.
std::string saved_name(const std::string& source) {
  std::string name = source.substr(source.rfind('/') + 1);
  for (char& c : name) {
    const bool plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
    if (!plain) c = '_';
  }
  return name.empty() || name.front() == '.' ? "document" + name : name;
}

}  // namespace

bool PageRoutes::is_slow(const HttpRequest& request) {
  return request.path.starts_with("/api/document/")
             ? request.path.ends_with(".picture") || request.path.ends_with(".words") ||
                   request.path.ends_with("/source")
             : request.path == "/api/figures" || request.path == "/api/runs" || request.path == "/api/events" ||
                   request.value("format") == "csv";
}

HttpResponse PageRoutes::answer(const HttpRequest& request) const {
  HttpResponse response;
  if (auto no = refused(request, guard_)) {
    response = *std::move(no);
  } else {
    try {
      response = route(request);
    } catch (const BadValue& bad) {
      response = error_response(400, "bad-arguments", bad.message);
    }
  }
  add_safety_headers(response);
  return response;
}

HttpResponse PageRoutes::route(const HttpRequest& request) const {
  const std::string& path = request.path;
  if (path.starts_with("/api/")) return api(request, path.substr(5));
  if (request.method == "POST") return error_response(405, "method", "nothing is to be sent there");
  if (path.starts_with("/page/")) return page_file(path.substr(6));
  if (path == "/favicon.ico") return page_file("icon.svg");
  if (is_view(path)) return page_file("index.html");
  return error_response(404, "not-found", "no such page", "begin at /");
}

HttpResponse PageRoutes::api(const HttpRequest& request, const std::string& name) const {
  if (name == "review") {
    if (request.method == "POST") return review(request);
    return error_response(405, "method", "an event is to be sent with POST");
  }
  if (request.method == "POST") return error_response(405, "method", "nothing is to be sent there");
  const bool csv = request.value("format") == "csv";
  if (name == "overview") return overview();
  if (name == "documents") {
    CatalogueRequest list{choice_of(request), request.value("q")};
    if (!request.value("sort").empty()) list.sort = request.value("sort");
    list.offset = number_of(request, "offset", 0, 100'000'000);
    list.limit = number_of(request, "limit", 50, 500);
    if (csv) return csv_of("documents", [&](TableWriter& writer) { return catalogue_->write(list, writer); });
    return json_of(catalogue_->json(list));
  }
  if (name == "search") {
    SearchRequest search;
    search.words = request.value("q");
    search.documents.type = request.value("type");
    search.documents.issuer = request.value("issuer");
    search.documents.province = request.value("province");
    search.documents.indicator = request.value("indicator");
    search.documents.review = request.value("review");
    if (const std::size_t year = number_of(request, "year", 0, 9999); year > 0)
      search.documents.year = static_cast<int>(year);
    search.limit = static_cast<int>(number_of(request, "limit", csv ? 1000 : 30, csv ? 10'000 : 200));
    search.offset = static_cast<int>(number_of(request, "offset", 0, 100'000));
    if (csv)
      return csv_of("search", [&](TableWriter& writer) { return write_hits(settings_.archive, search, writer); });
    return json_of(hits_json(settings_.archive, search));
  }
  if (name == "doubts") {
    DoubtsRequest doubts;
    doubts.kind = request.value("kind");
    doubts.limit = number_of(request, "limit", csv ? 1000 : 50, csv ? 10'000 : 500);
    if (csv)
      return csv_of("doubts", [&](TableWriter& writer) { return write_doubts(settings_.archive, doubts, writer); });
    return json_of(doubts_json(settings_.archive, doubts));
  }
  if (name == "figures") {
    FigureRequest figures;
    if (!request.value("kind").empty()) figures.kind = request.value("kind");
    if (!request.value("by").empty()) figures.by = request.value("by");
    figures.words = request.value("words");
    figures.unit = request.value("unit");
    figures.area = request.value("area");
    figures.row = request.value("row");
    figures.in_cell = number_of(request, "each", 8, 1000);
    figures.with_targets = request.value("targets") == "1";
    figures.limit = number_of(request, "limit", csv ? 10'000 : 60, csv ? 100'000 : 300);
    if (csv) return csv_of("figures", [&](TableWriter& writer) { return figures_->write(figures, writer); });
    return json_of(figures_->json(figures));
  }
  if (name == "runs") {
    if (csv) return csv_of("runs", [&](TableWriter& writer) { return write_runs(settings_.archive, writer); });
    return json_of(runs_json(settings_.archive));
  }
  if (name == "forms") return {200, "application/json", value_forms_json()};
  if (name == "news") {
    return json_of(
        news_json(settings_.archive, static_cast<std::int64_t>(number_of(request, "since", 0, std::size_t{1} << 62))));
  }
  if (name == "events") {
    std::string lines;
    const auto count = export_review_events(settings_.archive, [&](std::string_view line) { lines += line; });
    if (!count) return failure(count.error());
    return {200,
            "application/x-ndjson",
            std::move(lines),
            {{"Content-Disposition", "attachment; filename=\"review-events.jsonl\""}}};
  }
  if (name.starts_with("document/")) return document(request, name.substr(9));
  return error_response(404, "not-found", "no such question");
}

HttpResponse PageRoutes::overview() const {
  const auto overview = overview_json(settings_.archive);
  if (!overview) return failure(overview.error());
  JsonWriter json;
  json.begin_object();
  json.field("name", mend_utf8(std::filesystem::path(settings_.archive).filename().string()));
  json.field("version", settings_.version);
  json.key("read_only");
  json.flag(settings_.read_only);
  // Who had to give the password may be given the token too: others never see this answer.
  if (!guard_.password.empty() && !guard_.token.empty()) json.field("token", guard_.token);
  json.key("archive");
  json.raw(*overview);
  json.key("indicators");
  json.begin_object();
  for (const IndicatorName& indicator : settings_.indicators) {
    json.key(indicator.code);
    json.begin_array();
    json.text(indicator.vi);
    json.text(indicator.en);
    json.end_array();
  }
  json.end_object();
  json.end_object();
  return {200, "application/json", json.take()};
}

HttpResponse PageRoutes::document(const HttpRequest& request, const std::string& rest) const {
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const std::string sha256 = rest.substr(0, slash), part = rest.substr(slash);
  if (part.empty()) {
    if (request.value("format") == "csv")
      return csv_of("facts-" + sha256.substr(0, 12),
                    [&](TableWriter& writer) { return write_facts(settings_.archive, sha256, writer); });
    return json_of(document_json(settings_.archive, sha256));
  }
  const auto file = document_file(settings_.archive, sha256);
  if (!file) return failure(file.error());
  if (part == "/source") {
    const auto opened = pictures_.sources().open(file->source);
    if (!opened) return failure(opened.error());
    auto bytes = read_verified(*opened, file->sha256, kLargestSource);
    if (!bytes) return failure(bytes.error());
    // Never shown by the browser: it may be a page with a script in it.
    return {200,
            "application/octet-stream",
            *std::move(bytes),
            {{"Content-Disposition", "attachment; filename=\"" + saved_name(file->source) + "\""}}};
  }
  int page = 0;
  char ending[10] = "";
  int length = 0;
  const bool is_page = std::sscanf(part.c_str(), "/page/%6d%9s%n", &page, ending, &length) == 2 &&
                       static_cast<std::size_t>(length) == part.size() && page > 0;
  if (is_page && std::string(ending) == ".words") {
    const auto words = pictures_.words(*file, page);
    if (!words) return failure(words.error());
    return {200, "application/json", (*words)->bytes};
  }
  if (!is_page || std::string(ending) != ".picture")
    return error_response(404, "not-found", "no such part of a document");
  // Few sizes, so that what is kept is asked for again.
  const std::size_t wanted = number_of(request, "dpi", 150, 300);
  const int dpi = wanted <= 75 ? 75 : wanted <= 110 ? 110 : wanted <= 150 ? 150 : wanted <= 220 ? 220 : 300;
  const auto drawn = pictures_.picture(*file, page, dpi);
  if (!drawn) return failure(drawn.error());
  return {200,
          (*drawn)->media_type,
          (*drawn)->bytes,
          {{"Trichluc-Page-Size", (*drawn)->width_pt + " " + (*drawn)->height_pt}}};
}

HttpResponse PageRoutes::review(const HttpRequest& request) const {
  if (settings_.read_only) return error_response(403, "read-only", "this archive is only read");
  std::optional<std::int64_t> seen;
  if (!request.value("seen").empty())
    seen = static_cast<std::int64_t>(number_of(request, "seen", 0, std::size_t{1} << 62));
  const auto step = add_review_step(settings_.archive, request.body, now_utc(), seen);
  if (!step) return failure(step.error());
  JsonWriter json;
  json.begin_object();
  json.optional_field("event", step->event);
  json.key("bound");
  json.flag(step->bound);
  json.key("overtaken");
  json.begin_array();
  for (const std::string& other : step->overtaken) json.raw(other);
  json.end_array();
  json.end_object();
  return {step->overtaken.empty() ? 200 : 409, "application/json", json.take()};
}

}  // namespace trichluc
