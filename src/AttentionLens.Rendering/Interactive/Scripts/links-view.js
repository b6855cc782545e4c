// The strongest links of the open head as numbers: of the active token, else of the whole text.

const makeStrongestView = () => {
  const body = element("tbody");
  const caption = element("caption");
  const heading = (text, name) => element("th", { scope: "col", class: name }, text);
  const tokenCell = (tokens, index) => element(
    "td", { class: "text" },
    element("span", { class: "cell-token", title: tokens[index] }, isolated(tokens[index])), element("span", { class: "note" }, ` ${index}`));
  const table = element(
    "table", { class: "strongest" }, caption,
    element("thead", {}, element("tr", {}, heading("attends", "text"), heading("attended to", "text"), heading("probability", "number"))), body);
  views.push(() => {
    const { queries, keys } = attentionNow();
    const place = weightsNow().placeOf(state.layer, state.head);
    const [query, key] = [activeQuery(), activeKey()];
    const links = weightsNow().strongest(place, query, query === null ? key : null, 8);
    caption.textContent = `Layer ${state.layer}, head ${state.head}${query === null && key === null ? "" : ", of the chosen token"}`;
    body.replaceChildren(...links.map((link) => element(
      "tr", {},
      tokenCell(queries, link.query),
      tokenCell(keys, link.key),
      element("td", { class: "number" }, probabilityText(link.weight)))));
  });
  return panel("Strongest links", "strongest", table);
};
