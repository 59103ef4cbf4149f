#include "tools/trichluc/document_options.h"

namespace trichluc {

namespace po = boost::program_options;

void add_document_options(po::options_description& options, DocumentFilter& filter) {
  options.add_options()("type", po::value(&filter.type)->value_name("TYPE"), "documents of this type: KH, or Kế hoạch")(
      "issuer", po::value(&filter.issuer)->value_name("WORDS"), "issued by a body whose name holds these words")(
      "year", po::value<int>()->value_name("YEAR")->notifier([&filter](int year) { filter.year = year; }),
      "issued in this year")("province", po::value(&filter.province)->value_name("NAME"), "of this province");
}

}  // namespace trichluc
