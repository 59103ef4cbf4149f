#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <new>

#include "pipeline/core/sha256.h"
#include "pipeline/ingest/page_picture.h"
#include "pipeline/run/child.h"
#include "pipeline/run/input.h"
#include "pipeline/run/sandbox.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/page_words.h"
#include "tools/trichluc/rules_location.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc picture [options] FILE";
constexpr const char* kAbout =
    "One page of a PDF, or a scan, as a picture (PNG or JPEG) on standard output; before it a line\n"
    "with its type and the page's width and height in points. FILE may be - for standard input.\n"
    "With --words the page's words and where they stand on it, as JSON, instead of the picture.\n"
    "The file is read under the limits and in the sandbox of extract; `trichluc serve` asks this\n"
    "of a process of its own for every page.";

void limit(int what, rlim_t most) {
  rlimit now{};
  getrlimit(what, &now);
  now.rlim_cur = now.rlim_max = std::min(now.rlim_max, most);
  setrlimit(what, &now);
}

/// From here on nothing can be opened, sent or started, and only so much used.
void shut_in(unsigned long memory_bytes, unsigned long seconds, const std::vector<std::string>& readable) {
  if (can_limit_memory()) limit(RLIMIT_AS, memory_bytes);
  limit(RLIMIT_CPU, seconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, kLimitOfFiles);
  Sandbox::prepare(readable).enter();
}

/// What is written after the line that tells type and size.
struct Answer {
  std::string media_type, bytes;
  double width_pt = 0, height_pt = 0;
};

Result<Answer> picture(const std::string& bytes, const std::string& path, int page, double dpi) {
  auto drawn = picture_of_page(bytes, path, page, dpi);
  if (!drawn) return tl::unexpected(drawn.error());
  return Answer{drawn->media_type, std::move(drawn->bytes), drawn->width_pt, drawn->height_pt};
}

Result<Answer> words_with_places(const std::string& bytes, const std::string& path, int page) {
  auto read = words_of_page(bytes, sha256_hex(bytes), path, page);
  if (!read) return tl::unexpected(read.error());
  return Answer{"application/json", std::move(read->json), read->width_pt, read->height_pt};
}

}  // namespace

ExitCode picture_command(const std::vector<std::string>& words) {
  int page = 1;
  double dpi = 150;
  std::string sha256;
  unsigned long memory_mib = 1024, seconds = 20;
  po::options_description options("Options");
  options.add_options()("page", po::value(&page)->value_name("N")->default_value(1), "which page, from 1")(
      "dpi", po::value(&dpi)->value_name("N")->default_value(150, "150"), "dots per inch, 20 to 600")(
      "words", "where the page's words stand, instead of the picture")("sha256", po::value(&sha256)->value_name("HEX"),
                                                                       "only if the file's content has this digest")(
      "memory-mib", po::value(&memory_mib)->value_name("N")->default_value(1024), "address space it may take")(
      "seconds", po::value(&seconds)->value_name("N")->default_value(20), "processor time it may take");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() != 1) return complain(kUsage, "name one file");
  if (page < 1) return complain(kUsage, "--page takes a number from 1 on");
  if (!(dpi >= 20 && dpi <= 600)) return complain(kUsage, "--dpi takes a number from 20 to 600");
  const std::string& path = arguments.paths[0];
  const auto bytes = read_input({path, path == "-"}, std::uint64_t{memory_mib} << 19);
  if (!bytes) {
    print_error(bytes.error());
    return ExitCode::kNoInput;
  }
  if (!sha256.empty() && sha256_hex(*bytes) != sha256) {
    print_error({ErrorCode::kDamaged,
                 "is not the file that was read: its SHA-256 differs",
                 "put the original back, or extract the new one",
                 {.file = path}});
    return ExitCode::kSomeFailed;
  }
  const bool words_only = arguments.values.count("words") > 0;
  shut_in(memory_mib << 20, seconds,
          words_only ? std::vector<std::string>{language_source(), digits_folder()} : std::vector<std::string>{});
  Result<Answer> answer = fail(ErrorCode::kMemory, "needs more memory than its limit", "");
  try {
    answer = words_only ? words_with_places(*bytes, path, page) : picture(*bytes, path, page, dpi);
  } catch (const std::bad_alloc&) {  // said by what `answer` holds
  }
  ExitCode code = ExitCode::kDone;
  if (answer) {
    std::printf("%s %.2f %.2f\n", answer->media_type.c_str(), answer->width_pt, answer->height_pt);
    std::fwrite(answer->bytes.data(), 1, answer->bytes.size(), stdout);
    if (std::fflush(stdout) != 0) code = ExitCode::kOutputUnwritable;
  } else {
    answer.error().where.file = path;
    print_error(answer.error());
    code = ExitCode::kSomeFailed;
  }
  // Not by way of main: what libraries and sanitizers do at the end is not allowed in here any more.
  _exit(static_cast<int>(code));
}

}  // namespace trichluc
