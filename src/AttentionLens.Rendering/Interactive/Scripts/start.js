// Puts the parts together.

const switchScheme = () => {
  document.documentElement.dataset.scheme = isDark() ? "light" : "dark";
  document.dispatchEvent(new Event("scheme-change"));
};

const makeSchemeButton = () => {
  const button = actionButton("Dark page", sign(signs.scheme), switchScheme, { class: "scheme", "aria-pressed": String(isDark()) });
  document.addEventListener("scheme-change", () => button.setAttribute("aria-pressed", String(isDark())));
  document.querySelector("nav ul").append(element("li", {}, button));
};

const makeExplorer = () => {
  const root = document.getElementById("explorer-views");
  const dialog = makeKeyDialog();
  const player = layerPlayer();
  root.append(
    element(
      "p", { class: "note" }, "How much each token attends to each other, in every head; what one gives sums to 1. Point at a token to see its attention in all views; click or tap to keep it. ? lists the keys."),
    backButton,
    makeControls(player, () => dialog.showModal()), makeSpoken(),
    element("p", { id: "explorer-problem", class: "failed", role: "alert" }), makeTextView(),
    element(
      "div", { class: "panels" },
      element("div", { class: "column" }, makeModelView(), makeHeatmap()),
      element("div", { class: "column" }, makeHeadView(), makeStrongestView())),
    makeLayersView(), dialog);
  listenToKeys(root, player, dialog);
  let width = 0;
  new ResizeObserver(([entry]) => {
    if (Math.abs(entry.contentRect.width - width) >= 1) {
      width = entry.contentRect.width;
      schedule();
    }
  }).observe(root);
  document.addEventListener("scheme-change", schedule);
  printMedia.addEventListener("change", drawAll);
  const asked = readAddress();
  followAddress();
  followVisits();
  change(asked ?? {}, { isHover: true }).then(() => {
    if (asked) {
      document.getElementById("explorer").scrollIntoView();
    }
  });
};

document.documentElement.dataset.script = "";
makeSchemeButton();
makeFindings();
makeFigures();
makeTurning();
makeFilms();
makePacked();
darkMedia.addEventListener("change", () => document.dispatchEvent(new Event("scheme-change")));
if (carried.attentions.length > 0) {
  makeExplorer();
}
