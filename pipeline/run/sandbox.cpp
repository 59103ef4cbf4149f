#include "pipeline/run/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <utility>

namespace trichluc {
namespace {

// What reading and computing takes; no program can be started, no file made or removed. Everything else fails with
// EPERM: libraries that try (a name service, a display) take the failure for an answer.
constexpr const char* kAllowedCalls[] = {
    // memory
    "brk", "mmap", "mmap2", "munmap", "mprotect", "mremap", "madvise", "membarrier", "mincore", "mlock", "munlock",
    "memfd_create", "msync",
    // files that are open, or that Landlock lets open
    "read", "readv", "pread64", "preadv", "preadv2", "write", "writev", "pwrite64", "pwritev", "pwritev2", "lseek",
    "_llseek", "open", "openat", "openat2", "close", "close_range", "dup", "dup2", "dup3", "fcntl", "fcntl64", "ioctl",
    "pipe", "pipe2", "poll", "ppoll", "select", "pselect6", "_newselect", "epoll_create", "epoll_create1", "epoll_ctl",
    "epoll_wait", "epoll_pwait", "eventfd", "eventfd2", "fstat", "fstat64", "stat", "stat64", "lstat", "lstat64",
    "newfstatat", "fstatat64", "statx", "statfs", "statfs64", "fstatfs", "fstatfs64", "access", "faccessat",
    "faccessat2", "readlink", "readlinkat", "getdents", "getdents64", "getcwd", "chdir", "fchdir", "ftruncate",
    "ftruncate64", "fallocate", "fadvise64", "fsync", "fdatasync", "sendfile", "sendfile64", "splice", "tee",
    "copy_file_range",  // processes of its own
    "fork", "exit", "exit_group", "wait4", "waitid", "waitpid", "kill", "tgkill", "tkill", "getpid", "gettid",
    "getppid", "getpgid", "getpgrp", "setpgid", "getsid", "setsid", "pidfd_open", "getuid", "geteuid", "getgid",
    "getegid", "getgroups", "getresuid", "getresgid", "getuid32", "geteuid32", "getgid32", "getegid32", "getrusage",
    "getrlimit", "ugetrlimit", "setrlimit", "prlimit64", "times", "prctl", "arch_prctl", "set_tid_address",
    "set_robust_list", "get_robust_list", "rseq", "futex", "futex_waitv", "sched_yield", "sched_getaffinity",
    "sched_setaffinity", "sched_getparam", "sched_getscheduler", "getcpu", "getpriority", "setpriority", "capget",
    // signals and time
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigsuspend", "rt_sigpending", "rt_sigtimedwait",
    "sigaltstack", "sigreturn", "restart_syscall", "pause", "alarm", "setitimer", "getitimer", "timer_create",
    "timer_settime", "timer_delete", "nanosleep", "clock_nanosleep", "clock_gettime", "clock_getres", "gettimeofday",
    "time",
    // about the machine
    "uname", "sysinfo", "getrandom",
    // it may be deprived of more
    "seccomp", "landlock_restrict_self", "landlock_create_ruleset", "landlock_add_rule"};

bool load_seccomp() {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  int failed = seccomp_attr_set(filter, SCMP_FLTATR_CTL_NNP, 1);
  failed |= seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);  // a tree: tens of compares less for each call
  for (const char* name : kAllowedCalls) {
    const int number = seccomp_syscall_resolve_name(name);
    if (number == __NR_SCMP_ERROR) continue;  // another architecture's
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);
  }
  // Processes and threads, but none in a namespace of its own. clone3 hides its flags behind a pointer; glibc falls
  // back to clone when it is told that there is no such call.
  const std::uint64_t namespaces =
      CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, namespaces, 0));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
  const bool loaded = failed == 0 && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return loaded;
}

// Debian 12's <linux/landlock.h> knows version 2 of the interface; running kernels know more. Values are the kernel's.
constexpr std::uint64_t kExecute = 1u << 0, kWriteFile = 1u << 1, kReadFile = 1u << 2, kReadFolder = 1u << 3;
constexpr std::uint64_t kAllSinceVersion1 = (1u << 13) - 1;
constexpr std::uint64_t kRefer = 1u << 13, kTruncate = 1u << 14, kDeviceControl = 1u << 15;
constexpr std::uint64_t kBindTcp = 1u << 0, kConnectTcp = 1u << 1;
constexpr std::uint64_t kAbstractSocket = 1u << 0, kSignal = 1u << 1;

struct RulesetAttribute {
  std::uint64_t files, network, scoped;
};

// Programs, libraries, fonts and models; of /etc what libraries open, not the passwords.
constexpr const char* kReadableAlways[] = {"/usr",
                                           "/lib",
                                           "/lib64",
                                           "/bin",
                                           "/sbin",
                                           "/opt",
                                           "/etc/alternatives",
                                           "/etc/fonts",
                                           "/etc/ld.so.cache",
                                           "/etc/libreoffice",
                                           "/etc/localtime",
                                           "/etc/nsswitch.conf",
                                           "/etc/passwd",
                                           "/etc/ssl/openssl.cnf",
                                           "/proc/cpuinfo",
                                           "/proc/meminfo",
                                           "/proc/sys/vm",
                                           "/sys/devices/system/cpu",
                                           "/sys/kernel/mm/transparent_hugepage",
                                           "/var/cache/fontconfig"};
constexpr const char* kWritableAlways[] = {"/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"};

void allow(int ruleset, const char* path, std::uint64_t access) {
  const int descriptor = open(path, O_PATH | O_CLOEXEC);
  if (descriptor < 0) return;
  struct stat status {};
  // The kernel refuses rights on a file that only a folder can have.
  if (fstat(descriptor, &status) == 0 && !S_ISDIR(status.st_mode)) access &= kExecute | kWriteFile | kReadFile;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = access;
  rule.parent_fd = descriptor;
  syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close(descriptor);
}

int make_ruleset(int version, const std::vector<std::string>& readable) {
  RulesetAttribute attribute{kAllSinceVersion1, 0, 0};
  if (version >= 2) attribute.files |= kRefer;
  if (version >= 3) attribute.files |= kTruncate;
  if (version >= 4) attribute.network = kBindTcp | kConnectTcp;
  if (version >= 5) attribute.files |= kDeviceControl;
  if (version >= 6) attribute.scoped = kAbstractSocket | kSignal;
  const std::size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  const int ruleset = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attribute, size, 0));
  if (ruleset < 0) return -1;
  for (const char* path : kReadableAlways) allow(ruleset, path, kExecute | kReadFile | kReadFolder);
  for (const char* path : kWritableAlways) allow(ruleset, path, kReadFile | kWriteFile);
  for (const std::string& path : readable) allow(ruleset, path.c_str(), kReadFile | kReadFolder);
  return ruleset;
}

}  // namespace

Sandbox Sandbox::prepare(const std::vector<std::string>& readable) {
  Sandbox sandbox;
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version > 0) {
    sandbox.ruleset_ = make_ruleset(static_cast<int>(version), readable);
    if (sandbox.ruleset_ >= 0) sandbox.landlock_version_ = static_cast<int>(version);
  }
  sandbox.seccomp_ = load_seccomp();
  return sandbox;
}

void Sandbox::enter() const {
  if (ruleset_ >= 0) syscall(SYS_landlock_restrict_self, ruleset_, 0);
}

Sandbox::Sandbox(Sandbox&& other) noexcept
    : seccomp_(other.seccomp_),
      landlock_version_(other.landlock_version_),
      ruleset_(std::exchange(other.ruleset_, -1)) {}

Sandbox::~Sandbox() {
  if (ruleset_ >= 0) close(ruleset_);
}

}  // namespace trichluc
