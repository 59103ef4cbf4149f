#include "extractors/place.h"

#include "pipeline/normalize/letters.h"

namespace trichluc {

std::vector<Fact> find_places(const Scan& scan) {
  std::vector<Fact> facts;
  std::uint32_t done = 0;
  for (const Token& token : scan.text.tokens()) {
    if (token.kind != TokenKind::kWord || token.range.begin < done) continue;
    if (!is_upper(decode_utf8(scan.text.printed(), token.range.begin).code)) continue;
    const auto found = scan.vocabulary.province_names.longest_at(scan.folded(), token.range.begin);
    if (found.index < 0) continue;
    const Range text{token.range.begin, token.range.begin + found.length};
    done = text.end;
    // The name of a person or of a smaller place goes on with another capital: "Thái Bình Dương", "Hà Nam Ninh".
    const Decoded next = decode_utf8(scan.text.printed(), text.end + 1);
    if (text.end < scan.text.printed().size() && scan.text.printed()[text.end] == ' ' && is_upper(next.code) && !is_capitals(scan.text.printed())) continue;
    const ProvinceEntry& province = scan.vocabulary.provinces[static_cast<std::size_t>(found.index)];
    Fact fact = scan.make_fact(Place{province.name, province.code, province.valid}, text, text, nullptr);
    fact.rule = "place.province";
    fact.confidence = 0.9;
    facts.push_back(std::move(fact));
  }
  return facts;
}

}  // namespace trichluc
