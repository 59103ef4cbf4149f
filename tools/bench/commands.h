// commands.h - the subcommands of bench. Each gets the arguments behind its name and returns the exit code.
#pragma once

#include <string>
#include <vector>

namespace trichluc::bench {

int normalize_speed(const std::vector<std::string>& arguments);
int repair_quality(std::vector<std::string> arguments);

}  // namespace trichluc::bench
