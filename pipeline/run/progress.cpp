#include "pipeline/run/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>

namespace trichluc {
namespace {

constexpr auto kInterval = std::chrono::milliseconds(100);

std::size_t terminal_columns() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string progress_place(const std::string& path, int page, int pages) {
  if (page <= 0) return path;
  return path + ", page " + std::to_string(page) + (pages > 0 ? " of " + std::to_string(pages) : "");
}

std::string progress_line(std::size_t done, std::size_t total, const std::string& current, std::size_t columns) {
  std::string line = std::to_string(done) + "/" + std::to_string(total) + " ";
  const std::size_t room = columns > line.size() + 1 ? columns - line.size() - 1 : 0;
  std::size_t begin = current.size(), characters = 0;
  while (begin > 0 && characters < room) {
    do --begin;
    while (begin > 0 && is_continuation(current[begin]));
    ++characters;
  }
  if (begin > 0 && room > 0) {
    // One more character goes, for the sign that something is missing.
    do ++begin;
    while (begin < current.size() && is_continuation(current[begin]));
    line += "…";
  }
  for (const char c : current.substr(begin)) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  return line;
}

Progress::Progress(std::size_t total) : total_(total), enabled_(isatty(STDERR_FILENO) == 1) {}

void Progress::show(std::size_t done, const std::string& current) {
  if (!enabled_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < kInterval) return;
  last_ = now;
  drawn_ = true;
  std::fprintf(stderr, "\r\033[K%s", progress_line(done, total_, current, terminal_columns()).c_str());
  std::fflush(stderr);
}

void Progress::clear() {
  if (!drawn_) return;
  drawn_ = false;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

}  // namespace trichluc
