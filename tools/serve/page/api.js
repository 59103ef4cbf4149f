// Questions to the server, and the token that changes need.

const kToken = "trichluc-token";

/** The token comes once, behind the "#" of the address that was printed; it is kept for this origin, and taken out of the address. */
export function takeToken() {
  const found = /^#token=([0-9a-f]{32})$/.exec(location.hash);
  if (found) {
    localStorage.setItem(kToken, found[1]);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
}

export function setToken(token) {
  localStorage.setItem(kToken, token);
}

export function hasToken() {
  return localStorage.getItem(kToken) !== null;
}

export class Failure extends Error {
  constructor(status, error) {
    super(error.message || String(status));
    this.status = status;
    this.code = error.code;
    this.nextStep = error.next_step;
  }
}

async function failureOf(response) {
  try {
    return new Failure(response.status, (await response.json()).error);
  } catch {
    return new Failure(response.status, { message: response.statusText });
  }
}

export async function ask(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (!response.ok) throw await failureOf(response);
  return response.json();
}

/** {blob, width, height}: points of the page. */
export async function askPicture(path) {
  const response = await fetch(path);
  if (!response.ok) throw await failureOf(response);
  const [width, height] = response.headers.get("Trichluc-Page-Size").split(" ").map(Number);
  return { blob: await response.blob(), width, height };
}

/** {event} or {overtaken: [events of others]}. */
export async function sendReview(event, seen) {
  const response = await fetch("/api/review" + (seen === null ? "" : "?seen=" + seen), {
    method: "POST",
    headers: { "Content-Type": "application/json", "Trichluc-Token": localStorage.getItem(kToken) || "" },
    body: JSON.stringify(event),
  });
  if (response.status === 409) return response.json();
  if (!response.ok) {
    const failure = await failureOf(response);
    if (failure.code === "token") localStorage.removeItem(kToken);  // of a start that is over
    throw failure;
  }
  return response.json();
}
