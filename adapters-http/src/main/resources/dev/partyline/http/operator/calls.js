// The operator's calls. Addresses are relative to the page, which may be below a path of a proxy's own.

const PAGE = 1000;

const WORDS = {
  unauthorized: "The host does not accept this token.",
  line_not_found: "The pool has no such line.",
  user_not_found: "Nobody is behind this phone on this line.",
  project_not_found: "There is no such project.",
  pool_exhausted: "No line of the pool would take this phone.",
};

const FIELDS = {
  phone: "Phone",
  phoneNumber: "Phone",
  line: "Line",
  number: "Line",
  project: "Project",
  state: "State",
  capacity: "Capacity",
};

/** Why a call has no answer, in words for people. */
export class Failure extends Error {
  constructor(code, words) {
    super(words);
    this.code = code;
  }

  static of(problem) {
    if (problem.code === "shared_user_limit_reached") {
      const limit = problem.limit === undefined ? "" : `: ${problem.limit}`;
      return new Failure(problem.code, `The project has as many shared users as it may have${limit}.`);
    }
    const faults = (problem.errors ?? []).map((fault) => `${FIELDS[fault.field] ?? fault.field} ${fault.message}.`);
    const words = faults.length > 0 ? faults.join(" ") : WORDS[problem.code] ?? problem.detail;
    return new Failure(problem.code, words ?? "The host gave no reason.");
  }
}

/** Whoever has the token. The token is here and nowhere else. */
export class Operator {
  #token;

  constructor(token) {
    // What no header can carry is no token.
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw new Failure("unauthorized", token === "" ? "Type the token." : WORDS.unauthorized);
    }
    this.#token = token;
  }

  lines(cursor) {
    return this.#json("GET", "lines", {query: {limit: PAGE, cursor}});
  }

  line(number) {
    return this.#json("GET", `lines/${encodeURIComponent(number)}`);
  }

  change(number, patch) {
    return this.#json("PATCH", `lines/${encodeURIComponent(number)}`, {body: patch});
  }

  users(number, limit, cursor) {
    return this.#json("GET", `lines/${encodeURIComponent(number)}/users`, {query: {limit, cursor}});
  }

  tenants(limit, cursor) {
    return this.#json("GET", "tenants", {query: {limit, cursor}});
  }

  route(phone, line) {
    return this.#json("GET", "route", {query: {phone, line}});
  }

  foresee(project, phoneNumber) {
    return this.#json("POST", "foresee", {body: {project, phoneNumber}});
  }

  /** What becomes of each user, as soon as the host says it, and the sum at last. */
  async *retire(number, signal) {
    const answer = await this.#send("POST", `lines/${encodeURIComponent(number)}/retire`, {signal});
    let rest = "";
    const texts = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let read = await texts.read(); !read.done; read = await texts.read()) {
      const rows = (rest + read.value).split("\n");
      rest = rows.pop();
      yield rows.filter((row) => row.trim() !== "").map((row) => JSON.parse(row));
    }
  }

  async #json(method, path, parts) {
    return (await this.#send(method, path, parts)).json();
  }

  async #send(method, path, {query = {}, body, signal} = {}) {
    const parameters = String(new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined)));
    const headers = {Authorization: `Bearer ${this.#token}`};
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    let answer;
    try {
      answer = await fetch(parameters === "" ? path : `${path}?${parameters}`, {
        method, headers, signal, body: body && JSON.stringify(body), cache: "no-store", credentials: "omit",
      });
    } catch (cause) {
      throw cause.name === "AbortError" ? cause : new Failure("silent", "The host does not answer. Try again later.");
    }
    if (!answer.ok) {
      throw Failure.of(await answer.json().catch(() => ({detail: `The host answers with status ${answer.status}.`})));
    }
    return answer;
  }
}
