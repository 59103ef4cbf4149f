// look_again.h - the look over a text (breakage.h) after a repair: only where the repair changed something.
//
//   Căn cứ Nghị quyết số121/2020/QH14, ngày ...     looked at: from the sign before the change, or the
//   .                   ├─┘          ,              beginning, to the sign behind it
//
// Nothing that a look finds reaches over a sign with a blank behind it.
#pragma once

#include <string_view>

#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/rewrite.h"

namespace trichluc {

/// What look_for_breakage says of `text`, `known` being what it said before the text was changed. Needs are those of
/// both.
Breakage look_again(const Breakage& known, const TextChanges& changed, std::string_view text,
                    const Misreadings* misreadings);

}  // namespace trichluc
