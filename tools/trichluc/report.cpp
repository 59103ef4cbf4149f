#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "pipeline/serve/catalogue.h"
#include "pipeline/serve/document_view.h"
#include "pipeline/serve/page_pictures.h"
#include "tools/serve/report_page.h"
#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/output_file.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc report [options] RECORDS|ARCHIVE";
constexpr const char* kAbout =
    "Writes documents with their texts and facts as one HTML file that opens from disk, needs no\n"
    "network and no other file. Records should hold their texts (extract --with-text).";

constexpr std::size_t kMostDocuments = 2000;

/// A folder that is gone afterwards.
class WorkingFolder {
 public:
  WorkingFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "trichluc-report-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~WorkingFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

bool is_database(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char head[16] = "";
  file.read(head, sizeof head);
  return file && std::string_view(head, 15) == "SQLite format 3";
}

/// The first column of the list of documents.
class Hashes : public TableWriter {
 public:
  void begin(const Columns&) override {}
  void row(const Row& cells) override { all.push_back(to_text(cells[0])); }
  std::vector<std::string> all;
};

std::vector<ReportPicture> pictures_of(PagePictures& pictures, const DocumentFile& file) {
  std::vector<ReportPicture> all;
  for (int page = 1; page <= file.pages; ++page) {
    const auto drawn = pictures.picture(file, page, 110);
    if (!drawn) {
      if (drawn.error().code != ErrorCode::kUnsupported) print_error(drawn.error());
      break;
    }
    all.push_back({page, (*drawn)->media_type, (*drawn)->bytes, (*drawn)->width_pt, (*drawn)->height_pt});
  }
  return all;
}

}  // namespace

ExitCode report_command(const std::vector<std::string>& words) {
  std::string output = "-", sources;
  std::vector<std::string> wanted;
  po::options_description options("Options");
  options.add_options()("output,o", po::value(&output)->value_name("FILE")->default_value("-"),
                        "write there; the file appears when it is complete")(
      "document", po::value(&wanted)->value_name("SHA256"),
      "only the document whose SHA-256 begins so; may be repeated")(
      "pictures", "put pictures of the pages into it, from the originals; some 100 kB a page")(
      "sources", po::value(&sources)->value_name("DIR"), "originals are below this folder");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() != 1) return complain(kUsage, "name one file of records, or one archive");
  const std::string& input = arguments.paths[0];
  const WorkingFolder folder;
  std::string archive = input;
  if (!is_database(input)) {
    archive = folder.path() + "/archive.db";
    auto writer = ArchiveWriter::open(archive);
    if (!writer) return archive_failure(writer.error());
    const auto added = add_records(*writer, input);
    if (!added) return archive_failure(added.error());
    if (auto finished = writer->finish(); !finished) return archive_failure(finished.error());
    if (added->without_text > 0) std::cerr << "trichluc: " << added->without_text << " records hold no texts\n";
    if (added->refused > 0) return ExitCode::kSomeFailed;
  }
  Hashes hashes;
  Catalogue catalogue(archive);
  CatalogueRequest by_source;
  by_source.sort = "source";
  if (const auto listed = catalogue.write(by_source, hashes); !listed) return archive_failure(listed.error());
  if (!wanted.empty()) hashes.all = wanted;
  if (hashes.all.empty()) return complain(kUsage, "there are no documents in it");
  if (hashes.all.size() > kMostDocuments)
    return complain(kUsage, "that are " + std::to_string(hashes.all.size()) +
                                " documents, more than one file can show; " +
                                "name some with --document, or use `trichluc serve`");
  auto file = OutputFile::open(output);
  if (!file) return archive_failure(file.error());
  Result<void> written;
  const TextSink sink = [&](std::string_view text) {
    if (written) written = file->write(text);
  };
  Result<SourceFolder> source_folder = sources.empty() ? SourceFolder::as_given() : SourceFolder::confined_to(sources);
  if (!source_folder) return archive_failure(source_folder.error());
  std::error_code error;
  PagePictures pictures(std::filesystem::read_symlink("/proc/self/exe", error).string(), *std::move(source_folder));
  begin_report({std::filesystem::path(input).filename().string(), version_text()}, sink);
  bool first = true;
  for (const std::string& hash : hashes.all) {
    auto document = document_json(archive, hash);
    if (!document) return archive_failure(document.error());
    if (arguments.values.count("pictures") > 0) {
      const auto source = document_file(archive, hash);
      if (source) *document = with_pictures(*std::move(document), pictures_of(pictures, *source));
    }
    add_to_report(*document, first, sink);
    first = false;
  }
  end_report(sink);
  if (written) written = file->commit();
  return written ? ExitCode::kDone : archive_failure(written.error());
}

}  // namespace trichluc
