// The bar above a list: a search, fields, how many are shown, and a way back to all.

const matches = (text, words) => words.every((word) => text.includes(word));
const numberOf = (text) => (text === undefined ? null : Number(text));

/** Numbers by size, other values in the order of the page. */
const inOrder = (values) => (values.every((value) => /^\d+$/.test(value)) ? values.sort((left, right) => left - right) : values);

/** Hides the items that do not fit. `fields` names parts of the items' data; a part that has one value at most gets no field. */
const makeFilters = ({ name, items, texts, fields, more = [], passes = () => true, reset = () => {}, after = () => {} }) => {
  const wanted = Object.fromEntries(Object.keys(fields).map((part) => [part, ""]));
  const search = element("input", { type: "search", "aria-label": `Search ${name}`, placeholder: `Search ${name}`, input: () => apply() });
  const count = element("span", { class: "note", role: "status" });
  const all = element("button", { type: "button", class: "show-all", hidden: true, click: () => (clear(), search.focus()) }, `Show all ${name}`);
  const lower = texts.map((text) => text.toLowerCase());
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word);
    let shown = 0;
    items.forEach((item, index) => {
      item.hidden = !passes(item) || !matches(lower[index], words) || Object.keys(wanted).some((part) => wanted[part] !== "" && item.dataset[part] !== wanted[part]);
      shown += item.hidden ? 0 : 1;
    });
    all.hidden = shown === items.length;
    count.textContent = shown === items.length ? "" : shown === 0 ? `None of ${items.length} fits.` : `${shown} of ${items.length} shown.`;
    after();
  };
  const selects = Object.entries(fields).map(([part, label]) => {
    const values = inOrder([...new Set(items.map((item) => item.dataset[part]).filter((value) => value !== undefined))]);
    const [field, select] = labelledSelect(label, [["", "any"], ...values.map((value) => [value, value])], "", (value) => {
      wanted[part] = value;
      apply();
    });
    return { part, field, select, isUseful: values.length > 1 };
  }).filter(({ isUseful }) => isUseful);
  const clear = () => {
    search.value = "";
    selects.forEach(({ part, select }) => {
      select.value = "";
      wanted[part] = "";
    });
    reset();
    apply();
  };

  // What a link asks for is shown, whatever the filter says.
  addEventListener("hashchange", () => {
    const item = items.find((one) => `#${one.id}` === location.hash);
    if (item?.hidden) {
      clear();
      item.scrollIntoView();
    }
  });
  const bar = element("div", { class: "filters", role: "group", "aria-label": `Filter ${name}` }, search, ...selects.map(({ field }) => field), ...more, all, count);
  return { bar, apply };
};
