// unicode_words.h - words spelled with the wrong characters, spelled with the right ones.
//
//   rule               broken            mended
//   oi-for-u-horn      trƣờng            trường     ƣ (U+01A3) is another letter, of no use in Vietnamese
//   eth                Ðảng, hðnd        Đảng, hđnd
//   look-alike         bаn (U+0430)      ban        Cyrillic, Greek, fullwidth
//   caron-for-breve    nǎm               năm
//   dotless-i          chı́nh             chính
//   spacing-accent     tô´t              tốt        an accent that takes a place of its own
//   ligature           ﬁle               file
//   mark-order         á + U+0302        ấ          NFC orders marks below, not two marks above
//   doubled-mark       ẻ + U+0309        ẻ
//   stray-mark         ma + blank + U+0323 + ng   mạng
//   misplaced-tone     muôí, qúy         muối, quý  never hòa / hoà, both of which are right
//   private-use        T + U+E001 + n    T + U+FFFD + n: a lost letter, its place marked for the repair that follows
//
// A change counts if a well-formed syllable comes of it; where the characters leave no doubt (ƣ anywhere, Ð in an
// acronym or beside Vietnamese letters) it counts in other words, too. Words of other scripts and languages stay.
#pragma once

#include "pipeline/core/page.h"

namespace trichluc {

/// `page.text` is in NFC. One entry in `page.repairs` for every word changed. Whether there was one.
bool mend_words(Page& page);

}  // namespace trichluc
