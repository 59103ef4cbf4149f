#include "pipeline/run/frame.h"

#include <cstdint>
#include <cstring>

namespace trichluc {
namespace {

constexpr std::uint64_t kLongest = std::uint64_t{1} << 34;

template <class T>
void put(std::string& bytes, T value) {
  char raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  bytes.append(raw, sizeof value);
}

void put_text(std::string& bytes, const std::string& text) {
  put(bytes, static_cast<std::uint64_t>(text.size()));
  bytes += text;
}

/// Reads what put() wrote; `good` falls when the bytes run out.
struct Reader {
  std::string_view bytes;
  bool good = true;

  template <class T>
  T get() {
    T value{};
    if (bytes.size() < sizeof value) {
      good = false;
      return value;
    }
    std::memcpy(&value, bytes.data(), sizeof value);
    bytes.remove_prefix(sizeof value);
    return value;
  }
  std::string get_text() {
    const auto length = get<std::uint64_t>();
    if (length > bytes.size()) good = false;
    if (!good) return {};
    std::string text(bytes.substr(0, length));
    bytes.remove_prefix(length);
    return text;
  }
  std::optional<int> get_number() {
    const auto number = get<std::int32_t>();
    return number >= 0 ? std::optional<int>(number) : std::nullopt;
  }
};

Outcome damaged() { return fail(ErrorCode::kCrash, "the worker sent something that cannot be read"); }

}  // namespace

std::string pack(const Outcome& outcome) {
  std::string body;
  put(body, static_cast<std::uint8_t>(outcome.has_value()));
  if (outcome) {
    body += *outcome;
  } else {
    const Error& error = outcome.error();
    put(body, static_cast<std::uint8_t>(error.code));
    put(body, static_cast<std::int32_t>(error.where.page.value_or(-1)));
    put(body, static_cast<std::int32_t>(error.where.line.value_or(-1)));
    put_text(body, error.message);
    put_text(body, error.next_step);
    put_text(body, error.where.file);
  }
  std::string frame;
  put_text(frame, body);
  return frame;
}

std::optional<Outcome> unpack(std::string& buffer) {
  Reader header{buffer};
  const auto length = header.get<std::uint64_t>();
  if (!header.good) return std::nullopt;
  if (length > kLongest) {
    buffer.clear();
    return damaged();
  }
  if (header.bytes.size() < length) return std::nullopt;
  Reader body{header.bytes.substr(0, length)};
  Outcome outcome;
  if (body.get<std::uint8_t>() == 1) {
    outcome = std::string(body.bytes);
  } else {
    Error error;
    error.code = static_cast<ErrorCode>(body.get<std::uint8_t>());
    error.where.page = body.get_number();
    error.where.line = body.get_number();
    error.message = body.get_text();
    error.next_step = body.get_text();
    error.where.file = body.get_text();
    outcome = tl::unexpected(std::move(error));
  }
  if (!body.good) outcome = damaged();
  buffer.erase(0, sizeof length + length);
  return outcome;
}

}  // namespace trichluc
