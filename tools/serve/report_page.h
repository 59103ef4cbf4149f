// report_page.h - documents as one HTML file that needs nothing else: no server, no network, no other file.
//
// Its style and script are those of the page (page/), put into it; a policy in its head allows them by their digests
// and forbids everything else. The documents are data in it, never markup.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/emit/table_text.h"

namespace trichluc {

struct ReportHead {
  std::string name;     // of what it is a report of
  std::string version;  // "trichluc 0.1.0"
};

/// A picture of a page, to be put into a document's JSON.
struct ReportPicture {
  int page = 1;
  std::string media_type, bytes;
  std::string width_pt, height_pt;
};

/// `document`, as document_json() made it, with pictures.
std::string with_pictures(std::string document, const std::vector<ReportPicture>& pictures);

/// Writes the file up to the documents; after it each document (add_to_report()), then end_report().
void begin_report(const ReportHead& head, const TextSink& sink);
void add_to_report(std::string_view document, bool first, const TextSink& sink);
void end_report(const TextSink& sink);

/// The modules a report is made of as one script without imports. Each import of theirs is a line of its own, and no
/// two declare the same name.
std::string report_script();

}  // namespace trichluc
