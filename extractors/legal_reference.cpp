#include "extractors/legal_reference.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extractors/law_name.h"
#include "extractors/locator.h"
#include "extractors/reference_draft.h"
#include "extractors/reference_lists.h"
#include "extractors/reference_parts.h"
#include "extractors/resolve/document_number.h"
#include "extractors/time.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

class Finder {
 public:
  Finder(Scan& scan, const ReferenceContext& context) : scan_(scan), context_(context) {}

  std::vector<Fact> run() {
    for (const Hit& hit : scan_.hits) {
      if (hit.rule->kind == RuleKind::kLegalReference) hits_.push_back(&hit);
    }
    if (hits_.empty()) return {};
    for (const Hit& hit : number_hits(scan_)) add_number(hit);
    for (const Hit* hit : hits_) {
      if (hit->rule->id == std::string_view("legal_reference.contract")) add_contract(*hit);
    }
    for (const Hit* hit : hits_) {
      if (hit->rule->id == std::string_view("legal_reference.short")) add_short(*hit);
    }
    for (const Hit* hit : hits_) {
      if (hit->rule->id == std::string_view("legal_reference.name")) add_name(*hit);
      if (hit->rule->id == std::string_view("legal_reference.law_abbreviation")) add_abbreviation(*hit);
    }
    std::sort(drafts_.begin(), drafts_.end(),
              [](const ReferenceDraft& a, const ReferenceDraft& b) { return a.number.begin < b.number.begin; });
    if (drafts_.empty()) return {};  // "pháp luật" and the like: nothing that a locator could lead to
    locators_ = find_locators(scan_);
    complete_lists(scan_, context_, drafts_);
    attach_locators();
    add_bare_locators();
    return finish();
  }

 private:
  void add_number(const Hit& hit) {
    ReferenceDraft draft;
    draft.rule = hit.rule;
    const bool blank = hit.rule->id == "legal_reference.blank_number";
    const Range symbol = hit.capture("symbol");
    const bool party = hit.rule->id == "legal_reference.party" || hit.rule->id == "legal_reference.old";
    const DocumentNumber number =
        read_document_number(scan_.printed(hit.capture("serial")), scan_.printed(hit.capture("year")),
                             scan_.printed(symbol), party ? '-' : '/');
    if (!plausible_symbol(number.symbol)) return scan_.turn_down(hit, "what follows the number is no symbol");
    draft.number = {blank ? hit.span.begin : hit.capture("serial").begin, symbol.begin + number.used};
    draft.text = draft.number;
    std::uint32_t begin = draft.number.begin;
    if (!blank) {
      begin = number_word_before(scan_, begin);
      draft.value.number = number.number;
    } else {
      draft.value.symbol = number.symbol;
    }
    draft.text.begin = begin;
    static constexpr WordsByEnd kOtherPapers({"quyển", "mẫu", "biểu"});  // a notary's book; "Mẫu số 01/TE"
    if (ends_with_one_of(scan_.folded().substr(0, begin), kOtherPapers)) return;
    TypeWord type = type_before(scan_, begin);
    bool named_law = false;
    if (type.type == nullptr || type.type->code == "L" || type.type->code == "BL") {
      named_law = add_law_name_before(draft, begin);
    }
    if (type.type == nullptr && !named_law) type = type_further_left(scan_, begin);
    if (named_law) {
      draft.typed = true;
    } else if (type.type != nullptr) {
      draft.value.type = type.type->code;
      draft.text.begin = type.begin;
      draft.typed = true;
    } else if (!blank && begin == draft.number.begin && number.year.empty() &&
               type_of_symbol(number.symbol, scan_.vocabulary).empty()) {
      // "5/TP", "3/X-Y" say nothing
      return scan_.turn_down(hit, "no type word, no \"số\", and no known type in the symbol");
    }
    add_date_and_issuer(scan_, draft);
    if (named_law && draft.value.date.empty()) add_year(scan_, draft);
    drafts_.push_back(std::move(draft));
  }

  void add_contract(const Hit& hit) {
    const Range number = hit.capture("number");
    const std::string_view printed = scan_.printed(number);
    if (!is_free(scan_, drafts_, hit.span) || printed.find_first_of("0123456789") == std::string_view::npos) return;
    ReferenceDraft draft;
    draft.rule = hit.rule;
    draft.typed = true;
    draft.value.type = "HĐ";
    draft.value.number = std::string(printed);
    draft.number = number;
    draft.text = hit.span;
    add_date_and_issuer(scan_, draft);
    drafts_.push_back(std::move(draft));
  }

  /// "Luật thuế giá trị gia tăng số 57/1997/L-CTN": name and number are one reference.
  bool add_law_name_before(ReferenceDraft& draft, std::uint32_t end) {
    const std::uint32_t stop = skip_blanks_back(scan_, end);
    for (const Hit* hit : hits_) {
      const Range span = hit->span;
      if (span.end > stop || stop - span.begin > 160 || hit->rule->id != std::string_view("legal_reference.name"))
        continue;
      const auto law = law_name_at(scan_, span.begin);
      if (!law) {
        if (span.end == stop) {  // "Luật số 31/2024/QH15"
          const std::string_view type = scan_.folded(span);
          draft.value.type = type == "bộ luật" ? "BL" : type == "pháp lệnh" ? "PL" : "L";
          draft.text.begin = span.begin;
          return true;
        }
        continue;
      }
      const std::string_view gap = trim(scan_.between(law->text.end, stop));
      const bool year_between =
          gap.size() <= 12 && gap.find_first_not_of("nămng 0123456789(),ă") == std::string_view::npos;
      if (law->text.end == stop || gap.empty() || gap == "," || gap == "(" || gap == "(sửa đổi)" ||
          (year_between && contains_word(gap, "năm"))) {
        draft.value.type = law->type;
        draft.value.name = law->name;
        draft.text.begin = law->text.begin;
        return true;
      }
    }
    return false;
  }

  void add_short(const Hit& hit) {
    if (!is_free(scan_, drafts_, hit.span)) return;
    const Range number = hit.capture("number");
    const std::string_view after = scan_.folded().substr(hit.span.end);
    if (after.starts_with("/") || after.starts_with("-") || after.starts_with(" /") || after.starts_with("%") ||
        after.starts_with(" %"))
      return;
    if ((after.starts_with(".") || after.starts_with(",")) && after.size() > 1 && after[1] >= '0' && after[1] <= '9')
      return;
    const std::string type_word(scan_.folded(hit.capture("type")));
    std::string code;
    if (type_word == "nq") code = "NQ";
    if (type_word == "nđ") code = "NĐ";
    if (type_word == "tt") code = "TT";
    if (type_word == "ct") code = "CT";
    const bool abbreviation = !code.empty();
    if (abbreviation && !is_upper(decode_utf8(scan_.text.printed(), hit.span.begin).code)) return;
    if (code.empty()) {
      const auto found = scan_.vocabulary.type_names.longest_at(type_word, 0);
      if (found.index < 0) return;
      code = scan_.vocabulary.types[static_cast<std::size_t>(found.index)].code;
    }
    ReferenceDraft draft;
    draft.rule = hit.rule;
    draft.typed = true;
    draft.value.type = code;
    draft.value.number = std::string(scan_.printed(number));
    draft.number = number;
    draft.text = hit.span;
    if (!hit.has("so")) {
      // without "số": only the normative types are called so, and "quyết định 5 nội dung" counts
      const bool normative = one_of(code, {"NQ", "NĐ", "TT", "TTLT", "CT", "KL", "QĐ"});
      const int next = scan_.text.token_from(hit.span.end);
      const bool counts =
          next < scan_.text.count() && scan_.text.token(next).kind == TokenKind::kWord &&
          scan_.text.token(next).range.begin <= hit.span.end + 1 &&
          scan_.vocabulary.nouns.longest_at(scan_.folded(), scan_.text.token(next).range.begin).index >= 0;
      const bool capital = is_upper(decode_utf8(scan_.text.printed(), hit.span.begin).code);
      if (!normative || counts || !capital || number.size() > 4)
        return scan_.turn_down(hit, "without \"số\" only a normative document is cited so, and nothing is counted");
      draft.tentative = code == "QĐ" || code == "KL" || number.size() < 2;
      const std::string_view digits = scan_.folded(number);
      if (digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"))) return;  // "Nghị quyết 2020"
    }
    add_date_and_issuer(scan_, draft);
    drafts_.push_back(std::move(draft));
  }

  void add_name(const Hit& hit) {
    if (!is_free(scan_, drafts_, hit.span)) return;
    const std::string_view before = scan_.folded().substr(0, hit.span.begin);
    if (scan_.folded(hit.span) == "luật" &&
        (ends_with_word(before, "pháp") || ends_with_word(before, "kỷ") || ends_with_word(before, "bộ")))
      return;
    const auto law = law_name_at(scan_, hit.span.begin);
    if (!law) return scan_.turn_down(hit, "no law of the vocabulary is named here");
    if (!is_free(scan_, drafts_, law->text)) return;
    ReferenceDraft draft;
    draft.rule = hit.rule;
    draft.typed = true;
    draft.value.type = law->type;
    draft.value.name = law->name;
    draft.number = law->text;
    draft.text = law->text;
    add_year(scan_, draft);
    add_amendment(scan_, draft);
    if (draft.value.year == 0) {
      std::uint32_t at = skip_blanks(scan_, draft.text.end);
      if (scan_.starts_with(at, ",")) at = skip_blanks(scan_, at + 1);
      if (scan_.starts_with(at, "(sửa đổi) ")) at += static_cast<std::uint32_t>(std::string_view("(sửa đổi) ").size());
      const TimeSpan date = date_at(scan_, at);
      if (!date.value.empty()) {
        draft.value.date = date.value;
        draft.text.end = date.text.end;
        add_amendment(scan_, draft);
      }
    }
    drafts_.push_back(std::move(draft));
  }

  void add_abbreviation(const Hit& hit) {
    if (!is_free(scan_, drafts_, hit.span)) return;
    const auto found = scan_.vocabulary.law_abbreviations.find(std::string(scan_.printed(hit.span)));
    if (found == scan_.vocabulary.law_abbreviations.end()) return;
    ReferenceDraft draft;
    draft.rule = hit.rule;
    draft.typed = true;
    draft.value.name = scan_.vocabulary.laws[static_cast<std::size_t>(found->second)];
    draft.value.type = draft.value.name.starts_with("Bộ luật") ? "BL" : "L";
    draft.number = draft.text = hit.span;
    add_year(scan_, draft);
    add_amendment(scan_, draft);
    drafts_.push_back(std::move(draft));
  }

  void attach_locators() {
    for (const LocatorRun& run : locators_) {
      for (ReferenceDraft& draft : drafts_) {
        if (draft.text.begin < run.text.end) continue;
        const std::string_view gap = trim(scan_.between(run.text.end, draft.text.begin));
        const bool direct = gap.empty() || one_of(gap, {"của", ",", "tại", "trong", "thuộc", "kèm theo",
                                                        "ban hành kèm theo", "theo", ", của"});
        if (!direct && !issued_with(gap)) break;
        draft.value.locators = run.locators;
        draft.text.begin = run.text.begin;
        used_.push_back(run.text);
        break;
      }
    }
  }

  /// "khoản 1 Điều 3 Quy định … ban hành kèm theo Quyết định số 79": the locators lead into what the decision issued.
  static bool issued_with(std::string_view gap) {
    if (gap.size() > 260 || gap.find_first_of(";.") != std::string_view::npos) return false;
    const bool tail = ends_with_word(gap, "kèm theo") || ends_with_word(gap, "ban hành theo") ||
                      ends_with_word(gap, "ban hành tại") || ends_with_word(gap, "kèm");
    if (!tail) return false;
    if (gap.starts_with("của ")) gap.remove_prefix(std::string_view("của ").size());
    for (const std::string_view head : {"quy chế", "quy định", "điều lệ", "quy trình", "danh mục", "bảng", "nội quy",
                                        "chương trình", "kế hoạch", "đề án", "bộ tiêu chí", "hướng dẫn", "ban hành"}) {
      if (gap.starts_with(head)) return true;
    }
    return false;
  }

  /// "theo quy định tại Khoản 2 Điều 78" belongs to the law its own sentence names before it.
  void add_bare_locators() {
    std::vector<ReferenceDraft> more;
    for (const LocatorRun& run : locators_) {
      if (std::find(used_.begin(), used_.end(), run.text) != used_.end() || scan_.is_taken(run.text)) continue;
      const std::string_view before = scan_.folded().substr(0, run.text.begin);
      if (!ends_with_word(before, "tại") && !ends_with_word(before, "theo")) continue;
      const bool article = std::any_of(run.locators.begin(), run.locators.end(),
                                       [](const Locator& locator) { return !locator.dieu.empty(); });
      if (!article) continue;
      if (followed_by_own(run.text.end)) continue;
      const Range sentence = scan_.sentence_at(run.text.begin);
      const ReferenceDraft* law = nullptr;
      for (const ReferenceDraft& draft : drafts_) {
        const bool is_law = one_of(draft.value.type, {"L", "BL", "PL", "HP", "NĐ", "TT", "TTLT", "CU"});
        if (is_law && draft.number.begin >= sentence.begin && draft.text.end <= run.text.begin) law = &draft;
      }
      if (law == nullptr) continue;
      ReferenceDraft draft;
      draft.rule = law->rule;
      draft.value = law->value;
      draft.value.date.clear();
      draft.value.issuer.clear();
      draft.value.locators = run.locators;
      draft.text = draft.number = run.text;
      draft.typed = true;
      more.push_back(std::move(draft));
    }
    for (ReferenceDraft& draft : more) drafts_.push_back(std::move(draft));
  }

  /// "khoản 2 Điều 15 Nghị định này", "Điều 3 của Quy chế": the locator is of something else.
  bool followed_by_own(std::uint32_t end) const {
    const std::string_view rest = trim(scan_.folded().substr(end, 48));
    for (const std::string_view word :
         {"nghị định", "luật", "thông tư", "quyết định", "quy chế", "quy định", "điều lệ", "nghị quyết", "bộ luật",
          "pháp lệnh", "của", "này", "nêu trên", "kế hoạch", "đề án"}) {
      if (rest.starts_with(word)) return true;
    }
    return false;
  }

  std::vector<Fact> finish() {
    std::vector<Fact> facts;
    for (ReferenceDraft& draft : drafts_) {
      LegalReference& value = draft.value;
      if (value.number && !context_.own_number.empty() && *value.number == context_.own_number &&
          value.type == context_.own_type) {
        scan_.take(draft.text);
        continue;
      }
      scan_.take(draft.text);
      Fact fact = scan_.make_fact(value, draft.text, draft.number, draft.rule);
      fact.confidence = draft.tentative ? 0.5 : draft.typed ? 0.98 : 0.9;
      facts.push_back(std::move(fact));
    }
    return facts;
  }

  Scan& scan_;
  const ReferenceContext& context_;
  std::vector<const Hit*> hits_;  // of the rules of references
  std::vector<LocatorRun> locators_;
  std::vector<Range> used_;
  std::vector<ReferenceDraft> drafts_;
};

}  // namespace

std::vector<Fact> find_references(Scan& scan, const ReferenceContext& context) { return Finder(scan, context).run(); }

std::string_view list_head_type(const Block& lead_in, const Vocabulary& vocabulary) {
  const std::string folded = place_tones(fold_lower(lead_in.text));
  std::size_t end = folded.size();
  while (end > 0 && (folded[end - 1] == ' ' || folded[end - 1] == ':')) --end;
  const auto found = vocabulary.type_names.longest_before(folded, static_cast<std::uint32_t>(end));
  if (found.index < 0) return {};
  return vocabulary.types[static_cast<std::size_t>(found.index)].code;
}

}  // namespace trichluc
