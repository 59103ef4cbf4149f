// table_file.h - tables of plain values in one file that is mapped into memory and used as it lies there.
//
// What would take longer to parse than a document takes to read is compiled once, when the program is built. The file
// belongs to the build that made it: numbers are the machine's own, and a program of other tables refuses it.
//
//   header | places of the tables | table 0 | table 1 | ...       each begins at a multiple of 64
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

/// Values that lie in a mapped file, until they are changed: then they are copied.
template <class T>
class Table {
 public:
  Table() = default;
  explicit Table(std::span<const T> mapped) : mapped_(mapped) {}
  Table(std::size_t size, const T& value) : own_(size, value) {}

  std::span<const T> view() const { return own_.empty() ? mapped_ : std::span<const T>(own_); }
  const T& operator[](std::size_t at) const { return view()[at]; }
  std::size_t size() const { return view().size(); }
  /// The values, to be changed. What was taken from operator[] or view() before is no longer valid.
  std::vector<T>& edit() {
    if (own_.empty()) own_.assign(mapped_.begin(), mapped_.end());
    return own_;
  }

 private:
  std::span<const T> mapped_;
  std::vector<T> own_;
};

class TableFile {
 public:
  /// `format`: what the tables hold; another number than the one written is refused.
  /// Errors: kNotFound; kBadRule when it is no such file, cut off, or of another format.
  static Result<TableFile> map(const std::filesystem::path& file, std::uint32_t format);

  /// What the tables were made from: the 64 hexadecimal digits given to the writer.
  const std::string& origin() const { return origin_; }

  /// Table `number`; empty when there is none whose values have this size.
  template <class T>
  std::span<const T> table(std::size_t number) const {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::string_view bytes = bytes_of(number, sizeof(T));
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }

  TableFile(TableFile&& other) noexcept;
  TableFile& operator=(TableFile&&) = delete;
  ~TableFile();

 private:
  TableFile() = default;
  std::string_view bytes_of(std::size_t number, std::size_t value_size) const;

  const char* mapped_ = nullptr;
  std::size_t size_ = 0;
  std::string origin_;
};

class TableFileWriter {
 public:
  /// `origin`: 64 hexadecimal digits.
  TableFileWriter(std::uint32_t format, std::string origin) : format_(format), origin_(std::move(origin)) {}

  /// The next table. The values are written by write(): they must stay until then.
  template <class T>
  void add(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    tables_.push_back({{reinterpret_cast<const char*>(values.data()), values.size_bytes()}, sizeof(T)});
  }

  void write(std::ostream& out) const;

 private:
  struct Bytes {
    std::string_view bytes;
    std::size_t value_size = 0;
  };
  std::uint32_t format_;
  std::string origin_;
  std::vector<Bytes> tables_;
};

}  // namespace trichluc
