"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const points = (text) => [...text].length;

  // The text of the report as the page shows it, node by node: where each begins, in code points as the server counts.
  // Several characters may show one (data-sign).
  const nodes = function* () {
    const skip = (node) => (node.nodeName === "SUP" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (const part of document.querySelectorAll("article .report")) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, skip);
      let start = 0;
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.dataset && node.dataset.at) start = Number(node.dataset.at);
        if (node.nodeType !== Node.TEXT_NODE) continue;
        const isSign = node.parentElement.hasAttribute("data-sign");
        yield { node, part, start, isSign, end: start + (isSign ? 1 : points(node.data)) };
        start += isSign ? 1 : points(node.data);
      }
    }
  };

  // The words in a range of the page: where they stand in the report, without white space around them.
  const read = (range) => {
    const found = { start: null, end: null, words: "" };
    let before = null;
    for (const { node, part, start, end, isSign } of nodes()) {
      if (!range.intersectsNode(node)) continue;
      const first = node === range.startContainer ? range.startOffset : 0;
      const last = node === range.endContainer ? range.endOffset : node.length;
      const text = node.data.slice(first, last);
      const words = text.trim();
      if (!words && (found.start === null || !text)) continue;
      if (words) {
        const from = start + points(node.data.slice(0, first)) + points(text) - points(text.trimStart());
        found.start ??= isSign ? start : from;
        found.end = isSign ? end : from + points(words);
      }
      found.words += (before && before !== part ? " " : "") + text;
      before = part;
    }
    found.words = found.words.replace(/\s+/g, " ").trim();
    return found.start === null ? null : found;
  };

  // The range of the page that shows a part of the report's text.
  const rangeOf = (from, to) => {
    const range = new Range();
    let isOpen = false;
    for (const { node, start, end, isSign } of nodes()) {
      const unit = (offset) =>
        isSign ? (offset > start ? node.length : 0) : [...node.data].slice(0, offset - start).join("").length;
      if (!isOpen && end > from && start < to) {
        range.setStart(node, unit(Math.max(from, start)));
        isOpen = true;
      }
      if (isOpen && start < to) range.setEnd(node, unit(Math.min(to, end)));
    }
    return isOpen ? range : null;
  };
  const light = (name, ranges) => {
    if (!CSS.highlights) return;
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  };

  // A link to some words of the report lights them, and scrolls to them.
  const arrive = () => {
    const [, from, to] = /^#t(\d+)-(\d+)$/.exec(location.hash) || [];
    const range = Number(from) < Number(to) ? rangeOf(Number(from), Number(to)) : null;
    light("found", range ? [range] : []);
    if (!range) return;
    const part = range.startContainer.parentElement.closest(".report");
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", arrive);
  arrive();

  const form = at("marking");
  if (!form) return;
  const fields = form.elements;
  const told = { source: [], cue: [], content: [], who: [] };
  let marked = null;

  const dock = (isOn) => {
    form.classList.toggle("docked", isOn);
    document.body.classList.toggle("marks", isOn);
    at("marked").hidden = at("marked-close").hidden = !isOn;
  };
  const show = () => {
    for (const [name, places] of Object.entries(told)) {
      fields[`${name}-at`].value = places.map((one) => `${one.start}-${one.end}`).join(" ");
      if (places.length) fields[name].value = places.map((one) => one.words).join(" … ");
    }
    light("marked", Object.values(told).flat().map((one) => one.range));
    form.classList.toggle("begun", fields.wrong.checked || Object.keys(told).some((name) => fields[name].value));
  };

  // Which attribution the words belong to: the one that is lit if they are part of it, or the innermost around them.
  const guess = (range) => {
    const lit = (/^#(a\d+)/.exec(location.hash) || [])[1];
    const around = range.startContainer.parentElement.closest("[data-lit-by]");
    const keys = (around ? around.dataset.litBy.split(" ") : []).filter((key) => /^a\d+$/.test(key));
    return (keys.includes(lit) ? lit : keys.pop()) || lit || "missed";
  };
  // The name of a source is a link, in which a browser begins no selection by itself.
  let anchor = null;
  const caret = (event) => {
    const [x, y] = [event.clientX, event.clientY];
    const find = document.caretPositionFromPoint || document.caretRangeFromPoint;
    const one = find.call(document, x, y);
    return one && { node: one.offsetNode || one.startContainer, offset: one.offset ?? one.startOffset };
  };
  document.addEventListener("mousedown", (event) => {
    anchor = event.button === 0 && event.target.closest("article .report a.source") ? caret(event) : null;
  });
  const extend = (event) => {
    const here = anchor && caret(event);
    if (here) getSelection().setBaseAndExtent(anchor.node, anchor.offset, here.node, here.offset);
  };
  document.addEventListener("dragstart", (event) => anchor && event.preventDefault());
  document.addEventListener("mousemove", extend);
  document.addEventListener("mouseup", (event) => {
    extend(event);
    anchor = null;
  });
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const found = form.contains(range.startContainer) ? null : read(range);
    if (!found) return;
    marked = { ...found, range: range.cloneRange() };
    at("marked-words").textContent = marked.words;
    if (!form.classList.contains("begun")) {
      const own = guess(range);
      if ([...fields.attribution.options].some((option) => option.value === own)) fields.attribution.value = own;
    }
    dock(true);
  });
  at("marked").addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  at("marked").addEventListener("click", (event) => {
    const name = event.target.dataset.part;
    if (!name || !marked) return;
    // A content may be in several places; what is marked again takes the place of what it overlaps.
    const isApart = (one) => one.end <= marked.start || one.start >= marked.end;
    const kept = name === "content" ? told[name].filter(isApart) : [];
    told[name] = [...kept, marked].sort((one, other) => one.start - other.start);
    show();
    at("spoken").textContent = `${event.target.textContent}: ${fields[name].value}`;
  });
  form.addEventListener("input", (event) => {
    if (told[event.target.name]) told[event.target.name] = [];
    show();
  });
  form.addEventListener("reset", () => {
    for (const name of Object.keys(told)) told[name] = [];
    setTimeout(show);
  });
  at("marked-close").addEventListener("click", () => dock(false));
  document.addEventListener("click", (event) => {
    const isDone = !form.contains(event.target) && getSelection().isCollapsed;
    if (isDone && !form.classList.contains("begun")) dock(false);
  });

  // With keys: words are marked one by one, from those of the lit attribution on.
  let words = [];
  let [first, last] = [0, 0];
  const select = () => {
    const range = rangeOf(words[first].start, words[last].end);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("mark", () => {
    words = [...nodes()].flatMap(({ node, start, end, isSign }) =>
      [...node.data.matchAll(/\S+/g)].map((one) => {
        const from = start + points(node.data.slice(0, one.index));
        return isSign ? { start, end } : { start: from, end: from + points(one[0]) };
      }),
    );
    if (!words.length) return;
    const lit = document.querySelector(".report .content.on") || document.querySelector("p.report");
    const range = new Range();
    range.selectNodeContents(lit);
    const own = (marked && form.classList.contains("docked") ? marked : read(range)) || words[0];
    first = last = Math.max(0, words.findIndex((one) => one.end > own.start));
    document.activeElement.blur();
    select();
  });
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 };
  document.addEventListener("keydown", (event) => {
    const isOn = words.length && form.classList.contains("docked") && !form.contains(document.activeElement);
    if (event.key === "Escape" && form.classList.contains("docked")) {
      getSelection().removeAllRanges();
      dock(false);
    }
    if (!isOn || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") at("marked").querySelector("button").focus();
    else if (steps[event.key]) {
      last = Math.min(words.length - 1, Math.max(event.shiftKey ? first : 0, last + steps[event.key]));
      if (!event.shiftKey) first = last;
      select();
    } else return;
    event.preventDefault();
  });
})();
