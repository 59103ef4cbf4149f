#include "pipeline/emit/workbook.h"

#include <xlsxwriter.h>

namespace trichluc {
namespace {

constexpr lxw_row_t kMostRows = 1'048'576;
constexpr std::size_t kMostCharacters = 32'767;

/// At most as many characters (UTF-16 units, of which no Vietnamese letter takes two) as a cell holds.
std::string cut(const std::string& text) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte & 0xC0) == 0x80) continue;
    characters += byte >= 0xF0 ? 2 : 1;
    if (characters > kMostCharacters - 1) return text.substr(0, at) + "…";
  }
  return text;
}

class Sheet : public TableWriter {
 public:
  Sheet(lxw_workbook* book, std::string name, lxw_format* heading)
      : book_(book), name_(std::move(name)), heading_(heading) {}

  void begin(const Columns& columns) override {
    columns_ = columns;
    start();
  }

  void row(const Row& cells) override {
    if (row_ == kMostRows) start();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      if (const auto* whole = std::get_if<std::int64_t>(&cells[i])) {
        // A cell is a double: what it cannot hold exactly is written as text.
        constexpr std::int64_t kExact = std::int64_t{1} << 53;
        if (*whole > kExact || *whole < -kExact) {
          worksheet_write_string(sheet_, row_, column, std::to_string(*whole).c_str(), nullptr);
        } else {
          worksheet_write_number(sheet_, row_, column, static_cast<double>(*whole), nullptr);
        }
      } else if (const auto* number = std::get_if<double>(&cells[i])) {
        worksheet_write_number(sheet_, row_, column, *number, nullptr);
      } else if (const auto* text = std::get_if<std::string>(&cells[i])) {
        worksheet_write_string(sheet_, row_, column, cut(*text).c_str(), nullptr);
      }
    }
    ++row_;
  }

 private:
  void start() {
    const std::string name = ++part_ == 1 ? name_ : name_ + " " + std::to_string(part_);
    sheet_ = workbook_add_worksheet(book_, name.c_str());
    for (std::size_t i = 0; i < columns_.size(); ++i)
      worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(i), columns_[i].c_str(), heading_);
    worksheet_freeze_panes(sheet_, 1, 0);
    row_ = 1;
  }

  lxw_workbook* book_;
  std::string name_;
  lxw_format* heading_;
  Columns columns_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
  int part_ = 0;
};

}  // namespace

struct Workbook::State {
  std::string path;
  lxw_workbook* book = nullptr;
  lxw_format* heading = nullptr;
  std::vector<std::unique_ptr<Sheet>> sheets;
};

Workbook::Workbook(const std::string& path) : state_(std::make_unique<State>()) {
  state_->path = path;
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  state_->book = workbook_new_opt(path.c_str(), &options);
  if (state_->book == nullptr) return;
  state_->heading = workbook_add_format(state_->book);
  format_set_bold(state_->heading);
  // Same input, same bytes: else the hour is written into the properties.
  lxw_doc_properties properties{};
  properties.created = 1577836800;  // 2020-01-01
  workbook_set_properties(state_->book, &properties);
}

Workbook::~Workbook() {
  if (state_->book != nullptr) workbook_close(state_->book);
}

TableWriter& Workbook::sheet(const std::string& name) {
  return *state_->sheets.emplace_back(std::make_unique<Sheet>(state_->book, name, state_->heading));
}

Result<void> Workbook::close() {
  const lxw_error error = state_->book == nullptr ? LXW_ERROR_MEMORY_MALLOC_FAILED : workbook_close(state_->book);
  state_->book = nullptr;
  if (error == LXW_NO_ERROR) return {};
  return fail(ErrorCode::kOutputUnwritable, std::string("cannot be written: ") + lxw_strerror(error),
              "check the folder, its permissions and the space left", {.file = state_->path});
}

}  // namespace trichluc
