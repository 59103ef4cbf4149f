#include "pipeline/normalize/syllables.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/word_runs.h"

namespace trichluc {
namespace {

// ---- letters as five bits

/// In alphabetical order; a letter's code is its place, from 1.
constexpr std::u32string_view kAlphabet = U"aăâbcdđeêghiklmnoôơpqrstuưvxy";
static_assert(kAlphabet.size() < 32);

constexpr std::uint64_t code_of(char32_t letter) {
  const std::size_t at = kAlphabet.find(letter);
  return at == std::u32string_view::npos ? 0 : at + 1;
}

constexpr std::uint64_t pack(std::u32string_view letters) {
  std::uint64_t packed = 0;
  for (const char32_t letter : letters) packed = packed << 5 | code_of(letter);
  return packed;
}

struct CodedLetter {
  std::uint8_t code = 0;  // 0: no Vietnamese letter
  std::uint8_t tone = 0;
};

/// By code point: U+0000-01FF, then U+1E00-1EFF.
struct LetterTable {
  std::array<CodedLetter, 0x300> entries{};
  constexpr CodedLetter& at(char32_t c) { return entries[c < 0x200 ? c : 0x200 + (c - 0x1E00)]; }
  constexpr CodedLetter find(char32_t c) const {
    if (c < 0x200) return entries[c];
    return c >= 0x1E00 && c < 0x1F00 ? entries[0x200 + (c - 0x1E00)] : CodedLetter{};
  }
  constexpr void put(char32_t letter, std::uint8_t code, std::uint8_t tone) {
    at(letter) = {code, tone};
    at(to_upper(letter)) = {code, tone};
  }
  constexpr LetterTable() {
    for (const char32_t letter : kAlphabet) put(letter, static_cast<std::uint8_t>(code_of(letter)), 0);
    for (const std::u32string_view forms : kTonedForms) {
      for (std::uint8_t tone = 0; tone < 6; ++tone) {
        put(forms[tone], static_cast<std::uint8_t>(code_of(forms[0])), tone);
      }
    }
  }
};
constexpr LetterTable kLetters;

constexpr std::size_t kLongest = 7;  // nghiêng

std::u32string unpack(std::uint64_t packed) {
  std::u32string letters;
  for (; packed != 0; packed >>= 5) letters.insert(letters.begin(), kAlphabet[(packed & 31) - 1]);
  return letters;
}

// ---- the inventory

constexpr std::array<std::u32string_view, 27> kOnsets = {U"ngh", U"ch", U"gh", U"gi", U"kh", U"ng", U"nh", U"ph", U"qu",
                                                         U"th",  U"tr", U"b",  U"c",  U"d",  U"đ",  U"g",  U"h",  U"k",
                                                         U"l",   U"m",  U"n",  U"p",  U"r",  U"s",  U"t",  U"v",  U"x"};

constexpr std::array<std::u32string_view, 46> kOpen = {
    U"a",   U"e",   U"ê",   U"i",   U"o",   U"ô",   U"ơ",   U"u",   U"ư",   U"y",  U"ai", U"ao",
    U"au",  U"ay",  U"âu",  U"ây",  U"eo",  U"êu",  U"ia",  U"iu",  U"iêu", U"oi", U"ôi", U"ơi",
    U"oa",  U"oe",  U"oai", U"oao", U"oay", U"oeo", U"ua",  U"ui",  U"uê",  U"uơ", U"uy", U"uya",
    U"uyu", U"uây", U"uôi", U"ưa",  U"ưi",  U"ưu",  U"ươi", U"ươu", U"yêu", U"ya"};

constexpr std::array<std::u32string_view, 64> kNasal = {
    U"am",  U"an",   U"ang",  U"anh",  U"ăm",   U"ăn",  U"ăng",  U"âm",   U"ân",   U"âng", U"em",   U"en",   U"eng",
    U"êm",  U"ên",   U"ênh",  U"im",   U"in",   U"inh", U"iêm",  U"iên",  U"iêng", U"om",  U"on",   U"ong",  U"oong",
    U"ôm",  U"ôn",   U"ông",  U"ôông", U"ơm",   U"ơn",  U"um",   U"un",   U"ung",  U"ưm",  U"ưn",   U"ưng",  U"uôm",
    U"uôn", U"uông", U"ươm",  U"ươn",  U"ương", U"oam", U"oan",  U"oang", U"oanh", U"oăm", U"oăn",  U"oăng", U"oen",
    U"oem", U"uân",  U"uâng", U"uên",  U"uênh", U"uyn", U"uynh", U"uyên", U"yêm",  U"yên", U"yêng", U"ynh"};

constexpr std::array<std::u32string_view, 63> kStop = {
    U"ac",  U"ach", U"ap",   U"at",  U"ăc",   U"ăp",  U"ăt",   U"âc",   U"âp",  U"ât",  U"ec",  U"ep",  U"et",
    U"êch", U"êp",  U"êt",   U"ich", U"ip",   U"it",  U"iêc",  U"iêp",  U"iêt", U"oc",  U"op",  U"ot",  U"ooc",
    U"ôc",  U"ôp",  U"ôt",   U"ơp",  U"ơt",   U"ơc",  U"uc",   U"up",   U"ut",  U"ưc",  U"ưt",  U"ưp",  U"uôc",
    U"uôt", U"uôp", U"ươc",  U"ươt", U"ươp",  U"ôôc", U"oac",  U"oach", U"oat", U"oap", U"oăc", U"oăt", U"oăp",
    U"oet", U"uât", U"uêch", U"uêt", U"uych", U"uyt", U"uyêt", U"uyp",  U"yêt", U"yt",  U"ych"};

enum class Stop { kNo, kYes };

constexpr bool is_front(char32_t vowel) { return vowel == U'e' || vowel == U'ê' || vowel == U'i' || vowel == U'y'; }

template <class List>
constexpr bool in(std::u32string_view word, const List& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// gi with its i dropped before i: gì, gìn, gim, gíp, gích, giêng, giếc.
constexpr std::array<std::u32string_view, 7> kAfterGi = {U"i", U"in", U"im", U"ip", U"ich", U"iêng", U"iêc"};

/// Whether the spelling lets onset and rime stand together.
constexpr bool fit(std::u32string_view onset, std::u32string_view rime) {
  const char32_t first = rime[0];
  if (onset.empty()) return !rime.starts_with(U"iê");  // written yê
  if (onset == U"qu") {
    // The medial is in the onset: quyết = qu + yêt, quang = qu + ang. Beside those: quơ, quốc, quít.
    constexpr std::u32string_view kOthers = U"aăâeêy";
    return kOthers.find(first) != std::u32string_view::npos || rime == U"ơ" || rime == U"ôc" || rime == U"it";
  }
  if (first == U'y')
    return rime == U"y" &&
           (onset.size() == 1 && std::u32string_view(U"hklmstv").find(onset[0]) != std::u32string_view::npos);
  if (onset == U"gi") return first != U'i';
  if (onset == U"g") return !is_front(first) || in(rime, kAfterGi);
  if (onset == U"c" || onset == U"ng") return !is_front(first);
  if (onset == U"k" || onset == U"gh" || onset == U"ngh") return is_front(first);
  return true;
}

/// Letters of a syllable without its tone -> how long its onset is, whether its rime ends in a stop. Open addressing
/// with four fifths of it free: nearly every question is answered by the first look.
class Inventory {
 public:
  struct Entry {
    std::uint64_t letters = 0;
    std::uint8_t onset = 0;  // letters in it; of giêng 1
    Stop stop = Stop::kNo;
  };

  Inventory() : slots_(1 << 14) {
    add_onset({});
    for (const std::u32string_view onset : kOnsets) add_onset(onset);
  }

  const Entry* find(std::uint64_t letters) const {
    for (std::size_t at = hash(letters);; ++at) {
      const Entry& entry = slots_[at % slots_.size()];
      if (entry.letters == letters) return &entry;
      if (entry.letters == 0) return nullptr;
    }
  }
  const std::vector<Entry>& slots() const { return slots_; }

 private:
  static std::size_t hash(std::uint64_t letters) { return (letters * 0x9E3779B97F4A7C15ULL) >> 50; }

  void add_onset(std::u32string_view onset) {
    for (const std::u32string_view rime : kOpen) add(onset, rime, Stop::kNo);
    for (const std::u32string_view rime : kNasal) add(onset, rime, Stop::kNo);
    for (const std::u32string_view rime : kStop) add(onset, rime, Stop::kYes);
  }
  void add(std::u32string_view onset, std::u32string_view rime, Stop stop) {
    if (!fit(onset, rime)) return;
    const std::uint64_t letters = pack(std::u32string(onset) + std::u32string(rime));
    std::size_t at = hash(letters);
    while (slots_[at % slots_.size()].letters != 0 && slots_[at % slots_.size()].letters != letters) ++at;
    Entry& entry = slots_[at % slots_.size()];
    entry = {letters, static_cast<std::uint8_t>(onset.size()), stop};
  }

  std::vector<Entry> slots_;
};

const Inventory& inventory() {
  static const Inventory kInventory;
  return kInventory;
}

constexpr bool takes(Stop stop, Tone tone) { return stop == Stop::kNo || tone == Tone::kAcute || tone == Tone::kDot; }

}  // namespace

SyllableKey syllable_key(std::string_view word) {
  std::uint64_t letters = 0;
  std::uint8_t tone = 0;
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded here = decode_utf8(word, at);
    at += here.length;
    const CodedLetter letter = kLetters.find(here.code);
    if (letter.code == 0 || ++count > kLongest) return 0;
    if (letter.tone != 0) {
      if (tone != 0) return 0;
      tone = letter.tone;
    }
    letters = letters << 5 | letter.code;
  }
  return letters << 3 | tone;
}

Tone tone_of(SyllableKey key) { return static_cast<Tone>(key & 7); }

SyllableKey key_with_tone(SyllableKey key, Tone tone) {
  return (key & ~SyllableKey{7}) | static_cast<SyllableKey>(tone);
}

bool is_syllable(SyllableKey key) {
  if (key < 8) return false;
  const Inventory::Entry* entry = inventory().find(key >> 3);
  return entry != nullptr && takes(entry->stop, tone_of(key));
}

bool is_syllable(std::string_view word) { return is_syllable(syllable_key(word)); }

std::optional<Syllable> parse_syllable(std::string_view word) {
  const SyllableKey key = syllable_key(word);
  if (!is_syllable(key)) return std::nullopt;
  const Inventory::Entry& entry = *inventory().find(key >> 3);
  const std::u32string letters = unpack(entry.letters);
  // Views into a text that stays: the alphabet's letters in UTF-8, one string for every onset and rime.
  static const auto kSpelled = [] {
    std::vector<std::pair<std::u32string_view, std::string>> all;
    const auto take = [&all](const auto& table) {
      for (const std::u32string_view part : table) {
        std::string utf8;
        for (const char32_t letter : part) append_utf8(utf8, letter);
        all.emplace_back(part, std::move(utf8));
      }
    };
    take(kOnsets);
    take(kOpen);
    take(kNasal);
    take(kStop);
    std::sort(all.begin(), all.end());
    return all;
  }();
  const auto spelled = [](std::u32string_view part) -> std::string_view {
    const auto found =
        std::lower_bound(kSpelled.begin(), kSpelled.end(), part,
                         [](const auto& entry_, std::u32string_view wanted) { return entry_.first < wanted; });
    return found != kSpelled.end() && found->first == part ? std::string_view(found->second) : std::string_view();
  };
  const std::u32string_view all = letters;
  // The i that gi drops before i is in both: gì = gi + i, giếng = gi + iêng.
  const bool shared_i = all.starts_with(U"gi") && entry.onset == 1;
  return Syllable{spelled(shared_i ? all.substr(0, 2) : all.substr(0, entry.onset)), spelled(all.substr(entry.onset)),
                  tone_of(key)};
}

std::string spell(SyllableKey key, TonePlacement placement) {
  std::u32string letters = unpack(key >> 3);
  const ToneSeats seats = find_tone_seats(letters);
  if (!seats.none()) {
    char32_t& seat = letters[placement == TonePlacement::kNew ? seats.last : seats.first];
    seat = with_tone(seat, tone_of(key));
  }
  std::string text;
  for (const char32_t letter : letters) append_utf8(text, letter);
  return text;
}

bool tone_in_place(std::string_view word) {
  const SyllableKey key = syllable_key(word);
  if (!is_syllable(key)) return false;
  const std::string lower = fold_lower(word);
  return lower == spell(key, TonePlacement::kNew) || lower == spell(key, TonePlacement::kOld);
}

std::vector<SyllableKey> all_syllables() {
  std::vector<SyllableKey> keys;
  for (const Inventory::Entry& entry : inventory().slots()) {
    if (entry.letters == 0) continue;
    for (std::uint8_t tone = 0; tone < 6; ++tone) {
      if (takes(entry.stop, static_cast<Tone>(tone))) keys.push_back(entry.letters << 3 | tone);
    }
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

namespace {

struct Tally {
  unsigned words = 0, good = 0;
};

/// The words of a run: single letters and words with capitals inside say nothing.
Tally judge(std::string_view run) {
  Tally tally;
  for (std::size_t at = 0; at < run.size();) {
    const std::size_t begin = at;
    std::size_t length = 0, capitals = 0;
    Decoded here = decode_utf8(run, at);
    for (; here.length > 0 && (is_letter(here.code) || is_mark(here.code)); here = decode_utf8(run, at)) {
      capitals += is_upper(here.code) ? 1U : 0U;
      at += here.length;
      ++length;
    }
    const std::string_view word = run.substr(begin, at - begin);
    if (length == 0) at += here.length;
    if (length < 2 || capitals > 1) continue;
    ++tally.words;
    tally.good += is_syllable(word) ? 1U : 0U;
  }
  return tally;
}

}  // namespace

double syllable_share(const Document& document) {
  std::uint64_t words = 0, good = 0;
  static thread_local RunMemo<Tally, judge> tally_of;
  for (const Block& block : document.blocks) {
    const std::string_view text = block.text;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!is_run_byte(static_cast<unsigned char>(text[at]))) continue;
      const WordRun run = run_at(text, at);
      const Tally& tally = tally_of(run);
      words += tally.words;
      good += tally.good;
      at = run.end;
    }
  }
  return words == 0 ? 1.0 : static_cast<double>(good) / static_cast<double>(words);
}

}  // namespace trichluc
