#include "pipeline/normalize/repair.h"

#include <algorithm>

#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/look_again.h"
#include "pipeline/normalize/misreadings.h"
#include "pipeline/normalize/repair_glued.h"
#include "pipeline/normalize/repair_letters.h"
#include "pipeline/normalize/repair_numbers.h"
#include "pipeline/normalize/repair_vni_twice.h"

namespace trichluc {
namespace {

constexpr std::uint64_t kEnoughWords = 40;  // to judge a document by

/// Less than half of the words are syllables, or most are single letters: no line has enough left to go by.
bool beyond_repair(const std::vector<Breakage>& pages) {
  std::uint64_t words = 0, odd = 0, single = 0;
  for (const Breakage& page : pages) {
    words += page.words;
    odd += page.lost_marks ? 0 : page.odd_words.size();
    single += page.single_letters;
  }
  return words >= kEnoughWords && (odd * 2 > words || single * 2 > words);
}

std::vector<Breakage> look(const Reading& reading, LanguageData& language) {
  std::vector<Breakage> pages;
  pages.reserve(reading.pages.size());
  for (const Page& page : reading.pages) pages.push_back(look_for_breakage(page.text, language.misreadings()));
  return pages;
}

}  // namespace

void repair_text(Reading& reading, LanguageData& language) { repair_text(reading, language, look(reading, language)); }

void repair_text(Reading& reading, LanguageData& language, std::vector<Breakage> pages) {
  if (std::all_of(pages.begin(), pages.end(), [](const Breakage& page) { return page.none(); })) return;

  if (repair_vni_twice(reading, pages, language)) pages = look(reading, language);
  // A symbol may have more than one fault; each look finds the next.
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (int looks = 0; looks < 4; ++looks) {
      const auto changed = repair_numbers(reading.pages[i], pages[i]);
      if (!changed) break;
      pages[i] = look_again(pages[i], *changed, reading.pages[i].text, language.misreadings());
    }
  }
  if (beyond_repair(pages)) {
    reading.suspicions.push_back(
        {{},
         "beyond-repair",
         {},
         "less than half of the words are Vietnamese: another language, or text that lost too many "
         "letters; read the original, or run OCR on it"});
    return;
  }
  const std::vector<std::optional<TextChanges>> restored = repair_letters(reading, pages, language);
  for (std::size_t i = 0; i < restored.size(); ++i) {
    if (restored[i]) pages[i] = look_again(pages[i], *restored[i], reading.pages[i].text, language.misreadings());
  }
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (const auto changed = repair_glued(reading.pages[i], pages[i], language)) {
      pages[i] = look_again(pages[i], *changed, reading.pages[i].text, language.misreadings());
    }
    suspect_misreadings(reading.pages[i], pages[i], language);
  }
  if (language.error()) {
    reading.suspicions.push_back(
        {{}, "language-data-missing", {}, "words were not repaired: " + describe(*language.error())});
  }
}

}  // namespace trichluc
