// build_id.h - what tells this build of the program from any other: results of another one are not its own.
#pragma once

#include <string>

namespace trichluc {

/// The linker's digest of the program (--build-id), in hexadecimal; "unknown" where it was linked without.
std::string build_id();

}  // namespace trichluc
