#include "pipeline/emit/json_value.h"

namespace trichluc {
namespace {

const char* change_name(Change change) { return change == Change::kIncrease ? "increase" : "decrease"; }

void write_locator(JsonWriter& json, const Locator& locator) {
  json.begin_object();
  json.optional_field("diem", locator.diem);
  json.optional_field("khoan", locator.khoan);
  json.optional_field("dieu", locator.dieu);
  json.optional_field("muc", locator.muc);
  json.optional_field("chuong", locator.chuong);
  json.optional_field("mau", locator.mau);
  json.optional_field("phu_luc", locator.phu_luc);
  json.end_object();
}

/// What figures share, after their own number and before their own rest.
void write_comparator_and_period(JsonWriter& json, const Figure& figure) {
  if (figure.comparator != Comparator::kEqual) json.field("comparator", comparator_sign(figure.comparator));
  json.optional_field("period", figure.period);
}

void write_rest(JsonWriter& json, const Figure& figure) {
  json.optional_field("per", figure.per);
  json.optional_field("part_of", figure.part_of);
  json.optional_field("indicator", figure.indicator);
  json.optional_flag("decimal_point", figure.decimal_point);
}

const char* modality_name(Modality modality) { return modality == Modality::kTarget ? "target" : "reported"; }

struct ValueWriter {
  JsonWriter& json;

  void operator()(const LegalReference& reference) const {
    json.field("type", reference.type);
    json.key("number");
    if (reference.number) {
      json.text(*reference.number);
    } else {
      json.null();
    }
    json.optional_field("symbol", reference.symbol);
    json.optional_field("date", reference.date);
    json.optional_field("issuer", reference.issuer);
    json.optional_field("name", reference.name);
    if (reference.year > 0) json.field("year", static_cast<std::uint64_t>(reference.year));
    if (reference.amended > 0) json.field("amended", static_cast<std::uint64_t>(reference.amended));
    if (!reference.locators.empty()) {
      json.key("locator");
      write_locator(json, reference.locators.back());
    }
    if (reference.locators.size() > 1) {
      json.key("locators");
      json.begin_array();
      for (const Locator& locator : reference.locators) write_locator(json, locator);
      json.end_array();
    }
    json.optional_field("id", reference.id);
  }

  void operator()(const Budget& budget) const {
    json.field("amount", budget.amount);
    json.field("currency", budget.currency);
    write_comparator_and_period(json, budget.figure);
    json.optional_field("holder", budget.holder);
    json.optional_field("purpose", budget.purpose);
    json.optional_field("of", budget.figure.of);
    json.optional_field("flow", budget.flow);
    if (budget.figure.modality == Modality::kTarget) json.field("modality", "target");
    if (budget.figure.change != Change::kNone) json.field("change", change_name(budget.figure.change));
    write_rest(json, budget.figure);
  }

  void operator()(const Count& count) const {
    json.field("value", count.value);
    json.field("unit", count.unit);
    if (count.total) json.field("total", *count.total);
    write_comparator_and_period(json, count.figure);
    json.optional_field("of", count.figure.of);
    json.field("modality", modality_name(count.figure.modality));
    if (count.figure.change != Change::kNone) json.field("change", change_name(count.figure.change));
    json.optional_flag("measure", count.measure);
    write_rest(json, count.figure);
  }

  void operator()(const Percentage& percentage) const {
    json.field("value", percentage.value);
    json.key("change");
    if (percentage.figure.change == Change::kNone) {
      json.null();
    } else {
      json.text(change_name(percentage.figure.change));
    }
    json.optional_flag("points", percentage.points);
    write_comparator_and_period(json, percentage.figure);
    json.optional_field("of", percentage.figure.of);
    json.field("modality", modality_name(percentage.figure.modality));
    write_rest(json, percentage.figure);
  }

  void operator()(const Deadline& deadline) const {
    json.optional_field("due", deadline.due);
    if (deadline.relation) {
      constexpr const char* kNames[] = {"before", "by", "on"};
      json.field("relation", kNames[static_cast<int>(*deadline.relation)]);
    }
    json.optional_field("recurrence", deadline.recurrence);
    json.optional_field("within", deadline.within);
    json.optional_flag("working_days", deadline.working_days);
    json.optional_field("from", deadline.from);
    json.optional_field("obligor", deadline.obligor);
    json.optional_field("action", deadline.action);
    json.optional_field("recipient", deadline.recipient);
  }

  void operator()(const CaseIdentifier& identifier) const {
    json.field("type", identifier.type);
    json.field("number", identifier.number);
    json.optional_field("date", identifier.date);
    json.optional_field("court", identifier.court);
  }

  void operator()(const Contact& contact) const {
    json.field("type", contact.type);
    json.field("value", contact.value);
    json.optional_field("of", contact.of);
  }

  void operator()(const TimeMention& time) const { json.field("value", time.value); }

  void operator()(const OwnFact& own) const {
    json.field("name", own.name);
    json.field("value", own.value);
    if (own.amount) json.field("amount", *own.amount);
    if (own.parts.empty()) return;
    json.key("parts");
    json.begin_object();
    for (const auto& [name, text] : own.parts) json.field(name, text);
    json.end_object();
  }

  void operator()(const Place& place) const {
    json.field("name", place.name);
    json.optional_field("code", place.code);
    json.optional_field("valid", place.valid);
  }
};

}  // namespace

void write_value(JsonWriter& json, const FactValue& value) {
  json.begin_object();
  std::visit(ValueWriter{json}, value);
  json.end_object();
}

}  // namespace trichluc
