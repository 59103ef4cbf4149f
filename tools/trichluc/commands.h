// commands.h - the subcommands. Each takes the words after its name, prints data on standard output and messages on
// standard error.
#pragma once

#include <string>
#include <vector>

#include "tools/trichluc/exit_code.h"

namespace trichluc {

/// trichluc extract PATH... - documents to records.
ExitCode extract_command(const std::vector<std::string>& words);
/// trichluc plan PATH... - a run cut into shards.
ExitCode plan_command(const std::vector<std::string>& words);
/// trichluc run --shard PLAN/I - one of them.
ExitCode run_command(const std::vector<std::string>& words);
/// trichluc status PLAN - which shards are done.
ExitCode status_command(const std::vector<std::string>& words);
/// trichluc merge PLAN - the parts put together.
ExitCode merge_command(const std::vector<std::string>& words);
/// trichluc normalize FILE... - text with its breakages repaired.
ExitCode normalize_command(const std::vector<std::string>& words);
/// trichluc rules list|check|test|explain|diff - looks after rule files.
ExitCode rules_command(const std::vector<std::string>& words);
/// trichluc summary RECORDS - records as a person reads them.
ExitCode summary_command(const std::vector<std::string>& words);

/// trichluc archive ACTION ARCHIVE - records in one SQLite file.
ExitCode archive_command(const std::vector<std::string>& words);
/// trichluc search ARCHIVE WORDS - pages and documents by words and numbers.
ExitCode search_command(const std::vector<std::string>& words);
/// trichluc query ARCHIVE - facts by kind, time, place, amount.
ExitCode query_command(const std::vector<std::string>& words);
/// trichluc stats ARCHIVE - what it holds.
ExitCode stats_command(const std::vector<std::string>& words);
/// trichluc show ARCHIVE DOCUMENT - one document as a person reads it.
ExitCode show_command(const std::vector<std::string>& words);
/// trichluc due ARCHIVE --on DATE - what falls due, and what answers it.
ExitCode due_command(const std::vector<std::string>& words);
/// trichluc graph ARCHIVE - who cites what.
ExitCode graph_command(const std::vector<std::string>& words);
/// trichluc review ARCHIVE export|import|apply|unbound - what people say of facts.
ExitCode review_command(const std::vector<std::string>& words);
/// trichluc export ARCHIVE --to DIR --as FORMAT - what goes out of an archive.
ExitCode export_command(const std::vector<std::string>& words);
/// trichluc serve ARCHIVE - the archive as a page in a browser.
ExitCode serve_command(const std::vector<std::string>& words);
/// trichluc report RECORDS|ARCHIVE - documents as one HTML file.
ExitCode report_command(const std::vector<std::string>& words);
/// trichluc picture FILE - a page as a picture.
ExitCode picture_command(const std::vector<std::string>& words);
/// trichluc schema - what records and tables look like, for machines.
ExitCode schema_command(const std::vector<std::string>& words);

/// "trichluc 0.1.0", and the version of the rules beside the program.
std::string version_text();

}  // namespace trichluc
