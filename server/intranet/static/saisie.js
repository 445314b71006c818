/* Quick entry: saves as one types, pastes tables, adds rows. Without it, the same forms are sent by their buttons. */
"use strict";

const PAUSE = 700; // ms without typing before a save
const RETRY = 5000; // ms before a save that did not reach the service is tried again

const form = document.querySelector("[data-saisie]");
let timer = 0;
let typed = 0; // what was typed since the page was read
let kept = 0; // what of it was sent and kept
let sent = 0;
let pressed = null; // the button that was pressed while a save was on its way

function save() {
  window.clearTimeout(timer);
  sent = typed;
  tell("en-cours");
  window.htmx.trigger(form, "enregistrer");
}

function later(pause) {
  window.clearTimeout(timer);
  timer = window.setTimeout(save, pause);
}

function tell(what) {
  const place = document.getElementById("etat-saisie");
  place.textContent = form.dataset[what.replace(/-(.)/g, (_, letter) => letter.toUpperCase())];
  place.dataset.etat = what;
}

function note(event) {
  if (!event.target.name || !event.target.name.startsWith("/")) return;
  typed += 1;
  tell("en-cours");
  grow(event.target.closest("tr.ligne-nouvelle"));
  // A date is « changed » at each digit of its year.
  later(event.type === "change" && event.target.type !== "date" ? 0 : PAUSE);
}

/* The blank row of a table becomes a row, and another blank one follows it. */
function grow(row) {
  if (!row) return;
  const rank = Number(row.dataset.rang);
  const next = row.cloneNode(true);
  const path = row.dataset.chemin;
  const ident = "c" + path.replaceAll("/", "-");
  for (const element of [next, ...next.querySelectorAll("*")]) {
    for (const attribute of [...element.attributes]) {
      attribute.value = attribute.value
        .replaceAll(`${path}/${rank}/`, `${path}/${rank + 1}/`)
        .replaceAll(`${ident}-${rank}-`, `${ident}-${rank + 1}-`);
    }
    if (element.matches("input:not([type=hidden]):not([type=checkbox]):not([type=radio])")) element.value = "";
    if (element.matches("option")) element.selected = false;
    if (element.matches("[aria-invalid]")) element.removeAttribute("aria-invalid");
  }
  next.dataset.rang = String(rank + 1);
  row.classList.remove("ligne-nouvelle");
  row.after(next);
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
  receiver.querySelector("[data-rang]").value = document.getElementById("rang").value;
  kept = typed;
  receiver.submit();
}

/* A form sent while a save is on its way would meet that save as if another person had made it; offline, it would be lost. */
function leave(event) {
  if (!navigator.onLine) {
    event.preventDefault();
    tell("echec");
  } else if (form.classList.contains("htmx-request")) {
    event.preventDefault();
    pressed = event.submitter;
  } else {
    window.clearTimeout(timer);
    kept = typed; // nothing is left to warn of
  }
}

function done(event) {
  if (event.detail.elt !== form) return;
  if (event.detail.successful) {
    kept = sent;
    if (kept !== typed) tell("en-cours");
    document.querySelectorAll("[data-rang][name=rang]").forEach((input) => {
      input.value = document.getElementById("rang").value;
    });
    document.body.dispatchEvent(new CustomEvent("enregistre"));
    preview();
  } else {
    tell(event.detail.xhr && event.detail.xhr.status >= 400 ? "refus" : "echec");
    later(RETRY);
  }
  if (pressed) {
    const button = pressed;
    pressed = null;
    form.requestSubmit(button);
  }
}

/* The contract beside the form is read again once the typing has paused. */
let reading = 0;
function preview() {
  const frame = document.querySelector("[data-apercu]");
  if (!frame) return;
  window.clearTimeout(reading);
  reading = window.setTimeout(() => {
    const address = new URL(frame.src);
    address.searchParams.set("rang", document.getElementById("rang").value);
    if (address.href !== frame.src) frame.src = address.href;
  }, 3 * PAUSE);
}

/* Marks the control whose faults are told, or mended: before the swap, since what is swapped out hears nothing. */
function mark(event) {
  const { target, fragment } = event.detail;
  if (!target.id.endsWith("-fautes")) return;
  const control = document.getElementById(target.id.slice(0, -"-fautes".length));
  if (!control) return;
  if (fragment.firstElementChild.childElementCount) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

function warn(event) {
  if (kept !== typed) event.preventDefault();
}

if (form && window.htmx) {
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  form.addEventListener("paste", paste);
  form.addEventListener("submit", leave);
  document.body.addEventListener("htmx:afterRequest", done);
  document.body.addEventListener("htmx:oobBeforeSwap", mark);
  window.addEventListener("online", () => { if (kept !== typed) save(); });
  window.addEventListener("beforeunload", warn);
}
