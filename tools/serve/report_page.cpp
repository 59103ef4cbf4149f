#include "tools/serve/report_page.h"

#include <cassert>
#include <cstdint>

#include "pipeline/core/sha256.h"
#include "pipeline/emit/json_writer.h"
#include "tools/serve/page_files.h"

namespace trichluc {
namespace {

// Each after those it imports.
constexpr std::string_view kModules[] = {"dom.js",          "words.js",          "marked_text.js",  "fact_view.js",
                                         "page_picture.js", "document_facts.js", "side_by_side.js", "report.js"};

std::string base64(std::string_view bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t value = 0;
    for (std::size_t k = 0; k < 3; ++k)
      value = value << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) text += i + k <= bytes.size() ? kDigits[value >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

/// As a policy names an inline script or style.
std::string digest_of(std::string_view content) {
  const std::string hex = sha256_hex(content);
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return "'sha256-" + base64(bytes) + "'";
}

std::string_view content_of(std::string_view name) {
  const PageFile* file = find_page_file(name);
  assert(file != nullptr);
  return file->content;
}

/// JSON that may stand inside a script element: no "</script", no "<!--".
std::string quiet(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      text += "\\u003c";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

std::string report_script() {
  std::string script = "\"use strict\";\n(() => {\n";
  for (const std::string_view module : kModules) {
    const std::string_view content = content_of(module);
    for (std::size_t begin = 0; begin < content.size();) {
      const std::size_t end = std::min(content.find('\n', begin), content.size());
      std::string_view line = content.substr(begin, end - begin);
      begin = end + 1;
      if (line.starts_with("import ")) continue;
      if (line.starts_with("export ")) line.remove_prefix(7);
      script += line;
      script += '\n';
    }
  }
  return script + "})();\n";
}

std::string with_pictures(std::string document, const std::vector<ReportPicture>& pictures) {
  if (pictures.empty() || document.empty() || document.back() != '}') return document;
  document.pop_back();
  document += ",\"pictures\":{";
  bool first = true;
  for (const ReportPicture& picture : pictures) {
    document += (first ? "\"" : ",\"") + std::to_string(picture.page) + "\":{\"address\":\"data:" + picture.media_type +
                ";base64," + base64(picture.bytes) + "\",\"width\":" + picture.width_pt +
                ",\"height\":" + picture.height_pt + "}";
    first = false;
  }
  return document + "}}";
}

void begin_report(const ReportHead& head, const TextSink& sink) {
  const std::string script = report_script();
  const std::string_view style = content_of("style.css");
  sink(
      "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src " +
      digest_of(script) + "; style-src " + digest_of(style) +
      "; img-src data:; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>trichluc</title>\n<style>");
  sink(style);
  sink(
      "</style>\n</head>\n<body>\n<header id=\"head\"></header>\n<main id=\"main\" tabindex=\"-1\"></main>\n"
      "<noscript>This report needs JavaScript. Bản này cần JavaScript.</noscript>\n"
      "<script type=\"application/json\" id=\"data\">{");
  JsonWriter name, version;
  name.text(mend_utf8(head.name));
  version.text(head.version);
  sink("\"name\":" + quiet(name.take()) + ",\"version\":" + quiet(version.take()) + ",\"documents\":[\n");
}

void add_to_report(std::string_view document, bool first, const TextSink& sink) {
  if (!first) sink(",\n");
  sink(quiet(document));
}

void end_report(const TextSink& sink) {
  sink("\n]}</script>\n<script>");
  sink(report_script());
  sink("</script>\n</body>\n</html>\n");
}

}  // namespace trichluc
