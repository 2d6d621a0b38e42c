// While a contract or figures are typed, what they give is shown beside them. Without this the button does it.
"use strict";
(() => {
  const form = document.querySelector("form[data-effect]");
  if (form) {
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const answer = await fetch(form.dataset.effect, { method: "POST", body: new FormData(form) });
        if (answer.ok) document.getElementById("effect").innerHTML = await answer.text();
      }, 350);
    });
  }
  document.querySelectorAll("input[type=range]").forEach((slider) => {
    const shown = document.getElementById(`${slider.id}-value`);
    const box = document.getElementById(`${slider.id}-rest`);
    slider.addEventListener("input", () => {
      if (shown) shown.textContent = `${slider.value}%`;
      if (box) box.textContent = `${Math.round(10000 - slider.value * 100) / 100}%`;
    });
  });
})();
