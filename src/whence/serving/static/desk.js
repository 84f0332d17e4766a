"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const isDesk = Boolean(at("keys"));
  if (!isDesk) return;

  // Parts of the page are replaced by those of the same id in a newer answer.
  const parse = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  };
  const replace = (page, id) => {
    const [older, newer] = [at(id), page && page.getElementById(id)];
    if (!older || !newer || older.innerHTML === newer.innerHTML) return;
    const link = older.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    const fresh = document.importNode(newer, true);
    older.replaceWith(fresh);
    if (link) [...fresh.querySelectorAll("a")].find((each) => each.getAttribute("href") === link)?.focus();
  };

  // A word that is still being typed is the beginning of one.
  const begin = (name, value) => (name === "q" && /(^|\s)[\p{L}\p{N}]{3,}$/u.test(value) && !/"/.test(value) ? `${value}*` : value);

  // Search as one types: the latest answer counts, whichever comes last.
  let asked = 0;
  for (const form of document.querySelectorAll("form[data-typing]")) {
    let timer = 0;
    const ask = async () => {
      const mine = ++asked;
      const values = [...new FormData(form)].filter(([, value]) => value).map(([name, value]) => [name, begin(name, value)]);
      const address = `${form.getAttribute("action")}?${new URLSearchParams(values)}`;
      const page = await parse(address);
      if (mine !== asked || !page) return;
      history.replaceState(null, "", address);
      replace(page, form.dataset.typing);
      replace(page, "forms");
      at("spoken").textContent = `${at(form.dataset.typing).querySelectorAll(".item").length} shown`;
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 150);
    });
  }

  // What is new: what arrived, how far an import is, what could not be read.
  const state = at("progress");
  let hiding = 0;
  const say = (text, seconds) => {
    state.textContent = text;
    state.hidden = !text;
    clearTimeout(hiding);
    if (seconds) hiding = setTimeout(() => say("", 0), 1000 * seconds);
  };
  const count = (number, what) => (number ? [`${number.toLocaleString("en")} ${what}`] : []);
  const tally = (one) =>
    [
      ...count(one.added, "added"),
      ...count(one.changed, "changed"),
      ...count(one.known, "known"),
      ...count(one.rejected, "could not be read"),
    ].join(", ");
  const refresh = async () => {
    const live = [...document.querySelectorAll("[data-live]")];
    if (!live.length) return;
    const page = await parse(location.href);
    for (const each of live) replace(page, each.id);
  };
  const news = new EventSource("/events");
  news.addEventListener("changed", (event) => {
    const one = JSON.parse(event.data);
    const parts = [...count(Math.max(0, one.arrived), "arrived"), ...count(Math.max(0, one.failed), "could not be read")];
    if (parts.length && state.hidden) say(parts.join(", "), 6);
    refresh();
  });
  news.addEventListener("progress", (event) => {
    const one = JSON.parse(event.data);
    const share = one.done === null ? "" : ` · ${Math.round(100 * one.done)} %`;
    say(`${one.doing}${share}${one.doing === "Adding" && tally(one) ? ` · ${tally(one)}` : ""}`, 10);
  });
  news.addEventListener("done", (event) => {
    const one = JSON.parse(event.data);
    const reasons = one.refused.slice(0, 3).map((each) => `${each.input}: ${each.reason}`);
    say([`${tally(one) || "Nothing new"}.`, ...reasons].join(" "), reasons.length ? 30 : 8);
    refresh();
  });
  // After the desk was closed and opened again, the page may be old.
  let wasLost = false;
  news.addEventListener("error", () => (wasLost = true));
  news.addEventListener("open", () => {
    if (wasLost) refresh();
    wasLost = false;
  });
  window.addEventListener("pagehide", () => news.close());

  // Files that are dropped anywhere on a page with the form are sent with it.
  const form = at("adding");
  if (form && form.elements.files) {
    const isFile = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    const mark = (event, isOver) => {
      if (!isFile(event)) return;
      event.preventDefault();
      document.body.classList.toggle("dropping", isOver);
    };
    document.addEventListener("dragover", (event) => mark(event, true));
    document.addEventListener("dragleave", (event) => mark(event, false));
    document.addEventListener("drop", (event) => {
      if (!isFile(event)) return;
      mark(event, false);
      form.elements.files.files = event.dataTransfer.files;
      form.requestSubmit();
    });
    form.addEventListener("submit", () => say("Reading …", 0));
  }

  // Keys. A reader who dictates, or types in another way, can turn them off.
  const dialog = at("keys");
  const isOn = at("keys-on");
  isOn.checked = localStorage.getItem("keys") !== "off";
  isOn.addEventListener("change", () => localStorage.setItem("keys", isOn.checked ? "on" : "off"));
  document.addEventListener("click", (event) => {
    if (event.target.id === "keys-button") dialog.showModal();
  });
  if (at("keys-button")) at("keys-button").hidden = false;

  const step = (selector, by, go) => {
    const items = [...document.querySelectorAll(selector)].filter((each) => each.offsetParent);
    if (!items.length) return;
    const now = items.findIndex((each) => go.isAt(each));
    go.to(items[now < 0 ? (by > 0 ? 0 : items.length - 1) : (now + by + items.length) % items.length]);
  };
  const mark = {
    isAt: (each) => location.hash === `#${each.dataset.lights}`,
    to: (each) => (location.hash = each.dataset.lights),
  };
  const row = { isAt: (each) => each === document.activeElement, to: (each) => each.focus() };
  const item = (by) =>
    document.querySelector(".report sup.number") ? step(".report sup.number", by, mark) : step(".item > a", by, row);
  const keys = {
    "/": () => (at("find") || document.querySelector('input[name="q"]')).focus(),
    "?": () => dialog.showModal(),
    j: () => item(1),
    k: () => item(-1),
    n: () => step(".report sup.letter", 1, mark),
    p: () => step(".report sup.letter", -1, mark),
    h: () => location.assign("/"),
    r: () => location.assign("/read"),
    c: () => document.dispatchEvent(new Event("mark")),
  };
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, dialog");
    if (isTyping || !isOn.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });

  // What a reader is asked again and again is kept in the browser.
  for (const field of document.querySelectorAll("[data-keeps]")) {
    const key = `whence-${field.dataset.keeps}`;
    field.value ||= localStorage.getItem(key) || "";
    field.form.addEventListener("submit", () => localStorage.setItem(key, field.value));
  }
})();
