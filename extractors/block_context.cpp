#include "extractors/block_context.h"

#include <algorithm>
#include <array>

#include "extractors/reference_parts.h"
#include "extractors/scan.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

// Around a figure. Text whose every line passes for a heading would else be copied whole for each of its figures.
constexpr int kMostHeadings = 64;

bool introduces(const Block& block) {
  const std::string_view text = trim(block.text);
  if (text.ends_with(":")) return true;
  static constexpr WordsByEnd kTails({"như sau", "như sau.", "sau đây", "sau đây."});
  const auto tails = kTails.like(text);
  return std::any_of(tails.begin(), tails.end(), [text](std::string_view tail) { return text.ends_with(tail); });
}

/// "Điều 1. Phê chuẩn dự toán năm 2031 như sau:", "3. Tổng chi, gồm:": all that its section holds is its list; a
/// heading only where it says so.
bool opens_section(const Block& block) {
  if (block.section.empty() || block.mark.empty() || !introduces(block)) return false;
  if (block.kind == BlockKind::kListItem) return true;
  const std::string_view text = trim(block.text);
  return block.kind == BlockKind::kHeading && (text.ends_with("sau:") || text.ends_with("sau đây:"));
}

bool is_inside(const Block& block, const Block& opener) {
  return block.section.size() > opener.section.size() &&
         std::equal(opener.section.begin(), opener.section.end(), block.section.begin());
}

bool is_text(const Block& block) { return block.kind == BlockKind::kParagraph || block.kind == BlockKind::kListItem; }

}  // namespace

BlockContexts::BlockContexts(const Document& document, const Metadata& metadata) : document_(document) {
  const std::string code = metadata.type ? metadata.type->code : std::string();
  tasks_ = one_of(code, {"KH", "CTr", "PA", "ĐA", "DA"});
  judgment_ = one_of(code, {"BA"});
  reports_ = one_of(code, {"BC"});
  plan_ = one_of(code, {"KH", "CTr", "ĐA", "PA", "DA", "NQ"});
  directs_ = plan_ || one_of(code, {"CT", "CV", "TB", "QĐ", "HD", "CĐ", "TTr", "GM", "QC", "QyĐ", "KL", "NĐ", "TT"});

  const std::vector<Block>& blocks = document.blocks;
  lead_in_.assign(blocks.size(), -1);
  heading_.assign(blocks.size(), -1);
  folded_.resize(blocks.size());
  int heading = -1;
  int previous = -1;         // the last block of running text
  std::vector<int> openers;  // of the sections open here, the innermost last
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    heading_[i] = heading;
    lead_in_[i] = block.lead_in;
    if (is_read(block.kind)) {
      while (!openers.empty() && !is_inside(block, blocks[static_cast<std::size_t>(openers.back())]))
        openers.pop_back();
      if (lead_in_[i] < 0 && !openers.empty()) lead_in_[i] = openers.back();
      if (opens_section(block)) openers.push_back(static_cast<int>(i));
    }
    if (block.kind == BlockKind::kHeading) {
      heading = static_cast<int>(i);
      previous = introduces(block) ? static_cast<int>(i) : -1;
      continue;
    }
    if (!is_text(block)) continue;
    // Paragraphs behind "… như sau:" that are no list items are introduced by it too, until a list mark ends them.
    if (lead_in_[i] < 0 && previous >= 0 && block.mark.empty()) {
      const Block& before = blocks[static_cast<std::size_t>(previous)];
      if (introduces(before)) {
        lead_in_[i] = previous;
      } else if (before.mark.empty()) {
        lead_in_[i] = lead_in_[static_cast<std::size_t>(previous)];
      }
    }
    previous = static_cast<int>(i);
  }
  directing_.assign(blocks.size(), false);
  for (std::size_t i = 0; i < blocks.size() && !directs_; ++i) {
    if (blocks[i].kind == BlockKind::kHeading) directing_[i] = heading_directs(static_cast<int>(i));
  }
}

const std::string& BlockContexts::folded(int block) const {
  std::string& folded = folded_[static_cast<std::size_t>(block)];
  if (folded.empty()) folded = place_tones(fold_lower(document_.blocks[static_cast<std::size_t>(block)].text));
  return folded;
}

bool BlockContexts::directs(int index) const {
  if (directs_) return true;
  const int heading = heading_[static_cast<std::size_t>(index)];
  return heading >= 0 && directing_[static_cast<std::size_t>(heading)];
}

bool BlockContexts::heading_directs(int heading) const {
  const std::vector<std::string>& section = document_.blocks[static_cast<std::size_t>(heading)].section;
  for (int above = heading; above >= 0; above = heading_[static_cast<std::size_t>(above)]) {
    const std::vector<std::string>& path = document_.blocks[static_cast<std::size_t>(above)].section;
    if (path.size() > section.size() || !std::equal(path.begin(), path.end(), section.begin())) continue;
    // Above one of the same section all is as it was for that one.
    if (above != heading && path.size() == section.size()) return directing_[static_cast<std::size_t>(above)];
    constexpr std::string_view kTasks[] = {"kiến nghị",    "đề nghị",           "đề xuất",   "nhiệm vụ", "giải pháp",
                                           "phương hướng", "tổ chức thực hiện", "phân công", "kế hoạch"};
    const std::string_view text = folded(above);
    if (std::any_of(std::begin(kTasks), std::end(kTasks),
                    [text](std::string_view word) { return contains_word(text, word); }))
      return true;
  }
  return false;
}

FigureSurroundings BlockContexts::surroundings(int index) const {
  FigureSurroundings around;
  around.plan = plan_;
  around.judgment = judgment_;
  int above = lead_in(index);
  for (int depth = 0; above >= 0 && depth < 3; above = lead_in(above), ++depth) {
    // the nearest lead-in last, as it is read
    const std::string& text = folded(above);
    around.lead_in = around.lead_in.empty() ? text : text + "\n" + around.lead_in;
  }
  // headings whose section encloses this block's
  const std::vector<std::string>& section = document_.blocks[static_cast<std::size_t>(index)].section;
  int left = kMostHeadings;
  for (int heading = heading_[static_cast<std::size_t>(index)]; heading >= 0 && left > 0;
       heading = heading_[static_cast<std::size_t>(heading)]) {
    const std::vector<std::string>& path = document_.blocks[static_cast<std::size_t>(heading)].section;
    const bool encloses = path.size() <= section.size() && std::equal(path.begin(), path.end(), section.begin());
    if (!encloses) continue;
    around.headings = folded(heading) + "\n" + around.headings;
    --left;
  }
  const Block& block = document_.blocks[static_cast<std::size_t>(index)];
  if (tasks_ && (!block.mark.empty() || lead_in(index) >= 0)) {
    around.plan_item = true;
    for (const std::string_view past :
         {"tình hình", "thực trạng", "kết quả", "đặc điểm", "căn cứ", "sự cần thiết", "kinh phí", "nguồn lực"}) {
      if (contains_word(around.headings, past)) around.plan_item = false;
    }
  }
  return around;
}

}  // namespace trichluc
