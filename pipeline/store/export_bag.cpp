// A bag for an archive's store: RFC 8493, with Dublin Core in metadata/metadata.csv as Archivematica reads it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "pipeline/core/sha256.h"
#include "pipeline/emit/csv_reader.h"
#include "pipeline/store/exporters.h"

namespace trichluc {
namespace {

namespace fs = std::filesystem;

std::string digest_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  Sha256 hash;
  for (char buffer[1 << 16]; file.read(buffer, sizeof buffer), file.gcount() > 0;)
    hash.add({buffer, static_cast<std::size_t>(file.gcount())});
  return hash.hex();
}

/// A path inside the bag for a source: no way up, no root, no characters that manifests must escape.
std::string inner_path(const std::string& source) {
  std::string path;
  for (const fs::path& part : fs::path(source)) {
    const std::string name = part.string();
    if (name.empty() || name == "/" || name == "." || name == "..") continue;
    path += (path.empty() ? "" : "/") + name;
  }
  for (char& c : path) c = c == '\n' || c == '\r' || c == '%' ? '_' : c;
  return path;
}

struct Object {
  std::string path;  // in the bag
  Row metadata;      // Dublin Core
};

/// Copies documents that are where they were read and what they were.
std::vector<Object> copy_objects(const Exporting& exporting) {
  Statement rows(exporting.database,
                 "SELECT sha256, source, coalesce(title, number, source), issuer, date, number, type_name, media_type "
                 "FROM document ORDER BY source, id");
  std::vector<Object> objects;
  std::set<std::string> taken;
  std::size_t missing = 0;
  while (rows.next()) {
    const std::string source = rows.string(1);
    if (digest_of(source) != rows.text(0)) {
      ++missing;
      exporting.report.notes.push_back(source + ": not there as it was read, left out");
      continue;
    }
    std::string inner = "objects/" + inner_path(source);
    for (int copy = 2; !taken.insert(inner).second; ++copy)
      inner = "objects/" + std::to_string(copy) + "-" + inner_path(source);
    std::error_code error;
    const std::string place = exporting.folder.place_of("data/" + inner);
    fs::copy_file(source, place, error);
    if (error) {
      throw Failure{{ErrorCode::kOutputUnwritable,
                     "cannot be written: " + error.message(),
                     "check the space left",
                     {.file = place}}};
    }
    exporting.folder.note("data/" + inner);
    objects.push_back({inner,
                       {inner, rows.cell(2), rows.cell(3), rows.cell(4), rows.cell(5), rows.cell(6), rows.cell(7),
                        "urn:sha256:" + rows.string(0)}});
  }
  return objects;
}

/// A line a file, in order: digest, two blanks, path.
std::string manifest(const OutputFolder& folder, bool payload) {
  std::string lines;
  for (const auto& [name, written] : folder.files()) {
    if (name.starts_with("data/") == payload) lines += written.sha256 + "  " + name + "\n";
  }
  return lines;
}

std::map<std::string, std::string> read_manifest(const fs::path& path, std::vector<std::string>& problems) {
  std::ifstream file(path);
  if (!file) problems.push_back(path.filename().string() + ": is missing");
  std::map<std::string, std::string> digests;
  for (std::string line; std::getline(file, line);) {
    const std::size_t blank = line.find(' ');
    const std::size_t name = line.find_first_not_of(" *", blank);
    if (blank == std::string::npos || name == std::string::npos) {
      problems.push_back(path.filename().string() + ": a line that is no entry: " + line);
    } else {
      digests[line.substr(name)] = line.substr(0, blank);
    }
  }
  return digests;
}

void compare(const fs::path& root, const std::map<std::string, std::string>& digests,
             std::vector<std::string>& problems) {
  for (const auto& [name, digest] : digests) {
    const fs::path relative(name);
    const bool outside = relative.is_absolute() || std::find(relative.begin(), relative.end(), "..") != relative.end();
    if (outside) {
      problems.push_back(name + ": is outside the bag");
    } else if (const std::string found = digest_of(root / name); found.empty()) {
      problems.push_back(name + ": is missing");
    } else if (found != digest) {
      problems.push_back(name + ": has changed");
    }
  }
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace

void export_bag(const Exporting& exporting) {
  const std::vector<Object> objects = copy_objects(exporting);
  exporting.folder.write("data/metadata/metadata.csv", [&](const TextSink& sink) {
    CsvWriter writer(sink);
    writer.begin(
        {"filename", "dc.title", "dc.creator", "dc.date", "dc.identifier", "dc.type", "dc.format", "dc.source"});
    for (const Object& object : objects) writer.row(object.metadata);
  });
  write_catalogue(exporting, "data/metadata/");
  const std::string copy = exporting.folder.place_of("data/archive.db");
  Statement(exporting.database, "VACUUM INTO ?").bind(copy).run();
  exporting.folder.note("data/archive.db");
  std::uint64_t bytes = 0;
  std::size_t files = 0;
  for (const auto& [name, written] : exporting.folder.files()) bytes += written.bytes, ++files;
  exporting.folder.write("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  exporting.folder.write(
      "bag-info.txt",
      "Bag-Software-Agent: trichluc\nExternal-Description: Documents, their catalogue and the facts found in them\n"
      "Payload-Oxum: " +
          std::to_string(bytes) + "." + std::to_string(files) + "\n");
  exporting.folder.write("manifest-sha256.txt", manifest(exporting.folder, true));
  exporting.folder.write("tagmanifest-sha256.txt", manifest(exporting.folder, false));
}

Result<std::vector<std::string>> check_bag(const std::string& folder) {
  const fs::path root(folder);
  std::error_code error;
  if (!fs::is_directory(root, error))
    return fail(ErrorCode::kNotFound, "no such folder", "name a bag", {.file = folder});
  if (!content_of(root / "bagit.txt").starts_with("BagIt-Version: "))
    return fail(ErrorCode::kUnreadable, "is no bag: bagit.txt is missing", "name a folder made with --as bagit",
                {.file = folder});
  std::vector<std::string> problems;
  const auto payload = read_manifest(root / "manifest-sha256.txt", problems);
  compare(root, payload, problems);
  compare(root, read_manifest(root / "tagmanifest-sha256.txt", problems), problems);
  std::uint64_t bytes = 0;
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root / "data", error)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = fs::relative(entry.path(), root).string();
    if (payload.count(name) == 0) problems.push_back(name + ": is in no manifest");
    bytes += entry.file_size(), ++files;
  }
  const std::string oxum = "Payload-Oxum: " + std::to_string(bytes) + "." + std::to_string(files) + "\n";
  if (content_of(root / "bag-info.txt").find(oxum) == std::string::npos)
    problems.push_back("bag-info.txt: Payload-Oxum is not " + std::to_string(bytes) + "." + std::to_string(files));
  const auto metadata = read_csv(content_of(root / "data/metadata/metadata.csv"));
  if (!metadata || metadata->columns.empty() || metadata->columns[0] != "filename") {
    problems.push_back("data/metadata/metadata.csv: is no table of files");
  } else {
    for (const auto& row : metadata->rows) {
      if (payload.count("data/" + row[0]) == 0)
        problems.push_back("data/metadata/metadata.csv: " + row[0] + " is not in the bag");
    }
  }
  return problems;
}

}  // namespace trichluc
