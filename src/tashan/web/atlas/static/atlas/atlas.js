// The atlas beyond reading: the slider over months, and saving a picture. Everything is reached by plain links too.
"use strict";
(() => {
  for (const slider of document.querySelectorAll("input[data-periods]")) {
    const addresses = slider.dataset.addresses.split(" ");
    const words = slider.dataset.words.split("|");
    slider.addEventListener("input", () => { slider.setAttribute("aria-valuetext", words[slider.value]); slider.title = words[slider.value]; });
    slider.addEventListener("change", () => {
      const address = new URL(location.href);
      address.searchParams.set("period", addresses[slider.value]);
      location.href = address;
    });
  }
  // On a phone the map begins where most provinces lie.
  for (const frame of document.querySelectorAll("[data-scroll-right]")) frame.scrollLeft = frame.scrollWidth;

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-save-picture]");
    if (!link) return;
    event.preventDefault();
    const drawn = document.querySelector(`#${link.dataset.savePicture} svg`);
    const copy = drawn.cloneNode(true);
    const originals = [drawn, ...drawn.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((each, at) => {
      const style = getComputedStyle(originals[at]);
      for (const name of ["fill", "stroke", "font-size"]) if (each.hasAttribute(name) || name === "fill") each.setAttribute(name, style.getPropertyValue(name));
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const file = document.createElement("a");
    file.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    file.download = "tashan.svg";
    file.click();
    URL.revokeObjectURL(file.href);
  });
})();
