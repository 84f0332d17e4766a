
"use strict";
(() => {
  const told = document.getElementById("told");
  const closest = (node) => (node instanceof Element ? node.closest("[data-lights]") : null);
  let pinned = null;
  let shown = null;
  let waiting = 0;

  const show = (key) => {
    if (key === shown) return;
    shown = key;
    for (const each of document.querySelectorAll(".on, .own")) each.classList.remove("on", "own");
    document.body.classList.toggle("lit", key !== null);
    clearTimeout(waiting);
    if (key === null) return;
    for (const each of document.querySelectorAll(`[data-lit-by~="${CSS.escape(key)}"]`)) each.classList.add("on");
    for (const each of document.querySelectorAll(`[data-own~="${CSS.escape(key)}"]`)) each.classList.add("own");
    waiting = setTimeout(() => reveal(document.querySelector(`.entries > [data-lit-by~="${CSS.escape(key)}"]`)), 150);
  };

  // Scrolls the ledger beside the text, never the page, and only where the entry is out of sight.
  const reveal = (entry) => {
    const ledger = entry && entry.closest(".ledger");
    if (!ledger || ledger.matches(":hover") || ledger.contains(document.activeElement)) return;
    const [seen, wanted] = [ledger.getBoundingClientRect(), entry.getBoundingClientRect()];
    if (wanted.top >= seen.top && wanted.bottom <= seen.bottom) return;
    ledger.scrollTo({ top: ledger.scrollTop + wanted.top - seen.top - seen.height / 3 });
  };

  // If the ledger is far below the text, show the tapped entry at the foot of the window.
  const showAtFoot = (key, on) => {
    told.hidden = key === null;
    told.replaceChildren();
    if (key === null) return;
    const list = document.createElement("ol");
    list.className = "entries";
    for (const entry of document.querySelectorAll(`:is(.entries, .questions ol) > [data-lit-by~="${CSS.escape(key)}"]`)) {
      const copy = entry.cloneNode(true);
      for (const name of ["id", "data-lights", "data-lit-by", "class"]) copy.removeAttribute(name);
      list.append(copy);
    }
    told.append(list);
    if (told.offsetHeight) on.scrollIntoView({ block: "nearest" });
  };

  const pin = (key, on) => {
    pinned = key;
    show(key);
    showAtFoot(key, on);
  };

  document.addEventListener("mouseover", (event) => {
    const over = closest(event.target);
    show(over ? over.dataset.lights : pinned);
  });
  document.addEventListener("focusin", (event) => {
    const focused = closest(event.target);
    if (focused) show(focused.dataset.lights);
  });
  document.addEventListener("focusout", () => show(pinned));
  document.addEventListener("click", (event) => {
    if (told.contains(event.target)) return;
    const on = closest(event.target);
    const link = event.target.closest("a");
    // A source's words would lead to the list of sources; here they light up what it says instead.
    if (link && link.matches(".source")) event.preventDefault();
    if (on && on.closest(".report") && !on.matches(".number")) {
      pin(on.dataset.lights === pinned ? null : on.dataset.lights, on);
    } else {
      pin(null);
      if (on) show(on.dataset.lights);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") pin(null);
  });
})();
