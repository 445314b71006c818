// What a button can do only with JavaScript: it stays hidden without it.
"use strict";

function tell(text) {
  const live = document.getElementById("annonces");
  if (live) live.textContent = text;
}

async function copy(field) {
  field.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
  else document.execCommand("copy"); // outside https and localhost, browsers give no clipboard
}

function prepareCopy(place) {
  const field = place.querySelector("input");
  const button = place.querySelector("button");
  const text = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await copy(field);
    button.textContent = button.dataset.fait;
    tell(button.dataset.fait);
    setTimeout(() => { button.textContent = text; }, 2000);
  });
}

function prepare(root) {
  root.querySelectorAll("[data-copier]:not([data-pret])").forEach((place) => {
    place.dataset.pret = "";
    prepareCopy(place);
  });
}

// Too large a file is told before it is sent: the service could not say so before it has the whole of it.
function weigh({ target }) {
  if (target.type !== "file" || !target.form) return;
  const fields = [...target.form.querySelectorAll("input[type=file][data-limite]")];
  const weight = fields.flatMap((field) => [...field.files]).reduce((sum, file) => sum + file.size, 0);
  fields.forEach((field) => judge(field, field.files.length > 0 && weight > field.dataset.limite, weight));
}

function judge(field, wrong, weight) {
  const place = document.getElementById(`${field.id}-fautes`).firstElementChild;
  const text = wrong ? field.dataset.tropGrand.replace("{poids}", Math.ceil(weight / 1e6)) : "";
  if (wrong === place.hidden) tell(text);
  place.textContent = text;
  place.hidden = !wrong;
  field.setCustomValidity(text);
  if (wrong) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

document.addEventListener("change", weigh);
document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => prepare(event.target));
