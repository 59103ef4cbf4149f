#include "pipeline/normalize/syllables.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

enum Tone { kLevel, kGrave, kAcute, kHook, kTilde, kDot };

struct Vowel {
  char32_t base = 0;  // a ă â e ê i o ô ơ u ư y
  Tone tone = kLevel;
};

/// The toned forms of each vowel in the order of Tone.
constexpr std::array<std::u32string_view, 12> kVowels = {U"aàáảãạ", U"ăằắẳẵặ", U"âầấẩẫậ", U"eèéẻẽẹ",
                                                         U"êềếểễệ", U"iìíỉĩị", U"oòóỏõọ", U"ôồốổỗộ",
                                                         U"ơờớởỡợ", U"uùúủũụ", U"ưừứửữự", U"yỳýỷỹỵ"};

Vowel to_vowel(char32_t letter) {
  for (const std::u32string_view forms : kVowels) {
    for (std::size_t tone = 0; tone < forms.size(); ++tone) {
      if (forms[tone] == letter) return {forms[0], static_cast<Tone>(tone)};
    }
  }
  return {};
}

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

template <class List>
bool in(std::u32string_view word, const List& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

enum class Rime { kNone, kOpenOrNasal, kStopped };

struct RimeTable {
  std::unordered_set<std::u32string_view> open_or_nasal, stopped;
  RimeTable() {
    open_or_nasal.insert(kOpen.begin(), kOpen.end());
    open_or_nasal.insert(kNasal.begin(), kNasal.end());
    stopped.insert(kStop.begin(), kStop.end());
  }
};

Rime rime_class(std::u32string_view rime) {
  static const RimeTable kTable;
  if (kTable.open_or_nasal.contains(rime)) return Rime::kOpenOrNasal;
  if (kTable.stopped.contains(rime)) return Rime::kStopped;
  return Rime::kNone;
}

bool is_front(char32_t vowel) { return vowel == U'e' || vowel == U'ê' || vowel == U'i' || vowel == U'y'; }

/// Whether onset and rime may stand together; `rime` has no tone.
bool fit(std::u32string_view onset, std::u32string_view rime, Tone tone) {
  Rime kind = rime_class(rime);
  if (onset == U"qu") {
    // the medial u is part of the onset: quyết = qu + yêt, quốc = qu + ôc, quân = qu + ân
    if (kind == Rime::kNone) kind = rime_class(U"u" + std::u32string(rime));
  } else if (onset == U"gi") {
    if (kind == Rime::kNone) return false;
    if (rime[0] == U'i' || rime[0] == U'y') return false;  // written gì, gìn, giêng: onset g + i
  } else if (onset == U"g" || onset == U"c" || onset == U"ng") {
    if (is_front(rime.empty() ? 0 : rime[0])) {
      // gi with its i dropped: gì, gìn, giếng; else gh, k, ngh are written
      const bool gi = onset == U"g" && (rime == U"i" || rime == U"in" || rime == U"im" || rime == U"ip" ||
                                        rime == U"ich" || rime == U"iêng" || rime == U"iêc");
      if (!gi) return false;
    }
  } else if (onset == U"k" || onset == U"gh" || onset == U"ngh") {
    if (rime.empty() || !is_front(rime[0])) return false;
  } else if (onset.empty()) {
    if (rime.starts_with(U"iê")) return false;  // written yê
  } else if (rime.starts_with(U"yê")) {
    return false;  // yê only without an onset
  }
  if (kind == Rime::kNone) return false;
  if (kind == Rime::kStopped && tone != kAcute && tone != kDot) return false;
  if (rime == U"y" && !onset.empty() && onset != U"h" && onset != U"k" && onset != U"l" && onset != U"m" &&
      onset != U"s" && onset != U"t" && onset != U"v" && onset != U"qu")
    return false;
  return true;
}

/// The lower-case letters of `word` without tones; false when it has two tones or other characters.
bool take_apart(std::string_view word, std::u32string& letters, Tone& tone) {
  for (std::size_t at = 0; at < word.size();) {
    const Decoded here = decode_utf8(word, at);
    at += here.length;
    const char32_t lower = to_lower(here.code);
    if (!is_letter(lower)) return false;
    const Vowel vowel = to_vowel(lower);
    if (vowel.tone != kLevel) {
      if (tone != kLevel) return false;
      tone = vowel.tone;
    }
    letters += vowel.base != 0 ? vowel.base : lower;
  }
  return true;
}

}  // namespace

bool is_syllable(std::string_view word) {
  std::u32string letters;
  Tone tone = kLevel;
  if (word.empty() || word.size() > 24 || !take_apart(word, letters, tone)) return false;
  const std::u32string_view all = letters;
  if (fit({}, all, tone)) return true;
  for (const std::u32string_view onset : kOnsets) {
    if (all.size() > onset.size() && all.starts_with(onset) && fit(onset, all.substr(onset.size()), tone)) return true;
  }
  return false;
}

namespace {

constexpr bool is_ascii_letter(unsigned char byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; }

/// Bytes of words and of the wide characters around them; all others part words.
constexpr std::array<bool, 256> kInRun = [] {
  std::array<bool, 256> in_run{};
  for (unsigned byte = 0; byte < 256; ++byte)
    in_run[byte] = byte >= 0x80 || is_ascii_letter(static_cast<unsigned char>(byte));
  return in_run;
}();

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

/// Tallies by the hash of a run's bytes. Reports repeat their words, in a document and from one to the next; a run is
/// judged once, and two runs with the same 56 bits would share a tally, which a share can bear.
class Tallies {
 public:
  Tally operator()(std::string_view run) {
    const std::uint64_t hash = std::hash<std::string_view>{}(run);
    std::uint64_t& slot = slots_[(hash >> 8) % slots_.size()];
    if (slot >> 8 != hash >> 8) {
      const Tally tally = judge(run);
      if (tally.words > 15) return tally;  // no room in the slot
      slot = (hash >> 8 << 8) | (tally.words << 4) | tally.good;
    }
    return {static_cast<unsigned>(slot >> 4 & 15U), static_cast<unsigned>(slot & 15U)};
  }

 private:
  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(1 << 14);  // hash | words | good
};

}  // namespace

double syllable_share(const Document& document) {
  std::uint64_t words = 0, good = 0;
  static thread_local Tallies tally_of;
  for (const Block& block : document.blocks) {
    const std::string_view text = block.text;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::size_t begin = at;
      while (at < text.size() && kInRun[static_cast<unsigned char>(text[at])]) ++at;
      if (at == begin) continue;
      const Tally tally = tally_of(text.substr(begin, at - begin));
      words += tally.words;
      good += tally.good;
    }
  }
  return words == 0 ? 1.0 : static_cast<double>(good) / static_cast<double>(words);
}

}  // namespace trichluc
