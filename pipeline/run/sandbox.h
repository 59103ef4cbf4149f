// sandbox.h - what a process that reads a stranger's file is deprived of. Owns libseccomp and the Landlock calls.
//
// No new privileges, no network and no other sockets, no tracing, mounting, loading, no new namespaces (seccomp, a list
// of what is allowed); files outside the system's own folders cannot be read and none can be written or made
// (Landlock). Where the kernel has one of them not, the rest holds, and the run record says what was active.
#pragma once

#include <string>
#include <vector>

namespace trichluc {

class Sandbox {
 public:
  /// In a worker: for it and all its children from now on, what needs no knowledge of the document (seccomp).
  /// `readable` adds to the folders that stay readable; paths that do not exist are passed over.
  static Sandbox prepare(const std::vector<std::string>& readable);

  /// In a child, once it has the bytes of its document: no file but the allowed ones from here on.
  void enter() const;

  bool has_seccomp() const { return seccomp_; }
  /// Version of the kernel's interface, 0 where there is none.
  int landlock_version() const { return landlock_version_; }

  Sandbox(Sandbox&& other) noexcept;
  Sandbox& operator=(Sandbox&&) = delete;
  ~Sandbox();

 private:
  Sandbox() = default;

  bool seccomp_ = false;
  int landlock_version_ = 0;
  int ruleset_ = -1;
};

}  // namespace trichluc
