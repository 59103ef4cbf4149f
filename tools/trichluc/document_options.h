// document_options.h - the options --type, --issuer, --year and --province that narrow a question to documents.
#pragma once

#include <boost/program_options.hpp>

#include "pipeline/store/document_filter.h"

namespace trichluc {

/// `filter` must outlive the parsing.
void add_document_options(boost::program_options::options_description& options, DocumentFilter& filter);

}  // namespace trichluc
