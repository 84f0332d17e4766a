"use strict";
(() => {
  const sheet = document.getElementById("sheet");
  const narrow = matchMedia("(max-width: 47.99rem)");
  const closest = (node) => (node instanceof Element ? node.closest("[data-lights]") : null);
  let pinned = null;
  let shown = null;

  const show = (key) => {
    if (key === shown) return;
    shown = key;
    for (const each of document.querySelectorAll(".on, .here")) each.classList.remove("on", "here");
    document.body.classList.toggle("lit", key !== null);
    if (key === null) return;
    for (const each of document.querySelectorAll(`[data-lit-by~="${CSS.escape(key)}"]`)) each.classList.add("on");
    for (const each of document.querySelectorAll(`[data-own~="${CSS.escape(key)}"]`)) each.classList.add("here");
  };

  // What a narrow window has no margin for is shown at its foot: who the source is, and what stands beside the words.
  const open = (on) => {
    sheet.replaceChildren();
    sheet.hidden = on === null;
    if (on === null) return;
    const asked = on.dataset.litBy.split(" ").filter((key) => rank(key) === "q");
    const keys = new Set([...`${on.dataset.own || ""} ${on.dataset.lights}`.trim().split(" "), ...asked]);
    for (const key of [...keys].filter((each) => rank(each) === "a")) {
      const note = document.getElementById(key);
      for (const source of note ? note.dataset.litBy.split(" ").slice(1) : []) keys.add(source);
    }
    const list = document.createElement("ul");
    list.className = "notes";
    const sources = [...keys].filter((key) => rank(key) === "s");
    for (const kind of "saq") {
      for (const key of [...keys].filter((each) => rank(each) === kind)) {
        const found = document.getElementById(key);
        if (!found) continue;
        const copy = found.cloneNode(true);
        for (const name of ["id", "data-lights", "data-lit-by"]) copy.removeAttribute(name);
        copy.classList.remove("on");
        copy.classList.toggle("of-one", kind === "s" && sources.length === 1);
        for (const fold of copy.querySelectorAll("details")) fold.open = true;
        list.append(copy);
      }
    }
    sheet.append(list);
    on.scrollIntoView({ block: "nearest" });
  };

  // Whether a key is that of a source, an attribution or a question.
  const rank = (key) => key.split("-").pop()[0];

  const pin = (key, on) => {
    pinned = key;
    show(key);
    open(narrow.matches ? on : null);
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
    if (sheet.contains(event.target)) {
      if (event.target.closest("a")) pin(null, null);
      return;
    }
    const on = closest(event.target);
    const link = event.target.closest("a");
    if (!getSelection().isCollapsed) {
      // Words were selected; nothing was clicked.
      if (link && link.matches(".source")) event.preventDefault();
      return;
    }
    const inText = on && on.closest(".report");
    // In the text, a source lights up what it says; a number or letter leads to the margin, if there is one.
    if (link && inText && (link.matches(".source") || narrow.matches)) event.preventDefault();
    if (narrow.matches && link && link.matches(".questions .letter")) event.preventDefault();
    if (on && (narrow.matches ? !on.closest(".sources, .events") : inText)) {
      const again = on.dataset.lights === pinned;
      pin(again ? null : on.dataset.lights, again ? null : on);
    } else {
      pin(null, null);
      if (on) show(on.dataset.lights);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") pin(null, null);
  });

  // A link to a source, an attribution or a question lights up its words, and scrolls to them.
  const arrive = () => {
    const key = decodeURIComponent(location.hash.slice(1)).replace(/-text$/, "");
    const marks = key ? document.querySelectorAll(`.report [data-lit-by~="${CSS.escape(key)}"]`) : [];
    if (!marks.length) return;
    pinned = key;
    show(key);
    (document.getElementById(`${key}-text`) || marks[0]).scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", arrive);
  arrive();

  // On paper nothing is folded but the further questions, which stand in full at their sentences.
  const folded = [];
  window.addEventListener("beforeprint", () => {
    folded.push(...document.querySelectorAll("details:not([open], .more)"));
    for (const fold of folded) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of folded.splice(0)) fold.open = false;
  });
})();
