"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("live");
  const $ = (query, from = document) => from.querySelector(query);
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const form = $("#filters"), body = $("#table tbody"), sheet = $("#sheet"), sheetBody = $("#sheet-body");
  const rows = all("tr[data-row]", body);
  const events = new Set(["visit", "meeting", "agreement", "signing"]);
  const text = new Map(rows.map((row) => [row, row.textContent.toLowerCase() + " " + all("[title]", row).map((e) => e.title).join(" ").toLowerCase()]));
  const say = (words) => { $("#said").textContent = words; };
  const english = () => $("#in-en").checked;
  const words = (zh, en) => (english() ? en : zh);
  let chosen = null, opener = null, pair = null;

  // --- language and theme -----------------------------------------------------------------------
  function speak() {
    const en = english();
    root.lang = en ? "en" : "zh-Hans";
    for (const each of all("option[data-zh]")) each.textContent = en ? each.dataset.en : each.dataset.zh;
    const search = $("#search");
    search.placeholder = en ? search.dataset.en : search.dataset.zh;
    document.title = en ? "Tashan: who learns from whom between regions" : "他山：区域之间谁向谁学";
  }
  for (const each of all("[name=language]")) each.addEventListener("change", () => { speak(); apply(); });
  $("#theme").addEventListener("click", () => {
    const dark = root.classList.contains("dark") || (!root.classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
    root.classList.toggle("dark", !dark);
    root.classList.toggle("light", dark);
  });

  // --- filters; they stand in the address -------------------------------------------------------
  function settings() {
    const data = new FormData(form);
    return { kind: data.get("kind"), year: data.get("year"), theme: data.get("theme"), place: data.get("place"), q: (data.get("q") || "").trim().toLowerCase() };
  }
  function fits(row, by) {
    const d = row.dataset;
    return (by.kind === "events" ? events.has(d.kind) : d.kind === by.kind)
      && (!by.year || (by.year === "none" ? !d.date : d.date.startsWith(by.year)))
      && (!by.theme || d.themes.split(" ").includes(by.theme))
      && (!by.place || d.places.split(" ").includes(by.place))
      && (!pair || d.pairs.split(" ").includes(pair))
      && (!by.q || by.q.split(/\s+/).every((word) => text.get(row).includes(word)));
  }
  function apply() {
    const by = settings();
    const narrowed = by.kind !== "events" || by.year || by.theme || by.place || by.q || pair;
    const shown = rows.filter((row) => { const ok = fits(row, by); row.hidden = !ok; return ok; });
    for (const each of all(".shown")) each.textContent = shown.length;
    $("#empty").hidden = shown.length > 0;
    $("#reset").hidden = !narrowed;
    for (const each of all(".pick")) each.classList.toggle("set", Boolean($("select", each).value));
    picture(shown, by, narrowed);
    const address = new URLSearchParams();
    for (const [key, value] of Object.entries(by)) if (value && value !== "events") address.set(key, value);
    if (pair) address.set("pair", pair);
    if (english()) address.set("lang", "en");
    if ($("#by-knowledge").checked) address.set("direction", "knowledge");
    const hash = address.toString();
    try { history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search); } catch { /* some browsers refuse it for files */ }
    say(words(`${shown.length} 条记录`, `${shown.length} records`));
  }
  function picture(shown, by, narrowed) {
    const pairs = new Set(), records = new Set();
    let visits = 0;
    const from = new Set(), to = new Set();
    for (const row of shown) {
      records.add(row.dataset.record);
      if (row.dataset.kind !== "visit") continue;
      for (const each of row.dataset.pairs.split(" ").filter(Boolean)) {
        const [a, b] = each.split(">");
        pairs.add(each); visits += 1; from.add(a); to.add(b);
      }
    }
    for (const mark of all("[data-part^='arc|']")) {
      const [, , a, b] = mark.dataset.part.split("|");
      mark.classList.toggle("off", Boolean(narrowed) && !pairs.has(`${a}>${b}`));
    }
    for (const mark of all("[data-part^='event|']")) mark.classList.toggle("off", Boolean(narrowed) && !records.has(mark.dataset.part.split("|")[2]));
    for (const mark of all("[data-part^='tile|'], [data-part^='region|']")) mark.classList.toggle("mine", by.place !== "" && mark.dataset.part.endsWith("|" + by.place));
    for (const each of all(".rank button")) each.classList.toggle("mine", each.dataset.place === by.place);
    const line = $("#filtered");
    line.hidden = !narrowed;
    line.textContent = visits
      ? words(`按所选条件：${from.size} 个省份的代表团走访 ${to.size} 个省份，${visits} 次（含计划中）；共 ${shown.length} 条记录。`, `With these conditions: ${from.size} provinces went to ${to.size}, ${visits} visits (planned ones among them); ${shown.length} records.`)
      : words(`按所选条件：${shown.length} 条记录，其中没有考察学习。`, `With these conditions: ${shown.length} records, no visit among them.`);
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => { pair = null; setTimeout(apply); });
  const set = (name, value) => { form.elements[name].value = value; apply(); };
  for (const each of all(".rank button")) each.addEventListener("click", () => set("place", form.elements.place.value === each.dataset.place ? "" : each.dataset.place));
  for (const each of all("h1 a[data-kind]")) each.addEventListener("click", () => set("kind", each.dataset.kind));
  for (const mark of all("[data-part^='arc|']")) mark.addEventListener("click", () => {
    const [, , a, b] = mark.dataset.part.split("|");
    pair = pair === `${a}>${b}` ? null : `${a}>${b}`;
    form.elements.kind.value = "visit";
    apply();
  });
  for (const each of all("[name=direction]")) each.addEventListener("change", apply);
  function recall() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const name of ["kind", "year", "theme", "place", "q"]) if (given.has(name)) form.elements[name].value = given.get(name);
    pair = given.get("pair");
    if (given.get("lang") === "en") $("#in-en").checked = true;
    if (given.get("direction") === "knowledge") $("#by-knowledge").checked = true;
    return given.get("open");
  }

  // --- sort -------------------------------------------------------------------------------------
  const keys = { date: (row) => row.dataset.date, kind: (row) => row.cells[1].textContent, who: (row) => row.cells[2].textContent.trim() };
  for (const button of all("[data-sort]")) button.addEventListener("click", () => {
    const head = button.closest("th"), down = head.getAttribute("aria-sort") === "ascending" || !head.hasAttribute("aria-sort") && button.dataset.sort === "date";
    for (const each of all("th[aria-sort]")) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = keys[button.dataset.sort], compare = new Intl.Collator("zh-Hans").compare;
    rows.sort((a, b) => { const x = key(a), y = key(b); return (!x - !y) || (down ? compare(y, x) : compare(x, y)); });
    body.append(...rows);
  });

  // --- the sheet: a record at its quote in its document -----------------------------------------
  const visible = () => rows.filter((row) => !row.hidden);
  function choose(row, { scroll = true } = {}) {
    if (chosen) chosen.classList.remove("chosen");
    chosen = row;
    if (!row) return;
    row.classList.add("chosen");
    const link = $("[data-open]", row);
    if (scroll) row.scrollIntoView({ block: "nearest" });
    if (sheet.hidden) link.focus({ preventScroll: true });
  }
  function show(row) {
    opener = opener || document.activeElement;
    choose(row);
    const number = row.dataset.row, card = $(`#card-${number}`), paper = card.closest("article");
    const parts = [$("header", paper).cloneNode(true), card.cloneNode(true)];
    const passage = $(".text", paper);
    if (passage) parts.push(passage.cloneNode(true));
    sheetBody.replaceChildren(...parts);
    for (const each of all("[id]", sheetBody)) each.removeAttribute("id");
    $("h3", sheetBody).id = "sheet-title";
    const marks = all("mark", sheetBody).filter((mark) => mark.dataset.marks.split(" ").includes("r" + number));
    for (const mark of marks) mark.classList.add("on");
    const listed = visible();
    $("#sheet-place").textContent = `${listed.indexOf(row) + 1} / ${listed.length}`;
    sheet.hidden = false;
    const target = marks.find((mark) => !mark.classList.contains("date")) || marks[0];
    sheetBody.scrollTop = 0;
    if (target && target.offsetTop > sheetBody.clientHeight - 80) target.scrollIntoView({ block: "center" });
    sheetBody.focus({ preventScroll: true });
  }
  function close() {
    if (sheet.hidden) return;
    sheet.hidden = true;
    const back = chosen ? $("[data-open]", chosen) : opener;
    opener = null;
    if (back) back.focus({ preventScroll: true });
  }
  function step(by) {
    const listed = visible();
    if (!listed.length) return;
    const at = listed.indexOf(chosen);
    const next = listed[Math.min(listed.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
    if (sheet.hidden) choose(next); else show(next);
  }
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-row]");
    if (!row || String(getSelection())) return;
    event.preventDefault();
    show(row);
  });
  for (const mark of all("[data-part^='event|']")) mark.addEventListener("click", () => {
    const row = rows.find((each) => each.dataset.record === mark.dataset.part.split("|")[2]);
    if (row) show(row);
  });
  $("#sheet-close").addEventListener("click", close);
  $("#sheet-next").addEventListener("click", () => step(1));
  $("#sheet-previous").addEventListener("click", () => step(-1));

  // --- what a mark stands for, on hover -----------------------------------------------------------
  const named = new Map(all("[name=place] option[value]").map((each) => [each.value, each]));
  const place = (key) => { const each = named.get(key); return each ? words(each.dataset.zh, each.dataset.en) : key; };
  document.addEventListener("pointerover", (event) => {
    const mark = event.target.closest && event.target.closest("[data-part]");
    if (!mark || mark.querySelector("title")) return;
    const [kind, a, b, c] = mark.dataset.part.split("|");
    let label = "";
    if (kind === "arc") {
      const count = rows.filter((row) => row.dataset.pairs.split(" ").includes(`${b}>${c}`)).length;
      label = words(`${place(b)} → ${place(c)}：${count} 条记录`, `${place(b)} → ${place(c)}: ${count} records`);
    } else if (kind === "event") {
      const row = rows.find((each) => each.dataset.record === b);
      if (row) label = [0, 2, 3].map((cell) => row.cells[cell].innerText.trim()).join(" · ");
    } else return;
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = label;
    mark.append(title);
  });

  // --- take away: copy, CSV, address, SVG -----------------------------------------------------------
  const cells = () => [all("#table thead th"), ...visible().map((row) => [...row.cells])].map((line) => line.map((cell) => cell.innerText.trim().replace(/\s+/g, " ")));
  async function keep(words_) {
    try { await navigator.clipboard.writeText(words_); } catch {
      const area = document.createElement("textarea");
      area.value = words_; document.body.append(area); area.select(); document.execCommand("copy"); area.remove();
    }
    say(words("已复制", "copied"));
  }
  function save(name, kind, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: kind }));
    link.download = name; link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  $("#copy").addEventListener("click", () => keep(cells().map((line) => line.join("\t")).join("\n")));
  $("#csv").addEventListener("click", () => {
    const safe = (cell) => `"${(/^[=+\-@]/.test(cell) ? "'" + cell : cell).replace(/"/g, '""')}"`;
    save("tashan.csv", "text/csv", "\ufeff" + cells().map((line) => line.map(safe).join(",")).join("\r\n"));
  });
  $("#share").addEventListener("click", () => keep(location.href));
  for (const button of all("[data-save]")) button.addEventListener("click", () => {
    const drawn = button.dataset.save === "timeline" ? $("#time svg") : $($("#on-map")?.checked ? ".only-map svg" : ".only-tiles svg", $("#map .frame"));
    const copy = drawn.cloneNode(true), seen = all("*", drawn), style = getComputedStyle(root);
    all("*", copy).forEach((each, index) => { if (getComputedStyle(seen[index]).display === "none") each.dataset.drop = ""; });
    for (const each of all("[data-drop]", copy)) each.remove();
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("font-family", "Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif");
    const source = new XMLSerializer().serializeToString(copy).replace(/var\(--([\w-]+)\)/g, (_, name) => style.getPropertyValue("--" + name).trim());
    save(`tashan-${button.dataset.save}.svg`, "image/svg+xml", source);
  });

  // --- keyboard -----------------------------------------------------------------------------------
  const help = $("#help");
  $("#help-open").addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.matches("input:not([type=radio]), select, textarea");
    if (event.key === "Escape") { if (typing) event.target.blur(); else close(); return; }
    if (typing) return;
    const act = {
      j: () => step(1), k: () => step(-1), "/": () => $("#search").focus(), "?": () => help.showModal(),
      d: () => { ($("#by-visit").checked ? $("#by-knowledge") : $("#by-visit")).checked = true; apply(); },
      l: () => { (english() ? $("#in-zh") : $("#in-en")).checked = true; speak(); apply(); },
      Enter: () => { if (chosen && sheet.hidden && (event.target === document.body || chosen.contains(event.target))) show(chosen); else return false; },
    }[event.key];
    if (act && act() !== false) event.preventDefault();
  });
  window.addEventListener("hashchange", () => { if (location.hash.includes("=")) { recall(); speak(); apply(); } });

  const open = recall();
  const anchor = location.hash.includes("=") ? "" : location.hash;
  speak();
  apply();
  if (anchor) { try { history.replaceState(null, "", anchor); } catch { /* as above */ } const there = document.getElementById(anchor.slice(1)); if (there) there.scrollIntoView(); }
  if (open !== null) { const row = rows.find((each) => each.dataset.row === open || each.dataset.record === open); if (row) show(row); }
})();
