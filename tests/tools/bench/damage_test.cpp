#include "tools/bench/damage.h"

#include <gtest/gtest.h>

#include <functional>

namespace trichluc::bench {
namespace {

const std::string kHealthy =
    "Tồn tại, khó khăn và vướng mắc\nCác chỉ tiêu chưa đạt được, nguồn nhân lực thiếu\nMuối, quý, ngoài, chất lượng\n";

struct Row {
  const char* name;
  std::function<DamagedText(Damager&)> damage;
};

std::vector<Row> rows() {
  return {{"marked", [](Damager& d) { return d.lose_letters(kHealthy, U"ồạ", LostAs::kMark); }},
          {"blank", [](Damager& d) { return d.lose_letters(kHealthy, U"ồạ", LostAs::kBlank); }},
          {"collapsed", [](Damager& d) { return d.lose_letters(kHealthy, U"ồạóắ", LostAs::kCollapsed); }},
          {"split", [](Damager& d) { return d.split_letters(kHealthy); }},
          {"glued", [](Damager& d) { return d.glue_syllables(kHealthy); }},
          {"mark_order", [](Damager& d) { return d.misorder_marks(kHealthy); }},
          {"doubled", [](Damager& d) { return d.double_marks(kHealthy); }},
          {"look_alike", [](Damager& d) { return d.swap_look_alikes(kHealthy); }},
          {"tones", [](Damager& d) { return d.displace_tones(kHealthy); }}};
}

TEST(Damage, PlacesCoverAllThatChanged) {
  for (const Row& row : rows()) {
    Damager damager(7, 1);
    const DamagedText damaged = row.damage(damager);
    EXPECT_FALSE(damaged.places.empty()) << row.name;
    // The healthy text put back at the places is the healthy text.
    std::string restored;
    std::uint32_t at = 0;
    for (const DamagedPlace& place : damaged.places) {
      EXPECT_NE(damaged.text.substr(place.damaged.begin, place.damaged.size()),
                kHealthy.substr(place.healthy.begin, place.healthy.size()))
          << row.name;
      restored += damaged.text.substr(at, place.damaged.begin - at);
      restored += kHealthy.substr(place.healthy.begin, place.healthy.size());
      at = place.damaged.end;
    }
    restored += damaged.text.substr(at);
    EXPECT_EQ(restored, kHealthy) << row.name;
  }
}

TEST(Damage, SameSeedSameDamage) {
  for (const Row& row : rows()) {
    Damager one(3, 2), two(3, 2);
    EXPECT_EQ(row.damage(one).text, row.damage(two).text) << row.name;
  }
}

TEST(Damage, LostLetters) {
  const auto lose = [](LostAs as) { return Damager(1, 1).lose_letters("Tồn tại, khó  ồ ạ\n", U"ồó", as).text; };
  EXPECT_EQ(lose(LostAs::kMark), "T\uFFFDn tại, kh\uFFFD  \uFFFD ạ\n");
  EXPECT_EQ(lose(LostAs::kBlank), "T n tại, kh     ạ\n");
  EXPECT_EQ(lose(LostAs::kCollapsed), "T n tại, kh   ạ\n");
}

TEST(Damage, OfOneWordEach) {
  EXPECT_EQ(Damager(1, 1).split_letters("những nhiệm vụ\n").text, "nh ữ ng nhi ệ m v ụ\n");
  EXPECT_EQ(Damager(1, 1).glue_syllables("nhân lực, trẻ em\n").text, "nhânlực, trẻem\n");
  EXPECT_EQ(Damager(1, 1).misorder_marks("CHẤT\n").text, "CH\u00C1\u0302T\n");
  EXPECT_EQ(Damager(1, 1).double_marks("trẻ\n").text, "tr\u1EBB\u0309\n");
  EXPECT_EQ(Damager(1, 1).displace_tones("muối quý hòa\n").text.find("muối"), std::string::npos);
  EXPECT_EQ(Damager(1, 1).displace_tones("hòa\n").places.size(), 0u);
}

}  // namespace
}  // namespace trichluc::bench
