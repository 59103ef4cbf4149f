// What the page says, in Vietnamese and English.

const kWords = {
  documents: ["Tài liệu", "Documents"],
  review: ["Duyệt", "Review"],
  figures: ["Số liệu", "Figures"],
  runs: ["Lượt đọc", "Runs"],
  help: ["Trợ giúp", "Help"],
  search: ["Tìm kiếm", "Search"],
  search_hint: ["Từ ngữ hoặc số, ký hiệu văn bản", "Words, or a document's number"],
  skip_to_main: ["Đến nội dung chính", "Skip to content"],
  main_menu: ["Trình đơn chính", "Main menu"],
  language: ["Ngôn ngữ", "Language"],
  read_only: ["chỉ đọc", "read-only"],
  no_token: ["Chỉ đọc: để duyệt, hãy mở địa chỉ mà chương trình đã in ra.", "Reading only: to review, open the address that the program printed."],
  reviewer: ["Người duyệt", "Reviewer"],
  reviewer_ask: ["Tên của bạn, ghi cùng mỗi ý kiến", "Your name, kept with everything you say"],
  reviewer_change: ["đổi", "change"],
  save: ["Lưu", "Save"],
  cancel: ["Thôi", "Cancel"],
  ok: ["Đồng ý", "OK"],
  loading: ["Đang tải…", "Loading…"],
  failed: ["Không được", "That did not work"],
  filters: ["Bộ lọc", "Filters"],
  facet_type: ["Loại văn bản", "Type"],
  facet_issuer: ["Cơ quan ban hành", "Issuer"],
  facet_year: ["Năm", "Year"],
  facet_province: ["Tỉnh, thành phố", "Province"],
  facet_indicator: ["Chỉ tiêu", "Indicator"],
  facet_review: ["Tình trạng duyệt", "Review"],
  state_untouched: ["chưa duyệt", "untouched"],
  state_begun: ["đang duyệt", "begun"],
  state_done: ["đã duyệt xong", "done"],
  clear_filters: ["Bỏ mọi lọc", "Clear all"],
  all_values: ["Tất cả {n}", "All {n}"],
  n_documents: ["{n} tài liệu", "{n} documents", "{n} document"],
  n_found: ["{n} tài liệu có “{q}”", "{n} documents with “{q}”", "{n} document with “{q}”"],
  hits_shown: ["Kết quả {from}–{to}", "Results {from}–{to}"],
  no_hits: ["Không tìm thấy “{q}”. Thử ít từ hơn, hoặc bỏ bộ lọc.", "Nothing found for “{q}”. Try fewer words, or clear the filters."],
  no_documents: ["Không có tài liệu nào.", "There are no documents."],
  pages_behind: ["{n} trang chưa vào chỉ mục tìm kiếm.", "{n} pages are not indexed yet.", "{n} page is not indexed yet."],
  sort: ["Sắp xếp", "Order"],
  sort_date: ["mới nhất trước", "newest first"],
  sort_date_up: ["cũ nhất trước", "oldest first"],
  sort_number: ["số, ký hiệu", "number"],
  sort_issuer: ["cơ quan", "issuer"],
  sort_source: ["tên tệp", "file name"],
  csv: ["Tải CSV", "CSV"],
  earlier: ["Trang trước", "Earlier"],
  later: ["Trang sau", "Later"],
  range: ["{from}–{to} trong {n}", "{from}–{to} of {n}"],
  untitled: ["(không có trích yếu)", "(no title)"],
  page: ["trang", "page"],
  page_n: ["Trang {n}", "Page {n}"],
  n_pages: ["{n} trang", "{n} pages", "{n} page"],
  n_facts: ["{n} dữ kiện", "{n} facts", "{n} fact"],
  n_reviewed: ["đã duyệt {n}", "{n} reviewed"],
  n_failed_checks: ["{n} phép kiểm không khớp", "{n} failed checks", "{n} failed check"],
  n_warnings: ["{n} cảnh báo", "{n} warnings", "{n} warning"],
  n_unexplained: ["{n} số chưa rõ", "{n} unexplained numbers", "{n} unexplained number"],
  by_number: ["mang số này", "bears the number"],
  by_reference: ["viện dẫn số này", "cites the number"],
  by_exact: ["đúng dấu", "as typed"],
  by_folded: ["không kể dấu", "without marks"],
  pane_page: ["Bản gốc", "Paper"],
  pane_text: ["Văn bản", "Text"],
  pane_facts: ["Dữ kiện", "Facts"],
  panes: ["Các phần của tài liệu", "Parts of the document"],
  no_picture: ["Không có hình của trang này", "There is no picture of this page"],
  no_pages: ["Định dạng này không có trang in; đây là văn bản đã đọc.", "This format has no pages; this is its text."],
  picture_of: ["Hình trang {n}", "Picture of page {n}"],
  save_original: ["Tải bản gốc", "Save the original"],
  metadata: ["Thông tin văn bản", "Metadata"],
  facts: ["Dữ kiện", "Facts"],
  checks: ["Phép kiểm", "Checks"],
  check_sum: ["Tổng", "Sum"],
  check_share: ["Tỷ lệ", "Share"],
  check_change: ["Biến động", "Change"],
  check_list: ["Liệt kê", "List"],
  check_holds: ["khớp", "holds"],
  check_fails: ["không khớp", "does not hold"],
  stated: ["ghi {stated}, tính ra {computed}", "states {stated}, comes to {computed}"],
  warnings: ["Cảnh báo", "Warnings"],
  unexplained: ["Số chưa giải thích được", "Unexplained numbers"],
  unplaced: ["Không thấy trên hình trang", "Without a place on the picture"],
  repairs: ["Chỗ đã sửa khi đọc", "Repairs of the text"],
  repair_was: ["vốn là “{from}”", "was “{from}”"],
  stamps: ["Dấu và chữ ký số", "Stamps and signatures"],
  history: ["Lịch sử duyệt", "Review events"],
  how_read: ["Cách đọc", "How it was read"],
  kinds: ["Loại dữ kiện", "Kinds of facts"],
  kind_legal_reference: ["viện dẫn", "reference"],
  kind_budget: ["kinh phí", "budget"],
  kind_count: ["số lượng", "count"],
  kind_percentage: ["tỷ lệ", "percentage"],
  kind_deadline: ["thời hạn", "deadline"],
  kind_case_identifier: ["số vụ án", "case number"],
  kind_contact: ["liên hệ", "contact"],
  kind_time: ["thời gian", "time"],
  kind_place: ["địa danh", "place"],
  rule: ["Quy tắc", "Rule"],
  confidence: ["Độ tin", "Confidence"],
  section: ["Mục", "Section"],
  cell: ["Ô bảng", "Table cell"],
  review_accepted: ["đúng", "accepted"],
  review_corrected: ["đã chữa", "corrected"],
  review_rejected: ["đã bỏ", "rejected"],
  review_replaced: ["bản cũ", "replaced"],
  review_added: ["thêm vào", "added"],
  do_accept: ["Đúng", "Accept"],
  do_correct: ["Chữa", "Correct"],
  do_reject: ["Bỏ", "Reject"],
  do_add: ["Thêm", "Add"],
  do_skip: ["Để sau", "Skip"],
  do_undo: ["Hoàn tác", "Undo"],
  do_next: ["Mục nghi ngờ tiếp theo", "Next doubtful fact"],
  key_move: ["dữ kiện sau, trước", "next, previous fact"],
  key_search: ["đến ô tìm kiếm", "to the search box"],
  key_help: ["trang này", "this page"],
  key_escape: ["đóng, bỏ chọn", "close, choose nothing"],
  key_correct: ["chữa giá trị, loại; bôi chọn chữ trước để đổi vị trí", "correct value or kind; mark other words first to move it"],
  key_add: ["thêm dữ kiện từ chữ đã bôi chọn", "add a fact from the marked words"],
  keys_on: ["Dùng phím tắt một chữ cái", "Use single-letter shortcuts"],
  keys: ["Phím tắt", "Shortcuts"],
  mark_first: ["Trước hết hãy bôi chọn chữ trong văn bản của một trang.", "First mark some words in the text of one page."],
  choose_first: ["Trước hết hãy chọn một dữ kiện.", "First choose a fact."],
  done_accept: ["Đã ghi: đúng", "Accepted"],
  done_correct: ["Đã ghi bản chữa", "Corrected"],
  done_reject: ["Đã bỏ", "Rejected"],
  done_add: ["Đã thêm", "Added"],
  done_undo: ["Đã hoàn tác", "Taken back"],
  nothing_to_undo: ["Không còn gì để hoàn tác.", "There is nothing to undo."],
  overtaken: ["{who} vừa có ý kiến về mục này. Hãy xem lại; làm lần nữa để vẫn ghi.", "{who} has just said something of this. Look again; repeat it to have your say all the same."],
  news: ["Người khác vừa duyệt tài liệu này; đã cập nhật.", "Somebody else reviewed this document; it is up to date now."],
  new_words: ["Chữ", "Words"],
  kind: ["Loại", "Kind"],
  note: ["Ghi chú", "Note"],
  bad_number: ["“{value}” không phải là số", "“{value}” is no number"],
  no_value: ["Chưa có giá trị nào", "No value is given"],
  event_accept: ["đúng", "accepted"],
  event_correct: ["chữa", "corrected"],
  event_reject: ["bỏ", "rejected"],
  event_add: ["thêm", "added"],
  event_undo: ["hoàn tác", "undone"],
  progress: ["Đã duyệt {done} trong {all} dữ kiện ({percent})", "{done} of {all} facts reviewed ({percent})"],
  start_review: ["Bắt đầu duyệt", "Begin reviewing"],
  review_about: ["Trước hết là số liệu của phép kiểm không khớp, rồi chữ nghi đọc sai, rồi độ tin thấp nhất.", "First figures of checks that do not hold, then suspected misreadings, then the lowest confidence."],
  reason: ["Lý do", "Reason"],
  reason_check: ["phép kiểm không khớp", "failed check"],
  reason_misreading: ["nghi đọc sai", "suspected misreading"],
  reason_confidence: ["độ tin thấp", "low confidence"],
  nothing_doubtful: ["Không còn mục nào cần duyệt.", "Nothing is left to review."],
  all_kinds: ["mọi loại", "all kinds"],
  reviewers: ["Người đã duyệt", "Reviewers"],
  events: ["Ý kiến", "Events"],
  last: ["Gần nhất", "Last"],
  export_events: ["Tải mọi ý kiến (JSON Lines)", "All events (JSON Lines)"],
  fact: ["Dữ kiện", "Fact"],
  document: ["Tài liệu", "Document"],
  figures_about: ["Không cộng gộp: mỗi ô là những gì các tài liệu ghi. Ô có dấu ≠ là nơi các tài liệu ghi khác nhau.", "Nothing is added up: a cell holds what documents state. Where they differ, the cell has a ≠."],
  figure_kind: ["Số liệu", "Figures"],
  figure_count: ["số lượng", "counts"],
  figure_budget: ["tiền", "money"],
  figure_percentage: ["tỷ lệ", "shares"],
  figure_by: ["Theo", "By"],
  by_series: ["nội dung", "what is measured"],
  by_holder: ["chủ thể", "holder"],
  by_area: ["địa bàn", "area"],
  by_issuer: ["cơ quan ban hành", "issuer"],
  unit: ["Đơn vị", "Unit"],
  area: ["Địa bàn", "Area"],
  words_in: ["Có chữ", "Words"],
  any: ["tất cả", "any"],
  show: ["Xem", "Show"],
  no_figures: ["Không có số liệu nào như vậy.", "There are no such figures."],
  n_rows: ["{n} dòng", "{n} rows", "{n} row"],
  n_rows_more: ["{n} dòng đầu trong {all}", "first {n} of {all} rows"],
  conflict: ["các tài liệu ghi khác nhau", "documents differ"],
  "error_not-found": ["Không tìm thấy.", "Not found."],
  "error_unreadable": ["Không mở được tệp.", "Cannot be opened."],
  "error_unsupported": ["Định dạng này không có trang in.", "This format has no pages."],
  "error_damaged": ["Tệp hỏng, hoặc không còn là tệp đã đọc.", "Damaged, or not the file that was read."],
  "error_encrypted": ["Tệp có mật khẩu.", "Encrypted."],
  "error_crash": ["Trang này không vẽ được.", "The page cannot be drawn."],
  "error_timeout": ["Vẽ trang này mất quá nhiều thời gian.", "The page takes too long to draw."],
  "error_limit": ["Quá lớn để xử lý.", "Too large."],
  "error_memory": ["Cần nhiều bộ nhớ hơn mức cho phép.", "Needs more memory than its limit."],
  "error_bad-arguments": ["Câu hỏi không dùng được.", "A question that cannot be answered."],
  "error_token": ["Mã của lần chạy này đã hết hiệu lực: hãy mở lại địa chỉ mà chương trình đã in ra.", "The token belongs to an earlier start."],
  "error_read-only": ["Kho này chỉ để đọc.", "This archive is only read."],
  "error_output-unwritable": ["Không ghi được vào kho.", "The archive cannot be written."],
  "warning_suspected-misreading": ["Có thể đọc sai", "Suspected misreading"],
  "warning_doubtful-reading": ["Đọc chưa chắc", "Doubtful reading"],
  "warning_ambiguous-number": ["Số hiểu được theo nhiều cách", "Ambiguous number"],
  "warning_beyond-repair": ["Không sửa lại được", "Beyond repair"],
  "warning_lost-letters": ["Mất chữ", "Lost letters"],
  "warning_not-recognised": ["Không nhận dạng được", "Not recognised"],
  "warning_unresolved-reference": ["Viện dẫn không rõ văn bản nào", "Unresolved reference"],
  // Why a document was not read, and what helps; in English the program says that itself, in its own words.
  "status_no-text": ["Không có chữ", "No text"],
  status_unsupported: ["Định dạng chưa đọc được", "Unsupported"],
  status_encrypted: ["Có mật khẩu", "Encrypted"],
  status_damaged: ["Tệp hỏng", "Damaged"],
  status_unreadable: ["Không mở được", "Unreadable"],
  status_timeout: ["Quá thời gian", "Timeout"],
  status_memory: ["Thiếu bộ nhớ", "Out of memory"],
  status_crash: ["Lỗi khi đọc", "Crash"],
  status_limit: ["Vượt giới hạn", "Over a limit"],
  "todo_no-text": ["Kiểm tra xem có lấy đúng tệp không; bản quét thì chạy lại với --ocr auto."],
  todo_unsupported: ["Lưu thành PDF, Word hoặc văn bản thuần rồi chạy lại."],
  todo_encrypted: ["Mở bằng mật khẩu, lưu một bản không khóa rồi chạy lại."],
  todo_damaged: ["Lấy lại tệp từ nơi gửi."],
  todo_unreadable: ["Kiểm tra tên tệp và quyền đọc."],
  todo_timeout: ["Chạy lại với --timeout-page lớn hơn, hoặc tách tệp."],
  todo_memory: ["Chạy lại với --memory lớn hơn, hoặc tách tệp."],
  todo_crash: ["Các tệp khác không bị ảnh hưởng; hãy báo lỗi kèm tệp này."],
  todo_limit: ["Tách tệp thành nhiều phần rồi chạy lại."],
  "origin_text-layer": ["lớp văn bản", "text layer"],
  origin_ocr: ["nhận dạng (OCR)", "recognised (OCR)"],
  origin_mixed: ["lớp văn bản và nhận dạng", "text layer and OCR"],
  origin_blank: ["trang trắng", "blank"],
  origin_plain: ["văn bản thuần", "plain text"],
  charts: ["Biểu đồ", "Charts"],
  chart_money: ["Kinh phí theo đơn vị và năm", "Money by holder and year"],
  chart_cases: ["Số vụ theo năm", "Cases by year"],
  chart_shares: ["Tỷ lệ so với mục tiêu", "Shares against targets"],
  with_targets: ["chỉ dòng có mục tiêu", "only rows with a target"],
  chart: ["Biểu đồ", "Chart"],
  chart_row: ["Vẽ biểu đồ dòng này", "Chart this row"],
  scale_9: ["tỷ {unit}", "billion {unit}"],
  scale_6: ["triệu {unit}", "million {unit}"],
  save_svg: ["Tải SVG", "Save as SVG"],
  modality_target: ["mục tiêu", "target"],
  modality_reported: ["thực hiện", "reported"],
  change_increase: ["tăng", "increase"],
  change_decrease: ["giảm", "decrease"],
  behind_cell: ["{name}, {year}: các tài liệu ghi", "{name}, {year}: as documents state it"],
  value: ["Giá trị", "Value"],
  period: ["Thời kỳ", "Period"],
  run_program: ["Chương trình", "Program"],
  run_rules: ["Bộ quy tắc", "Rules"],
  run_options: ["Tùy chọn", "Options"],
  run_began: ["Bắt đầu", "Began"],
  run_documents: ["Tài liệu", "Documents"],
  run_pages: ["Trang", "Pages"],
  run_quality: ["Chất lượng chữ", "Text quality"],
  run_recognised: ["Nhận dạng", "Recognised"],
  formats: ["Định dạng và cách đọc", "Formats and how they were read"],
  format: ["Định dạng", "Format"],
  origin: ["Nguồn chữ", "Text from"],
  warnings_by_code: ["Cảnh báo theo loại", "Warnings by code"],
  code: ["Mã", "Code"],
  worst: ["Tài liệu đọc kém nhất", "Documents that read worst"],
  none: ["không có", "none"],
  failures: ["Không đọc được", "Could not be read"],
  file: ["Tệp", "File"],
  report: ["Bản trích lục", "Extract"],
  found_words: ["{n} chỗ có từ tìm kiếm", "{n} places with the words"],
  m_type: ["Loại", "Type"], m_number: ["Số, ký hiệu", "Number"], m_symbol: ["Ký hiệu", "Symbol"], m_date: ["Ngày", "Date"], m_place: ["Địa danh", "Place"],
  m_issuer: ["Cơ quan ban hành", "Issuer"], m_parent_issuer: ["Cơ quan chủ quản", "Parent body"], m_title: ["Trích yếu", "Title"],
  m_urgency: ["Độ khẩn", "Urgency"], m_confidentiality: ["Độ mật", "Confidentiality"], m_addressees: ["Kính gửi", "Addressees"],
  m_signatory: ["Người ký", "Signed by"], m_distribution: ["Nơi nhận", "Distribution"], m_area: ["Địa bàn", "Area"], m_source: ["Tệp", "File"],
  m_media_type: ["Định dạng", "Format"], m_bytes: ["Dung lượng", "Size"], m_pages: ["Số trang", "Pages"], m_quality: ["Chất lượng chữ", "Text quality"],
  m_sha256: ["SHA-256", "SHA-256"], m_run: ["Lượt đọc", "Run"],
  f_value: ["giá trị", "value"], f_unit: ["đơn vị", "unit"], f_amount: ["số tiền", "amount"], f_currency: ["tiền tệ", "currency"], f_period: ["thời kỳ", "period"],
  f_holder: ["của ai", "holder"], f_purpose: ["để làm gì", "purpose"], f_of: ["về", "of"], f_flow: ["dòng tiền", "flow"], f_modality: ["tính chất", "modality"],
  f_change: ["biến động", "change"], f_comparator: ["so sánh", "comparator"], f_indicator: ["chỉ tiêu", "indicator"], f_type: ["loại", "type"],
  f_number: ["số", "number"], f_date: ["ngày", "date"], f_issuer: ["cơ quan", "issuer"], f_name: ["tên", "name"], f_locator: ["điều khoản", "locator"],
  f_id: ["định danh", "identity"], f_due: ["hạn", "due"], f_relation: ["quan hệ", "relation"], f_recurrence: ["định kỳ", "recurrence"], f_within: ["trong", "within"],
  f_obligor: ["ai làm", "obligor"], f_action: ["việc", "action"], f_recipient: ["nơi nhận", "recipient"], f_part_of: ["thuộc", "part of"], f_per: ["mỗi", "per"],
  f_code: ["mã", "code"], f_valid: ["hiệu lực", "valid"], f_court: ["tòa án", "court"], f_from: ["từ khi", "from"], f_year: ["năm", "year"], f_symbol: ["ký hiệu", "symbol"],
  f_working_days: ["ngày làm việc", "working days"], f_locators: ["các điều khoản", "locators"], f_amended: ["sửa đổi, bổ sung", "amended"], f_decimal_point: ["dấu chấm thập phân", "decimal point"], f_measure: ["số đo", "measure"], f_points: ["điểm phần trăm", "percentage points"], f_total: ["tổng", "total"], f_area: ["địa bàn", "area"],
};

let index = 0;

export function setLanguage(language) {
  index = language === "en" ? 1 : 0;
}

export function language() {
  return index === 1 ? "en" : "vi";
}

/** What the browser asks for: Vietnamese, unless English stands before it. */
export function preferredLanguage(languages) {
  for (const one of languages) {
    if (one.startsWith("vi")) return "vi";
    if (one.startsWith("en")) return "en";
  }
  return "vi";
}

/** t("n_pages", {n: 3}); a key that is not known is shown as it is. */
export function t(key, values = {}) {
  const words = kWords[key];
  if (!words) return key;
  // English has another form for one; Vietnamese has not.
  const form = index === 1 && words[2] && String(values.n) === "1" ? words[2] : words[index];
  return form.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** {what, more}: a failure in the language of the page where it knows the code, then what the program says. */
/** What helps with a document that was not read: in the page's language, else as the program says it. */
export function remedy(status, nextStep) {
  return kWords["todo_" + status]?.[index] ?? nextStep;
}

export function explained(failure) {
  const own = index === 0 && failure.code && kWords["error_" + failure.code] ? t("error_" + failure.code) : "";
  return { what: own || failure.message, more: [own ? failure.message : "", failure.nextStep ?? ""].filter(Boolean).join("; ") };
}

let indicators = {};  // code -> [Vietnamese, English]

/** What the program's vocabulary calls its indicators. */
export function setIndicators(named) {
  indicators = named ?? {};
}

/** "VN_NQ121_ABUSE_CASES" in the page's language; what is no code, or a code of no vocabulary here, as it is. */
export function indicator(code) {
  return indicators[code]?.[index] || code;
}

/** A word of the data ("reported"), translated where the page has one for it. */
export function term(prefix, word) {
  return kWords[prefix + word] ? t(prefix + word) : word.replaceAll("_", " ");
}

export function number(value, digits = 6) {
  return new Intl.NumberFormat(index === 1 ? "en" : "vi", { maximumFractionDigits: digits }).format(value);
}

export function percent(share) {
  return new Intl.NumberFormat(index === 1 ? "en" : "vi", { style: "percent", maximumFractionDigits: 1 }).format(share);
}

/** Times of EDTF as they are written in the language: "2024-05-06" is 06/05/2024, "2021-01/2021-06" 01/2021 – 06/2021. */
export function day(edtf) {
  return String(edtf ?? "").split("/").map((part) => {
    const found = /^(\d{4}|XXXX)-(\d\d)(?:-(\d\d))?$/.exec(part);
    if (part === "..") return "…";
    if (!found || index === 1) return part;
    return [found[3], found[2], found[1] === "XXXX" ? null : found[1]].filter(Boolean).join("/");
  }).join(" – ");
}

/** A moment of the archive's clock (UTC) on the reader's. */
export function moment(time) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  return new Intl.DateTimeFormat(index === 1 ? "en-GB" : "vi", { dateStyle: "short", timeStyle: "short" }).format(date);
}
