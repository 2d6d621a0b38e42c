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

  // A picture as it is drawn now, with its colours and its ground written into it.
  const NAMES = ["fill", "stroke", "stroke-width", "opacity", "fill-opacity", "font-size", "font-family", "font-weight", "text-anchor"];
  const standalone = (drawn) => {
    const copy = drawn.cloneNode(true);
    const originals = [drawn, ...drawn.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((each, at) => {
      const style = getComputedStyle(originals[at]);
      for (const name of NAMES) {
        const value = style.getPropertyValue(name);
        if (each.hasAttribute(name) || name === "fill" || (value && value !== getComputedStyle(drawn).getPropertyValue(name))) each.setAttribute(name, value);
      }
      each.removeAttribute("class");
    });
    const frame = drawn.viewBox.baseVal;
    const box = frame && frame.width ? frame : { x: 0, y: 0, ...drawn.getBoundingClientRect().toJSON() };
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x: box.x, y: box.y, width: box.width, height: box.height, fill: getComputedStyle(document.body).backgroundColor })) ground.setAttribute(name, value);
    copy.prepend(ground);
    copy.setAttribute("font-family", getComputedStyle(drawn).fontFamily);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", box.width);
    copy.setAttribute("height", box.height);
    return { text: new XMLSerializer().serializeToString(copy), width: box.width, height: box.height };
  };
  const save = (blob, name) => {
    const file = document.createElement("a");
    file.href = URL.createObjectURL(blob);
    file.download = name;
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 1000);
  };
  const savePng = (drawn, scale = 2) => {
    const picture = standalone(drawn);
    const image = new Image();
    image.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(blob, "tashan.png"), "image/png");
    });
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.text)}`;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-save-picture]");
    if (!link) return;
    event.preventDefault();
    const drawn = document.querySelector(`#${link.dataset.savePicture} svg`);
    if (link.dataset.as === "png") savePng(drawn);
    else save(new Blob([standalone(drawn).text], { type: "image/svg+xml" }), "tashan.svg");
  });
})();
