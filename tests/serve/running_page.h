// running_page.h - an archive, the page's server over it on a thread of the test, and requests byte by byte.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "pipeline/core/sha256.h"
#include "pipeline/store/archive.h"
#include "tests/store/small_record.h"
#include "tools/serve/routes.h"

namespace trichluc {

struct Answer {
  int status = 0;
  std::string head, body;

  /// "" where there is none.
  std::string header(const std::string& name) const {
    const std::size_t begin = head.find("\r\n" + name + ": ");
    if (begin == std::string::npos) return {};
    const std::size_t value = begin + name.size() + 4;
    return head.substr(value, head.find("\r\n", value) - value);
  }
};

/// A connection to a port of this machine.
class Connection {
 public:
  explicit Connection(unsigned short port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    open_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    timeval most{30, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { close(socket_); }

  bool open() const { return open_; }
  void send(std::string_view bytes) const { (void)!::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  /// All until the other side closes.
  Answer answer() const {
    std::string all;
    char chunk[65536];
    for (ssize_t got = 0; (got = recv(socket_, chunk, sizeof chunk, 0)) > 0;)
      all.append(chunk, static_cast<std::size_t>(got));
    Answer answer;
    const std::size_t end = all.find("\r\n\r\n");
    if (!all.starts_with("HTTP/1.1 ") || end == std::string::npos) return answer;
    answer.status = std::stoi(all.substr(9, 3));
    answer.head = all.substr(0, end + 2);
    answer.body = all.substr(end + 4);
    return answer;
  }

 private:
  int socket_;
  bool open_ = false;
};

class RunningPage : public ArchiveTest {
 protected:
  /// Records into the archive; before start().
  void add(const std::string& line) const {
    auto archive = ArchiveWriter::open(path_);
    ASSERT_TRUE(archive) << describe(archive.error());
    const auto added = archive->add(line, {});
    ASSERT_TRUE(added) << describe(added.error());
    ASSERT_TRUE(archive->finish());
  }
  /// A record of a file that is written below the folder of sources; its hash is true.
  std::string add_file(const std::string& name, const std::string& content, const std::string& media_type) {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    SmallRecord record;
    record.source = name;
    std::string line = record.line();
    const std::string hash = sha256_hex(content);
    line.replace(line.find(record.hash()), 64, hash);
    line.replace(line.find("text/plain"), 10, media_type);
    add(line);
    return hash;
  }

  void start(bool read_only = false, HttpLimits limits = {}, DrawingLimits drawing = {}) {
    guard_.token = read_only ? "" : "secret";
    pictures_ = std::make_unique<PagePictures>(TRICHLUC_PROGRAM, *SourceFolder::confined_to(folder_.string()), drawing);
    routes_ = std::make_unique<PageRoutes>(
        PageSettings{path_, "trichluc", read_only, {{"VN_TEST_CASES", "Số vụ", "Cases"}}}, guard_, *pictures_);
    auto server = HttpServer::listen(
        "127.0.0.1", 0, [this](const HttpRequest& request) { return routes_->answer(request); }, &PageRoutes::is_slow,
        limits);
    ASSERT_TRUE(server) << describe(server.error());
    server_ = std::make_unique<HttpServer>(*std::move(server));
    guard_.port = server_->port();
    thread_ = std::thread([this] { server_->run(); });
  }
  void TearDown() override {
    if (server_) server_->stop();
    if (thread_.joinable()) thread_.join();
    server_.reset();
    ArchiveTest::TearDown();
  }

  std::string host() const { return "127.0.0.1:" + std::to_string(guard_.port); }
  /// `headers`: lines, each with its end; Host is put before them unless they have one.
  Answer ask(const std::string& target, const std::string& headers = {}, const std::string& method = "GET",
             const std::string& body = {}) const {
    std::string request = method + " " + target + " HTTP/1.1\r\nConnection: close\r\n";
    if (headers.find("Host:") == std::string::npos) request += "Host: " + host() + "\r\n";
    if (!body.empty()) request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    const Connection connection(guard_.port);
    connection.send(request + headers + "\r\n" + body);
    return connection.answer();
  }
  Answer post(const std::string& target, const std::string& body,
              const std::string& headers = "Trichluc-Token: secret\r\n") const {
    return ask(target, headers, "POST", body);
  }

  GuardSettings guard_;
  std::unique_ptr<PagePictures> pictures_;
  std::unique_ptr<PageRoutes> routes_;
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
};

}  // namespace trichluc
