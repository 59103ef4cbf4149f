#include "pipeline/store/search_index.h"

#include "pipeline/store/folding.h"

namespace trichluc {
namespace {

/// Pages and numbers beyond those that search_state names.
void index_new(const Database& database) {
  Statement pages(
      database, "SELECT id, text FROM page WHERE id > (SELECT last_page FROM search_state) AND text <> '' ORDER BY id");
  Statement folded(database, "INSERT INTO page_folded (rowid, text) VALUES (?, ?)");
  database.run(
      "INSERT INTO page_fts (rowid, text) SELECT id, text FROM page "
      "WHERE id > (SELECT last_page FROM search_state) AND text <> '' ORDER BY id");
  while (pages.next()) {
    const std::string plain = without_marks(pages.text(1));
    folded.bind(pages.integer(0), plain).run();
  }
  database.run(
      "INSERT INTO number_key_fts (rowid, name) "
      "SELECT id, name FROM number_key WHERE id > (SELECT last_number_key FROM search_state) ORDER BY id;"
      "UPDATE search_state SET last_page = ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'page'), 0), "
      "last_number_key = ifnull((SELECT max(id) FROM number_key), 0);");
}

}  // namespace

void catch_up(const Database& database) {
  Statement behind(database,
                   "SELECT EXISTS (SELECT 1 FROM page, search_state WHERE page.id > last_page) OR "
                   "EXISTS (SELECT 1 FROM number_key, search_state WHERE number_key.id > last_number_key)");
  if (!behind.next() || behind.integer(0) == 0) return;
  behind.reset();
  Transaction transaction(database);
  index_new(database);
  transaction.commit();
}

void remove_pages_of(const Database& database, std::int64_t document) {
  Statement pages(database,
                  "SELECT id, text FROM page WHERE document_id = ? AND text <> '' "
                  "AND id <= (SELECT last_page FROM search_state)");
  Statement exact(database, "INSERT INTO page_fts (page_fts, rowid, text) VALUES ('delete', ?, ?)");
  Statement folded(database, "INSERT INTO page_folded (page_folded, rowid, text) VALUES ('delete', ?, ?)");
  for (pages.bind(document); pages.next();) {
    exact.bind(pages.integer(0), pages.text(1)).run();
    const std::string plain = without_marks(pages.text(1));
    folded.bind(pages.integer(0), plain).run();
  }
}

void rebuild_search(const Database& database) {
  Transaction transaction(database);
  for (const char* index : {"page_fts", "page_folded", "number_key_fts"}) {
    const std::string name = index;
    database.run("INSERT INTO " + name + " (" + name + ") VALUES ('delete-all')");
  }
  database.run("UPDATE search_state SET last_page = 0, last_number_key = 0");
  index_new(database);
  transaction.commit();
}

std::int64_t pages_behind(const Database& database) {
  Statement count(database, "SELECT count(*) FROM page WHERE id > (SELECT last_page FROM search_state) AND text <> ''");
  return count.next() ? count.integer(0) : 0;
}

}  // namespace trichluc
