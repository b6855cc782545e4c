// The state as the page's fragment, so that a view can be linked: #explorer?example=0&attention=self&layer=3&head=2&query=5.
// What an address does not say is as usual. Back returns to where the reader came from.

const addressStart = "#explorer?";

/** What an address need not say. */
const usualChoices = { method: "", scale: "root", sentences: "all", across: "head" };

const addressNow = () => {
  const attention = attentionNow();
  const parts = new URLSearchParams();
  if (attention.example !== undefined) {
    parts.set("example", attention.example);
  }

  parts.set("attention", attention.kind);
  parts.set("layer", state.layer);
  parts.set("head", state.head);
  if (state.shown.size !== 1 || !state.shown.has(state.head)) {
    parts.set("heads", [...state.shown].sort((left, right) => left - right).join("."));
  }

  for (const token of ["query", "key"]) {
    if (state[token] !== null) {
      parts.set(token, state[token]);
    }
  }

  for (const [name, usual] of Object.entries(usualChoices)) {
    if (state[name] !== usual) {
      parts.set(name, state[name]);
    }
  }

  return addressStart + parts;
};

const wholeNumber = (text) => (/^\d{1,9}$/.test(text ?? "") ? Number(text) : null);

/** The attention of an example and kind; where there is none of that kind, the example's first. */
const findAttention = (example, kind) => {
  const ofExample = carried.attentions.map((_, index) => index).filter((index) => example === null || carried.attentions[index].example === example);
  return ofExample.find((index) => carried.attentions[index].kind === kind) ?? ofExample[0] ?? -1;
};

const readAddress = () => {
  if (!location.hash.startsWith(addressStart)) {
    return null;
  }

  const parts = new URLSearchParams(location.hash.slice(addressStart.length));
  const attention = findAttention(wholeNumber(parts.get("example")), parts.get("attention"));
  const head = wholeNumber(parts.get("head")) ?? 0;
  const heads = (parts.get("heads") ?? String(head)).split(".").map(wholeNumber).filter((one) => one !== null);
  return {
    attention: Math.max(attention, 0),
    layer: wholeNumber(parts.get("layer")) ?? 0,
    head,
    shown: new Set(heads),
    query: wholeNumber(parts.get("query")),
    key: wholeNumber(parts.get("key")),
    ...Object.fromEntries(Object.entries(usualChoices).map(([name, usual]) => [name, parts.get(name) ?? usual])),
  };
};

const followAddress = () => {
  document.addEventListener("explorer-change", () => history.replaceState(null, "", addressNow()));
  addEventListener("hashchange", () => {
    const wanted = readAddress();
    if (wanted) {
      const stays = isReturn();
      change(wanted).then(() => stays || document.getElementById("explorer").scrollIntoView());
    }
  });
};
