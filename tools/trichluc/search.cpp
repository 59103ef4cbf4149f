#include "pipeline/store/search.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/document_options.h"
#include "tools/trichluc/table_options.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc search [options] ARCHIVE WORDS...";
constexpr const char* kAbout =
    "Finds pages by their words and documents by their numbers. Typed without marks, words\n"
    "find all that is written with them; typed with marks, what is written so comes first.\n"
    "'\"…\"' is a phrase, tuyên* a beginning, and AND, OR and NOT (capitals) work between words.\n"
    "A number (45/QĐ-UBND, or a part of one) finds the document that bears it, then those\n"
    "that cite it. Exit status 1: nothing found.";

/// Marks words that were found: bold on a terminal, else [so].
std::string marked(const std::string& snippet, const char* begin, const char* end) {
  std::string text;
  for (const char c : snippet) {
    if (c == '\1') {
      text += begin;
    } else if (c == '\2') {
      text += end;
    } else {
      text += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    }
  }
  return text;
}

void print_for_person(const SearchResult& result) {
  const bool bold = isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  for (const SearchHit& hit : result.hits) {
    std::cout << hit.source << ", page " << hit.page;
    for (const std::string& part : {hit.number, hit.date, hit.issuer}) {
      if (!part.empty()) std::cout << " | " << part;
    }
    std::cout << "\n    " << marked(hit.snippet, bold ? "\033[1m" : "[", bold ? "\033[0m" : "]") << "\n";
  }
}

Datum or_null(const std::string& text) { return text.empty() ? Datum() : Datum(text); }

void print_table(const SearchResult& result, TableWriter& writer) {
  writer.begin({"found_by", "source", "page", "number", "date", "issuer", "title", "snippet"});
  for (const SearchHit& hit : result.hits) {
    writer.row({std::string(found_by_name(hit.by)), hit.source, hit.page, or_null(hit.number), or_null(hit.date),
                or_null(hit.issuer), or_null(hit.title), marked(hit.snippet, "[", "]")});
  }
  writer.end();
}

}  // namespace

ExitCode search_command(const std::vector<std::string>& words) {
  SearchRequest request;
  std::string format;
  po::options_description options("Options");
  add_document_options(options, request.documents);
  options.add_options()("limit,n", po::value(&request.limit)->value_name("N")->default_value(20), "at most N hits")(
      "format", po::value(&format)->value_name("FORMAT")->default_value("text"), "text (for a person), csv or jsonl");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() < 2) return complain(kUsage, "name an archive and at least one word");
  if (request.limit < 1) return complain(kUsage, "--limit takes a number from 1 on");
  for (std::size_t i = 1; i < arguments.paths.size(); ++i) request.words += (i == 1 ? "" : " ") + arguments.paths[i];
  const auto writer = format == "text" ? nullptr : table_on_standard_output(format);
  if (format != "text" && (writer == nullptr || format == "table"))
    return complain(kUsage, "--format takes text, csv or jsonl");

  const auto result = search_archive(arguments.paths[0], request);
  if (!result) return archive_failure(result.error());
  if (writer != nullptr) {
    print_table(*result, *writer);
  } else {
    print_for_person(*result);
  }
  if (result->pages_behind > 0) {
    std::cerr
        << "trichluc: " << result->pages_behind
        << " pages are not indexed yet: a run is adding them, or was ended (`trichluc archive upgrade` sees to it)\n";
  }
  return result->hits.empty() ? ExitCode::kNothing : ExitCode::kDone;
}

}  // namespace trichluc
