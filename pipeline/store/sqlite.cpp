#include "pipeline/store/sqlite.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>

namespace trichluc {
namespace {

// How long a writer waits for another one.
constexpr int kBusyMs = 5000;

struct Meaning {
  ErrorCode code;
  const char* message;
  const char* next_step;
};

/// What a person can do about a result code of SQLite.
Meaning meaning_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_NOTADB:
      return {ErrorCode::kUnreadable, "is not an archive", "name a file made by `trichluc archive add`"};
    case SQLITE_CORRUPT:
      return {ErrorCode::kDamaged, "is damaged: what it holds does not fit together",
              "`trichluc archive check` tells more; make it anew from the records, or take a copy"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kOutputUnwritable, "is locked: another program is writing to it",
              "wait until it is done and run again"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {ErrorCode::kOutputUnwritable, "may not be written to",
              "check the permissions of the file and its folder"};
    case SQLITE_FULL:
      return {ErrorCode::kOutputUnwritable, "cannot grow: the disk is full",
              "make room and run again; what was added so far is kept"};
    case SQLITE_IOERR:
      return {ErrorCode::kOutputUnwritable, "cannot be read or written", "check the disk, then run again"};
    case SQLITE_CANTOPEN:
      return {ErrorCode::kUnreadable, "cannot be opened", "check its name, its folder and the permissions"};
    case SQLITE_AUTH:
      return {ErrorCode::kBadArguments, "the condition may only read", "write it as in `--where \"amount > 1000000\"`"};
    default: return {ErrorCode::kUnreadable, "failed", ""};
  }
}

/// An archive of which nothing is in a journal, in a folder where none could be made: SQLite would ask for one.
bool cannot_change(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
  return access(folder.c_str(), W_OK) != 0 && access((path + "-wal").c_str(), F_OK) != 0;
}

/// A writer that was killed while it made the file leaves a journal that only a writer may roll back.
void roll_back(const std::string& path) {
  if (access((path + "-journal").c_str(), F_OK) != 0) return;
  sqlite3* opened = nullptr;
  if (sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
    sqlite3_busy_timeout(opened, kBusyMs);
    // The first look at the file rolls back. What cannot be rolled back, the reader says by itself.
    sqlite3_exec(opened, "PRAGMA schema_version", nullptr, nullptr, nullptr);
  }
  sqlite3_close_v2(opened);
}

std::string fixed_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    if (c == '%' || c == '?' || c == '#') {
      uri += {'%', kDigits[static_cast<unsigned char>(c) >> 4], kDigits[static_cast<unsigned char>(c) & 15]};
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

int allow_reading(void*, int action, const char* first, const char* second, const char*, const char*) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION:
      return second != nullptr && std::string_view(second) == "load_extension" ? SQLITE_DENY : SQLITE_OK;
    // FTS5 asks for these on its own tables.
    case SQLITE_PRAGMA: return first != nullptr && std::string_view(first) == "data_version" ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
  }
}

}  // namespace

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Database::Database(const std::string& path, Mode mode) : path_(path) {
  struct stat status {};
  const bool exists = stat(path.c_str(), &status) == 0;
  if (!exists && mode != Mode::kCreate)
    throw Failure{{ErrorCode::kNotFound, "no such archive", "make it with `trichluc archive add`", {.file = path}}};
  if (exists && !S_ISREG(status.st_mode))
    throw Failure{{ErrorCode::kUnreadable, "is not a file", "name an archive", {.file = path}}};
  const int flags = mode == Mode::kRead    ? SQLITE_OPEN_READONLY
                    : mode == Mode::kWrite ? SQLITE_OPEN_READWRITE
                                           : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  // No account of memory, no locks within a connection: one thread uses it, and a record takes a thousand calls.
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(configured);
  if (mode == Mode::kRead) roll_back(path);
  sqlite3* opened = nullptr;
  const bool fixed = mode == Mode::kRead && cannot_change(path);
  const std::string name = fixed ? fixed_uri(path) : path;
  const int code =
      sqlite3_open_v2(name.c_str(), &opened,
                      flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX | (fixed ? SQLITE_OPEN_URI : 0), nullptr);
  handle_.reset(opened);
  if (code != SQLITE_OK) fail_with(code);
  sqlite3_busy_timeout(handle(), kBusyMs);
  // SQLite opens what may only be read for reading, without a word.
  if (mode != Mode::kRead && sqlite3_db_readonly(handle(), "main") == 1) fail_with(SQLITE_READONLY);
}

void Database::fail_with(int code, std::string_view what) const {
  const Meaning meaning = meaning_of(code);
  std::string message = meaning.message;
  const bool plain = (code & 0xFF) == SQLITE_ERROR || message == "failed";
  if (plain) message = handle_ ? sqlite3_errmsg(handle()) : sqlite3_errstr(code);
  if (!what.empty() && plain) message += " (" + std::string(what) + ")";
  throw Failure{{meaning.code, message, meaning.next_step, {.file = path_}}, (code & 0xFF) == SQLITE_CONSTRAINT};
}

void Database::run(const std::string& sql) const {
  const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail_with(code, sql.substr(0, 60));
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(handle()); }
std::int64_t Database::changes() const { return sqlite3_changes64(handle()); }

void Database::only_read() const {
  sqlite3_set_authorizer(handle(), allow_reading, nullptr);
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

Statement::Statement(const Database& database, std::string_view sql) : database_(&database) {
  sqlite3_stmt* prepared = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared, &rest);
  statement_.reset(prepared);
  if (code != SQLITE_OK) database.fail_with(code);
  // A condition that people typed may have ended the statement and begun another.
  const std::string_view behind = sql.substr(static_cast<std::size_t>(rest - sql.data()));
  if (behind.find_first_not_of(" \n;") != std::string_view::npos)
    throw Failure{{ErrorCode::kBadArguments, "there is more than one statement", "", {.file = database.path()}}};
}

void Statement::put(int index, std::nullptr_t) { sqlite3_bind_null(statement_.get(), index); }
void Statement::put(int index, std::int64_t value) { sqlite3_bind_int64(statement_.get(), index, value); }
void Statement::put(int index, double value) { sqlite3_bind_double(statement_.get(), index, value); }
void Statement::put(int index, std::string_view value) {
  // A null pointer would bind NULL.
  sqlite3_bind_text64(statement_.get(), index, value.empty() ? "" : value.data(), value.size(), SQLITE_STATIC,
                      SQLITE_UTF8);
}
void Statement::put(int index, const Datum& value) {
  std::visit(
      [&](const auto& held) {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
          put(index, nullptr);
        } else {
          put(index, held);
        }
      },
      value);
}

bool Statement::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_->fail_with(code, sqlite3_sql(statement_.get()));
  return false;
}

void Statement::run() {
  next();
  reset();
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

int Statement::columns() const { return sqlite3_column_count(statement_.get()); }
std::string Statement::column_name(int column) const { return sqlite3_column_name(statement_.get(), column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::number(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Datum Statement::cell(int column) const {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_NULL: return {};
    case SQLITE_INTEGER: return integer(column);
    case SQLITE_FLOAT: return number(column);
    default: return string(column);
  }
}

std::size_t write_rows(Statement& statement, TableWriter& writer) {
  Columns columns;
  for (int i = 0; i < statement.columns(); ++i) columns.push_back(statement.column_name(i));
  writer.begin(columns);
  std::size_t rows = 0;
  for (Row row(columns.size()); statement.next(); ++rows) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = statement.cell(static_cast<int>(i));
    writer.row(row);
  }
  writer.end();
  return rows;
}

Transaction::Transaction(const Database& database) : database_(database) {
  // Immediate: a deferred one that finds another writer half-way cannot wait for it.
  database_.run("BEGIN IMMEDIATE");
}

void Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

Transaction::~Transaction() {
  if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace trichluc
