// Elements, made by hand: texts become text nodes, and nothing ever reads markup.

const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(name, value);
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value === true ? "" : String(value));
    }
  }

  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

/** A text that keeps its own direction, so that its neighbours keep their places. */
const isolated = (text, attributes = {}) => element("bdi", attributes, text);

/** A select under its name. Options are [value, text]. */
const labelledSelect = (label, options, value, change) => {
  const select = element("select", { "aria-label": label, change: () => change(select.value) }, ...options.map(([key, text]) => element("option", { value: key }, text)));
  select.value = value;
  return [element("div", { class: "field" }, element("span", { "aria-hidden": "true" }, label), select), select];
};

const actionButton = (label, text, click, attributes = {}) => element("button", { type: "button", "aria-label": label, title: label, click, ...attributes }, text);

/** Replaces the options of a select where they changed, and chooses one. */
const setOptions = (select, options, value) => {
  const wanted = JSON.stringify(options);
  if (select.dataset.options !== wanted) {
    select.dataset.options = wanted;
    select.replaceChildren(...options.map(([key, text]) => element("option", { value: key }, text)));
  }

  select.value = value;
};

/** A sign on a button, drawn, because not every font has it. Its path stands in a square of 16. */
const sign = (path) => {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({ viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" })) {
    drawing.setAttribute(name, value);
  }

  line.setAttribute("d", path);
  line.setAttribute("fill", "currentColor");
  drawing.append(line);
  return drawing;
};

const signs = {
  back: "M3 3h2v10H3zM13 3v10L6 8z",
  play: "M4 2.5v11L13.5 8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  forward: "M11 3h2v10h-2zM3 3v10l7-5z",
  left: "M11 2.5v11L3 8z",
  right: "M5 2.5v11L13 8z",
  up: "M2.5 11h11L8 3z",
  down: "M2.5 5h11L8 13z",
  scheme: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2v10A5 5 0 0 1 8 3z",
};
