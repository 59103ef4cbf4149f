#include "extractors/metadata_signature.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "extractors/metadata_names.h"
#include "pipeline/layout/phrases.h"
#include "pipeline/layout/signing_phrases.h"
#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

struct Capacity {
  std::string sign;       // "KT."
  std::string authority;  // "CHỦ TỊCH"
};

/// "KT. CHỦ TỊCH", "TM.UBND XÃ", "T/M ỦY BAN": the sign is given its usual full stop.
std::optional<Capacity> read_capacity(std::string_view line) {
  if (!layout::is_capacity(line)) return std::nullopt;
  for (const auto& [written, sign] : {std::pair<std::string_view, std::string_view>{"TUQ", "TUQ."},
                                      {"TM", "TM."},
                                      {"KT", "KT."},
                                      {"TL", "TL."},
                                      {"T/M", "TM."},
                                      {"K/T", "KT."},
                                      {"T/L", "TL."},
                                      {"Q", "Q."}}) {
    if (!layout::starts_with(line, written)) continue;
    std::string_view authority = line.substr(written.size());
    while (!authority.empty() && (authority.front() == '.' || authority.front() == ' ' || authority.front() == ':'))
      authority.remove_prefix(1);
    return Capacity{std::string(sign), std::string(authority)};
  }
  return std::nullopt;
}

bool is_signed_mark(const std::string& key) {
  return key.empty() || layout::starts_with(key, "(da ky") || key == "da ky" || key == "[daky]" ||
         layout::starts_with(key, "(ky");
}

/// What stands above one name.
class OpenSignatory {
 public:
  bool empty() const { return capacities_.empty() && positions_.empty() && organization_.empty(); }

  void add(std::string line, const std::string& key) {
    while (!line.empty() && (line.back() == ':' || line.back() == ' ')) line.pop_back();
    if (line.empty()) return;
    if (auto capacity = read_capacity(line)) {
      capacities_.push_back(std::move(*capacity));
      broken_ = true;
    } else if (broken_ && positions_.empty() && is_capitals(line) &&
               (!layout::is_position(key) || capacities_.back().authority.ends_with(','))) {
      // "TM. ỦY BAN NHÂN DÂN ⏎ TỈNH HÀ NAM", "KT. BỘ TRƯỞNG, ⏎ CHỦ NHIỆM"
      capacities_.back().authority += " " + line;
    } else if (!positions_.empty() && positions_.back().back() == '-') {
      positions_.back() += " " + line;  // "THẨM PHÁN - ⏎ CHỦ TỌA PHIÊN TÒA"
    } else if (layout::is_position(key) || !layout::names_body(line)) {
      positions_.push_back(line);
    } else {
      organization_ += (organization_.empty() ? "" : " ") + line;
    }
  }

  Signatory finish(std::string name) {
    Signatory made;
    made.name = std::move(name);
    if (!positions_.empty()) {
      // Nearest to the name; what is no office anybody knows may be a scrap of a scan.
      const auto known = std::find_if(positions_.rbegin(), positions_.rend(),
                                      [](const std::string& line) { return layout::is_position(fold_plain(line)); });
      made.position = known != positions_.rend() ? *known : positions_.back();
    }
    // With one level the sign belongs to the position's own line of command.
    if (!capacities_.empty()) {
      made.capacity = capacities_.back().sign;
      made.authority = capacities_.back().authority;
    }
    if (capacities_.size() > 1) {
      made.on_behalf_capacity = capacities_[capacities_.size() - 2].sign;
      made.on_behalf_authority = capacities_[capacities_.size() - 2].authority;
    }
    if (capacities_.empty() && positions_.size() == 2 &&
        fold_plain(positions_[1]) == "pho " + fold_plain(positions_[0])) {
      // "GIÁM ĐỐC ⏎ PHÓ GIÁM ĐỐC": a deputy signs for no one else, and the sign is often written by hand.
      made.capacity = "KT.";
      made.authority = positions_[0];
    }
    made.organization = fold_body_name(organization_);
    *this = {};
    return made;
  }

 private:
  std::vector<Capacity> capacities_;
  std::vector<std::string> positions_;
  std::string organization_;
  bool broken_ = false;
};

}  // namespace

std::vector<Signatory> read_signatories(const std::vector<std::string>& lines) {
  std::vector<Signatory> found;
  OpenSignatory open;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    const std::string key = fold_plain(line);
    if (is_signed_mark(key)) continue;
    const bool capitals = is_capitals(line);
    const bool office =
        read_capacity(line).has_value() || (capitals && (layout::is_position(key) || layout::names_body(line)));
    // A name in capitals is told by its place: last below an office.
    const bool name =
        layout::is_person_name(line) && !office && (!capitals || (!open.empty() && i + 1 == lines.size()));
    if (name) {
      found.push_back(open.finish(person_name(line)));
    } else {
      open.add(line, key);
    }
  }
  // Signed without a name in print.
  if (!open.empty() && found.empty()) {
    Signatory nameless = open.finish({});
    if (layout::is_position(fold_plain(nameless.position))) found.push_back(std::move(nameless));
  }
  return found;
}

}  // namespace trichluc
