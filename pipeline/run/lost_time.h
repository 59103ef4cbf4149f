// lost_time.h - time in which the machine, not a child, stood still.
//
// A step has its limit by the wall clock, since a child that sleeps or waits must be ended too. But on a crowded
// machine the wall clock runs while a child waits for a processor, and a virtual machine is at times not run at all for
// seconds: neither is the document's fault. Whoever watches a child looks every kLookEvery milliseconds; what it finds
// lost does not count:
//
//   - it wakes up later than it asked to: the time in between. What is left of each look always counts, so that a
//     limit ends after as many looks as it is long, however late they come;
//   - the child was ready to run (or waited for a disk) and did not run, by what the kernel's scheduler says of it. A
//     child that waits at the same time as the watcher does loses that time once. Of a limit at most kMostWaits times
//     itself is forgiven so.
//
// Nothing of this costs a document that is done before the first look.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace trichluc {

constexpr std::int64_t kLookEvery = 100;  // milliseconds
constexpr std::int64_t kMostWaits = 3;

/// What the scheduler knows of a process: its first thread, since it began.
struct Scheduling {
  std::int64_t ran_ns = 0;
  std::int64_t waited_ns = 0;  // for a processor; a wait is counted when it ends
  bool ready = false;          // waits for a processor or a disk, or runs; false: it sleeps, or is stopped
};

/// From /proc; zeros where there is none.
Scheduling scheduling_of(pid_t process);
/// Of the contents of /proc/PID/schedstat ("ran waited turns") and /proc/PID/stat ("pid (name) state ...").
Scheduling read_scheduling(const std::string& schedstat, const std::string& stat);

class LostTime {
 public:
  /// A child begins at `now_ms`, or the next document of a child.
  explicit LostTime(std::int64_t now_ms) : looked_ms_(now_ms), step_{now_ms}, document_{now_ms} {}
  void begin_document(std::int64_t now_ms);

  /// When the next look is due; one that comes sooner does no harm.
  std::int64_t due_ms() const { return looked_ms_ + kLookEvery; }
  /// `step_began_ms`: of the step that is under way now.
  void look(std::int64_t now_ms, const Scheduling& child, std::int64_t step_began_ms);

  /// Milliseconds of the step, and of the document, that do not count against a limit of `limit_ms`.
  std::int64_t of_step(std::int64_t limit_ms) const { return step_.within(limit_ms); }
  std::int64_t of_document(std::int64_t limit_ms) const { return document_.within(limit_ms); }

 private:
  struct Lost {
    std::int64_t began_ms = 0;
    std::int64_t late = 0;
    std::int64_t waited = 0;  // beyond `late`

    void add(std::int64_t now_ms, std::int64_t more_late, std::int64_t more_waited);
    std::int64_t within(std::int64_t limit_ms) const;
  };

  std::int64_t looked_ms_;
  Scheduling seen_;
  std::int64_t ahead_ms_ = 0;  // of a wait that goes on: counted here, and not yet by the kernel
  Lost step_, document_;
};

}  // namespace trichluc
