// descriptor.h - file descriptors that close themselves, and whole reads and writes on them.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <utility>

namespace trichluc {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      reset();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }
  ~Descriptor() { reset(); }

  int get() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  void reset() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_ = -1;
};

struct Pipe {
  Descriptor out, in;  // read from out what was written to in
};
/// Both ends close on exec. Without one when there is no descriptor to be had (errno tells).
Pipe make_pipe();

/// Waits and goes on after interrupted calls; false at an error and, reading, at the end.
bool write_all(int descriptor, const char* bytes, std::size_t size);
bool read_all(int descriptor, char* bytes, std::size_t size);

/// As many open files as the system lets this process have: two for every killed attempt, or part to be merged.
void allow_many_files();

}  // namespace trichluc
