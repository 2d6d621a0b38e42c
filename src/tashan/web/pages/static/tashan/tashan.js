// What pages do beyond reading: keys, the evidence sheet, copying tables, light and dark. Everything works without it.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("live");
  const sheet = document.getElementById("sheet");
  const keys = document.getElementById("keys");
  let opener = null;

  const remember = (name, value) => { document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax`; };
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  async function openSheet(link) {
    opener = link;
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
    if (!answer.ok) { location.href = link.href; return; }
    sheet.innerHTML = await answer.text();
    if (window.htmx) window.htmx.process(sheet);
    sheet.hidden = false;
    sheet.focus();
  }
  function closeSheet() {
    if (!sheet || sheet.hidden) return;
    sheet.hidden = true;
    sheet.replaceChildren();
    if (opener) opener.focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-sheet]");
    if (link && !event.ctrlKey && !event.metaKey && event.button === 0) { event.preventDefault(); openSheet(link); return; }
    if (event.target.closest("[data-close-sheet]")) { event.preventDefault(); closeSheet(); return; }
    if (event.target.closest("[data-keys]")) keys.showModal();
    if (event.target.closest("[data-theme-switch]")) {
      const dark = root.classList.contains("dark") || (!root.classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
      root.classList.remove("dark", "light");
      root.classList.add(dark ? "light" : "dark");
      remember("tashan_theme", dark ? "light" : "dark");
    }
    if (event.target.closest("[data-density-switch]")) {
      const compact = root.dataset.density !== "compact";
      root.dataset.density = compact ? "compact" : "";
      remember("tashan_density", compact ? "compact" : "");
    }
    const copy = event.target.closest("[data-copy-table]");
    if (copy) copyTable(copy);
    const text = event.target.closest("[data-copy-text]");
    if (text) copyText(text, text.dataset.copyText || text.closest("[data-copyable]").innerText);
    if (event.target.closest("[data-print]")) window.print();
  });

  function copyTable(button) {
    const table = document.getElementById(button.dataset.copyTable);
    const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim().replace(/\s+/g, " ")).join("\t"));
    copyText(button, rows.join("\n"));
  }
  async function copyText(button, text) {
    await navigator.clipboard.writeText(text);
    const before = button.textContent;
    button.textContent = "✓";
    setTimeout(() => { button.textContent = before; }, 1200);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeSheet();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") { const find = document.getElementById("find"); if (find) { event.preventDefault(); find.focus(); } }
    if (event.key === "?") { event.preventDefault(); keys.showModal(); }
  });

  // A print says where it was taken from, and on what day.
  addEventListener("beforeprint", () => {
    const day = new Date().toLocaleDateString(root.lang, { year: "numeric", month: "long", day: "numeric" });
    for (const each of document.querySelectorAll("[data-printed]")) each.textContent = `${decodeURI(location.href)} · ${day}`;
  });

  // Settings of a page apply as soon as they are changed; without JavaScript their button does it.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form.settings");
    if (form) form.requestSubmit();
  });
})();
