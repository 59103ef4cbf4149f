#include "extractors/extract.h"

#include <algorithm>

#include "extractors/block_context.h"
#include "extractors/case_identifier.h"
#include "extractors/char_set.h"
#include "extractors/confidence.h"
#include "extractors/contact.h"
#include "extractors/deadline.h"
#include "extractors/engine/rule_set.h"
#include "extractors/engine/vocabulary.h"
#include "extractors/figure_context.h"
#include "extractors/figures.h"
#include "extractors/indicator.h"
#include "extractors/legal_reference.h"
#include "extractors/loaded_rules.h"
#include "extractors/metadata.h"
#include "extractors/money_context.h"
#include "extractors/own_fact.h"
#include "extractors/period.h"
#include "extractors/place.h"
#include "extractors/resolve/breakdowns.h"
#include "extractors/resolve/other_numbers.h"
#include "extractors/resolve/references.h"
#include "extractors/respective.h"
#include "extractors/table.h"
#include "extractors/table_sums.h"
#include "extractors/time.h"
#include "pipeline/normalize/syllables.h"

namespace trichluc {

struct Extractor::Parts {
  RuleSet rules;
  Vocabulary vocabulary;
  std::vector<Indicator> indicators;
  IndicatorMatcher indicator_matcher;
  std::string version;
};

Extractor::Extractor(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

const std::string& Extractor::rules_version() const { return parts_->version; }
const RuleSet& Extractor::rules() const { return parts_->rules; }
const std::vector<Indicator>& Extractor::indicators() const { return parts_->indicators; }

Result<Extractor> Extractor::load(const std::vector<std::string>& folders) {
  auto loaded = load_rules(folders);
  if (!loaded) return tl::unexpected(loaded.error());
  IndicatorMatcher matcher(loaded->indicators);
  return Extractor(
      std::make_unique<Parts>(Parts{RuleSet::build(std::move(loaded->rules)), std::move(loaded->vocabulary),
                                    std::move(loaded->indicators), std::move(matcher), std::move(loaded->version)}));
}

namespace {

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

/// Everything of one document's extraction that outlives a block.
bool is_beyond_repair(const Document& document) {
  return std::any_of(document.suspicions.begin(), document.suspicions.end(),
                     [](const Suspicion& suspicion) { return suspicion.code == "beyond-repair"; });
}

/// Longer blocks are read by stretches: every figure is held against the times and words of its sentence, so that a
/// block costs its bytes times its numerals. Both are bounded; no paragraph of a report that we know comes near.
constexpr std::uint32_t kLongestText = 5'000;  // bytes
constexpr int kMostNumerals = 100;

/// How many bytes from `begin` on hold no more than kLongestText and kMostNumerals allow; the end of the text at most.
std::uint32_t reach_of(std::string_view text, std::uint32_t begin) {
  const auto limit = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), begin + kLongestText));
  if (limit - begin <= 2 * kMostNumerals) return limit - begin;  // no room for more, with a mark between each two
  text = text.substr(0, limit);
  int numerals = 0;
  for (std::size_t at = first_digit(text, begin); at < limit; at = first_digit(text, at)) {
    if (++numerals > kMostNumerals) return static_cast<std::uint32_t>(at) - begin;
    while (at < limit && kDigits.has(text[at])) ++at;
  }
  return limit - begin;
}

/// "trong vòng 24 giờ" is a length, "lúc 17 giờ", "17 giờ ngày 15/02" an hour.
bool is_length_of_hours(const Scan& scan, Range hour) {
  const std::string_view said = trim(scan.folded(hour));
  if (!said.ends_with("giờ") || said.find('/') != std::string_view::npos) return false;
  const std::string_view after = trim(scan.folded().substr(hour.end, 16));
  for (const std::string_view part : {"ngày", "sáng", "trưa", "chiều", "tối", "đêm", "cùng", "hôm", ","}) {
    if (after.starts_with(part)) return false;
  }
  for (const std::string_view word : {"lúc", "hồi", "vào", "khoảng", "từ", "đến", "trước", "sau"}) {
    if (ends_with_word(scan.folded().substr(0, hour.begin), word)) return false;
  }
  return true;
}

class Extraction {
 public:
  Extraction(const RuleSet& rules, const Vocabulary& vocabulary, const IndicatorMatcher& indicators, Record& record,
             ReadingTrace* trace)
      : rules_(rules),
        vocabulary_(vocabulary),
        indicators_(indicators),
        record_(record),
        trace_(trace),
        contexts_(record.document, record.metadata) {}

  void run() {
    const std::vector<Block>& blocks = record_.document.blocks;
    if (is_beyond_repair(record_.document)) {
      // What looks like an amount or a share there is as likely an accident; a warning for each number would help
      // nobody.
      warn();
      std::vector<Warning> of_numbers;
      record_.other_numbers = find_other_numbers(record_.document, {}, {}, vocabulary_, of_numbers);
      return;
    }
    times_.resize(blocks.size());
    record_.facts.reserve(blocks.size());  // about one each: they are big to move
    folded_.resize(blocks.size());
    tables_ = find_table_facts(record_.document, rules_, vocabulary_, record_.metadata.number,
                               record_.metadata.type ? record_.metadata.type->code : std::string());
    explained_ = std::move(tables_.explained);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].kind == BlockKind::kStamp || blocks[i].text.empty()) continue;
      read_block(static_cast<int>(i));
    }
    resolve_references(record_.facts);
    order_facts();
    indicators_.assign(record_, folded_);
    weigh_facts();
    record_.checks = find_breakdowns(record_.document, contexts_.lead_ins(), folded_, record_.facts);
    for (Check& check : find_table_sums(record_.document, record_.facts, rules_, vocabulary_))
      record_.checks.push_back(std::move(check));
    warn();
    record_.other_numbers =
        find_other_numbers(record_.document, record_.facts, explained_, vocabulary_, record_.warnings);
  }

 private:
  /// What the stages before have to say to a person.
  void warn() {
    for (const Suspicion& suspicion : record_.document.suspicions)
      record_.warnings.push_back({suspicion.code, 0, "", suspicion.suggestion, suspicion.message});
    for (const DocumentPage& page : record_.document.pages) {
      // a page that the library complained about may have come out short
      if (!page.messages.empty())
        record_.warnings.push_back({"damaged-page", page.number, "", "", page.messages.front()});
      for (const Suspicion& suspicion : page.suspicions) {
        record_.warnings.push_back({suspicion.code, page.number,
                                    page.text.substr(suspicion.text.begin, suspicion.text.size()), suspicion.suggestion,
                                    suspicion.message});
      }
    }
  }

  void weigh_facts() {
    for (Fact& fact : record_.facts) {
      const PageRange where =
          record_.document.blocks[static_cast<std::size_t>(fact.block)].to_page(fact.text, fact.digits.begin);
      const DocumentPage& page = record_.document.pages[where.page_index];
      Evidence evidence;
      evidence.bound = fact.confidence;
      evidence.annotated = !std::holds_alternative<Place>(fact.value) && !std::holds_alternative<OwnFact>(fact.value);
      evidence.recognised = page.origin.kind == "ocr" || page.origin.kind == "mixed";
      evidence.cell = fact.table.has_value();
      evidence.doubtful = std::any_of(page.suspicions.begin(), page.suspicions.end(), [&](const Suspicion& suspicion) {
        return suspicion.code == "doubtful-reading" && suspicion.text.overlaps(where.text);
      });
      fact.confidence = confidence_of(evidence);
    }
  }

  void read_block(int index) {
    const Block& block = record_.document.blocks[static_cast<std::size_t>(index)];
    if (block.table_row) {
      for (; next_cell_ < tables_.facts.size() && tables_.facts[next_cell_].block <= index; ++next_cell_)
        keep_one(std::move(tables_.facts[next_cell_]));
      return;
    }
    const auto size = static_cast<std::uint32_t>(block.text.size());
    if (reach_of(block.text, 0) == size) {
      read_text(block, index, 0);
      return;
    }
    // a text without paragraphs, read by stretches: what stands in one sentence is held against each other
    for (std::uint32_t begin = 0; begin < size;) {
      const std::uint32_t end = end_of_stretch(block.text, begin);
      Block stretch;
      stretch.kind = block.kind;
      stretch.text = block.text.substr(begin, end - begin);
      read_text(stretch, index, begin);
      begin = end;
    }
  }

  /// The last end of a sentence within the reach of `begin`, else the last blank, else that place.
  static std::uint32_t end_of_stretch(const std::string& text, std::uint32_t begin) {
    const std::uint32_t reach = reach_of(text, begin);
    if (text.size() - begin <= reach) return static_cast<std::uint32_t>(text.size());
    const std::string_view stretch = std::string_view(text).substr(begin, reach);
    std::size_t length = stretch.rfind(". ");
    if (length != std::string_view::npos && length > reach / 2) return begin + static_cast<std::uint32_t>(length) + 2;
    length = stretch.rfind(' ');
    if (length != std::string_view::npos && length > 0) return begin + static_cast<std::uint32_t>(length) + 1;
    length = reach;
    while (length > 1 && (static_cast<unsigned char>(text[begin + length]) & 0xC0) == 0x80) --length;
    return begin + static_cast<std::uint32_t>(length);
  }

  std::string_view own_type() const {
    return record_.metadata.type ? std::string_view(record_.metadata.type->code) : std::string_view();
  }

  static Range shifted(Range range, std::uint32_t by) { return {range.begin + by, range.end + by}; }

  /// Reads `block`, whose text begins at byte `offset` of block `index` of the document.
  void read_text(const Block& block, int index, std::uint32_t offset) {
    const std::size_t facts_before = record_.facts.size(), explained_before = explained_.size();
    std::vector<TimeSpan>& times = times_[static_cast<std::size_t>(index)];
    times.clear();
    find_facts(block, index, offset);
    if (offset == 0) return;
    for (std::size_t i = facts_before; i < record_.facts.size(); ++i) {
      record_.facts[i].text = shifted(record_.facts[i].text, offset);
      record_.facts[i].digits = shifted(record_.facts[i].digits, offset);
    }
    for (std::size_t i = explained_before; i < explained_.size(); ++i)
      explained_[i].text = shifted(explained_[i].text, offset);
    for (TimeSpan& time : times) {
      time.text = shifted(time.text, offset);
      time.digits = shifted(time.digits, offset);
    }
  }

  void find_facts(const Block& block, int index, std::uint32_t offset) {
    Scan scan(block, index, vocabulary_);
    scan.trace = trace_;
    scan.hits = rules_.find(scan.text);
    if (!is_read(block.kind)) {
      // the issuer's telephone and e-mail stand in blocks that give nothing else
      if (!scan.hits.empty() && block.kind != BlockKind::kPageNumber) keep(find_contacts(scan));
      return;
    }
    if (block.kind != BlockKind::kTableRow) keep(find_places(scan, record_.metadata.date));
    if (scan.hits.empty()) return;
    keep(find_own_facts(scan));
    keep(find_case_identifiers(scan, record_.metadata.number));
    const int above = contexts_.lead_in(index);
    const Block* const lead_in = above < 0 ? nullptr : &record_.document.blocks[static_cast<std::size_t>(above)];
    keep(find_references(scan, {lead_in, record_.metadata.number, own_type()}));
    keep(find_contacts(scan));
    find_times(scan);
    std::vector<Fact> deadlines = find_deadlines(scan, {contexts_.directs(index), {}, contexts_.reports()});
    for (const TimeSpan& time : scan.times) {
      if (!time.lone_day || time.is_deadline) scan.take(time.text);
    }
    classify_times(scan);
    std::vector<Fact> figures = find_figures(scan);
    if (!figures.empty()) {
      read_around(scan, figures, index, offset);
      // not of a stretch of the block
      if (block.text.size() == record_.document.blocks[static_cast<std::size_t>(index)].text.size())
        folded_[static_cast<std::size_t>(index)] = std::string(scan.folded());
    }
    for (const TimeSpan& time : scan.times) {
      if (time.is_deadline || time.lone_day) continue;
      Fact fact = scan.make_fact(TimeMention{time.value}, time.text, time.digits, time.rule);
      fact.confidence = time.dated ? 0.98 : 0.9;
      keep_one(std::move(fact));
    }
    keep(std::move(deadlines));
    keep(std::move(figures));
    const auto before = static_cast<std::ptrdiff_t>(explained_.size());
    bool clock = false;
    for (const Hit& hit : scan.hits) {
      if (hit.rule->kind != RuleKind::kOther) continue;
      const std::string_view role = hit.rule->constant("role");
      if (role.empty()) continue;
      clock = clock || role == "clock";
      explained_.push_back({index, hit.span, std::string(role)});
    }
    if (clock) {  // "17 giờ ngày 15/02": the hour, though it looks like a length, too; what comes first counts
      std::stable_partition(explained_.begin() + before, explained_.end(), [&scan](const ExplainedRange& range) {
        return range.role == "clock" && !is_length_of_hours(scan, range.text);
      });
    }
    times_[static_cast<std::size_t>(index)] = std::move(scan.times);
  }

  /// What the words around the figures of a block say of them.
  void read_around(const Scan& scan, std::vector<Fact>& figures, int index, std::uint32_t offset) {
    read_figure_context(scan, figures, contexts_.surroundings(index));
    bind_periods(scan, figures, lead_in_times(index));
    for (UnevenLists& lists : bind_respectively(scan, figures)) {
      const Range text = shifted(lists.text, offset);
      const PageRange where = record_.document.blocks[static_cast<std::size_t>(index)].to_page(text, text.begin);
      const DocumentPage& page = record_.document.pages[where.page_index];
      record_.warnings.push_back({"uneven-lists", page.number, page.text.substr(where.text.begin, where.text.size()),
                                  "", std::move(lists.message)});
    }
    for (Fact& fact : figures) {
      if (auto* budget = std::get_if<Budget>(&fact.value)) read_money_context(scan, fact, *budget);
    }
  }

  LeadInTimes lead_in_times(int index) const {
    LeadInTimes lead;
    // the nearest lead-in that names a time; a list inside a list takes the outer one's
    for (int above = contexts_.lead_in(index), depth = 0; above >= 0 && depth < 3;
         above = contexts_.lead_in(above), ++depth) {
      const std::vector<TimeSpan>& times = times_[static_cast<std::size_t>(above)];
      if (times.empty()) continue;
      // "Theo đơn khởi kiện đề ngày 05/01/2031, nguyên đơn trình bày:": the paper's date, not that of what it tells
      const std::string_view said = trim(record_.document.blocks[static_cast<std::size_t>(above)].text);
      if (said.ends_with("trình bày:") || said.ends_with("khai:") || said.ends_with("khai nhận:")) break;
      lead.times = times;
      // "Ngày 24 tháng 6, … đã chủ trì cuộc họp …, kết luận như sau:": the meeting's day, not that of what was
      // concluded
      bool meeting = false;
      for (const std::string_view word : {"cuộc họp", "phiên họp", "buổi làm việc", "chủ trì họp", "chủ trì hội nghị"})
        meeting = meeting || said.find(word) != std::string_view::npos;
      if (meeting) {
        std::erase_if(lead.times,
                      [](const TimeSpan& time) { return time.full_date && time.value.find('/') == std::string::npos; });
        if (lead.times.empty()) break;
      }
      // "… các Chương trình mục tiêu … năm 2020 như sau:": the lead-in's last words are the list's
      const std::string_view rest =
          std::string_view(record_.document.blocks[static_cast<std::size_t>(above)].text).substr(times.back().text.end);
      if (rest.size() < 24 && lead.times.back().text == times.back().text) lead.times.back().in_name = false;
      break;
    }
    return lead;
  }

  void keep_one(Fact fact) { record_.facts.push_back(std::move(fact)); }
  void keep(std::vector<Fact> facts) {
    for (Fact& fact : facts) record_.facts.push_back(std::move(fact));
  }

  /// By page, then begin; ids follow that order.
  void order_facts() {
    struct Key {
      std::uint32_t page, begin, end;
      std::size_t index;
    };
    std::vector<Key> keys;
    keys.reserve(record_.facts.size());
    for (std::size_t i = 0; i < record_.facts.size(); ++i) {
      const Fact& fact = record_.facts[i];
      const PageRange where =
          record_.document.blocks[static_cast<std::size_t>(fact.block)].to_page(fact.text, fact.digits.begin);
      keys.push_back({where.page_index, where.text.begin, where.text.end, i});
    }
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
      if (a.page != b.page) return a.page < b.page;
      if (a.begin != b.begin) return a.begin < b.begin;
      if (a.end != b.end) return a.end > b.end;
      return a.index < b.index;
    });
    std::vector<Fact> ordered;
    ordered.reserve(keys.size());
    for (const Key& key : keys) {
      ordered.push_back(std::move(record_.facts[key.index]));
      ordered.back().id = "f" + std::to_string(ordered.size());
    }
    record_.facts = std::move(ordered);
  }

  const RuleSet& rules_;
  const Vocabulary& vocabulary_;
  const IndicatorMatcher& indicators_;
  Record& record_;
  ReadingTrace* trace_;
  BlockContexts contexts_;
  std::vector<std::vector<TimeSpan>> times_;  // by block, for the lists they introduce
  std::vector<std::string> folded_;           // by block, of those that hold figures
  std::vector<ExplainedRange> explained_;
  TableFindings tables_;
  std::size_t next_cell_ = 0;  // in tables_.facts
};

/// Numbers and days are stamped or written by hand into a printed line, and recognised as something. What is in doubt
/// there is left out of the metadata; the warning shows what was read.
void leave_out_doubtful(const Document& document, Metadata& metadata) {
  for (const Block& block : document.blocks) {
    if ((block.kind != BlockKind::kNumberLine && block.kind != BlockKind::kDateLine) || block.pieces.empty()) continue;
    const PageRange where = block.to_page({0, static_cast<std::uint32_t>(block.text.size())}, 0);
    const DocumentPage& page = document.pages[where.page_index];
    for (const Suspicion& suspicion : page.suspicions) {
      if (suspicion.code != "doubtful-reading" || !suspicion.text.overlaps(where.text)) continue;
      const std::string digits =
          digits_of(std::string_view(page.text).substr(suspicion.text.begin, suspicion.text.size()));
      if (digits.empty()) continue;
      if (block.kind == BlockKind::kNumberLine) {
        if (digits_of(metadata.number).starts_with(digits) || digits.starts_with(digits_of(metadata.number)))
          metadata.number.clear();
        continue;
      }
      const std::string padded = digits.size() == 1 ? "0" + digits : digits;
      if (metadata.date.size() >= 7 && metadata.date.compare(5, 2, padded) == 0) metadata.date.resize(4);
      if (metadata.date.size() >= 10 && metadata.date.compare(8, 2, padded) == 0) metadata.date.resize(7);
    }
  }
}

}  // namespace

Record Extractor::extract(Document document, ReadingTrace* trace) const {
  Record record;
  record.document = std::move(document);
  record.metadata = read_metadata(record.document);
  leave_out_doubtful(record.document, record.metadata);
  Extraction(parts_->rules, parts_->vocabulary, parts_->indicator_matcher, record, trace).run();
  record.quality = syllable_share(record.document);
  return record;
}

}  // namespace trichluc
