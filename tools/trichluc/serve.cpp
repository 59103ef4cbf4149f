#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "extractors/engine/indicator_file.h"
#include "pipeline/serve/overview.h"
#include "pipeline/store/archive.h"
#include "tools/serve/routes.h"
#include "tools/trichluc/archive_access.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/rules_location.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc serve [options] ARCHIVE";
constexpr const char* kAbout =
    "Opens an archive as a page in a browser: reading and checking documents beside their pages,\n"
    "searching, figures. The page is for this machine only and asks nothing of any other; whoever\n"
    "has the address that is printed can add review events. Ends with Ctrl-C.\n"
    "Originals are looked for where they were when they were extracted, and shown only if they\n"
    "have not changed.";

constexpr std::size_t kShortestPassword = 8;

/// The first line of a file that only its owner can read. Prints what is wrong.
std::optional<std::string> password_in(const std::string& path) {
  std::error_code error;
  const auto permissions = std::filesystem::status(path, error).permissions();
  std::ifstream file(path);
  std::string password;
  if (error || !file || !std::getline(file, password)) {
    print_error({ErrorCode::kUnreadable, "holds no password", "write one into its first line", {.file = path}});
    return {};
  }
  using std::filesystem::perms;
  if ((permissions & (perms::group_read | perms::others_read)) != perms::none) {
    print_error({ErrorCode::kUnreadable, "can be read by others", "run `chmod 600` on it", {.file = path}});
    return {};
  }
  if (password.size() < kShortestPassword) {
    print_error(
        {ErrorCode::kBadArguments, "the password is shorter than 8 bytes", "choose a longer one", {.file = path}});
    return {};
  }
  return password;
}

/// Of the vocabulary beside the program; none where it cannot be read.
std::vector<IndicatorName> indicator_names() {
  const auto rules = find_rules();
  if (!rules) return {};
  const std::string path = *rules + "/indicators.toml";
  std::ifstream file(path, std::ios::binary);
  const std::string content(std::istreambuf_iterator<char>(file), {});
  const auto indicators = read_indicator_file(path, content);
  std::vector<IndicatorName> names;
  if (!indicators) return names;
  for (const Indicator& one : *indicators) names.push_back({one.code, one.vi, one.en});
  return names;
}

bool is_loopback(const std::string& address) { return address == "::1" || address.starts_with("127."); }

std::string url_host(const std::string& address) {
  return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

}  // namespace

ExitCode serve_command(const std::vector<std::string>& words) {
  unsigned port = 8417;
  std::string address = "127.0.0.1", password_file, sources;
  std::vector<std::string> hosts;
  po::options_description options("Options");
  options.add_options()("port", po::value(&port)->value_name("N")->default_value(8417), "port; 0 for any that is free")(
      "read-only", "nothing can be changed; the archive is not opened for writing")(
      "sources", po::value(&sources)->value_name("DIR"),
      "originals are below this folder, and nothing outside it is opened (default: where `extract` was given them)")(
      "bind", po::value(&address)->value_name("ADDRESS"),
      "let others on the network in (0.0.0.0: from everywhere); needs --password-file")(
      "password-file", po::value(&password_file)->value_name("FILE"), "its first line is the password")(
      "host", po::value(&hosts)->value_name("NAME"), "a name by which others ask for this machine; may be repeated");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() != 1) return complain(kUsage, "name one archive");
  if (port > 65535) return complain(kUsage, "--port takes a number up to 65535");
  const std::string& archive = arguments.paths[0];
  const bool read_only = arguments.values.count("read-only") > 0;

  GuardSettings guard;
  guard.hosts = hosts;
  guard.any_address = !is_loopback(address);
  if (guard.any_address && password_file.empty())
    return complain(kUsage, "--bind lets others read the archive: give a --password-file");
  if (!password_file.empty()) {
    const auto password = password_in(password_file);
    if (!password) return ExitCode::kUsage;
    guard.password = *password;
  }
  if (!read_only) {
    guard.token = new_token();
    // Brings an older archive to the newest schema, and finishes what a killed run left.
    auto opened = ArchiveWriter::open_existing(archive);
    if (!opened) return archive_failure(opened.error());
  }
  if (const auto readable = overview_json(archive); !readable) return archive_failure(readable.error());
  Result<SourceFolder> folder = sources.empty() ? SourceFolder::as_given() : SourceFolder::confined_to(sources);
  if (!folder) return archive_failure(folder.error());
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  PagePictures pictures(program.string(), *std::move(folder));
  const PageRoutes routes({archive, version_text(), read_only, indicator_names()}, guard, pictures);
  auto server = HttpServer::listen(
      address, static_cast<unsigned short>(port), [&](const HttpRequest& request) { return routes.answer(request); },
      &PageRoutes::is_slow);
  if (!server) {
    print_error(server.error());
    return server.error().code == ErrorCode::kBadArguments ? ExitCode::kUsage : ExitCode::kOutputUnwritable;
  }
  server->end_on_signals();
  guard.port = server->port();
  if (guard.any_address) {
    std::cerr << "trichluc: others on the network can ask this page. Whoever has the password reads the whole archive"
              << (read_only ? "" : " and can add review events")
              << "; texts and the password\ntrichluc: travel unencrypted. Where the network is not yours, leave --bind "
                 "out and use a tunnel: ssh -L "
              << guard.port << ":127.0.0.1:" << guard.port << " HOST\n";
  }
  std::cout << "http://" << url_host(address == "0.0.0.0" || address == "::" ? "127.0.0.1" : address) << ":"
            << guard.port << "/" << (guard.token.empty() || !guard.password.empty() ? "" : "#token=" + guard.token)
            << std::endl;
  std::cerr << "trichluc: " << (read_only ? "reading " : "serving ") << archive << "; Ctrl-C ends it\n";
  server->run();
  return ExitCode::kDone;
}

}  // namespace trichluc
