// Figures: filter by text, layer and head; a link from a figure of a head to the explorer.

const makeFigures = () => {
  const figures = [...document.querySelectorAll("#figures figure")];
  if (figures.length < 2) {
    return;
  }

  const count = element("span", { class: "note", role: "status" });
  const search = searchBox("Search figures", () => filter());
  const texts = figures.map((figure) => figure.querySelector("figcaption").textContent.toLowerCase());
  const wanted = { layer: "", head: "" };
  const filter = () => {
    const words = wordsOf(search);
    let shown = 0;
    figures.forEach((figure, index) => {
      figure.hidden = !matches(texts[index], words) || ["layer", "head"].some((part) => wanted[part] !== "" && figure.dataset[part] !== wanted[part]);
      shown += figure.hidden ? 0 : 1;
    });
    document.querySelectorAll("#figures .group").forEach((group) => {
      group.hidden = ![...group.querySelectorAll("figure")].some((figure) => !figure.hidden);
    });
    count.textContent = shown === figures.length ? "" : `${shown} of ${figures.length} shown.`;
  };
  const numberField = (part, label) => {
    const numbers = [...new Set(figures.map((figure) => figure.dataset[part]).filter((number) => number !== undefined))].sort((left, right) => left - right);
    const [field] = labelledSelect(label, [["", "any"], ...numbers.map((number) => [number, number])], "", (value) => {
      wanted[part] = value;
      filter();
    });
    return numbers.length > 0 ? field : null;
  };
  const bar = element("div", { class: "filters", role: "group", "aria-label": "Filter figures" }, search, numberField("layer", "Layer"), numberField("head", "Head"), count);
  document.getElementById("figures-heading").after(bar);
  for (const figure of figures) {
    const whole = carried.attentions.findIndex((attention) => attention.figure === figure.id);
    if (whole >= 0 || canOpen(figure.dataset)) {
      const open = () => (whole >= 0 ? openView({ attention: whole }) : openAddress(figure.dataset));
      figure.querySelector("figcaption .note").append(" · ", element("button", { type: "button", class: "open-head", click: open }, "Open in explorer"));
    }
  }

  // A figure that is asked for is shown, whatever the filter says.
  addEventListener("hashchange", () => {
    const figure = figures.find((one) => `#${one.id}` === location.hash);
    if (figure?.hidden) {
      search.value = "";
      bar.querySelectorAll("select").forEach((select) => {
        select.value = "";
      });
      Object.assign(wanted, { layer: "", head: "" });
      filter();
      figure.scrollIntoView();
    }
  });
};
