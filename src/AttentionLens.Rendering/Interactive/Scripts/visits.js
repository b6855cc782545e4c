// Visits: from a finding, figure or map to the explorer, and back to where the reader was.

let cameFrom = null;
let visit = 0;

const backButton = element("button", { type: "button", class: "back", hidden: true, click: () => history.back() }, "‹ Back to where you were");

/** Shows something in the explorer, and brings the reader there. The step is one of the browser's own: Back undoes it. */
const openView = (patch) => {
  const from = document.activeElement;
  history.replaceState({ visit: ++visit }, "", location.href);
  history.pushState(null, "", location.href);
  return change({ query: null, key: null, hover: { query: null, key: null }, ...patch }).then(() => {
    cameFrom = from === document.body ? null : from;
    backButton.hidden = false;
    document.getElementById("explorer").scrollIntoView();
    document.getElementById("explorer-model").focus({ preventScroll: true });
  });
};

/** Whether a step of the browser's goes back to where the last visit began; a link within the page is a step too. */
const isReturn = () => history.state?.visit === visit && cameFrom !== null;

const followVisits = () => addEventListener("popstate", () => {
  if (isReturn()) {
    backButton.hidden = true;

    // The browser looks for the fragment first, and takes the focus away.
    setTimeout(() => {
      cameFrom.focus({ preventScroll: true });
      cameFrom.scrollIntoView({ block: "center" });
      cameFrom = null;
    });
  }
});
