#include "extractors/place.h"

#include "extractors/engine/code_page.h"
#include "extractors/values/validity.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {

namespace {

/// The province of this name at `date`.
Place place_of(const std::vector<ProvinceEntry>& provinces, const std::string& name, std::string_view date) {
  const ProvinceEntry* only = nullptr;
  int possible = 0;
  bool one_code = true;
  for (const ProvinceEntry& province : provinces) {
    if (province.name != name || holds_at(province.valid, date) == Holds::kNo) continue;
    if (only != nullptr && only->code != province.code) one_code = false;
    if (only == nullptr) only = &province;
    ++possible;
  }
  if (possible == 0) {  // an old name in a later document, or the other way round
    for (const ProvinceEntry& province : provinces) {
      if (province.name == name) only = &province;
    }
    if (only == nullptr) return {name, {}, {}};
    possible = 1;
  }
  Place place{name, one_code ? only->code : std::string(), possible == 1 ? only->valid : std::string()};
  if (place.valid == "../..") place.valid.clear();
  return place;
}

}  // namespace

std::vector<Fact> find_places(const Scan& scan, std::string_view date) {
  std::vector<Fact> facts;
  std::uint32_t done = 0;
  const std::string_view printed = scan.text.printed_codes();
  for (const std::uint32_t i : scan.text.capitals()) {
    if (i > 0 && is_letter_code(static_cast<std::uint8_t>(printed[i - 1]))) continue;  // inside a word
    const std::uint32_t begin = scan.text.byte_of(i);
    if (begin < done) continue;
    const auto found = scan.vocabulary.province_names.longest_at(scan.folded(), begin);
    if (found.index < 0) continue;
    const Range text{begin, begin + found.length};
    done = text.end;
    // The name of a person or of a smaller place goes on with another capital: "Thái Bình Dương", "Hà Nam Ninh".
    const Decoded next = decode_utf8(scan.text.printed(), text.end + 1);
    if (text.end < scan.text.printed().size() && scan.text.printed()[text.end] == ' ' && is_upper(next.code) &&
        !is_capitals(scan.text.printed()))
      continue;
    const auto& provinces = scan.vocabulary.provinces;
    const std::string& name = provinces[static_cast<std::size_t>(found.index)].name;
    Fact fact = scan.make_fact(place_of(provinces, name, date), text, text, nullptr);
    fact.rule = "place.province";
    fact.confidence = 0.9;
    facts.push_back(std::move(fact));
  }
  return facts;
}

}  // namespace trichluc
