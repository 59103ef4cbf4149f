// http_server.h - a small HTTP server on Boost.Beast: many connections, few threads, and limits on all of it.
//
// Why not cpp-httplib: Debian 12 has 0.11, which gives a thread to every connection for as long as the other side
// likes, takes a header line of any length into memory before it looks at its limit, and decodes %0D%0A in header
// values. Beast reads on one thread without waiting for anybody, knows limits for header and body, and a time for each
// step.
//
// The only file, with its .cpp, that includes Beast and Asio.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

struct HttpRequest {
  std::string method;                          // "GET"
  std::string path;                            // decoded, always beginning with "/"
  std::map<std::string, std::string> query;    // decoded; of a name given twice, the first
  std::map<std::string, std::string> headers;  // names in lower case; of a name given twice, both, parted by ", "
  std::string body;

  /// "" where there is none.
  const std::string& header(const std::string& name) const;
  const std::string& value(const std::string& name) const;
};

struct HttpResponse {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::chrono::milliseconds delay{0};  // sent so much later
};

struct HttpLimits {
  std::size_t connections = 512;
  std::uint32_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 256 * 1024;
  std::chrono::seconds request{10};   // until a request is complete, however slowly it comes
  std::chrono::seconds response{60};  // until it is taken
  std::chrono::seconds idle{30};      // between two requests
  int threads = 4;                    // for answers
  int slow_threads = 3;               // for those that `is_slow`
};

/// Called on many threads at once. What it throws becomes status 500.
using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

class HttpServer {
 public:
  /// Listens at once. `port` 0: any. `is_slow` tells requests whose answer may take seconds. Errors:
  /// kBadArguments (an address that is none), kUnreadable (in use, not allowed).
  static Result<HttpServer> listen(const std::string& address, unsigned short port, HttpHandler handler,
                                   std::function<bool(const HttpRequest&)> is_slow = {}, HttpLimits limits = {});

  unsigned short port() const;
  /// From now on SIGINT and SIGTERM end run(). The server must not be moved afterwards.
  void end_on_signals();
  /// Answers until stop(). Requests that are being answered then get their answer.
  void run();
  /// From any thread.
  void stop();

  HttpServer(HttpServer&&) noexcept;
  ~HttpServer();

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// "a%20b" -> "a b"; `plus`: "+" is a blank. Nothing for what is no such text, or not UTF-8.
std::optional<std::string> percent_decoded(std::string_view text, bool plus);

}  // namespace trichluc
