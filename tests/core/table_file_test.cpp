#include "pipeline/core/table_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
#include <string>

namespace trichluc {
namespace {

constexpr std::uint32_t kFormat = 7;
const std::string kOrigin(64, 'a');

class TableFileTest : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(file_); }

  static std::string bytes() {
    constexpr std::array<std::uint32_t, 3> kSmall = {1, 2, 3};
    constexpr std::array<std::uint64_t, 2> kLarge = {4, 1ULL << 60};
    TableFileWriter writer(kFormat, kOrigin);
    writer.add(std::span<const std::uint32_t>(kSmall));
    writer.add(std::span<const std::uint64_t>(kLarge));
    std::ostringstream out;
    writer.write(out);
    return out.str();
  }
  Result<TableFile> map(const std::string& bytes, std::uint32_t format = kFormat) const {
    std::ofstream(file_, std::ios::binary) << bytes;
    return TableFile::map(file_, format);
  }

  std::filesystem::path file_ = std::filesystem::temp_directory_path() / ("tables-" + std::to_string(getpid()));
};

TEST_F(TableFileTest, TablesComeBack) {
  const auto file = map(bytes());
  ASSERT_TRUE(file) << describe(file.error());
  EXPECT_EQ(file->origin(), kOrigin);
  const auto small = file->table<std::uint32_t>(0);
  const auto large = file->table<std::uint64_t>(1);
  EXPECT_EQ((std::vector<std::uint32_t>(small.begin(), small.end())), (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_EQ((std::vector<std::uint64_t>(large.begin(), large.end())), (std::vector<std::uint64_t>{4, 1ULL << 60}));
}

TEST_F(TableFileTest, OtherTablesAreEmpty) {
  const auto file = map(bytes());
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->table<std::uint32_t>(2).empty());
  EXPECT_TRUE(file->table<std::uint64_t>(0).empty()) << "values of another size";
}

TEST_F(TableFileTest, WhatIsNoSuchFileIsRefused) {
  const std::string whole = bytes();
  std::string other_magic = whole;
  other_magic[0] = 'T';
  for (const std::string& broken : {std::string(), whole.substr(0, 20), whole.substr(0, whole.size() - 1), other_magic,
                                    whole + '\n', std::string(500, '\0')}) {
    const auto file = map(broken);
    ASSERT_FALSE(file) << broken.size();
    EXPECT_EQ(file.error().code, ErrorCode::kBadRule);
    EXPECT_EQ(file.error().where.file, file_.string());
    EXPECT_FALSE(file.error().next_step.empty());
  }
  EXPECT_FALSE(map(whole, kFormat + 1));
  std::filesystem::remove(file_);
  const auto missing = TableFile::map(file_, kFormat);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
}

TEST(Table, IsCopiedWhenItIsChanged) {
  const std::array<int, 2> mapped = {1, 2};
  Table<int> table{std::span<const int>(mapped)};
  const Table<int> before = table;
  table.edit().push_back(3);
  EXPECT_EQ(table.size(), 3U);
  EXPECT_EQ(table[0], 1);
  EXPECT_EQ(before.size(), 2U);
  const Table<int> copy = table;
  table.edit()[0] = 9;
  EXPECT_EQ(copy[0], 1);
}

}  // namespace
}  // namespace trichluc
