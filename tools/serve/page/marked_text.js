// The text of a page with its facts, repairs and found words marked.
//
// Spans of the archive count code points; strings of a browser count UTF-16 units. Both ways are computed here, once a page.
import { el } from "./dom.js";
import { t, term } from "./words.js";

/** Shape [code points + 1]: where each code point begins, in UTF-16 units. */
export function unitOffsets(text) {
  const offsets = [0];
  for (const character of text) offsets.push(offsets[offsets.length - 1] + character.length);
  return offsets;
}

/** Letters without marks and in lower case, one character for each of `text`'s UTF-16 units, so that places stay. */
export function folded(text) {
  let all = "";
  for (const unit of text.normalize("NFC")) {
    const bare = unit.toLowerCase().replace("đ", "d").normalize("NFD")[0];
    all += unit.length === 1 && bare.length === 1 ? bare : unit;
  }
  return all;
}

/** The words of a search as they were typed: without operators, quotes and numbers of documents left as they are. */
export function searchWords(typed) {
  return (typed || "").split(/["\s]+/).filter((word) => word && !["AND", "OR", "NOT"].includes(word)).map((word) => word.replace(/[*()]/g, ""))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** [begin, end) in UTF-16 units of every whole word that was searched for. */
export function findWords(text, words) {
  if (words.length === 0 || text !== text.normalize("NFC")) return [];
  const where = folded(text);
  const found = [];
  for (const word of words) {
    const key = folded(word.normalize("NFC"));
    for (let at = where.indexOf(key); at >= 0; at = where.indexOf(key, at + 1)) {
      const before = where[at - 1], after = where[at + key.length];
      if (!/[\p{L}\p{N}]/u.test(before || " ") && !/[\p{L}\p{N}]/u.test(after || " ")) found.push([at, at + key.length]);
    }
  }
  return found;
}

/** Boxes on the paper of the words that were searched for; `page`: {text, words: [[begin, end, left, top, right, bottom, …]]}. */
export function boxesOf(page, words) {
  const offsets = unitOffsets(page.text);
  const found = findWords(page.text, words);
  const over = page.words.filter(([begin, end]) => found.some(([from, to]) => offsets[begin] < to && from < offsets[end]));
  return over.flatMap(([, , ...edges]) => Array.from({ length: edges.length / 4 }, (_, i) => edges.slice(4 * i, 4 * i + 4)));
}

/**
 * The text in pieces, cut wherever something begins or ends. `facts` and `repairs` have span_begin and span_end in code
 * points; a piece knows which of them lie over it.
 */
export function piecesOf(text, facts, repairs, words) {
  const offsets = unitOffsets(text);
  const at = (codePoint) => offsets[Math.min(codePoint, offsets.length - 1)];
  const ranges = [
    ...facts.map((fact) => ({ begin: at(fact.span_begin), end: at(fact.span_end), fact })),
    ...repairs.map((repair) => ({ begin: at(repair.span_begin), end: at(repair.span_end), repair })),
    ...findWords(text, words).map(([begin, end]) => ({ begin, end, word: true })),
  ].filter((range) => range.end > range.begin);
  const cuts = [...new Set([0, text.length, ...ranges.flatMap((range) => [range.begin, range.end])])].sort((a, b) => a - b);
  const pieces = [];
  ranges.sort((a, b) => a.begin - b.begin);
  let next = 0;
  let open = [];
  for (let i = 0; i + 1 < cuts.length; ++i) {
    while (next < ranges.length && ranges[next].begin <= cuts[i]) open.push(ranges[next++]);
    open = open.filter((range) => range.end > cuts[i]);
    pieces.push({ text: text.slice(cuts[i], cuts[i + 1]), begin: cuts[i], over: [...open] });
  }
  return pieces;
}

/** A paragraph for a page's text. `keyOf(fact)` names a fact in data-fact; a click on a mark is the caller's. */
export function markedText(page, facts, repairs, words, keyOf) {
  const paragraph = el("p", { class: "page-text", dataset: { page: page.page }, lang: "vi" });
  for (const piece of piecesOf(page.text || "", facts, repairs, words)) {
    // Of facts one inside the other, the inner one is the mark.
    const over = piece.over.filter((range) => range.fact).sort((a, b) => a.end - a.begin - (b.end - b.begin));
    const repair = piece.over.find((range) => range.repair)?.repair;
    let node = document.createTextNode(piece.text);
    if (piece.over.some((range) => range.word)) node = el("span", { class: "found" }, node);
    if (repair) node = el("ins", { class: "repair", title: t("repair_was", { from: repair.from }) + " (" + repair.rule + ")" }, node);
    if (over.length > 0) {
      const fact = over[0].fact;
      node = el("mark", {
        class: "kind-" + fact.kind + (fact.review === "rejected" ? " rejected" : ""),
        title: term("kind_", fact.kind),
        dataset: { fact: over.map((range) => keyOf(range.fact)).join(" ") },
      }, node);
    }
    paragraph.append(node);
  }
  return paragraph;
}

/**
 * What a person has marked, if it lies in the text of one page: {page, begin, end, text}; the span counts code points.
 */
export function markedByPerson(root) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const pageOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".page-text");
  const paragraph = pageOf(range.startContainer);
  if (!paragraph || paragraph !== pageOf(range.endContainer) || !root.contains(paragraph)) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(range.startContainer, range.startOffset);
  const head = before.toString();
  const raw = range.toString();
  const text = raw.trim();
  if (!text) return null;
  const begin = [...head].length + [...raw.slice(0, raw.indexOf(text))].length;
  return { page: Number(paragraph.dataset.page), begin, end: begin + [...text].length, text };
}

/** Brings words of a page's text into sight, and marks them as a person would. The span counts code points. */
export function showPlace(root, page, begin, end) {
  const paragraph = root.querySelector(".page-text[data-page=\"" + page + "\"]");
  if (!paragraph) return;
  const offsets = unitOffsets(paragraph.textContent);
  const range = document.createRange();
  const set = (unit, which) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), left = unit; node; node = walker.nextNode()) {
      if (left <= node.length) return range[which](node, left);
      left -= node.length;
    }
  };
  set(offsets[begin], "setStart");
  set(offsets[end], "setEnd");
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
}
