// sample_record.h - a small record with a fact of every kind, for the tests of what is written.
#pragma once

#include <stdexcept>
#include <string>

#include "pipeline/core/record.h"

namespace trichluc {

/// One page, one block. Facts are found by their text in it.
class SampleRecord {
 public:
  static constexpr const char* kText =
      "Nghị quyết số 121/2020/QH14 giao trên 68,091 tỷ đồng; 1.075 vụ, đạt 85,5%; báo cáo trước ngày 15/12; "
      "Bản án số 12/2023/HS-ST; gọi 111; năm 2020 tại Đà Nẵng; mục 7.";

  SampleRecord() {
    Document& document = record.document;
    document.id = std::string(64, 'a');
    document.source = "reports/mau.txt";
    document.media_type = "text/plain";
    document.text_origin = "plain";
    document.bytes = 1000;
    DocumentPage page;
    page.text = std::string(kText) + "\n";
    const auto size = static_cast<std::uint32_t>(page.text.size());
    page.source = SourceMap::identity(size);
    document.pages.push_back(std::move(page));
    Block block;
    block.text = kText;
    block.pieces = {{0, size - 1, 0, 0}};
    block.section = {"II", "5", "b"};
    document.blocks.push_back(std::move(block));
    record.quality = 0.99749;
  }

  Range find(const std::string& text) const {
    const std::size_t at = std::string(kText).find(text);
    if (at == std::string::npos) throw std::logic_error("not in the sample: " + text);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + text.size())};
  }

  Fact& add(const std::string& text, FactValue value, const std::string& rule = "test.rule") {
    Fact fact;
    fact.id = "f" + std::to_string(record.facts.size() + 1);
    fact.value = std::move(value);
    fact.rule = rule;
    fact.block = 0;
    fact.text = find(text);
    record.facts.push_back(std::move(fact));
    return record.facts.back();
  }

  void add_one_of_each_kind() {
    LegalReference reference;
    reference.type = "NQ";
    reference.number = "121/2020/QH14";
    reference.id = "NQ 121/2020/QH14";
    reference.locators.resize(2);
    reference.locators[0].khoan = "2";
    reference.locators[1].diem = "b";
    reference.locators[1].khoan = "6";
    add("Nghị quyết số 121/2020/QH14", reference);
    Budget budget;
    budget.amount = {68'091'000'000, 0};
    budget.figure.comparator = Comparator::kGreater;
    budget.flow = "allocated";
    add("trên 68,091 tỷ đồng", budget);
    Count count;
    count.value = {1075, 0};
    count.unit = "vụ";
    count.figure.period = "2016/2020";
    add("1.075 vụ", count);
    Percentage percentage;
    percentage.value = {855, 1};
    percentage.figure.modality = Modality::kTarget;
    add("85,5%", percentage);
    Deadline deadline;
    deadline.due = "XXXX-12-15";
    deadline.relation = DueRelation::kBefore;
    deadline.recurrence = "P1Y";
    add("trước ngày 15/12", deadline);
    add("Bản án số 12/2023/HS-ST", CaseIdentifier{"bản án", "12/2023/HS-ST", "", ""});
    add("111", Contact{"phone", "111", "Tổng đài 111"});
    add("năm 2020", TimeMention{"2020"});
    add("Đà Nẵng", Place{"Đà Nẵng", "48", "1997-01-01/2025-06-30"});
  }

  Record record;
};

}  // namespace trichluc
