// sha256.h - the digest that names documents and rule sets.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace trichluc {

/// SHA-256 of `bytes`, lower-case hexadecimal.
std::string sha256_hex(std::string_view bytes);

/// The same for bytes that come in parts.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// Of all that was added; lower-case hexadecimal. Ends it.
  std::string hex();

 private:
  struct Release {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Release> context_;
};

}  // namespace trichluc
