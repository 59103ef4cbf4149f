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

Outcome damaged() {
  return {.product = fail(ErrorCode::kCrash, "the process that read it sent something that cannot be understood")};
}

void put_product(std::string& body, const Result<Product>& product) {
  put(body, static_cast<std::uint8_t>(product.has_value()));
  if (product) {
    put(body, static_cast<std::uint8_t>(product->warned));
    put(body, static_cast<std::uint8_t>(product->put_off));
    put(body, static_cast<std::uint8_t>(product->adapted));
    put_text(body, product->line);
    put(body, static_cast<std::uint64_t>(product->page_texts.size()));
    for (const std::string& text : product->page_texts) put_text(body, text);
    return;
  }
  const Error& error = product.error();
  put(body, static_cast<std::uint8_t>(error.code));
  put(body, static_cast<std::int32_t>(error.where.page.value_or(-1)));
  put(body, static_cast<std::int32_t>(error.where.line.value_or(-1)));
  put_text(body, error.message);
  put_text(body, error.next_step);
  put_text(body, error.where.file);
}

Result<Product> get_product(Reader& body) {
  if (body.get<std::uint8_t>() == 1) {
    Product product;
    product.warned = body.get<std::uint8_t>() == 1;
    product.put_off = body.get<std::uint8_t>() == 1;
    product.adapted = body.get<std::uint8_t>() == 1;
    product.line = body.get_text();
    for (auto pages = body.get<std::uint64_t>(); pages > 0 && body.good; --pages)
      product.page_texts.push_back(body.get_text());
    return product;
  }
  Error error;
  error.code = static_cast<ErrorCode>(body.get<std::uint8_t>());
  error.where.page = body.get_number();
  error.where.line = body.get_number();
  error.message = body.get_text();
  error.next_step = body.get_text();
  error.where.file = body.get_text();
  return tl::unexpected(std::move(error));
}

}  // namespace

std::string pack(const Outcome& outcome) {
  std::string body;
  put_product(body, outcome.product);
  put_text(body, outcome.sha256);
  put_text(body, outcome.stage);
  put_text(body, outcome.output);
  put(body, outcome.bytes);
  put(body, static_cast<std::int32_t>(outcome.attempts));
  put(body, static_cast<std::uint8_t>(outcome.known));
  put(body, outcome.peak_kib);
  put(body, outcome.cpu_ms);
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
  Outcome outcome{.product = get_product(body)};
  outcome.sha256 = body.get_text();
  outcome.stage = body.get_text();
  outcome.output = body.get_text();
  outcome.bytes = body.get<std::uint64_t>();
  outcome.attempts = body.get<std::int32_t>();
  outcome.known = body.get<std::uint8_t>() == 1;
  outcome.peak_kib = body.get<std::uint64_t>();
  outcome.cpu_ms = body.get<std::uint64_t>();
  if (!body.good) outcome = damaged();
  buffer.erase(0, sizeof length + length);
  return outcome;
}

}  // namespace trichluc
