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

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => prepare(event.target));
