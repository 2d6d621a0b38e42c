// A weight's slider and its number box say the same.
"use strict";
(() => {
  for (const slider of document.querySelectorAll("input[type=range][data-for]")) {
    const box = document.getElementById(slider.dataset.for);
    slider.addEventListener("input", () => { box.value = slider.value; });
    box.addEventListener("input", () => { slider.value = box.value; });
  }
})();
