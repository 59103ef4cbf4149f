// sqlite.h - SQLite as this room and pipeline/serve use it: statements with typed binds and columns, failures as
// Failure.
//
// The only file, with its .cpp and page_ranking.cpp, that includes SQLite. Inside the room a failure is thrown (a
// statement has some thirty binds, each of which could fail); `guarded` turns it into an Error at every public
// function.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/core/table.h"

struct sqlite3;
struct sqlite3_stmt;

namespace trichluc {

/// Thrown inside the room only.
struct Failure {
  Error error;
  bool does_not_fit = false;  // a row that its table does not take; another one may
};

class Database {
 public:
  enum class Mode { kRead, kWrite, kCreate };

  /// Opens or, with kCreate, makes a file. Throws Failure: kNotFound, kUnreadable, kOutputUnwritable.
  Database(const std::string& path, Mode mode);

  void run(const std::string& sql) const;
  sqlite3* handle() const { return handle_.get(); }
  const std::string& path() const { return path_; }
  std::int64_t last_id() const;
  /// Rows the last statement changed.
  std::int64_t changes() const;
  /// From now on only reading is allowed: no writing, no attaching, no pragma, no other functions than SQLite's own.
  /// For conditions that people type.
  void only_read() const;
  /// What went wrong last. `what` says what was being done.
  [[noreturn]] void fail_with(int code, std::string_view what = {}) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
};

class Statement {
 public:
  Statement(const Database& database, std::string_view sql);

  /// Binds from 1 on, in order. Texts are not copied: they must live until the statement has run.
  template <class... Values>
  Statement& bind(const Values&... values) {
    reset();
    int index = 0;
    (put(++index, values), ...);
    return *this;
  }
  void put(int index, std::nullptr_t);
  void put(int index, std::int64_t value);
  void put(int index, double value);
  void put(int index, std::string_view value);
  void put(int index, const std::string& value) { put(index, std::string_view(value)); }
  void put(int index, std::string&& value) = delete;  // it would be gone when the statement runs
  void put(int index, const char* value) { put(index, std::string_view(value)); }
  void put(int index, const Datum& value);
  template <class T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, std::int64_t>) void put(int index, T value) {
    put(index, static_cast<std::int64_t>(value));
  }
  template <class T>
  void put(int index, const std::optional<T>& value) {
    if (value) {
      put(index, *value);
    } else {
      put(index, nullptr);
    }
  }

  /// Whether there is a (further) row.
  bool next();
  /// For statements without rows.
  void run();
  void reset();

  int columns() const;
  std::string column_name(int column) const;
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double number(int column) const;
  /// "" for NULL; lives until the next step.
  std::string_view text(int column) const;
  std::string string(int column) const { return std::string(text(column)); }
  Datum cell(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// Rows of a statement to a writer, with its columns; how many.
std::size_t write_rows(Statement& statement, TableWriter& writer);

/// Everything between is written, or nothing is: without commit() it is taken back.
class Transaction {
 public:
  explicit Transaction(const Database& database);
  void commit();
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

 private:
  const Database& database_;
  bool open_ = true;
};

/// What `work` returns, or the error it threw.
template <class Work>
auto guarded(const Work& work) -> Result<std::invoke_result_t<Work>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (Failure& failure) {
    return tl::unexpected(std::move(failure.error));
  }
}

}  // namespace trichluc
