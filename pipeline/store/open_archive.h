// open_archive.h - an archive opened for reading or writing, of the newest schema. For this room and pipeline/serve.
#pragma once

#include <string>

#include "pipeline/store/sqlite.h"

namespace trichluc {

/// Throws Failure; archive.h says which.
Database open_to_read(const std::string& path);
/// Makes it where there is none, brings it to the newest schema.
Database open_to_write(const std::string& path, Database::Mode mode = Database::Mode::kCreate);

}  // namespace trichluc
