// Figures: filter by text, group, example, layer and head; a link from a figure of a head to the explorer.

const makeFigures = () => {
  const figures = [...document.querySelectorAll("#figures figure")];
  const groups = [...document.querySelectorAll("#figures .group")];
  for (const figure of figures) {
    figure.dataset.group = figure.closest(".group").querySelector("h3").firstChild.textContent.trim();
    const whole = carried.attentions.findIndex((attention) => attention.figure === figure.id);
    if (whole >= 0 || canOpen(figure.dataset)) {
      const open = () => (whole >= 0 ? openView({ attention: whole }) : openAddress(figure.dataset));
      figure.querySelector("figcaption .note").append(" · ", openButtonOf(figure.querySelector("h4").textContent, open));
    }
  }

  if (figures.length < 2) {
    return;
  }

  const filters = makeFilters({
    name: "figures",
    items: figures,
    texts: figures.map((figure) => figure.querySelector("figcaption").textContent),
    fields: { group: "Group", example: "Example", layer: "Layer", head: "Head" },
    after: () => groups.forEach((group) => {
      group.hidden = ![...group.querySelectorAll("figure")].some((figure) => !figure.hidden);
    }),
  });
  document.getElementById("figures-heading").after(filters.bar);
};
