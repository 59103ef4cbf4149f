// progress.h - one line on a terminal that says how far a run has come; nothing where there is no terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace trichluc {

class Progress {
 public:
  /// Draws to standard error if that is a terminal.
  explicit Progress(std::size_t total);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Whether anybody sees it.
  bool enabled() const { return enabled_; }
  /// "12/340 reports/lam-dong.pdf, page 3 of 200"; at most ten times a second.
  void show(std::size_t done, const std::string& current);
  /// Takes the line away, so that something else can be printed.
  void clear();

 private:
  std::size_t total_;
  bool enabled_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_{};
};

/// "lam-dong.pdf, page 3 of 200"; `page` 0: before or behind its pages, `pages` 0: how many is not known.
std::string progress_place(const std::string& path, int page, int pages);

/// The line, cut at its left to fit `columns`; characters count one column each.
std::string progress_line(std::size_t done, std::size_t total, const std::string& current, std::size_t columns);

}  // namespace trichluc
