// recognised_recipients.h - the list below "Nơi nhận" on a recognised page: what its items begin and end with.
//
//   - Bạn Tuyên giáo xã;     ->  - Ban Tuyên giáo xã;       ocr.recipient
//   HĐND xã (đẻ bí/c);       ->  HĐND xã (để b/c);
//
// The list is set small, and the words around it say little: an item is a name. But few words begin the name of a body
// that reports go to, and few remarks stand behind it in brackets (Decree 30/2020/NĐ-CP, annex I: "để b/c", "để t/h").
#pragma once

#include "pipeline/core/page.h"

namespace trichluc {

/// Pages that were recognised (PageOrigin "ocr" and "mixed"); others are not touched.
/// The first word of an item takes the marks it has in the names of bodies, where what follows is written as in one:
/// "Bàn Văn Mơ" is a person and stays. In brackets "để" takes its marks, and the stroke of "b/c" its shape.
void repair_recognised_recipients(Page& page);

}  // namespace trichluc
