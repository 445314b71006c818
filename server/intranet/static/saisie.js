/* Quick entry: saves as one types, and loses nothing on the way. Without it, the same forms are sent by their buttons.

   What is kept is not sent again: another may have changed it since, and a save moves the page past that change, which
   the next one would undo unawares. */

const PAUSE = 700; // ms without typing before a save
const RETRY = 5000; // ms before a save that did not reach the service is tried again

const form = document.querySelector("[data-saisie]");
const dirty = new Set(); // the names of what was typed since the last save
const sent = new Set(); // the names of what was sent since a save was last kept: each goes again until one is
const conflicts = new Set(); // the names of what another changed too: it waits for the button
const told = new Set(); // the names of what was not kept, and of which this page alone tells what had been typed
let timer = 0;
let failed = false; // whether the last save did not reach the service
let leaving = false; // whether the form itself is being sent
let next = null; // what waits for all to be kept: a link, a button, a paste
let insists = false; // whether it is a button, whose answer tells more than a save that is refused

const busy = () => form.classList.contains("htmx-request");
const outstanding = () => [...conflicts].filter(isFilled);
const pending = () => dirty.size + sent.size > 0;
const unsaved = () => pending() || outstanding().length > 0;
const mustStay = () => outstanding().length > 0 || told.size > 0;
const faultsOf = (name) => `c${name.replaceAll("/", "-")}-fautes`;

function isFilled(name) {
  const controls = [...form.elements].filter((each) => each.name === name);
  return controls.some((each) => (/checkbox|radio/.test(each.type) ? each.checked : each.value));
}

function save() {
  window.clearTimeout(timer);
  if (busy()) return; // its end sends the rest
  dirty.forEach((name) => sent.add(name));
  dirty.clear(); // what is typed from now on is for the next one
  tell("enCours");
  window.htmx.trigger(form, "enregistrer");
}

function later(pause) {
  window.clearTimeout(timer);
  timer = window.setTimeout(save, pause);
}

function tell(what, count = 0) {
  const place = document.getElementById("etat-saisie");
  place.textContent = form.dataset[what].replace("{nombre}", count);
  place.dataset.etat = what;
}

function note({ target }) {
  if (!target.name || !target.name.startsWith("/")) return;
  dirty.add(target.name);
  tell("enCours");
  invite();
  later(/checkbox|radio|select/.test(target.type) ? 0 : PAUSE);
}

/* A page that is read again loses what is not kept. */
function invite() {
  document.querySelectorAll("#veille a").forEach((link) => { link.hidden = unsaved(); });
}

function choose({ formData }) {
  for (const name of new Set(formData.keys())) {
    if (name.startsWith("/") && !isSent(name)) formData.delete(name);
  }
}

/* What was not typed, or is kept, stays out; what another changed too is sent by the button alone, unless it was erased. */
function isSent(name) {
  if (conflicts.has(name)) return leaving && isFilled(name);
  return dirty.has(name) || sent.has(name);
}

function hold(then, button = false) {
  next = then;
  insists = button;
  save();
}

/* A form sent while a save is on its way would meet that save as another's; with no service to take it, it would be lost. */
function leave(event) {
  if (busy() || failed || !navigator.onLine) {
    event.preventDefault();
    hold(() => form.requestSubmit(event.submitter), true);
  } else {
    window.clearTimeout(timer);
    leaving = true;
  }
}

function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link || !pending() || isElsewhere(event, link)) return;
  event.preventDefault();
  hold(() => window.location.assign(link.href));
}

/* Tells whether a click on a link lets the page be. */
function isElsewhere(event, link) {
  const [here] = window.location.href.split("#");
  const modified = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return modified || link.target || link.download || (link.hash && link.href.split("#")[0] === here);
}

/* A table that a spreadsheet put on the clipboard goes to the cells, from the one that has the focus on. */
function paste(event) {
  const cell = event.target.closest(".tableau-saisie input, .tableau-saisie select");
  const text = event.clipboardData && event.clipboardData.getData("text/plain");
  const receiver = document.querySelector("#coller form");
  if (!cell || !receiver || !text || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const choice = receiver.querySelector("[name=cible]");
  choice.append(new Option(cell.name, cell.name, true, true));
  receiver.querySelector("[name=texte]").value = text;
  if (pending()) hold(() => receiver.submit());
  else receiver.submit();
}

function done({ detail }) {
  if (detail.elt !== form) return;
  if (detail.successful) succeed();
  else fail(detail.xhr ? detail.xhr.status : 0);
  invite();
}

function succeed() {
  failed = false;
  sent.clear();
  if (learn()) next = null; // the visitor has to see it first
  if (pending()) {
    tell("enCours");
    later(next ? 0 : PAUSE);
  } else if (next) {
    proceed();
  }
  document.body.dispatchEvent(new CustomEvent("enregistre"));
  preview();
}

function proceed() {
  const then = next;
  next = null;
  window.setTimeout(then); // once the save that is answered is over
}

function fail(status) {
  failed = status === 0 || status >= 500;
  if (next && insists && !failed) proceed();
  next = null;
  if (failed) later(RETRY);
  if (status === 0) tell("echec");
  else if (failed) tell("panne");
  else tell(status === 400 ? "session" : "refus");
}

/* Learns from what the service answered where the draft now is, and what it did not keep; returns whether it is news. */
function learn() {
  const answer = document.querySelector("#etat-saisie [data-conflits]");
  const news = answer ? JSON.parse(answer.dataset.conflits) : [];
  news.forEach((name) => conflicts.add(name));
  if (answer) JSON.parse(answer.dataset.perdus).forEach((name) => told.add(name));
  document.querySelectorAll("[name=rang]").forEach((input) => {
    input.value = answer ? answer.dataset.rang : document.getElementById("rang").value;
  });
  const count = outstanding().length;
  if (count) tell(count === 1 ? "conflit" : "conflits", count);
  return news.length > 0;
}

/* The contract beside the form is read again once the typing has paused. */
let reading = 0;
function preview() {
  const frame = document.querySelector("[data-apercu]");
  if (!frame) return;
  window.clearTimeout(reading);
  reading = window.setTimeout(() => {
    const address = new URL(frame.src);
    address.searchParams.set("rang", document.getElementById("rang").value.split(" ")[0]);
    if (address.href !== frame.src) frame.src = address.href;
  }, 3 * PAUSE);
}

/* Marks the control whose faults are told, or mended: before the swap, since what is swapped out hears nothing. */
function mark(event) {
  const { target, fragment } = event.detail;
  if (target.id === "a-corriger") event.detail.shouldSwap = !mustStay();
  if (!target.id.endsWith("-fautes")) return;
  if (isDisputed(target)) event.detail.shouldSwap = false;
  else flag(target, fragment.firstElementChild.dataset.etat);
}

/* The verdict tells the faults that are left: the others are mended. */
function clear({ detail }) {
  if (detail.target.id !== "etapes" || !detail.shouldSwap) return;
  detail.ignoreTitle = mustStay();
  for (const place of form.querySelectorAll('[id$="-fautes"]')) {
    if (isDisputed(place)) continue;
    place.replaceChildren();
    flag(place, "");
  }
}

function isDisputed(place) {
  return [...conflicts, ...told].some((name) => faultsOf(name) === place.id);
}

/* Gives a control and its frame the marks of what is told of it: the theme says which classes those are. */
function flag(place, state) {
  const control = form.querySelector(`[aria-describedby~="${place.id}"]`);
  const frame = place.closest("[data-en-faute]");
  if (!control || !frame) return;
  if (state === "en-faute") control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
  frame.dataset.enFaute.split(" ").forEach((name) => frame.classList.toggle(name, state === "en-faute"));
  frame.classList.toggle("a-verifier", state === "a-verifier");
}

function warn(event) {
  if (!leaving && unsaved()) event.preventDefault();
}

if (form && window.htmx) {
  learn();
  form.addEventListener("input", note);
  form.addEventListener("paste", paste);
  form.addEventListener("submit", leave);
  form.addEventListener("formdata", choose);
  document.addEventListener("click", follow);
  document.body.addEventListener("htmx:afterRequest", done);
  document.body.addEventListener("htmx:beforeSwap", clear);
  document.body.addEventListener("htmx:afterSwap", invite);
  document.body.addEventListener("htmx:oobBeforeSwap", mark);
  window.addEventListener("online", () => { if (pending()) save(); });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", warn);
}
