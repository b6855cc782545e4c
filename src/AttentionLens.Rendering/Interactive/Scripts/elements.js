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

/** A select with a label before it. Options are [value, text]. */
const labelledSelect = (label, options, value, change) => {
  const select = element("select", { "aria-label": label, change: () => change(select.value) }, ...options.map(([key, text]) => element("option", { value: key }, text)));
  select.value = value;
  return [element("label", { class: "field" }, element("span", {}, label), select), select];
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
