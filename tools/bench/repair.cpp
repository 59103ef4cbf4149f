#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "pipeline/normalize/healthy_lines.h"
#include "pipeline/normalize/legacy_tables.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/normalize.h"
#include "tools/bench/commands.h"
#include "tools/bench/damage.h"
#include "tools/bench/healthy_text.h"

namespace trichluc::bench {
namespace {

using Words = std::vector<std::string_view>;

std::vector<Words> split_lines(std::string_view text) {
  std::vector<Words> lines(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\n", at), text.size());
    if (end > at) lines.back().push_back(text.substr(at, end - at));
    if (end < text.size() && text[end] == '\n') lines.emplace_back();
    at = end + 1;
  }
  return lines;
}

/// For each word of `one`, whether a longest common subsequence with `other` has it.
std::vector<bool> in_common(const Words& one, const Words& other) {
  std::vector<std::vector<unsigned>> longest(one.size() + 1, std::vector<unsigned>(other.size() + 1));
  for (std::size_t i = one.size(); i-- > 0;) {
    for (std::size_t j = other.size(); j-- > 0;) {
      longest[i][j] = one[i] == other[j] ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  std::vector<bool> common(one.size());
  for (std::size_t i = 0, j = 0; i < one.size() && j < other.size();) {
    if (one[i] == other[j]) {
      common[i] = true;
      ++i, ++j;
    } else {
      ++(longest[i + 1][j] >= longest[i][j + 1] ? i : j);
    }
  }
  return common;
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// Small and capital letters are one: TCVN3 has no capitals with marks but in fonts of their own.
bool same_letters(const Words& one, const Words& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](std::string_view a, std::string_view b) { return a == b || fold_lower(a) == fold_lower(b); });
}

/// Lines shorter than this say little about whether a line comes back whole.
constexpr std::size_t kLongLine = 8;  // words

struct Score {
  std::size_t damaged = 0;   // words of the healthy text that were broken
  std::size_t restored = 0;  // of them, words that are back
  std::size_t made = 0;      // words that repair wrote
  std::size_t right = 0;     // of them, words of the healthy text
  std::size_t lines = 0;     // long ones that were broken
  std::size_t whole = 0;     // of them, those that are as they were
  bool show_wrong = false;   // prints the lines with a word that was written and is not right

  double recall() const { return share(restored, damaged); }
  double precision() const { return share(right, made); }
  double whole_lines() const { return share(whole, lines); }

  /// Repairs the broken text; its lines are those of the healthy one.
  void add(const std::string& healthy, const std::string& broken, LanguageData& language) {
    Reading reading = reading_of(broken);
    normalize(reading, &language);
    const auto meant = split_lines(healthy), damaged_lines = split_lines(broken),
               repaired = split_lines(reading.pages[0].text);
    for (std::size_t line = 0; line < std::min({meant.size(), damaged_lines.size(), repaired.size()}); ++line)
      add(meant[line], damaged_lines[line], repaired[line]);
  }

 private:
  void add(const Words& healthy, const Words& broken, const Words& repaired) {
    const std::vector<bool> intact = in_common(healthy, broken), back = in_common(healthy, repaired);
    for (std::size_t at = 0; at < healthy.size(); ++at) {
      damaged += intact[at] ? 0 : 1;
      restored += !intact[at] && back[at] ? 1 : 0;
    }
    const std::vector<bool> kept = in_common(repaired, broken), good = in_common(repaired, healthy);
    const std::size_t wrong_before = made - right;
    for (std::size_t at = 0; at < repaired.size(); ++at) {
      made += kept[at] ? 0 : 1;
      right += !kept[at] && good[at] ? 1 : 0;
    }
    if (healthy.size() >= kLongLine && broken != healthy) {
      ++lines;
      whole += same_letters(repaired, healthy) ? 1 : 0;
    }
    if (!show_wrong || made - right == wrong_before) return;
    print_line("  meant ", healthy, intact);
    print_line("  broken", broken, in_common(broken, healthy));
    print_line("  made  ", repaired, good);
  }

  /// The words that differ, each between its neighbours.
  static void print_line(const char* name, const Words& words, const std::vector<bool>& common) {
    std::printf("%s:", name);
    for (std::size_t at = 0; at < words.size(); ++at) {
      const bool near = (at > 0 && !common[at - 1]) || (at + 1 < words.size() && !common[at + 1]);
      if (!common[at] || near) std::printf(" %.*s", static_cast<int>(words[at].size()), words[at].data());
    }
    std::printf("\n");
  }
};

struct Kind {
  const char* name;
  std::function<DamagedText(Damager&, const std::string&)> damage;
};

/// A new kind is a new row.
std::vector<Kind> all_kinds() {
  const auto lose = [](LostAs as) {
    return [as](Damager& damager, const std::string& text) {
      constexpr std::size_t kLettersLost = 6;
      return damager.lose_letters(text, damager.draw_letters(text, kLettersLost), as);
    };
  };
  const auto by = [](DamagedText (Damager::*kind)(std::string_view)) {
    return [kind](Damager& damager, const std::string& text) { return (damager.*kind)(text); };
  };
  const auto encode = [](LegacyEncoding encoding) {
    return [encoding](Damager&, const std::string& text) { return DamagedText{encode_legacy(text, encoding), {}}; };
  };
  return {{"none",
           [](Damager&, const std::string& text) {
             return DamagedText{text, {}};
           }},
          {"lost-marked", lose(LostAs::kMark)},
          {"lost-blank", lose(LostAs::kBlank)},
          {"lost-collapsed", lose(LostAs::kCollapsed)},
          {"split", by(&Damager::split_letters)},
          {"glued", by(&Damager::glue_syllables)},
          {"mark-order", by(&Damager::misorder_marks)},
          {"doubled-mark", by(&Damager::double_marks)},
          {"look-alike", by(&Damager::swap_look_alikes)},
          {"misplaced-tone", by(&Damager::displace_tones)},
          {"tcvn3", encode(LegacyEncoding::kTcvn3)},
          {"vni", encode(LegacyEncoding::kVni)},
          {"viscii", encode(LegacyEncoding::kViscii)},
          {"vps", encode(LegacyEncoding::kVps)}};
}

}  // namespace

int repair_quality(std::vector<std::string> arguments) {
  const bool show_wrong = std::erase(arguments, "--wrong") > 0;
  std::vector<Text> texts = read_texts(arguments);
  const std::filesystem::path folder = std::filesystem::path(TRICHLUC_SOURCE_DIR) / "rules" / "language";
  LanguageData alone(folder);
  for (Text& text : texts) {  // what is broken in it already
    Reading reading = reading_of(text.text);
    normalize(reading, &alone);
    text.text = reading.pages[0].text;
  }
  // What each document's neighbours teach; never itself.
  std::vector<LanguageData> among;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    LanguageCounts counts;
    for (std::size_t other = 0; other < texts.size(); ++other) {
      if (other == i) continue;
      Reading reading = reading_of(texts[other].text);
      counts.add(count_healthy_lines(reading));
    }
    among.emplace_back(folder).adapt_to_archive(counts);
  }
  // Short texts are broken more often, so that the shares rest on enough words.
  constexpr std::size_t kFewestSeeds = 3, kMostSeeds = 20, kEnoughBytes = 1'000'000;
  std::size_t bytes = 1;
  for (const Text& text : texts) bytes += text.text.size();
  const auto seeds = static_cast<std::uint32_t>(std::clamp(kEnoughBytes / bytes, kFewestSeeds, kMostSeeds));
  std::printf("%-16s %8s %8s %8s %10s %8s   %s\n", "damage", "words", "recall", "written", "precision", "lines",
              "with the others' lines");
  for (const Kind& kind : all_kinds()) {
    Score by_itself{.show_wrong = show_wrong}, with_others;
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
      Damager damager(seed);
      for (std::size_t i = 0; i < texts.size(); ++i) {
        const DamagedText damaged = kind.damage(damager, texts[i].text);
        by_itself.add(texts[i].text, damaged.text, alone);
        with_others.add(texts[i].text, damaged.text, among[i]);
      }
    }
    std::printf("%-16s %8zu %8.3f %8zu %10.3f %8.3f   %.3f / %.3f / %.3f\n", kind.name, by_itself.damaged,
                by_itself.recall(), by_itself.made, by_itself.precision(), by_itself.whole_lines(),
                with_others.recall(), with_others.precision(), with_others.whole_lines());
  }
  return 0;
}

}  // namespace trichluc::bench
