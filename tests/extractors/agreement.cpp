#include "tests/extractors/agreement.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <sstream>

#include "extractors/engine/folded.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

using Values = std::map<std::string, std::string>;

const std::string& at(const Told& fact, const std::string& key) {
  static const std::string kNone;
  const auto found = fact.value.find(key);
  return found == fact.value.end() ? kNone : found->second;
}

std::string fold(std::string_view text) { return std::string(Folded(text).folded()); }

/// score.py's squeeze: lower-case letters and digits.
std::string squeeze(std::string_view text) {
  const std::string folded = fold(text);
  std::string out;
  for (std::size_t i = 0; i < folded.size();) {
    const Decoded here = decode_utf8(folded, i);
    const bool kept = (here.code >= U'0' && here.code <= U'9') || (here.code >= U'a' && here.code <= U'z') ||
                      (here.code >= U'à' && here.code <= U'ỹ');
    if (kept) out.append(folded, i, here.length);
    i += std::max<std::uint32_t>(here.length, 1);
  }
  return out;
}

/// score.py's norm, cut into words.
std::vector<std::string> words(std::string_view text) {
  std::istringstream stream(fold(text));
  std::vector<std::string> out;
  for (std::string word; stream >> word;) out.push_back(word);
  return out;
}

bool numbers_agree(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return false;
  const double x = std::strtod(a.c_str(), nullptr), y = std::strtod(b.c_str(), nullptr);
  return std::abs(x - y) <= 1e-9 * std::max({1.0, std::abs(x), std::abs(y)});
}

/// The same, or one of them says more ("cas" and "cas mắc").
bool units_agree(const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (a.empty() || b.empty()) return false;
  const auto begins = [](const std::string& longer, const std::string& shorter) {
    return longer.starts_with(shorter + " ") || longer.starts_with(shorter + ",");
  };
  return begins(a, b) || begins(b, a);
}

bool evidence_overlaps(const std::string& a, const std::string& b) {
  const std::string x = squeeze(a), y = squeeze(b);
  if (x.empty() || y.empty()) return false;
  if (x.find(y) != std::string::npos || y.find(x) != std::string::npos) return true;
  const auto left = words(a), right = words(b);
  const std::set<std::string> one(left.begin(), left.end()), other(right.begin(), right.end());
  const auto shared =
      std::count_if(one.begin(), one.end(), [&](const std::string& word) { return other.contains(word); });
  return 2 * static_cast<std::size_t>(shared) >= std::min(one.size(), other.size());
}

void put(Values& value, const std::string& key, const std::string& text) {
  if (!text.empty()) value[key] = text;
}

void put_figure(Values& value, const Figure& figure) {
  put(value, "of", fold(figure.of));
  put(value, "per", figure.per);
  if (figure.comparator != Comparator::kEqual) value["comparator"] = comparator_sign(figure.comparator);
  put(value, "period", figure.period);
  if (figure.modality == Modality::kTarget) value["modality"] = "target";
  if (figure.change == Change::kIncrease) value["change"] = "increase";
  if (figure.change == Change::kDecrease) value["change"] = "decrease";
}

struct ValueTeller {
  Values& value;

  void operator()(const LegalReference& reference) const {
    put(value, "type", fold(reference.type));
    put(value, "number", squeeze(reference.number.value_or("")));
    put(value, "name", squeeze(reference.name));
    put(value, "date", reference.date);
    if (reference.locators.empty()) return;
    const Locator& last = reference.locators.back();
    put(value, "diem", squeeze(last.diem));
    put(value, "khoan", squeeze(last.khoan));
    put(value, "dieu", squeeze(last.dieu));
    put(value, "muc", squeeze(last.muc));
    put(value, "chuong", squeeze(last.chuong));
    put(value, "mau", squeeze(last.mau));
    put(value, "phu_luc", squeeze(last.phu_luc));
  }
  void operator()(const Budget& budget) const {
    put(value, "amount", budget.amount.to_string());
    put_figure(value, budget.figure);
  }
  void operator()(const Count& count) const {
    put(value, "value", count.value.to_string());
    put(value, "unit", fold(count.unit));
    put_figure(value, count.figure);
  }
  void operator()(const Percentage& percentage) const {
    put(value, "value", percentage.value.to_string());
    put_figure(value, percentage.figure);
  }
  void operator()(const Deadline& deadline) const {
    put(value, "due", deadline.due);
    if (deadline.relation == DueRelation::kBefore) value["relation"] = "before";
    if (deadline.relation == DueRelation::kBy) value["relation"] = "by";
    if (deadline.relation == DueRelation::kOn) value["relation"] = "on";
    put(value, "recurrence", deadline.recurrence);
    put(value, "within", deadline.within);
    if (deadline.working_days) value["working_days"] = "true";
  }
  void operator()(const CaseIdentifier& identifier) const {
    put(value, "type", fold(identifier.type));
    put(value, "number", squeeze(identifier.number));
  }
  void operator()(const Contact& contact) const {
    put(value, "type", contact.type);
    put(value, "value", squeeze(contact.value));
  }
  void operator()(const TimeMention& time) const { put(value, "value", time.value); }
  void operator()(const Place& place) const { put(value, "name", fold(place.name)); }
  void operator()(const OwnFact& own) const { put(value, "value", own.value); }
};

/// The form in which ValueTeller gives `key` of `kind`.
std::string as_compared(const std::string& kind, const std::string& key, const std::string& text) {
  if (key == "unit" || key == "of" || (key == "type" && kind != "contact")) return fold(text);
  if (key == "number" || key == "name" || (key == "value" && kind == "contact")) return squeeze(text);
  return text;
}

std::string printed(const rapidjson::Value& json) {
  if (json.IsString()) return {json.GetString(), json.GetStringLength()};
  if (json.IsInt64()) return std::to_string(json.GetInt64());
  if (json.IsBool()) return json.GetBool() ? "true" : "";
  if (!json.IsNumber()) return "";
  std::ostringstream out;
  out.precision(15);
  out << json.GetDouble();
  return out.str();
}

std::string described(const Told& fact) {
  std::string text = fact.kind + " «" + fact.quote + "»";
  for (const auto& [key, value] : fact.value) text += " " + key + "=" + value;
  return text;
}

bool same(const Told& a, const Told& b, std::initializer_list<const char*> keys) {
  return std::all_of(keys.begin(), keys.end(), [&](const char* key) { return at(a, key) == at(b, key); });
}

}  // namespace

Told tell(const Fact& fact, const Document& document) {
  const std::string& text = document.blocks[static_cast<std::size_t>(fact.block)].text;
  Told told{kind_name(fact.value), text.substr(fact.text.begin, fact.text.size()), {}};
  std::visit(ValueTeller{told.value}, fact.value);
  return told;
}

Told tell(const rapidjson::Value& expected) {
  Told told{expected["kind"].GetString(), expected["quote"].GetString(), {}};
  for (const auto& member : expected["value"].GetObject()) {
    const std::string key = member.name.GetString();
    if (key == "locator") {
      for (const auto& part : member.value.GetObject())
        put(told.value, part.name.GetString(), squeeze(part.value.GetString()));
    } else if (member.value.IsString() && key == "comparator" && printed(member.value) == "=") {
      continue;
    } else if (key != "modality" || printed(member.value) == "target") {
      put(told.value, key, as_compared(told.kind, key, printed(member.value)));
    }
  }
  return told;
}

bool core_agrees(const Told& expected, const Told& found) {
  const std::string& kind = expected.kind;
  if (kind != found.kind || !evidence_overlaps(expected.quote, found.quote)) return false;
  if (kind == "legal_reference")
    return same(expected, found, {"type", "number"}) &&
           (!at(expected, "number").empty() || same(expected, found, {"name"}));
  if (kind == "budget") return numbers_agree(at(expected, "amount"), at(found, "amount"));
  if (kind == "count")
    return numbers_agree(at(expected, "value"), at(found, "value")) &&
           units_agree(at(expected, "unit"), at(found, "unit"));
  if (kind == "percentage")
    return numbers_agree(at(expected, "value"), at(found, "value")) && same(expected, found, {"change"});
  if (kind == "deadline")
    return !at(expected, "within").empty() ? same(expected, found, {"within", "working_days"})
                                           : same(expected, found, {"due", "relation"});
  if (kind == "case_identifier") return same(expected, found, {"type", "number"});
  if (kind == "contact") return same(expected, found, {"type", "value"});
  return same(expected, found, {"value"});
}

bool details_agree(const Told& expected, const Told& found) {
  if (expected.kind == "legal_reference") {
    return (at(expected, "date").empty() || same(expected, found, {"date"})) &&
           same(expected, found, {"diem", "khoan", "dieu", "muc", "chuong", "mau", "phu_luc"});
  }
  if (expected.kind == "deadline") return same(expected, found, {"recurrence"});
  if (expected.kind == "budget" || expected.kind == "count" || expected.kind == "percentage") {
    // free text, compared where a case says what it is to be
    const bool subject = at(expected, "of").empty() || same(expected, found, {"of"});
    const bool rate = expected.kind == "percentage" || at(expected, "per").empty() || same(expected, found, {"per"});
    return subject && rate && same(expected, found, {"comparator", "period", "modality"});
  }
  return true;
}

std::vector<std::string> disagreements(const std::vector<Told>& expected, const std::vector<Told>& found) {
  std::vector<bool> used(found.size()), settled(expected.size());
  std::vector<std::string> lines;
  for (const bool in_full : {true, false}) {
    for (std::size_t e = 0; e < expected.size(); ++e) {
      for (std::size_t f = 0; f < found.size() && !settled[e]; ++f) {
        if (used[f] || !core_agrees(expected[e], found[f]) || (in_full && !details_agree(expected[e], found[f])))
          continue;
        used[f] = settled[e] = true;
        if (!in_full) lines.push_back("want " + described(expected[e]) + "\n     got  " + described(found[f]));
      }
    }
  }
  for (std::size_t e = 0; e < expected.size(); ++e) {
    if (!settled[e]) lines.push_back("missed " + described(expected[e]));
  }
  for (std::size_t f = 0; f < found.size(); ++f) {
    if (!used[f]) lines.push_back("extra  " + described(found[f]));
  }
  return lines;
}

}  // namespace trichluc
