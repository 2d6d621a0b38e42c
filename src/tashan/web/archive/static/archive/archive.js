// Review by keys, numbers that light up their words, and records from selected words. Everything works without it.
"use strict";
(() => {
  const typing = (element) => element.closest("input, textarea, select, [contenteditable], dialog[open]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
    if (!/^[a-z]$/.test(event.key)) return;
    const control = document.querySelector(`[data-key="${event.key}"]:not([hidden])`);
    if (control) { event.preventDefault(); control.click(); }
  });

  // A row of the card and its words in the text light up together.
  const numbers = (element) => element.dataset.proofs ? element.dataset.proofs.split(" ").map((n) => `p${n}`) : (element.dataset.mark || "").split(" ");
  function light(element, on) {
    const keys = numbers(element).filter((key) => key.startsWith("p"));
    for (const key of keys) {
      document.querySelectorAll(`.text mark[data-mark~="${key}"]`).forEach((mark) => mark.classList.toggle("on", on));
      document.querySelectorAll(`.card .row[data-proofs~="${key.slice(1)}"]`).forEach((row) => row.classList.toggle("on", on));
    }
  }
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => {
      const element = event.target.closest && event.target.closest("[data-proofs], .text mark");
      if (element) light(element, on);
    });
  }

  // Offsets count code points of the document, as the server does.
  function offset(node, at) {
    const holder = (node.nodeType === 1 ? node : node.parentElement).closest("[data-at]");
    if (!holder) return null;
    const range = document.createRange();
    range.setStart(holder, 0);
    range.setEnd(node, at);
    return Number(holder.dataset.at) + [...range.toString()].length;
  }
  document.addEventListener("selectionchange", () => {
    const text = document.querySelector("[data-select]");
    const chosen = document.getSelection();
    if (!text || !chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
    const range = chosen.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start || end - start > 300) return;
    const add = document.getElementById("add-selected");
    if (add) { add.href = `${text.dataset.select}?start=${start}&end=${end}`; add.hidden = false; }
    for (const [name, value] of [["span-start", start], ["span-end", end]]) {
      const field = document.querySelector(`input[name="${name}"]`);
      if (field) field.value = value;
    }
    const told = document.querySelector("[data-selected]");
    if (told) told.textContent = chosen.toString();
    const quote = document.querySelector("textarea[name=quote]");
    if (quote) {
      quote.value = chosen.toString();
      const hidden = document.querySelector("input[name=start]");
      if (hidden) hidden.value = start;
    }
  });

  // While a region is typed, what it may stand for is listed below it.
  let waiting = 0;
  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-regions]");
    if (!field) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const line = field.value.slice(0, field.selectionStart).split("\n").pop().trim();
      let list = field.parentElement.querySelector(".facets");
      if (list) list.remove();
      if (line.length < 2) return;
      const answer = await fetch(`/archive/regions?q=${encodeURIComponent(line)}`);
      const found = answer.ok ? (await answer.json()).regions : [];
      if (!found.length || found.some((each) => each.name === line)) return;
      list = document.createElement("p");
      list.className = "facets";
      for (const each of found) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "tag";
        button.textContent = each.code ? `${each.name} ${each.code}` : each.name;
        button.addEventListener("click", () => {
          const before = field.value.slice(0, field.selectionStart).split("\n");
          before[before.length - 1] = each.name;
          field.value = before.join("\n") + field.value.slice(field.selectionStart);
          list.remove();
          field.focus();
        });
        list.append(button);
      }
      field.after(list);
    }, 250);
  });

  // The words of the present record come into view.
  const first = document.querySelector(".review .text mark.value, .review .text mark.whole");
  if (first && !location.hash && first.getBoundingClientRect().top > innerHeight * 0.8) first.scrollIntoView({ block: "center" });
})();
