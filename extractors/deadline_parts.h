// deadline_parts.h - what stands around a limit: the task, who must do it, and for whom.
#pragma once

#include <cstdint>
#include <string_view>

#include "extractors/scan.h"

namespace trichluc {

/// Whether the folded text holds a verb of tasks ("báo cáo", "hoàn thành", "phải"): a limit near one is a limit on an
/// action.
bool names_task(std::string_view text);

/// Fills in obligor, action and recipient of a limit in `sentence`, as far as the sentence says them plainly; the words
/// that set the limit begin at byte `limit_begin`, the date or the event ends at byte `after`.
void describe_task(const Scan& scan, Deadline& deadline, Range sentence, std::uint32_t limit_begin,
                   std::uint32_t after);

}  // namespace trichluc
