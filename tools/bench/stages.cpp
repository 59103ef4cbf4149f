// Where the time of documents goes: CPU seconds of each stage, one document after the other in one process, and what
// all of them come to in MB/s. The median of the rounds counts; the first one, which builds the automata, does not.
//
//   stages ROUNDS FILE...
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "extractors/extract.h"
#include "pipeline/emit/json.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/layout/layout.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/normalize.h"
#include "pipeline/normalize/text_quality.h"
#include "pipeline/run/run.h"
#include "tools/trichluc/rules_location.h"

namespace {

using namespace trichluc;

enum { kRead, kNormalize, kLayout, kExtract, kWrite, kStages };
constexpr const char* kNames[kStages] = {"read", "normalize", "layout", "extract", "write"};

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct Spent {
  double seconds[kStages] = {};
};

Spent read_all(const std::vector<std::string>& texts, const Extractor& extractor, LanguageData& language) {
  Spent spent;
  for (const std::string& bytes : texts) {
    double before = cpu_seconds();
    const auto end = [&](int stage) {
      const double now = cpu_seconds();
      spent.seconds[stage] += now - before;
      before = now;
    };
    Result<Reading> reading = read_document(
        bytes, "document", ReadOptions{OcrMode::kNever, judge_text, {fold_plain, fold_lower, fold_upper}});
    if (!reading) continue;
    end(kRead);
    normalize(*reading, &language);
    end(kNormalize);
    Document document = lay_out(std::move(*reading));
    end(kLayout);
    const Record record = extractor.extract(std::move(document));
    end(kExtract);
    static_cast<void>(to_json(record, {}));
    end(kWrite);
  }
  return spent;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return std::fputs("stages ROUNDS FILE...\n", stderr), 2;
  const int rounds = std::max(1, std::atoi(words[1]));
  std::vector<std::string> texts;
  std::size_t size = 0;
  for (const Input& input : list_inputs({words + 2, words + count})) {
    auto bytes = read_input(input);
    if (!bytes) continue;
    size += bytes->size();
    texts.push_back(std::move(*bytes));
  }
  const auto folders = rule_folders({});
  if (!folders) return std::fputs("no rules\n", stderr), 1;
  const auto extractor = Extractor::load(*folders);
  if (!extractor) return std::fputs("rules are broken\n", stderr), 1;
  LanguageData language(language_source());

  std::vector<Spent> all;
  for (int round = 0; round <= rounds; ++round) {
    const Spent spent = read_all(texts, *extractor, language);
    if (round > 0) all.push_back(spent);
  }
  double sum = 0;
  double medians[kStages];
  for (int stage = 0; stage < kStages; ++stage) {
    std::vector<double> seconds;
    for (const Spent& spent : all) seconds.push_back(spent.seconds[stage]);
    std::sort(seconds.begin(), seconds.end());
    sum += medians[stage] = seconds[seconds.size() / 2];
  }
  std::printf("%zu documents, %.2f MB, %.2f MB/s\n", texts.size(), static_cast<double>(size) / 1e6,
              static_cast<double>(size) / 1e6 / sum);
  for (int stage = 0; stage < kStages; ++stage)
    std::printf("  %-10s %8.2f ms  %4.1f %%  %8.2f MB/s\n", kNames[stage], medians[stage] * 1e3,
                100 * medians[stage] / sum, static_cast<double>(size) / 1e6 / medians[stage]);
  return 0;
}
