// Shortcuts of one letter, which people who speak to their computer must be able to turn off.

const kOff = "trichluc-keys-off";

export function keysAreOn() {
  return localStorage.getItem(kOff) === null;
}

export function turnKeys(on) {
  if (on) localStorage.removeItem(kOff);
  else localStorage.setItem(kOff, "1");
}

/** Key, and what it does; as shown on screen. */
export const kReviewKeys = [["a", "do_accept"], ["e", "do_correct"], ["x", "do_reject"], ["n", "do_add"], ["s", "do_skip"], ["u", "do_undo"]];
export const kOtherKeys = [["j", "k", "key_move"], ["]", "do_next"], ["/", "key_search"], ["?", "key_help"], ["Esc", "key_escape"]];
