// table_options.h - the option --format that questions share, and tables on standard output.
#pragma once

#include <boost/program_options.hpp>
#include <memory>
#include <string>

#include "pipeline/core/table.h"

namespace trichluc {

/// --format table|csv|jsonl; `format` must outlive the parsing.
void add_table_options(boost::program_options::options_description& options, std::string& format);

/// A table on standard output; null for a format there is none of.
std::unique_ptr<TableWriter> table_on_standard_output(const std::string& format);

}  // namespace trichluc
