// exit_code.h - what the program's exit status says; the table in README.md repeats it. Numbers never change.
#pragma once

namespace trichluc {

enum class ExitCode : int {
  kDone = 0,              // all inputs processed
  kNothing = 1,           // nothing found, nothing to do (questions only, as grep)
  kWouldChange = 1,       // normalize --check: there is something to repair
  kUsage = 2,             // wrong arguments, or a rule file that cannot be used
  kSomeFailed = 3,        // finished, but some inputs failed: each has its line on standard error
  kOutputUnwritable = 4,  // results could not be written
  kNoInput = 5,           // what lists or holds the inputs of the whole run cannot be read
  kSchemaVersion = 7,     // an archive made by a newer or an older program
  kInterrupted = 130,     // SIGINT or SIGTERM; safe to run again
};

}  // namespace trichluc
