#include <charconv>
#include <iostream>
#include <optional>

#include "extractors/explain.h"
#include "pipeline/emit/code_points.h"
#include "pipeline/emit/json_value.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/run/run.h"
#include "tools/trichluc/process.h"
#include "tools/trichluc/rules.h"
#include "tools/trichluc/rules_location.h"

namespace trichluc {
namespace {

constexpr std::uint32_t kEnd = ~std::uint32_t{0};

/// "2:120-160", "2:120" (one character), "2" (the page).
struct AskedPlace {
  int page = 0;  // from 1; 0: all
  Range span{0, kEnd};
};

std::optional<std::uint32_t> read_whole(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<AskedPlace> read_place(std::string_view text) {
  AskedPlace place;
  const std::size_t colon = text.find(':');
  const auto page = read_whole(text.substr(0, colon));
  if (!page || *page == 0 || *page > 1'000'000) return std::nullopt;
  place.page = static_cast<int>(*page);
  if (colon == std::string_view::npos) return place;
  const std::string_view span = text.substr(colon + 1);
  const std::size_t dash = span.find('-');
  const auto begin = read_whole(span.substr(0, dash));
  const auto end = dash == std::string_view::npos ? begin : read_whole(span.substr(dash + 1));
  if (!begin || !end || *end == kEnd) return std::nullopt;
  place.span = {*begin, dash == std::string_view::npos ? *begin + 1 : *end};
  if (place.span.begin >= place.span.end) return std::nullopt;
  return place;
}

/// The bytes of the code points [begin, end) of `text`.
Range bytes_of(std::string_view text, Range points) {
  Range bytes{static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(text.size())};
  std::uint32_t point = 0;
  for (std::size_t at = 0; at < text.size(); ++point) {
    if (point == points.begin) bytes.begin = static_cast<std::uint32_t>(at);
    if (point == points.end) bytes.end = static_cast<std::uint32_t>(at);
    at += std::max<std::size_t>(1, decode_utf8(text, at).length);
  }
  return bytes;
}

std::string value_of(const Fact& fact) {
  JsonWriter json;
  write_value(json, fact.value);
  return json.take();
}

/// One page's explanation, for a person or as JSON.
class Telling {
 public:
  Telling(const Record& record, std::uint32_t page_index, bool with_rules)
      : record_(record), page_(page_index), points_(record.document.pages[page_index].text), with_rules_(with_rules) {}

  void tell(const ExplainedText& text, std::string& out) const {
    const Range span = span_of(text.block, text.text);
    out += "page " + std::to_string(number()) + ", " + words(span) + ", " + block_kind_name(block(text.block).kind) +
           (text.read ? "" : " (read for contacts only)") + "\n  " + printed(text.block, text.text) + "\n";
    if (!text.facts.empty()) out += "facts\n";
    for (const int index : text.facts) {
      const Fact& fact = record_.facts[static_cast<std::size_t>(index)];
      out += "  " + fact.id + " " + kind_name(fact.value) + " " + words(span_of(fact.block, fact.text)) + " «" +
             printed(fact.block, fact.text) + "» by " + fact.rule + " " + value_of(fact) + "\n";
    }
    if (!text.hits.empty()) out += "matched\n";
    for (const ExplainedHit& hit : text.hits) {
      out +=
          "  " + hit.rule->id + " " + words(span_of(text.block, hit.text)) + " «" + printed(text.block, hit.text) + "»";
      for (const auto& [name, value] : hit.captures) out += " " + name + "=" + value;
      out += ": " + became(hit) + "\n";
    }
    using State = ExplainedRule::State;
    std::string tried;
    for (const ExplainedRule& rule : text.rules) {
      if (rule.state != State::kNoMatch) continue;
      tried += (tried.empty() ? "  " : ", ") + rule.rule->id;
      if (!rule.needs_here.empty()) tried += " (" + joined(rule.needs_here) + ")";
    }
    if (!tried.empty()) out += "tried, no match here (needed words that stand here)\n" + tried + "\n";
    if (with_rules_) {
      std::string lacking;
      for (const ExplainedRule& rule : text.rules) {
        if (rule.state == State::kNoMatch) continue;
        lacking += "  " + rule.rule->id + ": " +
                   (rule.state == State::kNoDigit ? "no digit here" : "none of " + joined(rule.rule->needs)) + "\n";
      }
      if (!lacking.empty()) out += "not tried\n" + lacking;
    }
    out += "\n";
  }

  void write(const ExplainedText& text, JsonWriter& json) const {
    json.begin_object();
    json.field("page", static_cast<std::uint64_t>(number()));
    json.key("span"), json.span(span_of(text.block, text.text));
    json.field("block", block_kind_name(block(text.block).kind));
    json.field("text", printed(text.block, text.text));
    json.key("facts");
    json.begin_array();
    for (const int index : text.facts) {
      const Fact& fact = record_.facts[static_cast<std::size_t>(index)];
      json.begin_object();
      json.field("id", fact.id);
      json.field("kind", kind_name(fact.value));
      json.key("span"), json.span(span_of(fact.block, fact.text));
      json.field("text", printed(fact.block, fact.text));
      json.field("rule", fact.rule);
      json.key("value"), write_value(json, fact.value);
      json.end_object();
    }
    json.end_array();
    json.key("hits");
    json.begin_array();
    for (const ExplainedHit& hit : text.hits) {
      json.begin_object();
      json.field("rule", hit.rule->id);
      json.key("span"), json.span(span_of(text.block, hit.text));
      json.field("text", printed(text.block, hit.text));
      json.key("captures");
      json.begin_object();
      for (const auto& [name, value] : hit.captures) json.field(name, value);
      json.end_object();
      json.field("outcome", outcome_name(hit.outcome));
      if (hit.fact >= 0) json.field("fact", record_.facts[static_cast<std::size_t>(hit.fact)].id);
      json.optional_field("winner", hit.winner);
      json.optional_field("winner_text", hit.winner_text);
      json.optional_field("reason", hit.reason);
      json.end_object();
    }
    json.end_array();
    json.key("rules");
    json.begin_array();
    for (const ExplainedRule& rule : text.rules) {
      json.begin_object();
      json.field("rule", rule.rule->id);
      json.field("state", state_name(rule.state));
      json.key("needs"), json.texts(rule.rule->needs);
      json.key("needs_here"), json.texts(rule.needs_here);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }

 private:
  static std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
  }
  static std::string words(Range span) { return std::to_string(span.begin) + "-" + std::to_string(span.end); }

  std::string became(const ExplainedHit& hit) const {
    using Outcome = ExplainedHit::Outcome;
    const std::string fact = hit.fact < 0 ? std::string() : record_.facts[static_cast<std::size_t>(hit.fact)].id;
    switch (hit.outcome) {
      case Outcome::kFact: return "gave " + fact;
      case Outcome::kPart: return "is part of " + fact;
      case Outcome::kCue: return "context";
      case Outcome::kExplains: return "explains the number: " + hit.reason;
      case Outcome::kLost: return "lost to " + hit.winner + " «" + hit.winner_text + "»: " + hit.reason;
      case Outcome::kTurnedDown: return "turned down: " + hit.reason;
      case Outcome::kUnused: return "its reader made nothing of it";
    }
    return "";
  }

  const Block& block(int index) const { return record_.document.blocks[static_cast<std::size_t>(index)]; }
  std::string printed(int index, Range range) const { return block(index).text.substr(range.begin, range.size()); }
  int number() const { return record_.document.pages[page_].number; }
  /// In code points of this page: what of it stands there.
  Range span_of(int index, Range range) const {
    Range bytes{kEnd, 0};
    for (const Piece& piece : block(index).pieces) {
      const std::uint32_t begin = std::max(range.begin, piece.text_begin);
      const std::uint32_t end = std::min(range.end, piece.text_begin + piece.length);
      if (piece.page_index != page_ || begin >= end) continue;
      bytes.begin = std::min(bytes.begin, piece.page_begin + (begin - piece.text_begin));
      bytes.end = std::max(bytes.end, piece.page_begin + (end - piece.text_begin));
    }
    return bytes.begin < bytes.end ? points_.span(bytes) : Range{};
  }

  const Record& record_;
  std::uint32_t page_;
  CodePoints points_;
  bool with_rules_;
};

}  // namespace

ExitCode explain_rules(const RuleSettings& settings) {
  AskedPlace place;
  if (!settings.at.empty()) {
    const auto read = read_place(settings.at);
    if (!read) {
      print_error({ErrorCode::kBadArguments,
                   "--at takes PAGE:BEGIN or PAGE:BEGIN-END, not '" + settings.at + "'",
                   "give it page and span of a record",
                   {}});
      return ExitCode::kUsage;
    }
    place = *read;
  }
  const auto extractor = Extractor::load(settings.folders);
  if (!extractor) {
    print_error(extractor.error());
    return ExitCode::kUsage;
  }
  SourceReader reader;

  const Work work = [&](const Source& source) -> Result<Product> {
    auto document = reader.read(source);
    if (!document) return tl::unexpected(document.error());
    ReadingTrace trace;
    const Record record = extractor->extract(std::move(*document), &trace);
    const auto& pages = record.document.pages;
    const bool chosen = !settings.at.empty();
    std::string out;
    JsonWriter json;
    json.begin_array();
    bool any = false;
    for (std::uint32_t index = 0; index < pages.size(); ++index) {
      if (place.page > 0 && pages[index].number != place.page) continue;
      any = true;
      const Range bytes = chosen ? bytes_of(pages[index].text, place.span) : Range{0, kEnd};
      const Telling telling(record, index, chosen || settings.all);
      for (const ExplainedText& text : explain(*extractor, record, trace, index, bytes, chosen || settings.all)) {
        if (settings.json) {
          telling.write(text, json);
        } else {
          telling.tell(text, out);
        }
      }
    }
    if (!any)
      return fail(ErrorCode::kNotFound, "has no page " + std::to_string(place.page),
                  "it has " + std::to_string(pages.size()) + " pages");
    json.end_array();
    if (settings.json) out = json.take() + "\n";
    return Product{std::move(out)};
  };
  std::optional<ExitCode> code;
  const Sink sink = [&](std::size_t, const Outcome& outcome) -> Result<void> {
    if (!outcome.product) {
      print_error(outcome.product.error());
      code = ExitCode::kSomeFailed;
      return {};
    }
    std::cout << outcome.product->line;
    code = outcome.product->line.empty() ? ExitCode::kNothing : ExitCode::kDone;
    return {};
  };
  RunOptions run;
  run.limits.readable = {language_source(), digits_folder()};
  const std::vector<Input> inputs = list_inputs(settings.paths);
  if (inputs.size() != 1) {
    print_error({ErrorCode::kBadArguments, "explain reads one document", "name a file", {.file = settings.paths[0]}});
    return ExitCode::kUsage;
  }
  const RunReport report = run_documents(inputs, run, work, sink);
  if (report.interrupted) return ExitCode::kInterrupted;
  return code.value_or(ExitCode::kSomeFailed);
}

}  // namespace trichluc
