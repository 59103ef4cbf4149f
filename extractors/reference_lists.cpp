#include "extractors/reference_lists.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "extractors/reference_parts.h"
#include "extractors/resolve/document_number.h"

namespace trichluc {
namespace {

class ListReader {
 public:
  ListReader(const Scan& scan, const ReferenceContext& context, std::vector<ReferenceDraft>& drafts)
      : scan_(scan), context_(context), drafts_(drafts) {}

  /// In "các Nghị định số 34, số 35" the second has neither type nor symbol.
  void add_listed() {
    std::vector<ReferenceDraft> more;
    for (const Hit& hit : scan_.hits) {
      if (hit.rule->id != "legal_reference.listed" || !is_free(scan_, drafts_, hit.span)) continue;
      const std::string_view after = scan_.folded().substr(hit.span.end);
      if (after.starts_with("/") || after.starts_with("-") || after.starts_with(".")) continue;
      const ReferenceDraft* previous = nullptr;
      for (const ReferenceDraft& draft : drafts_) {
        if (draft.text.end <= hit.span.begin) previous = &draft;
      }
      if (previous == nullptr || !previous->value.number) continue;
      const std::string_view gap = trim(scan_.between(previous->text.end, hit.span.begin));
      if (gap != "," && gap != "và" && gap != ";" && gap != ", và") continue;
      if (previous->value.number->find('/') != std::string::npos) continue;
      ReferenceDraft draft;
      draft.rule = hit.rule;
      draft.value.type = previous->value.type;
      draft.value.number = std::string(scan_.printed(hit.capture("number")));
      draft.number = hit.capture("number");
      draft.text = hit.span;
      draft.typed = true;
      add_date_and_issuer(scan_, draft);
      more.push_back(std::move(draft));
    }
    for (ReferenceDraft& draft : more) drafts_.push_back(std::move(draft));
    std::sort(drafts_.begin(), drafts_.end(),
              [](const ReferenceDraft& a, const ReferenceDraft& b) { return a.number.begin < b.number.begin; });
  }

  /// The type of a number without its word: the one before it in the list, the list's head, else its symbol.
  void name_untyped() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      ReferenceDraft& draft = drafts_[i];
      if (draft.typed) continue;
      const std::string symbol = draft.value.number
                                     ? draft.value.number->substr(draft.value.number->find_first_of("/-") + 1)
                                     : draft.value.symbol;
      std::string of_symbol;
      // the year part, if any, stands before the symbol
      const std::size_t slash = symbol.find('/');
      of_symbol =
          type_of_symbol(slash != std::string::npos && slash == 4 ? symbol.substr(5) : symbol, scan_.vocabulary);
      std::string from_list;
      const Range sentence = scan_.sentence_at(draft.number.begin);
      const bool named_otherwise = follows_noun(draft.text.begin);
      if (i > 0 && !named_otherwise && drafts_[i - 1].number.begin >= sentence.begin &&
          !drafts_[i - 1].value.type.empty() && drafts_[i - 1].value.name.empty()) {
        from_list = drafts_[i - 1].value.type;
      }
      if (from_list.empty() && !named_otherwise) from_list = head_in_sentence(sentence, draft.text.begin);
      if (from_list.empty() && !named_otherwise && context_.lead_in != nullptr)
        from_list = list_head_type(*context_.lead_in, scan_.vocabulary);
      if (!from_list.empty() && (of_symbol.empty() || of_symbol == from_list)) {
        draft.value.type = from_list;
      } else if (!of_symbol.empty()) {
        draft.value.type = of_symbol;
      } else {
        // a number that names bodies only is an official letter's
        draft.value.type = "CV";
      }
    }
  }

  /// One date at the end of a list dates all: "các Quyết định số 1743/…, 1744/… ngày 31/12/2024", "cùng ngày …".
  void share_dates() {
    for (std::size_t i = 0; i + 1 < drafts_.size(); ++i) {
      std::size_t last = i;
      while (last + 1 < drafts_.size()) {
        const std::string_view gap = trim(scan_.between(drafts_[last].text.end, drafts_[last + 1].text.begin));
        const bool joined = gap == "," || gap == "và" || gap == ";" || gap == ", và";
        if (!joined || !drafts_[last].value.date.empty()) break;
        ++last;
      }
      if (last == i || drafts_[last].value.date.empty()) continue;
      const std::string_view head = trim(scan_.folded().substr(0, drafts_[i].text.begin));
      const std::string_view tail = scan_.folded(drafts_[last].text);
      const bool plural = ends_with_word(head, "các") || ends_with_word(head, "những") || ends_with_word(head, "hai") ||
                          ends_with_word(head, "ba");
      const bool same_day = contains_word(tail, "cùng ngày") ||
                            contains_word(scan_.between(drafts_[last].number.end, drafts_[last].text.end), "cùng");
      if (plural || same_day) {
        for (std::size_t k = i; k < last; ++k) drafts_[k].value.date = drafts_[last].value.date;
      }
      i = last;
    }
  }

 private:
  /// "Kết quả thẩm định số 98/KQTĐ-KTHT": a document of a kind we do not know, no member of a list before it.
  bool follows_noun(std::uint32_t begin) const {
    const int index = scan_.text.token_before(begin);
    if (index < 1 || scan_.text.token(index).kind != TokenKind::kWord ||
        scan_.text.token(index - 1).kind != TokenKind::kWord)
      return false;
    return !one_of(scan_.text.word(index), {"và", "hoặc", "cùng", "theo", "tại", "ở", "về", "các", "là", "có", "kèm",
                                            "với", "của", "nhận", "bởi", "trong", "từ", "đến"});
  }

  /// "tại các Công văn: số 87/…": the type word before the colon.
  std::string head_in_sentence(Range sentence, std::uint32_t before) const {
    const std::string_view text = scan_.between(sentence.begin, before);
    const std::size_t colon = text.rfind(':');
    std::uint32_t at = before;
    if (colon != std::string_view::npos) at = sentence.begin + static_cast<std::uint32_t>(colon);
    const TypeWord type = type_before(scan_, at);
    return type.type == nullptr ? std::string() : type.type->code;
  }

  const Scan& scan_;
  const ReferenceContext& context_;
  std::vector<ReferenceDraft>& drafts_;
};

}  // namespace

void complete_lists(const Scan& scan, const ReferenceContext& context, std::vector<ReferenceDraft>& drafts) {
  ListReader reader(scan, context, drafts);
  reader.add_listed();
  reader.name_untyped();
  reader.share_dates();
}

}  // namespace trichluc
