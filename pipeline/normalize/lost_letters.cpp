#include "pipeline/normalize/lost_letters.h"

#include <array>
#include <bit>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr std::size_t kMostLost = 3;  // đường has three

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  hash ^= hash >> 32;
  return hash == 0 ? 1 : hash;
}

/// Half of the slots stay empty.
std::size_t slots_for(std::size_t entries) { return std::bit_ceil(entries * 2 + 1); }

/// What is left of a form when the letters chosen are lost.
struct Remains {
  std::string pattern;
  std::vector<std::string> pieces;
  std::size_t lost = 0;
};

Remains lose(const std::vector<std::string>& letters, const std::vector<std::size_t>& accented, unsigned chosen) {
  Remains left;
  std::string piece;
  std::size_t next = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const bool cut = next < accented.size() && accented[next] == i && (chosen >> next & 1U) != 0;
    if (next < accented.size() && accented[next] == i) ++next;
    if (!cut) {
      left.pattern += letters[i];
      piece += letters[i];
      continue;
    }
    ++left.lost;
    left.pattern += '?';
    if (!piece.empty()) left.pieces.push_back(std::exchange(piece, {}));
  }
  if (!piece.empty()) left.pieces.push_back(piece);
  return left;
}

}  // namespace

LostLetters::LostLetters(const std::vector<SyllableKey>& lexicon) {
  std::unordered_map<std::string, std::vector<Candidate>> found;
  std::unordered_set<std::string> pieces;
  found.reserve(lexicon.size() * 4);
  const auto add = [&](SyllableKey key, const std::string& form) {
    Candidate candidate{.key = key};
    if (form.size() > sizeof candidate.letters) return;
    candidate.length = static_cast<std::uint8_t>(form.copy(candidate.letters, sizeof candidate.letters));
    std::vector<std::string> letters;
    std::vector<std::size_t> accented;
    for (std::size_t at = 0; at < form.size();) {
      const std::size_t length = decode_utf8(form, at).length;
      if (length > 1) accented.push_back(letters.size());
      letters.push_back(form.substr(at, length));
      at += length;
    }
    // Every choice of one to three of the accented letters.
    for (unsigned chosen = 1; chosen < (1U << accented.size()); ++chosen) {
      const Remains left = lose(letters, accented, chosen);
      pieces.insert(left.pieces.begin(), left.pieces.end());
      if (left.lost <= kMostLost) found[left.pattern].push_back(candidate);
    }
  };
  for (const SyllableKey key : lexicon) {
    const std::string modern = spell(key, TonePlacement::kNew);
    const std::string traditional = spell(key, TonePlacement::kOld);
    add(key, modern);
    if (traditional != modern) add(key, traditional);
  }

  std::vector<Pattern>& patterns = patterns_.edit();
  std::vector<Candidate>& candidates = candidates_.edit();
  patterns.resize(slots_for(found.size()));
  for (const auto& [pattern, fitting] : found) {
    std::size_t at = hash_of(pattern);
    while (patterns[at & (patterns.size() - 1)].hash != 0) ++at;
    const auto begin = static_cast<std::uint32_t>(candidates.size());
    candidates.insert(candidates.end(), fitting.begin(), fitting.end());
    patterns[at & (patterns.size() - 1)] = {hash_of(pattern), begin, static_cast<std::uint32_t>(candidates.size())};
  }
  std::vector<std::uint64_t>& hashes = pieces_.edit();
  hashes.resize(slots_for(pieces.size()));
  for (const std::string& piece : pieces) {
    std::size_t at = hash_of(piece);
    while (hashes[at & (hashes.size() - 1)] != 0) ++at;
    hashes[at & (hashes.size() - 1)] = hash_of(piece);
  }
}

LostLetters::LostLetters(const TableFile& file, std::size_t first)
    : patterns_(file.table<Pattern>(first)),
      candidates_(file.table<Candidate>(first + 1)),
      pieces_(file.table<std::uint64_t>(first + 2)) {}

void LostLetters::write(TableFileWriter& file) const {
  file.add(patterns_.view());
  file.add(candidates_.view());
  file.add(pieces_.view());
}

std::span<const LostLetters::Candidate> LostLetters::find(std::string_view pattern) const {
  const std::span<const Pattern> patterns = patterns_.view();
  const std::uint64_t hash = hash_of(pattern);
  for (std::size_t at = hash;; ++at) {
    const Pattern& here = patterns[at & (patterns.size() - 1)];
    if (here.hash == hash) return candidates_.view().subspan(here.begin, here.end - here.begin);
    if (here.hash == 0) return {};
  }
}

bool LostLetters::is_piece(std::string_view word) const {
  const std::span<const std::uint64_t> pieces = pieces_.view();
  const std::uint64_t hash = hash_of(word);
  for (std::size_t at = hash;; ++at) {
    const std::uint64_t here = pieces[at & (pieces.size() - 1)];
    if (here == hash) return true;
    if (here == 0) return false;
  }
}

}  // namespace trichluc
