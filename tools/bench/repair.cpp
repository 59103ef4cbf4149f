#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "pipeline/normalize/healthy_lines.h"
#include "pipeline/normalize/legacy_tables.h"
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

struct Score {
  std::size_t damaged = 0;   // words of the healthy text that were broken
  std::size_t restored = 0;  // of them, words that are back
  std::size_t made = 0;      // words that repair wrote
  std::size_t right = 0;     // of them, words of the healthy text

  double recall() const { return share(restored, damaged); }
  double precision() const { return share(right, made); }

  /// Repairs the broken text; its lines are those of the healthy one.
  void add(const std::string& healthy, const std::string& broken, LanguageData& language) {
    Reading reading = reading_of(broken);
    normalize(reading, &language);
    const auto whole = split_lines(healthy), damaged_lines = split_lines(broken),
               repaired = split_lines(reading.pages[0].text);
    for (std::size_t line = 0; line < std::min({whole.size(), damaged_lines.size(), repaired.size()}); ++line)
      add(whole[line], damaged_lines[line], repaired[line]);
  }

 private:
  void add(const Words& healthy, const Words& broken, const Words& repaired) {
    const std::vector<bool> intact = in_common(healthy, broken), back = in_common(healthy, repaired);
    for (std::size_t at = 0; at < healthy.size(); ++at) {
      damaged += intact[at] ? 0 : 1;
      restored += !intact[at] && back[at] ? 1 : 0;
    }
    const std::vector<bool> kept = in_common(repaired, broken), good = in_common(repaired, healthy);
    for (std::size_t at = 0; at < repaired.size(); ++at) {
      made += kept[at] ? 0 : 1;
      right += !kept[at] && good[at] ? 1 : 0;
    }
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

int repair_quality(const std::vector<std::string>& arguments) {
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
  constexpr std::uint32_t kSeeds = 3;
  std::printf("%-16s %8s %8s %8s %10s   %s\n", "damage", "words", "recall", "written", "precision",
              "with the others' lines");
  for (const Kind& kind : all_kinds()) {
    Score by_itself, with_others;
    for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
      Damager damager(seed);
      for (std::size_t i = 0; i < texts.size(); ++i) {
        const DamagedText damaged = kind.damage(damager, texts[i].text);
        by_itself.add(texts[i].text, damaged.text, alone);
        with_others.add(texts[i].text, damaged.text, among[i]);
      }
    }
    std::printf("%-16s %8zu %8.3f %8zu %10.3f   %.3f / %.3f\n", kind.name, by_itself.damaged, by_itself.recall(),
                by_itself.made, by_itself.precision(), with_others.recall(), with_others.precision());
  }
  return 0;
}

}  // namespace trichluc::bench
