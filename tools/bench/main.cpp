// bench - how fast and how well, asked for by hand. Speeds of whole runs: tools/bench/run.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "tools/bench/commands.h"

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  try {
    if (!arguments.empty()) {
      const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
      if (arguments[0] == "normalize") return trichluc::bench::normalize_speed(rest);
      if (arguments[0] == "repair") return trichluc::bench::repair_quality(rest);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench: %s\n", error.what());
    return 1;
  }
  std::fputs(
      "usage: bench normalize [FILE|FOLDER...]  MB/s of normalisation, and what it changes (--repairs)\n"
      "       bench repair [FILE|FOLDER...]     damages healthy text: what of it is mended, how much of that rightly,\n"
      "                                         and lines of eight words as they were (--wrong shows what is not)\n"
      "Texts in UTF-8; corpus/ where none is named.\n",
      stderr);
  return 2;
}
