// The explorer by keys. Letters work only while the focus is within it; fields keep their own keys.

const keyList = [
  ["← →", "previous and next head; in the heatmap and the text, token"],
  ["↑ ↓", "previous and next layer; in the heatmap and the links, token"],
  ["Tab, Shift+Tab", "next and previous control or view"],
  ["Enter, Space", "choose or let go of the token at hand"],
  ["e, a, m", "next input, attention, method"],
  ["p", "play or pause over layers"],
  ["h", "draw all heads of the layer, or the open one alone"],
  ["x, Escape", "let go of the chosen token"],
  ["t", "light or dark page"],
  ["?", "these keys"],
];

const makeKeyDialog = () => {
  const dialog = element(
    "dialog", { id: "explorer-keys", "aria-labelledby": "explorer-keys-heading" },
    element("h3", { id: "explorer-keys-heading" }, "Keys of the explorer"),
    element("dl", {}, ...keyList.map(([keys, what]) => element("div", {}, element("dt", {}, keys), element("dd", {}, what)))),
    element("form", { method: "dialog" }, element("button", {}, "Close")));
  return dialog;
};

const moveBy = (token, by) => {
  const count = attentionNow()[token === "query" ? "queries" : "keys"].length;
  const now = state[token];
  change({ [token]: now === null ? (by > 0 ? 0 : count - 1) : Math.max(0, Math.min(count - 1, now + by)), hover: { query: null, key: null } });
};

const stepLayer = (by) => change({ layer: step(state.layer, layersNow(), by), shown: state.shown });
const stepHead = (by) => change({ head: step(state.head, headsOf(state.layer), by) });

const stepExample = () => {
  const examples = exampleKeys().map(([key]) => key);
  const next = step(String(attentionNow().example ?? ""), examples, 1);
  change({ attention: findAttention(next === "" ? null : Number(next), attentionNow().kind), query: null, key: null });
};

const stepAttention = () => change({ attention: Number(step(String(state.attention), attentionChoices().map(([key]) => key), 1)), query: null, key: null });

const stepMethod = () => {
  const names = scoresHere().map(({ name }) => name);
  if (names.length > 0) {
    change({ method: step(scoresNow().name, names, 1) });
  }
};

const arrowMoves = {
  "explorer-heatmap": { ArrowUp: () => moveBy("query", -1), ArrowDown: () => moveBy("query", 1), ArrowLeft: () => moveBy("key", -1), ArrowRight: () => moveBy("key", 1) },
  "explorer-links": { ArrowUp: () => moveBy("query", -1), ArrowDown: () => moveBy("query", 1) },
  "explorer-layers": { ArrowLeft: () => stepLayer(-1), ArrowRight: () => stepLayer(1) },
};

const commonMoves = { ArrowUp: () => stepLayer(-1), ArrowDown: () => stepLayer(1), ArrowLeft: () => stepHead(-1), ArrowRight: () => stepHead(1) };

const letGo = () => change({ query: null, key: null, hover: { query: null, key: null } });

const listenToKeys = (root, player, dialog) => {
  const letters = {
    e: stepExample,
    a: stepAttention,
    m: stepMethod,
    p: player.toggle,
    h: () => change({ shown: new Set(state.shown.size === headsOf(state.layer).length ? [state.head] : headsOf(state.layer)) }),
    x: letGo,
    Escape: letGo,
    t: switchScheme,
    "?": () => dialog.showModal(),
  };
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, dialog")) {
      return;
    }

    const isView = event.target.classList.contains("view-canvas");
    const act = (isView ? arrowMoves[event.target.id]?.[event.key] ?? commonMoves[event.key] : null) ?? letters[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
};
