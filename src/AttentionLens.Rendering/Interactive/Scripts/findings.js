// Findings: search, filter by severity, layer and head, and open the head that a finding is about.

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

/** A button whose name says what it opens. */
const openButtonOf = (name, open) => element("button", { type: "button", class: "open-head", "aria-label": `Open in explorer: ${name}`, click: open }, "Open in explorer");

const makeFindings = () => {
  const rows = [...document.querySelectorAll("#findings tbody tr")];
  if (rows.length === 0) {
    return;
  }

  const severities = [...new Set(rows.map((row) => row.dataset.severity))];
  const chosen = new Set(severities);
  const boxes = severities.map((severity) => element(
    "label", { class: "check" },
    element("input", { type: "checkbox", checked: true, change: (event) => (event.target.checked ? chosen.add(severity) : chosen.delete(severity), filters.apply()) }),
    element("span", { class: `severity ${severity.toLowerCase()}` }, severity)));
  const filters = makeFilters({
    name: "findings",
    items: rows,
    texts: rows.map((row) => row.textContent),
    fields: { layer: "Layer", head: "Head" },
    more: boxes,
    passes: (row) => chosen.has(row.dataset.severity),
    reset: () => boxes.forEach((box, index) => {
      box.firstChild.checked = true;
      chosen.add(severities[index]);
    }),
  });
  document.getElementById("findings-heading").after(filters.bar);
  rows.forEach((row, index) => {
    if (canOpen(row.dataset)) {
      row.querySelector('[data-column="Address"]').append(openButtonOf(`finding ${index + 1}`, () => openAddress(row.dataset)));
    }
  });
};
