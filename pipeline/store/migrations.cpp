#include "pipeline/store/migrations.h"

#include "pipeline/emit/record_shape.h"
#include "pipeline/store/value_columns.h"

namespace trichluc {
namespace {

// Version 1. Names of columns are the keys of the record; where a key is an object, both with "_" between.
constexpr std::string_view kVersion1 = R"sql(
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  program TEXT NOT NULL,
  rules TEXT NOT NULL,
  options TEXT NOT NULL,
  began TEXT,
  UNIQUE (program, rules, options)
) STRICT;

CREATE TABLE number_key (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  title TEXT,
  sha256 TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  characters INTEGER NOT NULL,
  text_origin TEXT NOT NULL,
  quality REAL NOT NULL,
  type_code TEXT,
  type_name TEXT,
  number TEXT,
  symbol TEXT,
  date TEXT,
  place TEXT,
  issuer TEXT,
  parent_issuer TEXT,
  urgency TEXT,
  confidentiality TEXT,
  addressees TEXT,
  signatory_name TEXT,
  signatory_position TEXT,
  signatory_capacity TEXT,
  signatory_authority TEXT,
  signatory TEXT,
  signatories TEXT,
  distribution TEXT,
  year INTEGER,
  area TEXT,
  area_code TEXT,
  issuer_folded TEXT,
  number_key_id INTEGER REFERENCES number_key (id),
  run_id INTEGER NOT NULL REFERENCES run (id),
  record_sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX document_by_number ON document (number_key_id);
CREATE INDEX document_by_date ON document (date);
CREATE INDEX document_by_type ON document (type_code, year);
CREATE INDEX document_by_source ON document (source);

CREATE TABLE former_record (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  run_id INTEGER NOT NULL REFERENCES run (id),
  record_sha256 TEXT NOT NULL,
  facts INTEGER NOT NULL,
  record TEXT NOT NULL,
  UNIQUE (document_id, record_sha256)
) STRICT;

-- Rows of page are indexed by their id, which therefore is never used twice.
CREATE TABLE page (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES document (id),
  page INTEGER NOT NULL,
  origin TEXT,
  quality REAL,
  confidence REAL,
  dpi INTEGER,
  reason TEXT,
  text TEXT,
  UNIQUE (document_id, page)
) STRICT;

CREATE TABLE review_event (
  id INTEGER PRIMARY KEY,
  event TEXT NOT NULL UNIQUE,
  document_sha256 TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('accept', 'correct', 'reject', 'add')),
  kind TEXT NOT NULL,
  page INTEGER NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  text TEXT NOT NULL,
  old TEXT,
  new TEXT,
  reviewer TEXT NOT NULL,
  time TEXT NOT NULL,
  note TEXT
) STRICT;
CREATE INDEX review_event_by_document ON review_event (document_sha256);
CREATE TRIGGER review_event_stays BEFORE UPDATE ON review_event
BEGIN SELECT raise(ABORT, 'review events are never changed'); END;
CREATE TRIGGER review_event_is_kept BEFORE DELETE ON review_event
BEGIN SELECT raise(ABORT, 'review events are never removed'); END;

CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  fact TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  page INTEGER NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  boxes TEXT,
  section TEXT,
  rule TEXT,
  table_row TEXT,
  table_column TEXT,
  confidence REAL,
  type TEXT,
  number TEXT,
  symbol TEXT,
  date TEXT,
  issuer TEXT,
  name TEXT,
  year INTEGER,
  amended INTEGER,
  locator TEXT,
  locators TEXT,
  reference_id TEXT,
  amount ANY,
  currency TEXT,
  comparator TEXT,
  period TEXT,
  holder TEXT,
  purpose TEXT,
  "of" TEXT,
  flow TEXT,
  modality TEXT,
  change TEXT,
  per TEXT,
  part_of TEXT,
  indicator TEXT,
  decimal_point INTEGER,
  value ANY,
  unit TEXT,
  total ANY,
  measure INTEGER,
  points INTEGER,
  due TEXT,
  relation TEXT,
  recurrence TEXT,
  within TEXT,
  working_days INTEGER,
  "from" TEXT,
  obligor TEXT,
  action TEXT,
  recipient TEXT,
  court TEXT,
  code TEXT,
  valid TEXT,
  begin_date TEXT,
  end_date TEXT,
  month_day TEXT,
  area TEXT,
  area_code TEXT,
  number_key_id INTEGER REFERENCES number_key (id),
  review TEXT CHECK (review IN ('accepted', 'corrected', 'rejected', 'replaced', 'added')),
  review_event_id INTEGER REFERENCES review_event (id),
  overlay INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX fact_by_document ON fact (document_id);
CREATE INDEX fact_by_time ON fact (kind, begin_date, end_date);
CREATE INDEX fact_by_number ON fact (number_key_id) WHERE number_key_id IS NOT NULL;
CREATE INDEX fact_by_amount ON fact (amount) WHERE amount IS NOT NULL;
CREATE INDEX fact_by_indicator ON fact (indicator, period) WHERE indicator IS NOT NULL;
CREATE INDEX fact_by_month ON fact (month_day) WHERE month_day IS NOT NULL;

CREATE TABLE "check" (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  type TEXT NOT NULL,
  whole TEXT NOT NULL,
  parts TEXT NOT NULL,
  percentage TEXT,
  stated ANY NOT NULL,
  computed ANY NOT NULL,
  holds INTEGER NOT NULL
) STRICT;
CREATE INDEX check_by_document ON "check" (document_id);

CREATE TABLE repair (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  page INTEGER NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  "from" TEXT NOT NULL,
  "to" TEXT NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
) STRICT;
CREATE INDEX repair_by_document ON repair (document_id);

CREATE TABLE warning (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  code TEXT NOT NULL,
  page INTEGER,
  text TEXT,
  suggestion TEXT,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX warning_by_document ON warning (document_id);

CREATE TABLE number (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  page INTEGER NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  text TEXT NOT NULL,
  role TEXT NOT NULL
) STRICT;
CREATE INDEX number_by_document ON number (document_id);

CREATE TABLE stamp (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  page INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  boxes TEXT
) STRICT;
CREATE INDEX stamp_by_document ON stamp (document_id);

CREATE TABLE search_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last_page INTEGER NOT NULL,
  last_number_key INTEGER NOT NULL
) STRICT;
INSERT INTO search_state VALUES (1, 0, 0);

CREATE VIRTUAL TABLE page_fts USING fts5 (
  text, content="page", content_rowid="id", tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE page_folded USING fts5 (
  text, content="page", content_rowid="id", tokenize="unicode61 remove_diacritics 0");
-- Thousands of pages are indexed together (search_index.h): in memory first, in few segments that need little merging.
INSERT INTO page_fts (page_fts, rank) VALUES ('hashsize', 67108864), ('automerge', 16);
INSERT INTO page_folded (page_folded, rank) VALUES ('hashsize', 67108864), ('automerge', 16);
CREATE VIRTUAL TABLE number_key_fts USING fts5 (
  name, content="number_key", content_rowid="id", tokenize="trigram", columnsize=0);
)sql";

// Version 2: an event may take another one back; documents that could not be read are told too; what a page in a
// browser asks for again and again has an index. SQLite cannot change a CHECK, so the table of events is made anew; the
// facts' pointers into it wait outside.
constexpr std::string_view kVersion2 = R"sql(
CREATE TEMP TABLE pointer AS SELECT id, review_event_id FROM fact WHERE review_event_id IS NOT NULL;
UPDATE fact SET review_event_id = NULL WHERE review_event_id IS NOT NULL;
CREATE TABLE review_event_of_2 (
  id INTEGER PRIMARY KEY,
  event TEXT NOT NULL UNIQUE,
  document_sha256 TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('accept', 'correct', 'reject', 'add', 'undo')),
  kind TEXT NOT NULL,
  page INTEGER NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  text TEXT NOT NULL,
  old TEXT,
  new TEXT,
  undoes TEXT,
  reviewer TEXT NOT NULL,
  time TEXT NOT NULL,
  note TEXT
) STRICT;
INSERT INTO review_event_of_2
SELECT id, event, document_sha256, action, kind, page, span_begin, span_end, text, old, new, NULL, reviewer, time, note
FROM review_event;
DROP TABLE review_event;
ALTER TABLE review_event_of_2 RENAME TO review_event;
UPDATE fact SET review_event_id = (SELECT review_event_id FROM pointer WHERE pointer.id = fact.id)
WHERE id IN (SELECT id FROM pointer);
DROP TABLE pointer;
CREATE INDEX review_event_by_document ON review_event (document_sha256);
CREATE TRIGGER review_event_stays BEFORE UPDATE ON review_event
BEGIN SELECT raise(ABORT, 'review events are never changed'); END;
CREATE TRIGGER review_event_is_kept BEFORE DELETE ON review_event
BEGIN SELECT raise(ABORT, 'review events are never removed'); END;

CREATE TABLE unread (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL UNIQUE,
  run_id INTEGER NOT NULL REFERENCES run (id),
  status TEXT NOT NULL,
  code TEXT NOT NULL,
  page INTEGER,
  stage TEXT,
  message TEXT NOT NULL,
  next_step TEXT
) STRICT;
CREATE INDEX document_catalogue ON document (date, source, year, type_code, type_name, issuer, area, sha256, number);
CREATE INDEX fact_by_doubt ON fact (confidence) WHERE review IS NULL;
CREATE INDEX fact_reviewed ON fact (review) WHERE review IS NOT NULL;
CREATE INDEX fact_of_indicator ON fact (indicator, document_id) WHERE indicator IS NOT NULL;
CREATE INDEX check_failed ON "check" (document_id) WHERE holds = 0;
CREATE INDEX warning_by_code ON warning (code, document_id, page);
)sql";

// A figure with what it measures, where and when. Without an indicator's code the words of its table cell, else those
// around it, say what it measures: that finds fewer conflicts than there are, and seldom false ones.
constexpr std::string_view kObservationViews = R"sql(
CREATE VIEW observation_or_part AS
SELECT fact.id, fact.document_id, fact.fact, fact.kind,
       coalesce(fact.indicator, nullif(concat_of, '')) AS series,
       fact.indicator, coalesce(fact.area, document.area) AS area, coalesce(fact.area_code, document.area_code) AS area_code,
       fact.period, coalesce(fact.value, fact.amount) AS value, coalesce(fact.unit, fact.currency, '%') AS unit,
       fact.comparator, fact.modality, fact.change, fact.text, fact.page, fact.span_begin, fact.span_end,
       document.issuer, document.number, document.date, document.source, document.title,
       fact.confidence, fact.review, fact.review_event_id, fact.part_of
FROM (SELECT *, CASE WHEN table_row IS NOT NULL THEN table_row || ' / ' || coalesce(table_column, '')
                     WHEN kind = 'budget' THEN coalesce(flow || ': ', '') || coalesce(holder, "of", '')
                     WHEN kind = 'count' THEN unit || coalesce(': ' || "of", '')
                     ELSE coalesce("of", '') END AS concat_of FROM fact) AS fact
JOIN document ON document.id = fact.document_id
WHERE fact.kind IN ('budget', 'count', 'percentage')
  AND (fact.review IS NULL OR fact.review NOT IN ('rejected', 'replaced'));

CREATE VIEW observation AS
SELECT * FROM observation_or_part WHERE part_of IS NULL;

CREATE VIEW conflict AS
SELECT observation.*
FROM observation JOIN (
  SELECT kind, series, area, period, unit, ifnull(modality, '') AS modality, ifnull(change, '') AS change
  FROM observation
  WHERE series IS NOT NULL AND area IS NOT NULL AND period IS NOT NULL
  GROUP BY kind, series, area, period, unit, ifnull(modality, ''), ifnull(change, '')
  HAVING count(DISTINCT value) > 1 AND count(DISTINCT document_id) > 1) AS stated
ON observation.kind = stated.kind AND observation.series = stated.series AND observation.area = stated.area
  AND observation.period = stated.period AND observation.unit = stated.unit
  AND ifnull(observation.modality, '') = stated.modality AND ifnull(observation.change, '') = stated.change;

-- Who cites what; `cited_id` where exactly one document of the archive can be meant.
CREATE VIEW citation AS
SELECT citing.id AS document_id, fact.type, fact.number, fact.name, fact.date, fact.reference_id, fact.page, fact.text,
       (SELECT CASE count(*) WHEN 1 THEN min(cited.id) END FROM document AS cited
        WHERE cited.number_key_id = fact.number_key_id AND cited.id <> citing.id
          AND (fact.date IS NULL OR cited.date IS NULL OR substr(cited.date, 1, 10) = fact.date
               OR (length(fact.date) = 4 AND substr(cited.date, 1, 4) = fact.date))
          AND (fact.type IS NULL OR cited.type_code IS NULL OR fact.type = cited.type_code OR fact.type = 'VB')) AS cited_id
FROM fact JOIN document AS citing ON citing.id = fact.document_id
WHERE fact.kind = 'legal_reference' AND (fact.review IS NULL OR fact.review NOT IN ('rejected', 'replaced'));
)sql";

// Facts of kinds that users define: what their rules captured.
constexpr std::string_view kVersion3 = "ALTER TABLE fact ADD COLUMN parts TEXT;";

// Version 4: facts of a time are told apart by what the index holds, without their rows and those of their documents;
// documents are found by who wrote them and where.
constexpr std::string_view kVersion4 = R"sql(
DROP INDEX fact_by_time;
CREATE INDEX fact_by_time ON fact (kind, begin_date, end_date, document_id, review, area);
CREATE INDEX document_by_issuer ON document (issuer_folded, area);
CREATE INDEX document_by_place ON document (place, area);
CREATE INDEX document_by_area ON document (area);
)sql";

constexpr Migration kMigrations[] = {{kVersion1}, {kVersion2}, {kVersion3}, {kVersion4}};

std::int64_t pragma(const Database& database, const char* name) {
  Statement statement(database, std::string("PRAGMA ") + name);
  return statement.next() ? statement.integer(0) : 0;
}

bool holds_tables(const Database& database) { return Statement(database, "SELECT 1 FROM sqlite_schema").next(); }

[[noreturn]] void refuse(const Database& database, ErrorCode code, const std::string& message, const char* next_step) {
  throw Failure{{code, message, next_step, {.file = database.path()}}};
}

/// Its version; 0 for an empty file.
std::size_t version_of(const Database& database, std::size_t newest) {
  if (pragma(database, "application_id") != kApplicationId) {
    if (holds_tables(database)) {
      refuse(database, ErrorCode::kUnreadable, "is a database of another program, not an archive",
             "name a file made by `trichluc archive add`");
    }
    return 0;
  }
  const auto version = static_cast<std::size_t>(pragma(database, "user_version"));
  if (version > newest) {
    refuse(database, ErrorCode::kSchemaVersion,
           "was made by a newer program: it has schema " + std::to_string(version) + ", this program knows " +
               std::to_string(newest),
           "use the newer program");
  }
  return version;
}

}  // namespace

std::span<const Migration> archive_migrations() { return kMigrations; }

std::string kind_views() {
  std::string sql;
  for (const ObjectShape& shape : value_shapes()) {
    const std::string name(shape.name);
    sql += "DROP VIEW IF EXISTS \"" + name + "\";\nCREATE VIEW \"" + name +
           "\" AS SELECT fact.id, fact.document_id, fact.fact, fact.text, fact.page, fact.span_begin, fact.span_end";
    for (const Field& field : shape.fields) sql += ", fact.\"" + value_column(field.name) + "\"";
    sql +=
        ", coalesce(fact.area, document.area) AS area, fact.section, fact.table_row, fact.table_column, "
        "fact.begin_date, fact.end_date, fact.month_day, fact.confidence, fact.rule, fact.review, "
        "document.source, document.number AS document_number, document.date AS document_date, "
        "document.type_code AS document_type, document.issuer AS document_issuer "
        "FROM fact JOIN document ON document.id = fact.document_id WHERE fact.kind = '" +
        name + "' AND " + std::string(kStandingFact) + ";\n";
  }
  for (const char* view : {"citation", "conflict", "observation", "observation_or_part"})
    sql += "DROP VIEW IF EXISTS " + std::string(view) + ";\n";
  return sql + std::string(kObservationViews);
}

void migrate(const Database& database, std::span<const Migration> migrations) {
  std::size_t version = version_of(database, migrations.size());
  if (version == migrations.size()) return;
  Transaction transaction(database);
  // Another program may have been quicker.
  version = version_of(database, migrations.size());
  const bool changed = version < migrations.size();
  for (; version < migrations.size(); ++version) database.run(std::string(migrations[version].sql));
  if (changed) {
    database.run(kind_views());
    database.run("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.run("PRAGMA user_version = " + std::to_string(version));
  }
  transaction.commit();
}

void require_ours(const Database& database, std::span<const Migration> migrations) {
  version_of(database, migrations.size());
}

void require_newest(const Database& database, std::span<const Migration> migrations) {
  const std::size_t version = version_of(database, migrations.size());
  if (version == 0) {
    refuse(database, ErrorCode::kUnreadable, "is empty, not an archive", "name a file made by `trichluc archive add`");
  }
  if (version < migrations.size()) {
    refuse(database, ErrorCode::kSchemaVersion,
           "was made by an older program: it has schema " + std::to_string(version) + ", this program reads " +
               std::to_string(migrations.size()),
           "run `trichluc archive upgrade`; take a copy first");
  }
}

}  // namespace trichluc
