// heartbeat.h - how whoever works on a document says that it is getting on: "recognising, page 3 of 12".
//
// Call beat() before every page, and again where slower work on the same page begins (rendering, recognising): every
// pair of page and stage has a clock of its own, and recognising a longer limit. Repeating a call changes nothing. It
// costs a few nanoseconds, never fails, never allocates and changes no result. Who runs the document (pipeline/run)
// listens: a page that takes longer than its limit is ended, and a crash is reported with the last page and stage that
// were heard of. With nobody listening it does nothing.
//
//     for (int page = 1; page <= pages; ++page) {
//       beat(Stage::kRead, page, pages);
//       ...
//       beat_same_page(Stage::kRecognize);
//     }
#pragma once

namespace trichluc {

enum class Stage : int {
  kOpen,       // getting the bytes
  kRead,       // telling the format and opening it (page 0); a page's text, as the file has it
  kRender,     // a page to a picture
  kRecognize,  // a picture to text (OCR)
  kNormalize,
  kLayout,
  kExtract,
  kWrite,
};

/// "open", "read", "render", "recognize", ...: stable, lower case; "stage" of errors.jsonl.
const char* stage_name(Stage stage);

/// `page` from 1; 0: no page, or the whole document. `pages`: of the document, 0: not known (yet).
void beat(Stage stage, int page = 0, int pages = 0);
/// Other work on the page of the last call, for code that does not know which page that is.
void beat_same_page(Stage stage);

/// Who wants to hear; nullptr: nobody. One for the process: a listener belongs to the process that may be ended.
using HeartbeatListener = void (*)(Stage stage, int page, int pages);
void set_heartbeat_listener(HeartbeatListener listener);

}  // namespace trichluc
