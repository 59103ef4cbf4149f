#include "pipeline/emit/record_shape.h"

#include <array>

namespace trichluc {
namespace {

using enum FieldType;
using enum Presence;

constexpr std::string_view kComparators = ">|>=|<|<=|~";
constexpr std::string_view kChanges = "increase|decrease";
constexpr std::string_view kModalities = "reported|target";

constexpr Field kRecord[] = {
    {"schema", kConstant, kAlways, "Version of this description.", "trichluc-record/1"},
    {"document", kObject, kAlways, "The file.", "document"},
    {"metadata", kObject, kAlways, "What letterhead, head and signature say.", "metadata"},
    {"facts", kObjects, kAlways, "By page, then place.", "fact"},
    {"checks", kObjects, kAlways, "Arithmetic the document asserts about itself, recomputed.", "check"},
    {"repairs", kObjects, kAlways, "Visible changes made to the text.", "repair"},
    {"warnings", kObjects, kAlways, "What a person should look at.", "warning"},
    {"other_numbers", kObjects, kAlways, "Every numeral outside the facts.", "other_number"},
    {"pages", kObjects, kWhenKnown, "How the text of each page came about; formats with page images only.", "page"},
    {"stamps", kObjects, kWhenKnown,
     "Text on the pages that is no part of the document: electronic signatures, incoming stamps.", "stamp"},
    {"page_texts", kObjects, kWhenKnown, "The text that spans count in; with --with-text.", "page_text"},
};

constexpr Field kDocument[] = {
    {"id", kPattern, kAlways, "SHA-256 of the file, lower-case hexadecimal.", "^[0-9a-f]{64}$"},
    {"source", kText, kAlways, "Path as given."},
    {"media_type", kPattern, kAlways, "What the content is.", "^[a-z]+/[a-z0-9.+-]+$"},
    {"bytes", kWhole, kAlways, "Size of the file.", "1"},
    {"pages", kWhole, kAlways, "1 for formats without pages.", "1"},
    {"characters", kWhole, kAlways, "Code points of the text.", "0"},
    {"text_origin", kChoice, kAlways, "Where the text came from.",
     "text-layer|ocr|mixed|plain|docx|doc|odt|rtf|markdown|html"},
    {"quality", kProbability, kAlways, "Share of well-formed Vietnamese syllables after repair."},
};

constexpr Field kType[] = {
    {"code", kText, kAlways, "Abbreviation, Decree 30/2020/NĐ-CP."},
    {"name", kText, kAlways, "In full."},
};

constexpr Field kMetadata[] = {
    {"type", kObject, kOrNull, "Kind of document.", "document_type"},
    {"number", kText, kOrNull, "Number and symbol; null where the number is blank."},
    {"symbol", kText, kOrNull, "Symbol."},
    {"date", kEdtf, kOrNull, "Date of issue."},
    {"place", kText, kOrNull, "Place of issue."},
    {"issuer", kText, kOrNull, "Who issued it, as the letterhead says."},
    {"parent_issuer", kText, kOrNull, "The body above, as the letterhead says."},
    {"title", kText, kOrNull, "What it is about (trích yếu)."},
    {"urgency", kText, kWhenKnown, "Degree of urgency."},
    {"confidentiality", kText, kWhenKnown, "Degree of secrecy."},
    {"addressees", kTexts, kAlways, "Kính gửi."},
    {"signatory", kObject, kOrNull, "Who signed first.", "signatory"},
    {"signatories", kObjects, kWhenKnown, "All, where there are several; left to right.", "signatory"},
    {"distribution", kTexts, kAlways, "Nơi nhận."},
};

constexpr Field kSignatory[] = {
    {"name", kText, kOrNull, "Name."},
    {"position", kText, kOrNull, "Position."},
    {"capacity", kText, kOrNull, "KT., TM., TL., ..."},
    {"authority", kText, kOrNull, "For whom."},
    {"organization", kText, kWhenKnown, "Of the one who signed, where several bodies did."},
    {"on_behalf", kObject, kWhenKnown, "The outer of two levels.", "on_behalf"},
};

constexpr Field kOnBehalf[] = {
    {"capacity", kText, kOrNull, "TM., TL., ..."},
    {"authority", kText, kOrNull, "For whom."},
};

constexpr Field kFact[] = {
    {"id", kFactId, kAlways, "Unique in the record."},
    {"kind", kChoice, kAlways, "What it is.",
     "legal_reference|budget|count|percentage|deadline|case_identifier|contact|time|place|other"},
    {"text", kText, kAlways, "Exact slice of the page's text."},
    {"page", kPage, kAlways, "Page."},
    {"span", kSpan, kAlways, "Where in the page's text."},
    {"boxes", kObjects, kWhenKnown, "Where on the page, one box a line.", "box"},
    {"section", kTexts, kAlways, "Numbering path of the section it stands in."},
    {"rule", kText, kAlways, "The rule that found it."},
    {"table", kObject, kWhenKnown, "Headers of the cell it was read from.", "table"},
    {"confidence", kProbability, kAlways, "Share of facts from such evidence that are right."},
    {"value", kValue, kAlways, "By kind."},
};

constexpr Field kTable[] = {
    {"row", kAnyText, kAlways, "Header of the row."},
    {"column", kAnyText, kAlways, "Header of the column."},
};

constexpr Field kSum[] = {
    {"type", kConstant, kAlways, "Parts that make a whole.", "sum"},
    {"whole", kFactId, kAlways, "The stated total."},
    {"parts", kFactIds, kAlways, "What it is made of."},
    {"stated", kNumber, kAlways, "As written."},
    {"computed", kNumber, kAlways, "As it comes out."},
    {"holds", kBoolean, kAlways, "Whether they agree."},
};

constexpr Field kShare[] = {
    {"type", kConstant, kAlways, "A part, a whole and a percentage.", "share"},
    {"part", kFactId, kAlways, "The part."},
    {"whole", kFactId, kAlways, "The whole."},
    {"percentage", kFactId, kAlways, "The stated share."},
    {"stated", kNumber, kAlways, "As written."},
    {"computed", kNumber, kAlways, "As it comes out."},
    {"holds", kBoolean, kAlways, "Whether they agree."},
};

constexpr Field kChange[] = {
    {"type", kConstant, kAlways, "A figure, how much it grew or fell, and by how many per cent.", "change"},
    {"part", kFactId, kAlways, "The difference."},
    {"whole", kFactId, kAlways, "The figure now."},
    {"percentage", kFactId, kAlways, "The stated change."},
    {"stated", kNumber, kAlways, "As written."},
    {"computed", kNumber, kAlways, "As it comes out."},
    {"holds", kBoolean, kAlways, "Whether they agree."},
};

constexpr Field kList[] = {
    {"type", kConstant, kAlways, "A number of things, and their names.", "list"},
    {"whole", kFactId, kAlways, "The stated number."},
    {"stated", kNumber, kAlways, "As written."},
    {"computed", kNumber, kAlways, "How many are named."},
    {"holds", kBoolean, kAlways, "Whether they agree."},
};

constexpr Field kRepair[] = {
    {"page", kPage, kAlways, "Page."},
    {"span", kSpan, kAlways, "Where in the repaired text."},
    {"from", kAnyText, kAlways, "As it was."},
    {"to", kAnyText, kAlways, "As it is."},
    {"rule", kText, kAlways, "What was mended."},
    {"confidence", kProbability, kAlways, "How sure."},
};

constexpr Field kWarning[] = {
    {"code", kPattern, kAlways, "What kind.", "^[a-z]+(?:-[a-z]+)*$"},
    {"page", kPage, kWhenKnown, "Page; left out for the whole document."},
    {"text", kText, kWhenKnown, "The words in question."},
    {"suggestion", kText, kWhenKnown, "What may be meant."},
    {"message", kText, kAlways, "For a person."},
};

constexpr Field kOtherNumber[] = {
    {"page", kPage, kAlways, "Page."},
    {"span", kSpan, kAlways, "Where in the page's text."},
    {"text", kText, kAlways, "As written."},
    {"role", kChoice, kAlways, "Why it is no fact.",
     "list-mark|page-number|footnote-mark|heading-number|age|duration|ordinal|clock|name-part|code|metadata|"
     "unexplained"},
};

constexpr Field kPageOrigin[] = {
    {"number", kPage, kAlways, "Page."},
    {"origin", kChoice, kAlways, "Where its text came from.", "text-layer|ocr|mixed|blank"},
    {"quality", kProbability, kWhenKnown, "Share of well-formed Vietnamese syllables."},
    {"confidence", kProbability, kWhenKnown, "Of recognition (OCR)."},
    {"dpi", kWhole, kWhenKnown, "Resolution of recognition.", "1"},
    {"reason", kText, kWhenKnown, "Why this way."},
};

constexpr Field kStamp[] = {
    {"page", kPage, kAlways, "Page."},
    {"kind", kChoice, kAlways, "What kind.", "e-signature|incoming|stamp"},
    {"text", kText, kAlways, "What it says."},
    {"boxes", kObjects, kWhenKnown, "Where on the page.", "box"},
};

constexpr Field kPageText[] = {
    {"page", kPage, kAlways, "Page."},
    {"text", kAnyText, kAlways, "Repaired text."},
};

constexpr Field kLocator[] = {
    {"diem", kText, kWhenKnown, "Điểm."},       {"khoan", kText, kWhenKnown, "Khoản."},
    {"dieu", kText, kWhenKnown, "Điều."},       {"muc", kText, kWhenKnown, "Mục."},
    {"chuong", kText, kWhenKnown, "Chương."},   {"mau", kText, kWhenKnown, "Mẫu."},
    {"phu_luc", kText, kWhenKnown, "Phụ lục."},
};

constexpr Field kLegalReference[] = {
    {"type", kText, kAlways, "Code of the document type."},
    {"number", kText, kOrNull, "Number and symbol; null for a law cited by name."},
    {"symbol", kText, kWhenKnown, "Where the number is blank."},
    {"date", kEdtf, kWhenKnown, "Date of the document."},
    {"issuer", kText, kWhenKnown, "Who issued it."},
    {"name", kText, kWhenKnown, "Name of a law."},
    {"year", kWhole, kWhenKnown, "Year in a law's name.", "1900"},
    {"amended", kWhole, kWhenKnown, "Year it was amended.", "1900"},
    {"locator", kObject, kWhenKnown, "Where in it; the last one.", "locator"},
    {"locators", kObjects, kWhenKnown, "All, where there are several.", "locator"},
    {"id", kText, kWhenKnown, "Identity shared by all mentions of the document."},
};

constexpr Field kBudget[] = {
    {"amount", kNumber, kAlways, "Whole units of the currency."},
    {"currency", kPattern, kAlways, "ISO 4217.", "^[A-Z]{3}$"},
    {"comparator", kChoice, kWhenKnown, "Left out for an exact figure.", kComparators},
    {"period", kEdtf, kWhenKnown, "When."},
    {"holder", kText, kWhenKnown, "Whose money."},
    {"purpose", kText, kWhenKnown, "What for."},
    {"of", kText, kWhenKnown, "What it is about, in the words around it."},
    {"flow", kChoice, kWhenKnown, "What happens to it.", "allocated|spent|raised|supported|proposed"},
    {"modality", kChoice, kWhenKnown, "Target: a goal or an obligation.", kModalities},
    {"change", kChoice, kWhenKnown, "A rise or a fall by this much.", kChanges},
    {"per", kText, kWhenKnown, "Of a rate: P1Y, P1M, or a noun."},
    {"part_of", kFactId, kWhenKnown, "The fact it is a breakdown of."},
    {"indicator", kText, kWhenKnown, "Code of the indicator vocabulary."},
    {"decimal_point", kTrue, kWhenKnown, "Written with a decimal point."},
};

constexpr Field kCount[] = {
    {"value", kNumber, kAlways, "How many, or how much."},
    {"unit", kText, kAlways, "The counted noun as written, lower case."},
    {"total", kNumber, kWhenKnown, "Of how many (22/22 xã)."},
    {"comparator", kChoice, kWhenKnown, "Left out for an exact figure.", kComparators},
    {"period", kEdtf, kWhenKnown, "When."},
    {"of", kText, kWhenKnown, "What it is about, in the words around it."},
    {"modality", kChoice, kAlways, "Target: a goal or an obligation.", kModalities},
    {"change", kChoice, kWhenKnown, "A rise or a fall by this much.", kChanges},
    {"measure", kTrue, kWhenKnown, "A measured quantity."},
    {"per", kText, kWhenKnown, "Of a rate: P1Y, P1M, or a noun."},
    {"part_of", kFactId, kWhenKnown, "The fact it is a breakdown of."},
    {"indicator", kText, kWhenKnown, "Code of the indicator vocabulary."},
    {"decimal_point", kTrue, kWhenKnown, "Written with a decimal point."},
};

constexpr Field kPercentage[] = {
    {"value", kNumber, kAlways, "Per cent."},
    {"change", kChoice, kOrNull, "A rise or a fall by this much.", kChanges},
    {"points", kTrue, kWhenKnown, "Percentage points."},
    {"comparator", kChoice, kWhenKnown, "Left out for an exact figure.", kComparators},
    {"period", kEdtf, kWhenKnown, "When."},
    {"of", kText, kWhenKnown, "What it is about, in the words around it."},
    {"modality", kChoice, kAlways, "Target: a goal or an obligation.", kModalities},
    {"per", kText, kWhenKnown, "Of a rate: P1Y, P1M, or a noun."},
    {"part_of", kFactId, kWhenKnown, "The fact it is a breakdown of."},
    {"indicator", kText, kWhenKnown, "Code of the indicator vocabulary."},
    {"decimal_point", kTrue, kWhenKnown, "Written with a decimal point."},
};

constexpr Field kDeadline[] = {
    {"due", kEdtf, kWhenKnown, "When."},
    {"relation", kChoice, kWhenKnown, "Before, by or on that time.", "before|by|on"},
    {"recurrence", kDuration, kWhenKnown, "Every so often."},
    {"within", kDuration, kWhenKnown, "Of a relative one: how long."},
    {"working_days", kTrue, kWhenKnown, "Counted in working days."},
    {"from", kText, kWhenKnown, "Of a relative one: the event it counts from."},
    {"obligor", kText, kWhenKnown, "Who owes it."},
    {"action", kText, kWhenKnown, "What is to be done."},
    {"recipient", kText, kWhenKnown, "For whom."},
};

constexpr Field kCaseIdentifier[] = {
    {"type", kChoice, kAlways, "Of what.", "bản án|quyết định|thụ lý|vụ án|hồ sơ|cáo trạng"},
    {"number", kText, kAlways, "As written."},
    {"date", kEdtf, kWhenKnown, "Its date."},
    {"court", kText, kWhenKnown, "Which court."},
};

constexpr Field kContact[] = {
    {"type", kChoice, kAlways, "What kind.", "phone|email|url"},
    {"value", kText, kAlways, "The number or address."},
    {"of", kText, kWhenKnown, "Whose."},
};

constexpr Field kTime[] = {{"value", kEdtf, kAlways, "Date or period."}};

constexpr Field kPlace[] = {
    {"name", kText, kAlways, "Province or city."},
    {"code", kPattern, kWhenKnown, "Code of the statistics office.", "^\\d{2}$"},
    {"valid", kEdtf, kWhenKnown, "When the province exists under this code."},
};

constexpr Field kOther[] = {
    {"name", kPattern, kAlways, "Of the kind, as its rules call it.", "^[a-z][a-z0-9_]*$"},
    {"value", kText, kAlways, "As written."},
    {"amount", kNumber, kWhenKnown, "The number in it."},
    {"parts", kTextMap, kWhenKnown, "What else its rule captured, by name."},
};

constexpr ObjectShape kRecordShapes[] = {
    {"record",
     "What one document becomes: one object a line of JSON Lines. Spans are code points of the page's repaired text, "
     "half open; boxes are PDF points from the page's top left.",
     kRecord},
    {"document", "The file.", kDocument},
    {"document_type", "Kind of document.", kType},
    {"metadata", "The layout components of an administrative document.", kMetadata},
    {"signatory", "Who signed.", kSignatory},
    {"on_behalf", "The outer of two levels of signing.", kOnBehalf},
    {"fact", "A fact.", kFact},
    {"table", "Headers of a table cell.", kTable},
    {"sum", "Parts that make a whole.", kSum},
    {"share", "A part, a whole and a percentage.", kShare},
    {"change", "A figure, how much it grew or fell, and by how many per cent.", kChange},
    {"list", "A number of things, and their names.", kList},
    {"repair", "A change made to the text.", kRepair},
    {"warning", "What a person should look at.", kWarning},
    {"other_number", "A numeral outside the facts.", kOtherNumber},
    {"page", "How the text of a page came about.", kPageOrigin},
    {"stamp", "Text that is no part of the document.", kStamp},
    {"page_text", "The text of a page.", kPageText},
    {"locator", "A place in a law.", kLocator, R"("minProperties": 1)"},
};

constexpr ObjectShape kValueShapes[] = {
    {"legal_reference", "A mention of another document or law.", kLegalReference,
     R"("anyOf": [{"properties": {"number": {"type": "string"}}}, {"required": ["name"]}, {"required": ["symbol"]}])"},
    {"budget", "An amount of money.", kBudget},
    {"count", "A number of things, or a measured quantity.", kCount},
    {"percentage", "A share, a rate or a change.", kPercentage},
    {"deadline", "Something is due.", kDeadline,
     R"("anyOf": [{"required": ["due", "relation"]}, {"required": ["within"]}])"},
    {"case_identifier", "The number of a judgment, case file or docket.", kCaseIdentifier},
    {"contact", "Telephone, e-mail or web address.", kContact},
    {"time", "A date or period in running text.", kTime},
    {"place", "A province or city of Vietnam.", kPlace},
    {"other", "A fact of a kind that somebody's own rules define.", kOther},
};

}  // namespace

std::span<const ObjectShape> record_shapes() { return kRecordShapes; }
std::span<const ObjectShape> value_shapes() { return kValueShapes; }

const ObjectShape* find_shape(std::string_view name) {
  for (const std::span<const ObjectShape> shapes : {record_shapes(), value_shapes()}) {
    for (const ObjectShape& shape : shapes) {
      if (shape.name == name) return &shape;
    }
  }
  return nullptr;
}

}  // namespace trichluc
