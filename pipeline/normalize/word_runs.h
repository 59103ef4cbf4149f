// word_runs.h - the fastest way through a text word by word: runs of bytes, eight at a time.
//
//   "Quyết định (số 12)"     runs: Quyết, định, số     everything else is one byte of ASCII
//
// A run is ASCII letters and the bytes of wider characters, be they letters or not: “Quyết is one run. Reports repeat
// their words, so what is worked out about a run once is found by the hash of its bytes (RunMemo).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace trichluc {

struct WordRun {
  std::string_view text;
  std::size_t end = 0;
  std::uint64_t hash = 0;  // different for different runs of up to eight bytes
};

constexpr bool is_run_byte(unsigned char byte) {
  return byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/// The run that begins at `begin`, where a run byte stands.
inline WordRun run_at(std::string_view text, std::size_t begin) {
  constexpr std::uint64_t kEach = 0x0101010101010101ULL, kHigh = 0x80 * kEach;
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL;
  for (std::size_t at = begin;; at += 8) {
    std::uint64_t bytes = 0;
    if (at + 8 <= text.size()) {
      std::memcpy(&bytes, text.data() + at, 8);
    } else if (at < text.size()) {
      std::memcpy(&bytes, text.data() + at, text.size() - at);  // zeros end the run
    }
    if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
    // The high bit of each byte: whether it belongs to a run.
    const std::uint64_t small = (bytes | 0x20 * kEach) & ~kHigh;
    const std::uint64_t letters = (small + (0x80 - 'a') * kEach) & ~(small + (0x7F - 'z') * kEach);
    const std::uint64_t others = ~(letters | bytes) & kHigh;
    const unsigned length = others == 0 ? 8 : static_cast<unsigned>(std::countr_zero(others)) / 8;
    if (length < 8) bytes &= (std::uint64_t{1} << (8 * length)) - 1;
    if (length > 0) {
      hash = (hash ^ bytes) * 0xC2B2AE3D27D4EB4FULL;
      hash ^= hash >> 32;
    }
    if (length < 8) return {{text.data() + begin, at + length - begin}, at + length, hash};
  }
}

/// What `Value(std::string_view run)` says of a run, remembered. Two long runs with the same 64 bits would share it,
/// which a first look or a share can bear. Not for use by several threads at once.
///
/// What is remembered stands in the order in which it came, and the table has its numbers: a process that has just been
/// forked writes to some pages of memory for the words of a document, not to all that a table of values takes.
template <class Value, Value (*work_out)(std::string_view run)>
class RunMemo {
 public:
  RunMemo() {
    kept_.reserve(kPlaces + 1);
    kept_.emplace_back();  // number 0: nothing
  }

  const Value& operator()(const WordRun& run) {
    const std::uint64_t hash = run.hash;
    std::uint16_t& first = places_[hash % kPlaces];
    if (kept_[first].hash == hash) return kept_[first].value;
    // Each run has two places: two frequent words that share one would put each other out at every turn.
    std::uint16_t& second = places_[hash % kPlaces ^ 1];
    if (kept_[second].hash == hash) return kept_[second].value;
    std::swap(first, second);
    if (first == 0) {
      first = static_cast<std::uint16_t>(kept_.size());
      kept_.emplace_back();
    }
    kept_[first] = {hash, work_out(run.text)};
    return kept_[first].value;
  }

 private:
  static constexpr std::size_t kPlaces = 1 << 13;
  struct Kept {
    std::uint64_t hash = 0;
    Value value{};
  };
  std::vector<std::uint16_t> places_ = std::vector<std::uint16_t>(kPlaces);
  std::vector<Kept> kept_;
};

}  // namespace trichluc
