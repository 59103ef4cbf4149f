#include "pipeline/ingest/rtf_tokens.h"

namespace trichluc {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

RtfToken RtfTokens::next() {
  while (at_ < bytes_.size() && (bytes_[at_] == '\r' || bytes_[at_] == '\n' || bytes_[at_] == '\0')) ++at_;
  if (at_ >= bytes_.size()) return {};
  const char c = bytes_[at_];
  if (c == '{' || c == '}') {
    ++at_;
    return {c == '{' ? RtfToken::kOpen : RtfToken::kClose, {}, 0, false};
  }
  if (c == '\\') {
    ++at_;
    return read_control();
  }
  const std::size_t begin = at_;
  while (at_ < bytes_.size() && bytes_.substr(at_, 1).find_first_of("{}\\\r\n") == std::string_view::npos &&
         bytes_[at_] != '\0')
    ++at_;
  return {RtfToken::kText, bytes_.substr(begin, at_ - begin), 0, false};
}

RtfToken RtfTokens::read_control() {
  if (at_ >= bytes_.size()) return {};
  const std::size_t begin = at_;
  if (!is_letter(bytes_[at_])) {
    const char sign = bytes_[at_++];
    if (sign != '\'') return {RtfToken::kWord, bytes_.substr(begin, 1), 0, false};
    const int high = at_ < bytes_.size() ? hex_value(bytes_[at_]) : -1;
    const int low = at_ + 1 < bytes_.size() ? hex_value(bytes_[at_ + 1]) : -1;
    if (high < 0 || low < 0) return next();
    at_ += 2;
    return {RtfToken::kByte, {}, high * 16 + low, true};
  }
  while (at_ < bytes_.size() && is_letter(bytes_[at_]) && at_ - begin < 32) ++at_;
  RtfToken token{RtfToken::kWord, bytes_.substr(begin, at_ - begin), 0, false};
  const bool negative = at_ + 1 < bytes_.size() && bytes_[at_] == '-' && is_digit(bytes_[at_ + 1]);
  if (negative) ++at_;
  for (int digits = 0; at_ < bytes_.size() && is_digit(bytes_[at_]) && digits < 9; ++at_, ++digits) {
    token.value = token.value * 10 + (bytes_[at_] - '0');
    token.has_value = true;
  }
  if (negative) token.value = -token.value;
  if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
  return token;
}

}  // namespace trichluc
