// Says what is shown, to those who hear the page: once the reader has stopped moving.

const makeSpoken = () => {
  const region = element("p", { id: "explorer-status", class: "status", role: "status", "aria-live": "polite" });
  let timer = 0;
  const words = () => {
    const attention = attentionNow();
    const place = weightsNow().placeOf(state.layer, state.head);
    const [query, key] = [activeQuery(), activeKey()];
    const parts = [`${attention.name ?? "All examples"}, ${attention.label.toLowerCase()}, layer ${state.layer}, head ${state.head}`];
    if (query !== null) {
      const [best] = weightsNow().strongest(place, query, key, 1);
      parts.push(`token ${query} ${attention.queries[query]}${best ? ` gives ${attention.keys[best.key]} ${probabilityText(best.weight)}` : ""}`);
    } else if (key !== null) {
      const [best] = weightsNow().strongest(place, null, key, 1);
      parts.push(`token ${key} ${attention.keys[key]}${best ? ` gets most from ${attention.queries[best.query]}, ${probabilityText(best.weight)}` : ""}`);
    }

    return `${parts.join("; ")}.`;
  };
  views.push(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      region.textContent = words();
    }, 250);
  });
  return region;
};
