/* The blank row of a table, or the blank column of a plan, becomes an item as one types in it; another blank one follows. */

const form = document.querySelector("[data-saisie]");

function partsOf({ chemin, rang }) {
  return [...document.querySelectorAll(`[data-chemin="${chemin}"][data-rang="${rang}"]`)];
}

function grow({ target }) {
  const blank = target.closest("[data-nouveau]");
  if (!blank) return;
  const parts = partsOf(blank.dataset);
  for (const part of parts) {
    const next = blankAfter(part);
    part.removeAttribute("data-nouveau");
    part.classList.remove("ligne-nouvelle");
    part.after(next);
  }
  if (!blank.matches("tr")) {
    blank.closest("table").querySelectorAll("[colspan]").forEach((heading) => { heading.colSpan += 1; });
  }
}

function blankAfter(part) {
  const { chemin, rang } = part.dataset;
  const next = part.cloneNode(true);
  for (const element of [next, ...next.querySelectorAll("*")]) {
    for (const attribute of element.attributes) attribute.value = moved(attribute.value, chemin, Number(rang));
    if (element.matches("input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea")) element.value = "";
    if (element.matches("[type=checkbox], [type=radio]")) element.checked = false;
    if (element.matches("option")) element.selected = false;
    if (element.matches("[id$='-fautes'], [id$='-resolu']")) element.replaceChildren();
    element.removeAttribute("aria-invalid");
  }
  next.dataset.rang = String(Number(rang) + 1);
  return next;
}

/* Returns what names an item, or a value of it, for the item that follows. */
function moved(text, chemin, rang) {
  const ident = `c${chemin.replaceAll("/", "-")}`;
  return text
    .replace(new RegExp(`${chemin}/${rang}(?=/|$)`, "g"), `${chemin}/${rang + 1}`)
    .replace(new RegExp(`${ident}-${rang}(?=[- ]|$)`, "g"), `${ident}-${rang + 1}`);
}

/* Once it is kept, an item has a name, and may be moved and taken away. */
function settle() {
  for (const part of document.querySelectorAll("[data-chemin][data-rang]:not([data-nouveau])")) {
    const nom = nameOf(part);
    part.querySelectorAll("[data-nom]").forEach((place) => { place.textContent = nom; });
    part.querySelectorAll("button[name=action]").forEach((button) => {
      button.hidden = false;
      button.title = button.querySelector(".masque").textContent;
    });
  }
}

/* A row is called by its number, a column by its first value. */
function nameOf({ dataset: { chemin, rang, modele } }) {
  const numero = String(Number(rang) + 1);
  if (modele) return modele.replace("{rang}", numero);
  return document.querySelector(`[name^="${chemin}/${rang}/"]`).value || numero;
}

if (form) {
  form.addEventListener("input", grow);
  document.body.addEventListener("enregistre", settle);
}
