// fact.h - what is extracted; field names and meanings are those of RECORD.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "pipeline/core/decimal.h"
#include "pipeline/core/document.h"

namespace trichluc {

/// EDTF (ISO 8601-2): "2020-06-19", "2016/2020", "2020-06/..", "XXXX-11-20".
using Edtf = std::string;

/// "=" (left out), ">", ">=", "<", "<=", "~".
enum class Comparator { kEqual, kGreater, kAtLeast, kLess, kAtMost, kAbout };
const char* comparator_sign(Comparator comparator);

enum class Modality { kReported, kTarget };
enum class Change { kNone, kIncrease, kDecrease };

/// Where in a law; each as printed ("09", "II", "c"), empty where absent.
struct Locator {
  std::string diem, khoan, dieu, muc, chuong, mau, phu_luc;
  bool empty() const {
    return diem.empty() && khoan.empty() && dieu.empty() && muc.empty() && chuong.empty() && mau.empty() &&
           phu_luc.empty();
  }
  friend bool operator==(const Locator&, const Locator&) = default;
};

struct LegalReference {
  std::string type;                   // code: NQ, QĐ, L, ...
  std::optional<std::string> number;  // none for a law cited by name
  std::string symbol;                 // only where the number is blank ("Tờ trình số   /TTr-UBND")
  Edtf date;                          // empty: not given
  std::string issuer;
  std::string name;               // of a law
  int year = 0;                   // "Bộ luật Hình sự 2015"; 0: not given
  int amended = 0;                // "(sửa đổi, bổ sung năm 2017)"; 0: not given
  std::vector<Locator> locators;  // the last one is RECORD.md's `locator`
  std::string id;                 // shared by all mentions of the same document
};

/// What every figure carries.
struct Figure {
  Comparator comparator = Comparator::kEqual;
  Edtf period;  // empty: none
  Modality modality = Modality::kReported;
  Change change = Change::kNone;
  std::string of;              // what it is about, free text
  std::string per;             // "P1Y", "P1M", or a noun; empty: no rate
  std::string part_of;         // id of the fact it is a breakdown of
  std::string indicator;       // code of the indicator vocabulary
  bool decimal_point = false;  // "75.76" read with a decimal point
  bool threshold = false;      // "từ 500 lao động trở lên": bounds another thing, has no period of its own
};

struct Budget {
  Decimal amount;                // whole units of the currency
  std::string currency = "VND";  // ISO 4217
  Figure figure;
  std::string holder, purpose;
  std::string flow;  // allocated, spent, raised, supported, proposed; empty: not known
};

struct Count {
  Decimal value;
  std::string unit;  // the counted noun as written, lower case
  Figure figure;
  std::optional<Decimal> total;  // "22/22 xã"
  bool measure = false;
};

struct Percentage {
  Decimal value;
  Figure figure;
  bool points = false;  // percentage points
};

enum class DueRelation { kBefore, kBy, kOn };

struct Deadline {
  Edtf due;  // empty for a relative one
  std::optional<DueRelation> relation;
  std::string recurrence;  // P1Y, P6M, P3M, P1M
  std::string within;      // ISO 8601 duration of a relative one
  bool working_days = false;
  std::string from;  // the event a relative one counts from
  std::string obligor, action, recipient;
};

struct CaseIdentifier {
  std::string type;  // bản án, quyết định, thụ lý, vụ án, hồ sơ, cáo trạng
  std::string number;
  Edtf date;
  std::string court;
};

struct Contact {
  std::string type;  // phone, email, url
  std::string value;
  std::string of;
};

struct TimeMention {
  Edtf value;
};

struct Place {
  std::string name;
  std::string code;   // GSO code
  std::string valid;  // EDTF interval in which this province exists under this code
};

/// A kind of fact that somebody's own rules define.
struct OwnFact {
  std::string name;  // of the kind
  std::string value;
  std::optional<Decimal> amount;
  std::map<std::string, std::string> parts;  // other captures of the rule, by name
};

using FactValue = std::variant<LegalReference, Budget, Count, Percentage, Deadline, CaseIdentifier, Contact,
                               TimeMention, Place, OwnFact>;

/// "legal_reference", "budget", ...
const char* kind_name(const FactValue& value);

/// Row and column headers of a fact read from a table cell.
struct TableCell {
  std::string row, column;
};

struct Fact {
  std::string id;  // "f12"; given when the record is complete
  FactValue value;
  std::string rule;  // id of the rule that fired
  double confidence = 1.0;
  int block = -1;  // index into Document::blocks
  Range text;      // bytes in that block's text
  Range digits;    // the figure itself, inside `text`: its page is the fact's page
  std::optional<TableCell> table;
};

}  // namespace trichluc
