// Findings: search, filter by severity, and open the head that a finding is about.

const searchBox = (label, change) => {
  const input = element("input", { type: "search", "aria-label": label, placeholder: label, input: () => change() });
  return input;
};

const matches = (text, words) => words.every((word) => text.includes(word));
const wordsOf = (input) => input.value.toLowerCase().split(/\s+/).filter((word) => word);

const numberOf = (text) => (text === undefined ? null : Number(text));

/** Shows something in the explorer, and brings the reader there. */
const openView = (patch) => change({ query: null, key: null, hover: { query: null, key: null }, ...patch }).then(() => {
  document.getElementById("explorer").scrollIntoView();
  document.getElementById("explorer-model").focus({ preventScroll: true });
});

/** Opens what an element's address names. */
const openAddress = ({ attention, layer, head, query, key, example }) => openView({
  attention: findAttention(numberOf(example), attention),
  layer: Number(layer),
  query: numberOf(query),
  key: numberOf(key),
  ...(head === undefined ? {} : { head: Number(head) }),
});

const canOpen = ({ attention, layer, head, example }) => layer !== undefined && carried.attentions.some((one) =>
  one.kind === attention && (example === undefined || one.example === Number(example))
  && one.layers.some((of, place) => of === Number(layer) && (head === undefined || one.heads[place] === Number(head))));

const makeFindings = () => {
  const rows = [...document.querySelectorAll("#findings tbody tr")];
  if (rows.length === 0) {
    return;
  }

  const count = element("span", { class: "note", role: "status" });
  const chosen = new Set(rows.map((row) => row.dataset.severity));
  const search = searchBox("Search findings", () => filter());
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const filter = () => {
    const words = wordsOf(search);
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden = !chosen.has(row.dataset.severity) || !matches(texts[index], words);
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} shown.`;
  };
  const boxes = [...chosen].map((severity) => element(
    "label", { class: "check" },
    element("input", { type: "checkbox", checked: true, change: (event) => (event.target.checked ? chosen.add(severity) : chosen.delete(severity), filter()) }),
    element("span", { class: `severity ${severity.toLowerCase()}` }, severity)));
  const bar = element("div", { class: "filters", role: "group", "aria-label": "Filter findings" }, search, ...boxes, count);
  document.getElementById("findings-heading").after(bar);
  rows.filter((row) => canOpen(row.dataset)).forEach((row) => row.querySelector('[data-column="Address"]').append(
    element("button", { type: "button", class: "open-head", click: () => openAddress(row.dataset) }, "Open in explorer")));
};
