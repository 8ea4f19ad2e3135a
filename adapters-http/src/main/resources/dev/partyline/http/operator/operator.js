import {Failure, Operator} from "./calls.js";

const STATES = {
  "open": ["Open", "Takes new users, up to its capacity."],
  "at-risk": ["At risk", "Keeps its users, and takes new ones if no other line can."],
  "reserved": ["Reserved", "Keeps its users, and takes new ones only if a create names it."],
  "draining": ["Draining", "Keeps its users, and takes no new ones."],
  "retired": ["Retired", "Takes nobody, and is meant to have no users."],
};

const KINDS = {
  "project": "Spectrum project",
  "console-project": "Corti console project",
  "account": "Connect account",
  "app": "Prelude app",
};

const USERS_OF = {
  shared: "shared",
  dedicated: "dedicated",
  customer: "customer users",
  subscriber: "subscribers",
  app: "app users",
};

const NOT_MOVED = {
  no_line: "No line would take the user",
  phone_on_every_line: "The user’s phone is already on every line that would take it",
  gone: "The user left the line meanwhile",
  dedicated: "The user is a dedicated one, whose line its project owns",
};

const OUTCOMES = {
  created: "A new user would be created.",
  returned: "The user is there already, and would be returned as it is.",
  updated: "The user is there already, and would be updated.",
  revived: "The user was deactivated, and would become active again.",
};

const REASONS = {
  kept: "The user has this line already, and keeps it.",
  last_line: "The user had this line before it was deactivated.",
  same_area: "This line is of the phone’s area, as the project prefers.",
  same_country: "This line is of the phone’s country, as the project prefers.",
  least_loaded: "This line has the fewest users, or nearly so.",
};

const PASSED_OVER = {
  last_line: "The line that the user had before: it would not take this phone.",
  same_area: "Lines of the phone’s area: none would take this phone.",
  same_country: "Lines of the phone’s country: none would take this phone.",
};

const LINES_A_PAGE = 25;
const ROWS_A_PAGE = 25;
const PROJECTS_OFFERED = 1000;
/** More than anybody can tell apart. */
const BARS = 2000;
const SPOKEN_EVERY_MS = 2000;

const COUNTRIES = new Intl.DisplayNames("en", {type: "region"});
const NUMBERS = new Intl.NumberFormat("en");
const PERCENT = new Intl.NumberFormat("en", {style: "percent"});

const byId = (id) => document.getElementById(id);
const count = (many, one) => `${NUMBERS.format(many)} ${many === 1 ? one : `${one}s`}`;

/** Data becomes text, never markup. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function country(line) {
  return line.country === null ? "No country" : COUNTRIES.of(line.country);
}

function load(line) {
  return line.capacity === null
    ? `${count(line.users, "user")}, no limit`
    : `${NUMBERS.format(line.users)} of ${count(line.capacity, "user")}`;
}

/** How full a line is, from 0 to 1; a line that may have nobody is full. */
function share(line) {
  return line.capacity === 0 ? 1 : Math.min(1, line.users / line.capacity);
}

function linkTo(number, text = number) {
  return make("a", {href: `#/lines/${number}`}, text);
}

function idOf(tenantOrUser) {
  return make("span", {className: "id"}, tenantOrUser);
}

function badge(state) {
  return make("span", {className: `badge ${state}`}, STATES[state][0]);
}

function meter(value, most, name, className = "open") {
  const fill = make("i");
  fill.style.width = `${most === 0 ? 100 : Math.min(100, value / most * 100)}%`;
  const element = make("div", {className: `meter ${className}`, role: "meter", title: name}, fill);
  element.ariaLabel = name;
  element.ariaValueMin = 0;
  element.ariaValueMax = Math.max(most, value);
  element.ariaValueNow = value;
  return element;
}

/** How full a line is; null if nothing makes it full. */
function loadMeter(line) {
  return line.capacity === null ? null : meter(line.users, line.capacity, `Load: ${load(line)}`, line.state);
}

/** Shows a row of buttons to other pages, and says which page this is. */
function showPages(nav, text, previous, next) {
  const button = (name, go) => {
    const element = make("button", {type: "button", className: "quiet", disabled: go === null}, name);
    element.addEventListener("click", async () => {
      await go();
      // The button that was pressed is gone.
      const enabled = [...nav.querySelectorAll("button:enabled")];
      (enabled.find((other) => other.textContent === name) ?? enabled[0])?.focus();
    });
    return element;
  };
  nav.replaceChildren(button("Previous", previous), make("span", {}, text), button("Next", next));
  nav.hidden = previous === null && next === null;
}

/** Shows pages that the host has cursors for. A host's cursors lead onwards only, so those that led here are kept. */
async function showCursorPage(view, cursors = []) {
  const of = current;
  const page = await attempt(byId(`${view.id}-error`), () => view.read(cursors.at(-1)));
  if (page === null || of?.number !== current?.number) {
    return;
  }
  byId(`${view.id}-rows`).replaceChildren(...page.rows.map((cells) =>
    make("tr", {}, ...cells.map((cell) => make("td", {}, cell)))));
  byId(`${view.id}-caption`).textContent = page.rows.length === 0 ? `${view.caption}: none` : view.caption;
  showPages(
    byId(`${view.id}-pages`),
    `Page ${NUMBERS.format(cursors.length + 1)}`,
    cursors.length === 0 ? null : () => showCursorPage(view, cursors.slice(0, -1)),
    page.nextCursor === null ? null : () => showCursorPage(view, [...cursors, page.nextCursor]));
}

// --- The session -----------------------------------------------------------------------------------------------------

let operator = null;
/** The line that is shown. */
let current = null;

/** What the call gives; null if it failed, which is then said in this place. */
async function attempt(place, call) {
  const session = operator;
  place.textContent = "";
  try {
    const answer = await call();
    return session === operator ? answer : null;
  } catch (failure) {
    if (!(failure instanceof Failure)) {
      throw failure;
    }
    if (session !== operator) {
      return null;
    }
    if (failure.code === "unauthorized") {
      askForToken(failure.message);
    } else {
      place.textContent = failure.message;
    }
    return null;
  }
}

function askForToken(reason) {
  operator = null;
  byId("token").value = "";
  show();
  byId("sign-in").querySelector(".error").textContent = reason;
}

// Nothing is left of a session: no token, and nothing that it let see.
byId("sign-out").addEventListener("click", () => location.reload());

onSubmit(byId("sign-in"), async (form, error) => {
  const token = byId("token");
  const candidate = await attempt(error, async () => {
    const someone = new Operator(token.value.trim());
    const first = await someone.lines();
    return {someone, first};
  });
  if (candidate === null) {
    token.focus();
    return;
  }
  token.value = "";
  operator = candidate.someone;
  lines.begin(candidate.first);
  show();
});

/** Answers a form by calls alone. One is under way at a time. */
function onSubmit(section, handle) {
  const form = section.matches("form") ? section : section.querySelector("form");
  const button = form.querySelector("[type=submit]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") {
      return;
    }
    button.setAttribute("aria-disabled", "true");
    try {
      await handle(form, form.querySelector(".error"));
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}

// --- Which view is shown ---------------------------------------------------------------------------------------------

const VIEWS = {
  lines: ["Lines", () => lines.show()],
  line: ["Line", (number) => showLine(number)],
  tenants: ["Tenants", () => showCursorPage(TENANTS)],
  find: ["Find a user", () => {}],
  "dry-run": ["Dry run", () => offerProjects()],
};

/** The view at the page's address, and the line that it is of. */
function viewed() {
  const [, view, number] = /^#\/([\w-]+)(?:\/(.+))?$/.exec(location.hash) ?? [];
  if (operator === null) {
    return ["sign-in"];
  }
  if (view === "lines" && number !== undefined) {
    return ["line", number];
  }
  return [view in VIEWS && view !== "line" ? view : "lines"];
}

function show() {
  const [view, number] = viewed();
  document.querySelectorAll("main > section").forEach((section) => { section.hidden = section.id !== view; });
  byId("nav").hidden = byId("sign-out").hidden = operator === null;
  document.querySelectorAll("#nav a").forEach((link) => {
    if (link.hash === `#/${view}` || (view === "line" && link.hash === "#/lines")) {
      link.setAttribute("aria-current", view === "line" ? "true" : "page");
    } else {
      link.removeAttribute("aria-current");
    }
  });
  const [name, begin] = VIEWS[view] ?? ["Sign in", () => {}];
  document.title = `${number ?? name} – Partyline operator`;
  begin(number);
  window.scrollTo(0, 0);
  (operator === null ? byId("token") : byId(view).querySelector("h1")).focus();
}

window.addEventListener("hashchange", () => {
  if (location.hash !== "#main") {
    show();
  }
});

// --- Lines -----------------------------------------------------------------------------------------------------------

const ORDERS = {
  number: () => 0,
  fullest: (a, b) => share(b) - share(a),
  emptiest: (a, b) => share(a) - share(b),
  users: (a, b) => b.users - a.users,
};

/** All lines, and those that the filters leave. */
const lines = {
  all: new Map(),
  complete: false,
  shown: [],
  page: 0,
  active: 0,

  async begin(first) {
    const error = document.querySelector("#lines > .error");
    const session = operator;
    let answer = first ?? await attempt(error, () => operator.lines());
    if (answer !== null) {
      this.all.clear();
    }
    while (answer !== null) {
      answer.lines.forEach((line) => this.all.set(line.number, line));
      const cursor = answer.nextCursor;
      this.complete = cursor === null;
      this.offerFilters();
      this.show();
      answer = this.complete ? null : await attempt(error, () => operator.lines(cursor));
      if (session !== operator) {
        return;
      }
    }
  },

  replace(line) {
    if (this.all.has(line.number)) {
      this.all.set(line.number, line);
    }
  },

  offerFilters() {
    offer(byId("by-state"), "All states", Object.entries(STATES).map(([state, [name]]) => [state, name]));
    const countries = new Map([...this.all.values()].map((line) => [line.country ?? "-", country(line)]));
    offer(byId("by-country"), "All countries", [...countries].sort(([, a], [, b]) => a.localeCompare(b, "en")));
  },

  show() {
    const state = byId("by-state").value;
    const region = byId("by-country").value;
    const digits = byId("by-number").value.replace(/[^\d+]/g, "");
    const all = [...this.all.values()];
    this.shown = all
      .filter((line) => state === "" || line.state === state)
      .filter((line) => region === "" || (line.country ?? "-") === region)
      .filter((line) => line.number.includes(digits))
      .sort(ORDERS[byId("order").value]);
    this.page = Math.min(this.page, Math.max(0, Math.ceil(this.shown.length / LINES_A_PAGE) - 1));
    this.active = 0;
    byId("lines-status").textContent = (this.shown.length === all.length
      ? count(all.length, "line")
      : `${NUMBERS.format(this.shown.length)} of ${count(all.length, "line")}`) + (this.complete ? "" : ", loading…");
    this.showFigures();
    this.showPicture();
    this.showTable();
  },

  showFigures() {
    const limited = this.shown.filter((line) => line.capacity !== null);
    const sum = (some, what) => some.reduce((total, line) => total + what(line), 0);
    const places = sum(limited, (line) => line.capacity);
    const open = this.shown.filter((line) => line.state === "open" && (line.capacity === null || share(line) < 1));
    byId("figures").replaceChildren(...[
      ["Lines", NUMBERS.format(this.shown.length)],
      ["Users", NUMBERS.format(sum(this.shown, (line) => line.users))],
      ["Capacity in use", places === 0 ? "–" : PERCENT.format(sum(limited, (line) => line.users) / places)],
      ["Open, with room", NUMBERS.format(open.length)],
    ].map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
    byId("legend").replaceChildren(...Object.entries(STATES).map(([state, [name]]) => make("li", {},
      make("span", {className: `swatch ${state}`}),
      `${name} `,
      make("b", {}, NUMBERS.format(this.shown.filter((line) => line.state === state).length)))));
  },

  showPicture() {
    const picture = byId("picture");
    const drawn = this.shown.slice(0, BARS);
    const busiest = Math.max(1, ...drawn.filter((line) => line.capacity === null).map((line) => line.users));
    picture.replaceChildren(...drawn.map((line, index) => {
      const bar = make("div", {id: `bar-${index}`, className: `bar ${line.state}`, role: "option"}, make("i"));
      bar.classList.toggle("unlimited", line.capacity === null);
      bar.setAttribute("aria-label", `${line.number}, ${STATES[line.state][0]}, ${load(line)}`);
      const height = line.capacity === null ? line.users / busiest : share(line);
      // Whoever is there is seen.
      bar.firstChild.style.height = `${line.users === 0 ? 0 : Math.max(4, height * 100)}%`;
      return bar;
    }));
    picture.hidden = drawn.length === 0;
    byId("picture-note").textContent = this.shown.length > BARS
      ? `The first ${NUMBERS.format(BARS)} of ${count(this.shown.length, "line")}. Filter to see others.`
      : "";
    this.activate(0);
  },

  activate(index) {
    const picture = byId("picture");
    picture.children[this.active]?.removeAttribute("aria-selected");
    this.active = Math.max(0, Math.min(index, picture.children.length - 1));
    const bar = picture.children[this.active];
    const line = this.shown[this.active];
    if (bar === undefined) {
      picture.removeAttribute("aria-activedescendant");
      byId("readout").replaceChildren("No line is like that.");
      return;
    }
    bar.setAttribute("aria-selected", "true");
    picture.setAttribute("aria-activedescendant", bar.id);
    byId("readout").replaceChildren(
      linkTo(line.number), badge(line.state), make("span", {}, load(line)),
      make("span", {className: "hint"}, [country(line), line.area].filter((part) => part !== null).join(" ")));
  },

  showTable() {
    const from = this.page * LINES_A_PAGE;
    const rows = this.shown.slice(from, from + LINES_A_PAGE);
    const [first, last, all] = [from + 1, from + rows.length, this.shown.length].map((some) => NUMBERS.format(some));
    byId("lines-caption").textContent = rows.length === 0 ? "Lines: none" : `Lines ${first} to ${last} of ${all}`;
    byId("lines-rows").replaceChildren(...rows.map((line) => make("tr", {},
      make("th", {scope: "row"}, linkTo(line.number)),
      make("td", {}, badge(line.state)),
      make("td", {}, loadMeter(line) ?? "–"),
      make("td", {className: "number"}, NUMBERS.format(line.users)),
      make("td", {className: "number"}, line.capacity === null ? "no limit" : NUMBERS.format(line.capacity)),
      make("td", {}, country(line)),
      make("td", {}, line.area ?? "–"))));
    const go = (step) => () => {
      this.page += step;
      this.showTable();
    };
    const pages = Math.ceil(this.shown.length / LINES_A_PAGE);
    showPages(
      byId("lines-pages"),
      `Page ${NUMBERS.format(this.page + 1)} of ${NUMBERS.format(pages)}`,
      this.page === 0 ? null : go(-1),
      this.page + 1 >= pages ? null : go(1));
  },
};

/** Offers these choices, and keeps the one that is made if it is still there. */
function offer(select, all, choices) {
  const chosen = select.value;
  select.replaceChildren(new Option(all, ""), ...choices.map(([value, text]) => new Option(text, value)));
  select.value = choices.some(([value]) => value === chosen) ? chosen : "";
}

function filter() {
  lines.page = 0;
  lines.show();
}

byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("by-number").addEventListener("input", filter);
byId("filters").querySelectorAll("select").forEach((select) => select.addEventListener("change", filter));
byId("reload").addEventListener("click", () => lines.begin());

byId("picture").addEventListener("keydown", (event) => {
  const bars = [...event.currentTarget.children];
  const perRow = Math.max(1, bars.findIndex((bar) => bar.offsetTop > bars[0].offsetTop));
  const target = {
    ArrowLeft: lines.active - 1,
    ArrowRight: lines.active + 1,
    ArrowUp: lines.active - perRow,
    ArrowDown: lines.active + perRow,
    Home: 0,
    End: bars.length - 1,
  }[event.key];
  if (target !== undefined) {
    event.preventDefault();
    lines.activate(target);
    bars[lines.active].scrollIntoView({block: "nearest"});
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    location.hash = `/lines/${lines.shown[lines.active].number}`;
  }
});

const barAt = (event) => [...byId("picture").children].indexOf(event.target.closest(".bar"));
byId("picture").addEventListener("pointerover", (event) => {
  if (barAt(event) >= 0) {
    lines.activate(barAt(event));
  }
});
byId("picture").addEventListener("click", (event) => {
  // A finger is broader than a bar: it chooses, and the link beside the picture opens.
  if (barAt(event) >= 0 && event.pointerType === "mouse") {
    location.hash = `/lines/${lines.shown[barAt(event)].number}`;
  }
});

// --- One line --------------------------------------------------------------------------------------------------------

async function showLine(number) {
  current = null;
  byId("line-title").textContent = number;
  byId("line-state").replaceChildren();
  byId("line-body").hidden = true;
  byId("users-rows").replaceChildren();
  clearChange();
  const line = await attempt(document.querySelector("#line > .error"), () => operator.line(number));
  if (line !== null && viewed()[1] === number) {
    byId("line-body").hidden = false;
    setCurrent(line);
    showCursorPage(USERS);
  }
}

function setCurrent(line) {
  current = line;
  lines.replace(line);
  showLoad(line);
  byId("state").replaceChildren(...Object.entries(STATES)
    .filter(([state]) => state !== "retired" || line.state === "retired")
    .map(([state, [name]]) => new Option(name, state)));
  byId("state").value = line.state;
  byId("capacity").value = line.capacity ?? "";
  explainState();
  byId("retire").textContent = line.state === "retired" ? "Retire again…" : "Retire…";
  showRetirement(line.number);
}

function showLoad(line) {
  byId("line-state").replaceChildren(badge(line.state));
  byId("line-load").replaceChildren(
    make("p", {className: "big"}, load(line)),
    loadMeter(line) ?? "",
    make("p", {className: "hint"}, country(line) + (line.area === null ? "" : `, area ${line.area}`)));
}

function explainState() {
  byId("state-hint").textContent = STATES[byId("state").value][1];
}

function clearChange() {
  byId("change").querySelector(".error").textContent = "";
  byId("change").querySelector(".done").textContent = "";
}

byId("state").addEventListener("change", explainState);

onSubmit(byId("change"), async (form, error) => {
  clearChange();
  const capacity = byId("capacity");
  if (!capacity.validity.valid) {
    error.textContent = "The capacity is a whole number from 0. Empty means no limit.";
    capacity.focus();
    return;
  }
  const wanted = {state: byId("state").value, capacity: capacity.value === "" ? null : Number(capacity.value)};
  const patch = Object.fromEntries(Object.entries(wanted).filter(([member, value]) => current[member] !== value));
  if (Object.keys(patch).length === 0) {
    form.querySelector(".done").textContent = "Nothing is changed.";
    return;
  }
  const number = current.number;
  const line = await attempt(error, () => operator.change(number, patch));
  if (line !== null && current?.number === number) {
    setCurrent(line);
    form.querySelector(".done").textContent = "Saved.";
  }
});

const USERS = {
  id: "users",
  caption: "Users of this line",
  async read(cursor) {
    const page = await operator.users(current.number, ROWS_A_PAGE, cursor);
    return {rows: page.users.map((user) => [idOf(user.tenant), idOf(user.id)]), nextCursor: page.nextCursor};
  },
};

// --- Retiring --------------------------------------------------------------------------------------------------------

/** Those of this session by line. They go on while another view is shown. */
const retirements = new Map();

class Retirement {
  rows = [];
  moved = 0;
  reasons = new Map();
  state = "running";
  failure = "";
  spokenAt = -SPOKEN_EVERY_MS;
  #stopping = new AbortController();

  constructor(line) {
    this.number = line.number;
    this.expected = line.users;
  }

  async run(changed) {
    try {
      for await (const rows of operator.retire(this.number, this.#stopping.signal)) {
        rows.forEach((row) => this.#take(row));
        changed();
      }
      this.#breakOff("The host broke off.");
    } catch (failure) {
      this.#breakOff(failure instanceof Failure ? failure.message : "The connection broke.");
      if (failure.code === "unauthorized") {
        askForToken(failure.message);
      }
    }
  }

  #take(row) {
    if (row.done === true) {
      this.state = "done";
      return;
    }
    this.rows.push(row);
    if (row.notMoved === undefined) {
      this.moved++;
    } else {
      this.reasons.set(row.notMoved, (this.reasons.get(row.notMoved) ?? 0) + 1);
    }
  }

  #breakOff(words) {
    if (this.state === "running") {
      this.state = "broken";
      this.failure = `${words} Retire the line again to go on.`;
    }
  }

  stop() {
    if (this.state === "running") {
      this.state = "stopped";
      this.#stopping.abort();
    }
  }

  get text() {
    const beginning = {running: "Retiring", done: "Done", stopped: "Stopped", broken: "Broken off"}[this.state];
    const left = Math.max(0, this.expected - this.rows.length);
    const [moved, stayed] = [this.moved, this.rows.length - this.moved].map((some) => NUMBERS.format(some));
    return `${beginning}: ${moved} moved, ${stayed} not moved`
      + (this.state === "done" ? "." : `, ${NUMBERS.format(left)} to go.`);
  }

  report(type) {
    if (type === "ndjson") {
      return this.rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    }
    const cell = (value = "") => `"${value.replaceAll("\"", "\"\"")}"`;
    const names = ["tenant", "id", "movedTo", "notMoved"];
    return [names, ...this.rows.map((row) => names.map((name) => row[name]))]
      .map((cells) => `${cells.map(cell).join(",")}\r\n`)
      .join("");
  }
}

function showRetirement(number) {
  const retirement = retirements.get(number);
  const running = retirement?.state === "running";
  byId("retirement").querySelector(".error").textContent = retirement?.failure ?? "";
  byId("retire").hidden = running;
  byId("stop").hidden = !running;
  byId("progress").hidden = retirement === undefined;
  if (retirement === undefined) {
    return;
  }
  const most = retirement.state === "done" ? retirement.rows.length : retirement.expected;
  byId("progress-bar").max = Math.max(1, most);
  byId("progress-bar").value = most === 0 ? 1 : retirement.rows.length;
  byId("progress-text").textContent = retirement.text;
  byId("reasons").replaceChildren(...[...retirement.reasons].map(([reason, many]) =>
    make("li", {}, `${NOT_MOVED[reason] ?? reason}: ${NUMBERS.format(many)}`)));
  byId("reports").hidden = running || retirement.rows.length === 0;
  if (running && retirement.rows.length > 0) {
    showLoad({...current, state: "retired", users: Math.max(0, retirement.expected - retirement.moved)});
  }
  if (!running || performance.now() - retirement.spokenAt > SPOKEN_EVERY_MS) {
    retirement.spokenAt = performance.now();
    byId("progress-spoken").textContent = retirement.text;
  }
}

async function retire(line) {
  const retirement = new Retirement(line);
  const shown = () => current?.number === line.number;
  retirements.set(line.number, retirement);
  showRetirement(line.number);
  byId("stop").focus();
  await retirement.run(() => {
    if (shown()) {
      showRetirement(line.number);
    }
  });
  if (operator === null) {
    return;
  }
  // Those that took its users are fuller now.
  lines.begin();
  const after = await attempt(document.querySelector("#line > .error"), () => operator.line(line.number));
  if (after !== null && shown()) {
    const stopHadFocus = document.activeElement === byId("stop");
    setCurrent(after);
    if (stopHadFocus) {
      byId("retire").focus();
    }
    showCursorPage(USERS);
  }
}

byId("retire").addEventListener("click", () => {
  byId("confirm-title").textContent = `Retire ${current.number}?`;
  byId("confirm-text").textContent = current.users === 0
    ? "It has no users. From now on, it takes nobody."
    : `It has ${count(current.users, "user")}. Each is moved to another line. From now on, this line takes nobody.`;
  byId("confirm-yes").textContent = `Retire ${current.number}`;
  byId("confirm").showModal();
});
byId("confirm-no").addEventListener("click", () => byId("confirm").close());
byId("confirm-yes").addEventListener("click", () => {
  byId("confirm").close();
  retire(current);
});
byId("stop").addEventListener("click", () => retirements.get(current.number).stop());

document.querySelectorAll("#reports button").forEach((button) => button.addEventListener("click", () => {
  const {type, media} = button.dataset;
  const href = URL.createObjectURL(new Blob([retirements.get(current.number).report(type)], {type: media}));
  make("a", {href, download: `retired-${current.number.slice(1)}.${type}`}).click();
  URL.revokeObjectURL(href);
}));

window.addEventListener("beforeunload", (event) => {
  if ([...retirements.values()].some((retirement) => retirement.state === "running")) {
    event.preventDefault();
  }
});

// --- Tenants ---------------------------------------------------------------------------------------------------------

const TENANTS = {
  id: "tenants",
  caption: "Active users of each tenant",
  async read(cursor) {
    const page = await operator.tenants(ROWS_A_PAGE, cursor);
    return {
      nextCursor: page.nextCursor,
      rows: page.tenants.map((tenant) => [
        idOf(tenant.tenant),
        KINDS[tenant.kind] ?? tenant.kind,
        Object.entries(tenant.users)
          .map(([kind, many]) => `${NUMBERS.format(many)} ${USERS_OF[kind] ?? kind}`)
          .join(", "),
        quota(tenant),
      ]),
    };
  },
};

function quota({users, maxSharedUsers}) {
  if ((maxSharedUsers ?? null) === null) {
    return users.shared === undefined ? "–" : "no limit";
  }
  const text = `${NUMBERS.format(users.shared)} of ${NUMBERS.format(maxSharedUsers)}`;
  return make("div", {className: "beside"}, meter(users.shared, maxSharedUsers, `Shared users: ${text}`), text);
}

// --- Who is behind a phone and a line, and what a create would do ----------------------------------------------------

function showAnswer(section, headline, rows) {
  section.querySelector(".answer").replaceChildren(
    make("p", {className: "big"}, headline),
    make("dl", {}, ...rows.flatMap(([name, ...values]) =>
      [make("dt", {}, name), ...values.map((value) => make("dd", {}, value))])));
}

/** What the form asks; empty if something is missing, which is then said. */
function asked(form, error) {
  form.closest("section").querySelector(".answer").replaceChildren();
  error.textContent = "";
  const missing = [...form.elements].find((element) => element.required && element.value.trim() === "");
  if (missing !== undefined) {
    error.textContent = `${missing.labels[0].textContent} is missing.`;
    missing.focus();
    return null;
  }
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
}

onSubmit(byId("find"), async (form, error) => {
  const question = asked(form, error);
  const user = question && await attempt(error, () => operator.route(question.phone, question.line));
  if (user) {
    showAnswer(
      byId("find"),
      user.former ? "A user who was moved away from this line." : "An active user on this line.",
      [["Project", user.tenant], ["User", user.id], ["Line of the user", linkTo(user.line)]]);
  }
});

async function offerProjects() {
  const page = await attempt(byId("dry-run").querySelector(".error"), () => operator.tenants(PROJECTS_OFFERED));
  const projects = page?.tenants.filter((tenant) => tenant.kind === "project") ?? [];
  byId("projects").replaceChildren(...projects.map((project) => new Option("", project.tenant)));
}

onSubmit(byId("dry-run"), async (form, error) => {
  const question = asked(form, error);
  const forecast = question && await attempt(error, () => operator.foresee(question.project, question.phoneNumber));
  if (forecast) {
    showAnswer(byId("dry-run"), OUTCOMES[forecast.outcome] ?? forecast.outcome, explained(forecast));
  }
});

/** Why it is this line. A create may be foreseen without its line. */
function explained({line, reason, passedOver}) {
  if (line === undefined) {
    return [["Line", "It is chosen by the create itself."]];
  }
  const known = lines.all.get(line);
  const others = passedOver.map((other) => PASSED_OVER[other] ?? other);
  return [
    ["Line", make("div", {className: "beside"}, linkTo(line), known === undefined ? "" : badge(known.state))],
    ["Why this line", REASONS[reason] ?? reason],
    ["Passed over", ...(others.length === 0 ? ["Nothing."] : others)],
  ];
}

show();
