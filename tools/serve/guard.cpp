#include "tools/serve/guard.h"

#include <arpa/inet.h>
#include <sys/random.h>

#include <algorithm>
#include <cstdlib>

#include "pipeline/core/sha256.h"
#include "pipeline/emit/json_writer.h"

namespace trichluc {
namespace {

/// In a time that does not depend on where they differ.
bool same(const std::string& a, const std::string& b) {
  const std::string left = sha256_hex(a), right = sha256_hex(b);
  unsigned char difference = 0;
  for (std::size_t i = 0; i < left.size(); ++i) difference |= static_cast<unsigned char>(left[i] ^ right[i]);
  return difference == 0;
}

bool is_address(const std::string& host) {
  unsigned char bytes[16];
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    return inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), bytes) == 1;
  return inet_pton(AF_INET, host.c_str(), bytes) == 1;
}

/// "localhost:8417" of this server; no port is 80.
bool is_own(const std::string& host_and_port, const GuardSettings& settings) {
  std::string host = host_and_port, port = "80";
  const std::size_t colon = host.rfind(':');
  if (colon != std::string::npos && (host.back() != ']')) {
    port = host.substr(colon + 1);
    host.resize(colon);
  }
  if (port != std::to_string(settings.port)) return false;
  for (char& c : host) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (host == "localhost" || host == "127.0.0.1" || host == "[::1]") return true;
  if (settings.any_address && is_address(host)) return true;
  return std::find(settings.hosts.begin(), settings.hosts.end(), host) != settings.hosts.end();
}

std::string base64_decoded(const std::string& text) {
  std::string bytes;
  unsigned value = 0;
  int bits = 0;
  for (const char c : text) {
    int digit = 0;
    if (c >= 'A' && c <= 'Z') {
      digit = c - 'A';
    } else if (c >= 'a' && c <= 'z') {
      digit = c - 'a' + 26;
    } else if (c >= '0' && c <= '9') {
      digit = c - '0' + 52;
    } else if (c == '+' || c == '/') {
      digit = c == '+' ? 62 : 63;
    } else {
      break;
    }
    value = (value << 6 | static_cast<unsigned>(digit)) & 0xFFFFFF;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>(value >> bits & 0xFF);
    }
  }
  return bytes;
}

bool knows_password(const HttpRequest& request, const GuardSettings& settings) {
  const std::string& given = request.header("authorization");
  if (!given.starts_with("Basic ")) return false;
  const std::string pair = base64_decoded(given.substr(6));
  const std::size_t colon = pair.find(':');
  return colon != std::string::npos && same(pair.substr(colon + 1), settings.password);
}

}  // namespace

HttpResponse error_response(int status, const std::string& code, const std::string& message,
                            const std::string& next_step) {
  JsonWriter json;
  json.begin_object();
  json.key("error");
  json.begin_object();
  json.field("code", code);
  json.field("message", message);
  json.optional_field("next_step", next_step);
  json.end_object();
  json.end_object();
  return {status, "application/json", json.take()};
}

std::optional<HttpResponse> refused(const HttpRequest& request, const GuardSettings& settings) {
  if (!is_own(request.header("host"), settings)) {
    return error_response(421, "wrong-host", "this server is not asked for by that name",
                          "open the address that trichluc serve printed");
  }
  const std::string& origin = request.header("origin");
  const bool foreign_origin = !origin.empty() && !(origin.starts_with("http://") && is_own(origin.substr(7), settings));
  const std::string& site = request.header("sec-fetch-site");
  const std::string& mode = request.header("sec-fetch-mode");
  // A link from elsewhere may open a page, and nothing more.
  const bool foreign_site = site == "cross-site" && !(mode == "navigate" && request.method == "GET");
  if (foreign_origin || foreign_site)
    return error_response(403, "foreign-origin", "pages of other sites are not answered");
  if (!settings.password.empty() && !knows_password(request, settings)) {
    HttpResponse response = error_response(401, "password", "a password is needed");
    response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"trichluc\", charset=\"UTF-8\"");
    // So that trying takes time; the first request of a browser comes without and is not held up.
    if (!request.header("authorization").empty()) response.delay = std::chrono::milliseconds(700);
    return response;
  }
  if (request.method != "GET" && request.method != "HEAD" && request.method != "POST")
    return error_response(405, "method", "only GET, HEAD and POST are answered");
  if (request.method == "POST" && !may_change(request, settings)) {
    return settings.token.empty() ? error_response(403, "read-only", "this archive is only read",
                                                   "start trichluc serve without --read-only")
                                  : error_response(403, "token", "a change needs the token of this start",
                                                   "open the address that trichluc serve printed");
  }
  return {};
}

bool may_change(const HttpRequest& request, const GuardSettings& settings) {
  return !settings.token.empty() && same(request.header("trichluc-token"), settings.token);
}

void add_safety_headers(HttpResponse& response) {
  const auto add = [&](const char* name, const char* value) { response.headers.emplace_back(name, value); };
  add("Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types "
      "'none'");
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("X-Frame-Options", "DENY");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  add("Cache-Control", "no-store");
}

std::string new_token() {
  unsigned char bytes[16];
  if (getrandom(bytes, sizeof bytes, 0) != static_cast<ssize_t>(sizeof bytes)) std::abort();
  std::string token;
  for (const unsigned char byte : bytes) {
    token += "0123456789abcdef"[byte >> 4];
    token += "0123456789abcdef"[byte & 15];
  }
  return token;
}

}  // namespace trichluc
