// One state for all views. A view is a function of it; whoever changes it calls `change`, and all views are drawn again in the next frame.

const state = {
  attention: 0,
  layer: 0,
  head: 0,
  shown: new Set([0]),
  query: null,
  key: null,
  hover: { query: null, key: null },
  method: "",
  scale: "root",
  sentences: "all",
  across: "head",
};

const views = [];
let current = null;
let currentAttention = -1;
let isScheduled = false;
let request = 0;
let loading = 0;

const attentionNow = () => carried.attentions[state.attention];
const layersNow = () => [...new Set(attentionNow().layers)];
const headsOf = (layer) => attentionNow().heads.filter((_, place) => attentionNow().layers[place] === layer);
const headNumbers = () => [...new Set(attentionNow().heads)].sort((left, right) => left - right);
const weightsNow = () => current;

/** The token that is looked at: the one under the pointer, else the one that was chosen. */
const activeQuery = () => state.hover.query ?? (state.hover.key === null ? state.query : null);
const activeKey = () => state.hover.key ?? (state.hover.query === null ? state.key : null);

const nearest = (value, values) => (values.includes(value) ? value : values.reduce((best, one) => (Math.abs(one - value) < Math.abs(best - value) ? one : best), values[0]));
const within = (token, count) => (Number.isInteger(token) && token >= 0 && token < count ? token : null);

/** Brings what was asked for in line with what there is. */
const settle = () => {
  const attention = attentionNow();
  state.layer = nearest(state.layer, layersNow());
  const heads = headsOf(state.layer);
  state.head = nearest(state.head, heads);
  state.shown = new Set([...state.shown].filter((head) => heads.includes(head)));
  state.scale = state.scale === "plain" ? "plain" : "root";
  state.across = state.across === "mean" ? "mean" : "head";
  state.query = within(state.query, attention.queries.length);
  state.key = within(state.key, attention.keys.length);
  state.hover = { query: within(state.hover.query, attention.queries.length), key: within(state.hover.key, attention.keys.length) };
};

const setBusy = (isBusy) => document.getElementById("explorer-views").setAttribute("aria-busy", String(isBusy));

const drawAll = () => {
  isScheduled = false;
  setBusy(loading > 0);
  if (current) {
    views.forEach((view) => view());
    if (performance.getEntriesByName("explorer-drawn").length === 0) {
      performance.mark("explorer-drawn");
    }
  }
};

const schedule = () => {
  setBusy(true);
  if (!isScheduled) {
    isScheduled = true;
    requestAnimationFrame(() => isScheduled && drawAll());
  }
};

/** Reads the weights of another figure. The state stays with the figure that is shown until they are there. */
const bringWeights = async (attention) => {
  const mine = ++request;
  setBusy(true);
  loading++;
  const weights = await loadWeights(attention).catch(() => null);
  loading--;
  if (mine !== request) {
    return false;
  }

  document.getElementById("explorer-problem").textContent = weights ? "" : "The weights of this figure cannot be read here; the figures below show the same.";
  if (weights) {
    [current, currentAttention] = [weights, attention];
  }

  return weights !== null;
};

/** Changes the state. */
const change = async (patch, { isHover = false } = {}) => {
  const attention = patch.attention ?? state.attention;
  if (attention !== currentAttention) {
    if (!(await bringWeights(attention))) {
      schedule();
      return;
    }
  } else if ("attention" in patch) {
    request++;
  }

  Object.assign(state, patch);
  if (!("shown" in patch) && ("head" in patch)) {
    state.shown = new Set([state.head]);
  }

  settle();
  if (!isHover) {
    document.dispatchEvent(new Event("explorer-change"));
  }

  schedule();
};

const hoverOver = (query, key) => {
  if (state.hover.query !== query || state.hover.key !== key) {
    change({ hover: { query, key } }, { isHover: true });
  }
};

/** Chooses a token so that it stays; choosing it again lets it go. */
const pin = (query, key) => change({
  query: query === state.query && key === state.key ? null : query,
  key: query === state.query && key === state.key ? null : key,
  hover: { query: null, key: null },
});

/** The next one of a list, round the end. */
const step = (value, values, by) => values[(values.indexOf(value) + by + values.length) % values.length];
