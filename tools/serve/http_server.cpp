#include "tools/serve/http_server.h"

#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/version.hpp>
#include <optional>

#include "pipeline/emit/json_writer.h"

namespace trichluc {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;

constexpr std::size_t kDrained = 16 * 1024;    // at a time
constexpr std::size_t kMostDrained = 4 << 20;  // of a request that was refused

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string lower(std::string_view text) {
  std::string all(text);
  for (char& c : all) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return all;
}

/// Nothing where path or query cannot be decoded.
std::optional<HttpRequest> understood(const http::request<http::string_body>& message) {
  HttpRequest request;
  request.method = std::string(message.method_string());
  const std::string_view target(message.target().data(), message.target().size());
  if (!target.starts_with('/')) return {};
  const std::size_t mark = std::min(target.find('?'), target.size());
  const auto path = percent_decoded(target.substr(0, mark), false);
  if (!path) return {};
  request.path = *path;
  for (std::size_t begin = mark + 1; begin < target.size();) {
    const std::size_t end = std::min(target.find('&', begin), target.size());
    const std::string_view pair = target.substr(begin, end - begin);
    const std::size_t equal = std::min(pair.find('='), pair.size());
    const auto name = percent_decoded(pair.substr(0, equal), true);
    const auto value = percent_decoded(pair.substr(std::min(equal + 1, pair.size())), true);
    if (!name || !value) return {};
    request.query.emplace(*name, *value);
    begin = end + 1;
  }
  for (const auto& field : message) {
    std::string& value = request.headers[lower({field.name_string().data(), field.name_string().size()})];
    if (!value.empty()) value += ", ";
    value.append(field.value().data(), field.value().size());
  }
  request.body = message.body();
  return request;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return {};
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return {};
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += plus && text[i] == '+' ? ' ' : text[i];
    }
  }
  if (decoded.find('\0') != std::string::npos || mend_utf8(decoded) != decoded) return {};
  return decoded;
}

const std::string& HttpRequest::header(const std::string& name) const {
  static const std::string none;
  const auto found = headers.find(name);
  return found == headers.end() ? none : found->second;
}

const std::string& HttpRequest::value(const std::string& name) const {
  static const std::string none;
  const auto found = query.find(name);
  return found == query.end() ? none : found->second;
}

struct HttpServer::State {
  State(HttpHandler handle, std::function<bool(const HttpRequest&)> slow, HttpLimits most)
      : handler(std::move(handle)),
        is_slow(std::move(slow)),
        limits(most),
        quick_pool(static_cast<std::size_t>(most.threads)),
        slow_pool(static_cast<std::size_t>(most.slow_threads)) {}

  HttpHandler handler;
  std::function<bool(const HttpRequest&)> is_slow;
  HttpLimits limits;
  std::atomic<std::size_t> connections{0};
  std::atomic<bool> stopping{false};
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  asio::steady_timer breath{io};
  asio::signal_set signals{io};
  unsigned short port = 0;
  asio::thread_pool quick_pool, slow_pool;

  class Connection;
  void accept();
  void stop();
};

/// One connection: reads a request, has it answered on another thread, writes, reads the next.
class HttpServer::State::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, State& state) : stream_(std::move(socket)), state_(state) { ++state_.connections; }
  ~Connection() { --state_.connections; }

  void read(bool first) {
    parser_.emplace();
    parser_->header_limit(state_.limits.header_bytes);
    parser_->body_limit(state_.limits.body_bytes);
    if (first || buffer_.size() > 0) {
      read_request();
      return;
    }
    // Idle until the first byte; from there on the request has its own time.
    stream_.expires_after(state_.limits.idle);
    stream_.async_read_some(buffer_.prepare(4096),
                            [self = shared_from_this()](beast::error_code error, std::size_t got) {
                              if (error) return self->close();
                              self->buffer_.commit(got);
                              self->read_request();
                            });
  }

 private:
  void read_request() {
    stream_.expires_after(state_.limits.request);
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error == http::error::end_of_stream) return self->close();
      if (error == http::error::body_limit) return self->refuse(413, "too-large", "the request is too large");
      if (error == http::error::header_limit) return self->refuse(431, "too-large", "the request's head is too large");
      if (error.category() == http::make_error_code(http::error::end_of_stream).category())
        return self->refuse(400, "bad-request", "is no request of HTTP");
      if (error) return self->close();
      self->answer();
    });
  }

  void refuse(int status, const char* code, const char* message) {
    keep_ = false;
    refused_ = true;
    respond({status, "application/json",
             std::string(R"({"error":{"code":")") + code + R"(","message":")" + message + "\"}}"});
  }

  void answer() {
    const http::request<http::string_body> message = parser_->release();
    keep_ = message.keep_alive() && !state_.stopping;
    head_only_ = message.method() == http::verb::head;
    auto request = understood(message);
    if (!request) return refuse(400, "bad-request", "the address cannot be read");
    stream_.expires_never();
    asio::thread_pool& pool = state_.is_slow && state_.is_slow(*request) ? state_.slow_pool : state_.quick_pool;
    asio::post(pool, [self = shared_from_this(), request = std::move(*request)] {
      HttpResponse response;
      try {
        response = self->state_.handler(request);
      } catch (...) {
        response = {500, "application/json", R"({"error":{"code":"failed","message":"unexpected failure"}})"};
      }
      asio::post(self->stream_.get_executor(), [self, response = std::move(response)]() mutable {
        if (response.delay.count() == 0) return self->respond(std::move(response));
        self->delay_.expires_after(response.delay);
        self->delay_.async_wait(
            [self, response = std::move(response)](beast::error_code) mutable { self->respond(std::move(response)); });
      });
    });
  }

  void respond(HttpResponse response) {
    reply_.emplace(static_cast<http::status>(response.status), 11);
    reply_->set(http::field::content_type, response.content_type);
    for (const auto& [name, value] : response.headers) reply_->set(name, value);
    reply_->keep_alive(keep_);
    const std::size_t size = response.body.size();
    if (!head_only_) reply_->body() = std::move(response.body);
    reply_->content_length(size);
    stream_.expires_after(state_.limits.response);
    serializer_.emplace(*reply_);
    const auto written = [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error || !self->keep_) return self->close();
      self->read(false);
    };
    if (head_only_) {
      http::async_write_header(stream_, *serializer_, written);
    } else {
      http::async_write(stream_, *serializer_, written);
    }
  }

  /// What the other side still sends is taken for a moment: closing over it would take our answer away from it.
  void close() {
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    if (!ignored && refused_) drain(kMostDrained);
  }

  void drain(std::size_t left) {
    stream_.expires_after(std::chrono::seconds(1));
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(kDrained),
                            [self = shared_from_this(), left](beast::error_code error, std::size_t got) {
                              if (!error && got < left) self->drain(left - got);
                            });
  }

  beast::tcp_stream stream_;
  State& state_;
  beast::flat_buffer buffer_;
  asio::steady_timer delay_{stream_.get_executor()};
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::string_body>> reply_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
  bool keep_ = false;
  bool refused_ = false;
  bool head_only_ = false;
};

void HttpServer::State::accept() {
  acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
    if (stopping) return;
    if (error) {
      // No descriptor left, most likely: a breath later there may be one.
      breath.expires_after(std::chrono::milliseconds(50));
      breath.async_wait([this](beast::error_code) { accept(); });
      return;
    }
    if (connections < limits.connections) std::make_shared<Connection>(std::move(socket), *this)->read(true);
    accept();
  });
}

void HttpServer::State::stop() {
  stopping = true;
  beast::error_code ignored;
  acceptor.close(ignored);
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer::~HttpServer() {
  if (!state_) return;
  state_->quick_pool.join();
  state_->slow_pool.join();
}

Result<HttpServer> HttpServer::listen(const std::string& address, unsigned short port, HttpHandler handler,
                                      std::function<bool(const HttpRequest&)> is_slow, HttpLimits limits) {
  auto state = std::make_unique<State>(std::move(handler), std::move(is_slow), limits);
  beast::error_code error;
  const asio::ip::address ip = asio::ip::make_address(address, error);
  if (error) {
    return fail(ErrorCode::kBadArguments, "'" + address + "' is no address of this machine",
                "give one such as 127.0.0.1 or 192.168.1.20");
  }
  const tcp::endpoint endpoint(ip, port);
  tcp::acceptor& acceptor = state->acceptor;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return fail(ErrorCode::kUnreadable,
                "cannot listen on " + address + ":" + std::to_string(port) + ": " + error.message(),
                "choose another --port, or 0 for any that is free");
  }
  state->port = acceptor.local_endpoint().port();
  return HttpServer(std::move(state));
}

unsigned short HttpServer::port() const { return state_->port; }

void HttpServer::end_on_signals() {
  state_->signals.add(SIGINT);
  state_->signals.add(SIGTERM);
  state_->signals.async_wait([this](beast::error_code error, int) {
    if (!error) stop();
  });
}

void HttpServer::run() {
  state_->accept();
  state_->io.run();
  state_->quick_pool.join();
  state_->slow_pool.join();
}

void HttpServer::stop() {
  state_->stop();
  asio::post(state_->io, [this] {
    // Idle connections would keep it up to their time; answers on their way get a moment.
    auto last = std::make_shared<asio::steady_timer>(state_->io, std::chrono::milliseconds(300));
    last->async_wait([this, last](beast::error_code) { state_->io.stop(); });
  });
}

}  // namespace trichluc
