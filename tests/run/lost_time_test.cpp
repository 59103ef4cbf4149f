#include "pipeline/run/lost_time.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace trichluc {
namespace {

constexpr std::int64_t kSoLong = 1'000'000;  // a limit that forgives everything

Scheduling ready(std::int64_t ran_ms, std::int64_t waited_ms) {
  return {ran_ms * 1'000'000, waited_ms * 1'000'000, true};
}
Scheduling asleep(std::int64_t ran_ms, std::int64_t waited_ms) {
  return {ran_ms * 1'000'000, waited_ms * 1'000'000, false};
}

TEST(LostTime, AChildThatRunsOrSleepsLosesNone) {
  LostTime lost(0);
  for (int look = 1; look <= 10; ++look) lost.look(look * kLookEvery, ready(look * kLookEvery, 0), 0);
  for (int look = 11; look <= 20; ++look) lost.look(look * kLookEvery, asleep(1000, 0), 0);
  EXPECT_EQ(lost.of_step(kSoLong), 0);
  EXPECT_EQ(lost.of_document(kSoLong), 0);
}

TEST(LostTime, AWatcherThatWakesLateForgivesTheTimeBetween) {
  LostTime lost(0);
  lost.look(5000, asleep(1, 0), 0);
  EXPECT_EQ(lost.of_step(10), 5000 - kLookEvery) << "the look itself counts, so that every limit ends";
}

TEST(LostTime, AChildWithoutAProcessorIsForgiven) {
  LostTime lost(0);
  lost.look(100, ready(30, 70), 0);
  EXPECT_EQ(lost.of_step(kSoLong), 70);
  lost.look(200, ready(130, 70), 0);
  EXPECT_EQ(lost.of_step(kSoLong), 70);
}

TEST(LostTime, WhatBothWaitedForCountsOnce) {
  LostTime lost(0);
  lost.look(1000, ready(100, 900), 0);
  EXPECT_EQ(lost.of_step(kSoLong), 900);
  lost.look(2000, ready(100, 1900), 0);
  EXPECT_EQ(lost.of_step(kSoLong), 1900) << "never more than has passed";
}

TEST(LostTime, AWaitThatGoesOnIsSeenAndNotCountedAgainWhenItEnds) {
  LostTime lost(0);
  lost.look(100, ready(100, 0), 0);
  lost.look(200, ready(100, 0), 0);
  lost.look(300, ready(100, 0), 0);
  EXPECT_EQ(lost.of_step(kSoLong), 200);
  lost.look(400, ready(150, 250), 0);  // the kernel tells of it now
  EXPECT_EQ(lost.of_step(kSoLong), 250);
}

TEST(LostTime, AStepForgivesWhatItLostItself) {
  LostTime lost(0);
  lost.look(100, ready(20, 80), 0);
  lost.look(200, ready(30, 170), 190);
  EXPECT_EQ(lost.of_step(kSoLong), 10) << "it is ten milliseconds old";
  EXPECT_EQ(lost.of_document(kSoLong), 170);
  lost.begin_document(210);
  EXPECT_EQ(lost.of_document(kSoLong), 0);
  lost.look(300, ready(40, 260), 210);
  EXPECT_EQ(lost.of_document(kSoLong), 90);
}

TEST(LostTime, AChildThatNeverRunsComesToAnEnd) {
  LostTime lost(0);
  const std::int64_t limit = 500;
  std::int64_t now = 0;
  while (now < limit + lost.of_step(limit)) {
    now += kLookEvery;
    lost.look(now, ready(0, 0), 0);
    ASSERT_LE(now, (1 + kMostWaits) * limit);
  }
  EXPECT_EQ(now, (1 + kMostWaits) * limit);
}

TEST(LostTime, AWatcherThatIsAlwaysLateComesToAnEnd) {
  LostTime lost(0);
  int looks = 0;
  for (std::int64_t now = 0; now < 500 + lost.of_step(500); ++looks) {
    now += 10'000;
    lost.look(now, asleep(0, 0), 0);
    ASSERT_LE(looks, 5);
  }
  EXPECT_EQ(looks, 5);
}

struct Line {
  const char* name;
  const char* stat;
  bool ready;
};
class StateOfProcess : public testing::TestWithParam<Line> {};

TEST_P(StateOfProcess, IsRead) {
  const Scheduling child = read_scheduling("1500000 2500000 7", GetParam().stat);
  EXPECT_EQ(child.ran_ns, 1'500'000);
  EXPECT_EQ(child.waited_ns, 2'500'000);
  EXPECT_EQ(child.ready, GetParam().ready);
}
INSTANTIATE_TEST_SUITE_P(Lines, StateOfProcess,
                         testing::Values(Line{"runs", "12 (trichluc) R 1 2 3", true},
                                         Line{"waits_for_a_disk", "12 (trichluc) D 1", true},
                                         Line{"sleeps", "12 (trichluc) S 1", false},
                                         Line{"is_stopped", "12 (trichluc) T 1", false},
                                         Line{"name_that_looks_like_a_state", "12 (a) R ) S 1", false},
                                         Line{"nothing", "", false}, Line{"cut_off", "12 (trichluc) ", false}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Scheduling, OfThisProcess) {
  if (access("/proc/self/schedstat", R_OK) != 0) GTEST_SKIP() << "this kernel tells nothing about its scheduler";
  EXPECT_TRUE(scheduling_of(getpid()).ready) << "it runs, since it asks";
}

TEST(Scheduling, OfNobodyIsNothing) {
  const Scheduling nobody = scheduling_of(-1);
  EXPECT_FALSE(nobody.ready);
  EXPECT_EQ(nobody.ran_ns + nobody.waited_ns, 0);
}

}  // namespace
}  // namespace trichluc
