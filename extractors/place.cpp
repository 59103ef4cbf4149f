#include "extractors/place.h"

#include "extractors/engine/code_page.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {

std::vector<Fact> find_places(const Scan& scan) {
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
    const ProvinceEntry& province = scan.vocabulary.provinces[static_cast<std::size_t>(found.index)];
    Fact fact =
        scan.make_fact(Place{province.name, province.code, province.valid == "../.." ? std::string() : province.valid},
                       text, text, nullptr);
    fact.rule = "place.province";
    fact.confidence = 0.9;
    facts.push_back(std::move(fact));
  }
  return facts;
}

}  // namespace trichluc
