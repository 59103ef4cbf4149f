// archive_access.h - what the commands that work on an archive share.
#pragma once

#include <string>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/store/archive.h"
#include "tools/trichluc/exit_code.h"

namespace trichluc {

/// Prints the error as one line; the exit status that goes with it.
ExitCode archive_failure(const Error& error);

/// What records were made with, from the run record beside them ("records.run.json"); empty where there is none.
RunIdentity run_beside(const std::string& records_path);

struct AddReport {
  std::size_t added = 0, replaced = 0, known = 0, refused = 0;  // refused: lines that are no records
  std::size_t without_text = 0;
};

/// Adds the records of a file ("-" for standard input), some hundred to a transaction, or those that have come; lines
/// that are none are told on standard error. Errors: those of ArchiveWriter::add_together; kNotFound, kUnreadable of
/// the file.
Result<AddReport> add_records(ArchiveWriter& archive, const std::string& records_path);

/// "trichluc: 29 documents added, 2 replaced, 3 known" and what is to be said besides, on standard error.
void tell(const AddReport& report);

}  // namespace trichluc
