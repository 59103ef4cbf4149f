#include "pipeline/ingest/valid_utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace trichluc {
namespace {

constexpr const char* kGood[] = {"\x7F",         "\xC2\x80",     "\xDF\xBF",         "\xE0\xA0\x80",    "\xED\x9F\xBF",
                                 "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"};
constexpr const char* kBad[] = {
    "\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF5\x80\x80\x80",
    "\xC2", "\xE1\xBA", "\xE1\x41\x80", "\xF1\x80\x80"};

TEST(ValidUtf8, EveryBoundaryOfTable3_7) {
  for (const char* good : kGood) EXPECT_FALSE(find_invalid_utf8(good)) << good;
  for (const char* bad : kBad) EXPECT_EQ(find_invalid_utf8(bad), 0u);
  EXPECT_EQ(find_invalid_utf8("trẻ em\xBA!"), 8u);
}

// Long texts are checked block by block: a block may begin and end anywhere in a character.
TEST(ValidUtf8, PlaceInALongTextDoesNotMatter) {
  std::string around;
  while (around.size() < 200) around += "trẻ em đến trường – Ủy ban ";
  for (std::size_t before = 0; before < 200; ++before) {
    if ((static_cast<unsigned char>(around[before]) & 0xC0) == 0x80) continue;
    const std::string head = around.substr(0, before);
    for (const char* good : kGood) EXPECT_FALSE(find_invalid_utf8(head + good + around)) << before << good;
    for (const char* bad : kBad) EXPECT_EQ(find_invalid_utf8(head + bad + around), before);
    EXPECT_EQ(find_invalid_utf8(around + head + "\xE1\xBA"), around.size() + before);
  }
}

}  // namespace
}  // namespace trichluc
