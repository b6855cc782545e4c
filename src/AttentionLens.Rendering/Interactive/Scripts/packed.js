// Figures that stand compressed in the page. Those near the view are shown first, the others when there is time, so that search and print find all of them.

const xhtml = "http://www.w3.org/1999/xhtml";

/** Calls back when a figure's drawing or table is there. */
const whenShown = (figure, act) => (figure.querySelector(".waiting") ? figure.addEventListener("figure-shown", act, { once: true }) : act());

const showPacked = async (place) => {
  const figure = place.closest("figure");
  const bytes = await unpackText(place.querySelector("script").textContent).catch(() => null);
  const read = bytes && new DOMParser().parseFromString(`<div xmlns="${xhtml}">${new TextDecoder().decode(bytes)}</div>`, "application/xhtml+xml");
  if (!read || read.querySelector("parsererror")) {
    place.append(element("p", { class: "failed" }, "This figure cannot be read here."));
    return;
  }

  for (const image of read.querySelectorAll('image[href^="#picture-"]')) {
    image.setAttribute("href", `data:image/png;base64,${document.getElementById(image.getAttribute("href").slice(1))?.textContent ?? ""}`);
  }

  place.replaceWith(...[...read.documentElement.childNodes].map((node) => document.adoptNode(node)));
  figure.dispatchEvent(new Event("figure-shown"));
};

const makePacked = () => {
  const waiting = new Set(document.querySelectorAll("#figures .waiting"));
  const begun = [];
  const show = (place) => (waiting.delete(place) ? begun[begun.push(showPacked(place)) - 1] : null);
  const near = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
    near.unobserve(target);
    show(target);
  }), { rootMargin: "1200px" });
  waiting.forEach((place) => near.observe(place));

  // What is shown above the figure that the address names moves it, if only by a little.
  let hasMoved = false;
  ["wheel", "keydown", "pointerdown", "touchmove"].forEach((name) => addEventListener(name, () => {
    hasMoved = true;
  }, { once: true, passive: true }));
  const whenIdle = (act) => (window.requestIdleCallback ? requestIdleCallback(act) : setTimeout(act, 50));
  const showNext = async () => {
    const [place] = waiting;
    if (place) {
      await show(place);
      whenIdle(showNext);
      return;
    }

    await Promise.all(begun);
    requestAnimationFrame(() => requestAnimationFrame(() => hasMoved || document.querySelector("figure:target")?.scrollIntoView({ behavior: "instant" })));
  };
  if (waiting.size > 0) {
    whenIdle(showNext);
  }
};
