// Links from token to token: one line for each weight, coloured by head, the stronger the more opaque. Source: Vig 2019.

const mostLinks = 4000;
const mostLinksOfToken = 12;

const makeHeadView = () => {
  const canvas = viewCanvas("links", "links from token to token");
  const toggles = element("div", { class: "toggles", role: "group", "aria-label": "Heads that are drawn" });
  const note = element("p", { class: "readout" });
  let rowHeight = 16;
  let labels = 100;
  let width = 300;
  let lastPinned = "";

  const showHeads = (heads) => change({ shown: new Set(heads) });

  const drawToggles = () => {
    const heads = headsOf(state.layer);
    const wanted = JSON.stringify([heads, isDark()]);
    if (toggles.dataset.heads !== wanted) {
      toggles.dataset.heads = wanted;
      toggles.replaceChildren(
        ...heads.map((head) => {
          const swatch = element("span", { class: "swatch", "aria-hidden": "true" });
          swatch.style.color = headColor(head);
          return element("button", {
            type: "button", class: "toggle", "data-toggle": head, "aria-label": `Draw head ${head}`,
            click: () => showHeads(state.shown.has(head) ? [...state.shown].filter((other) => other !== head) : [...state.shown, head]),
          }, swatch, String(head));
        }),
        element("button", { type: "button", class: "toggle", "data-toggle": "all", click: () => showHeads(headsOf(state.layer)) }, "all heads"),
        element("button", { type: "button", class: "toggle", "data-toggle": "one", click: () => showHeads([state.head]) }, "open head alone"));
    }

    toggles.querySelectorAll("[data-toggle]").forEach((button) => {
      const head = Number(button.dataset.toggle);
      if (!Number.isNaN(head)) {
        button.setAttribute("aria-pressed", String(state.shown.has(head)));
      }
    });
  };

  /** The links to draw: the strongest, of the active token alone where there is one. */
  const linksNow = () => {
    const weights = weightsNow();
    const [query, key] = [activeQuery(), activeKey()];
    const passes = linkFilter();
    const links = [];
    for (const head of [...state.shown].sort((left, right) => left - right)) {
      const place = weights.placeOf(state.layer, head);
      for (let row = query ?? 0; row < (query === null ? weights.queries : query + 1); row++) {
        for (let column = key !== null && query === null ? key : 0; column < (key !== null && query === null ? key + 1 : weights.keys); column++) {
          const weight = weights.at(place, row, column);
          if (weight > 0.004 && passes(row, column)) {
            links.push({ head, row, column, weight });
          }
        }
      }
    }

    links.sort((left, right) => right.weight - left.weight);
    const most = query !== null || key !== null ? mostLinks : Math.min(mostLinks, mostLinksOfToken * Math.max(weights.queries, weights.keys));
    return { links: links.slice(0, most).reverse(), omitted: Math.max(0, links.length - most) };
  };

  const draw = () => {
    drawToggles();
    const { queries, keys } = attentionNow();
    const rows = Math.max(queries.length, keys.length);
    rowHeight = rows > 40 ? 14 : 19;
    width = Math.min(560, roomOf(canvas));
    labels = labelRoom(clearedContext(canvas, 1, 1), queries, keys);
    const context = clearedContext(canvas, width, rows * rowHeight + 24);
    context.font = tinyFont;
    context.fillStyle = ground().muted;
    context.textAlign = "right";
    context.fillText("attends", labels, 9);
    context.textAlign = "left";
    context.fillText("attended to", width - labels, 9);
    drawKeyGrounds(context);
    const { links, omitted } = linksNow();
    const [from, to] = [labels + 6, width - labels - 6];
    context.lineWidth = activeQuery() !== null || activeKey() !== null ? 2.2 : rows > 40 ? 1.2 : 1.8;
    for (const link of links) {
      context.globalAlpha = Math.max(0.03, Math.min(1, share(link.weight)));
      context.strokeStyle = headColor(link.head);
      context.beginPath();
      context.moveTo(from, yOf(link.row));
      context.bezierCurveTo(from + (to - from) * 0.4, yOf(link.row), to - (to - from) * 0.4, yOf(link.column), to, yOf(link.column));
      context.stroke();
    }

    context.globalAlpha = 1;
    context.font = smallFont;
    drawTokens(context, queries, activeQuery(), labels, "right");
    drawTokens(context, keys, activeKey(), width - labels, "left");
    const pinned = state.query ?? state.key;
    if (pinned !== null && `${state.query}/${state.key}` !== lastPinned) {
      bringIntoBox(canvas.parentElement, yOf(pinned) - rowHeight, rowHeight * 2);
    }

    lastPinned = `${state.query}/${state.key}`;
    const drawn = omitted > 0 ? `The strongest ${links.length.toLocaleString("en")} links; ${omitted.toLocaleString("en")} weaker ones are not drawn.` : "Links under 0.004 are not drawn.";
    note.textContent = state.shown.size === 0 ? "No head is chosen: press a number above to draw that head." : `Colour is the head; the more opaque, the larger the probability. ${drawn}`;
    canvas.setAttribute("aria-label", `Links of layer ${state.layer}, ${state.shown.size} heads, ${queries.length} to ${keys.length} tokens. Arrows move over tokens; the table of strongest links has the numbers.`);
  };

  const labelRoom = (context, ...sides) => {
    const widest = sides.flat().reduce((most, token) => Math.max(most, context.measureText(token).width), 56);
    return Math.ceil(Math.min(widest + 14, 140, width * 0.32));
  };

  const yOf = (row) => 24 + row * rowHeight + rowHeight / 2;

  const drawKeyGrounds = (context) => {
    const query = activeQuery();
    const place = weightsNow().placeOf(state.layer, state.head);
    if (query !== null) {
      attentionNow().keys.forEach((_, key) => {
        context.fillStyle = weightColor(weightsNow().at(place, query, key));
        context.fillRect(width - labels - 2, yOf(key) - rowHeight / 2 + 0.5, labels + 2, rowHeight - 1);
      });
    }
  };

  const drawTokens = (context, tokens, active, x, align) => {
    const query = activeQuery();
    const place = weightsNow().placeOf(state.layer, state.head);
    context.textAlign = align;
    tokens.forEach((token, index) => {
      const isGrounded = align === "left" && query !== null;
      const isActive = index === active;
      context.fillStyle = isGrounded ? inkOn(weightColor(weightsNow().at(place, query, index))) : isActive || active === null ? ground().ink : ground().muted;
      context.font = isActive ? `600 ${smallFont}` : smallFont;
      const shift = align === "left" ? 4 : 0;
      context.fillText(elided(context, token, labels - 10), x + shift, yOf(index));
      if (isActive) {
        context.fillRect(align === "right" ? x + 2 : x - 4, yOf(index) - rowHeight / 2 + 1, 2, rowHeight - 2);
      }
    });
  };

  const tokenAt = (x, y) => {
    const { queries, keys } = attentionNow();
    const row = Math.floor((y - 24) / rowHeight);
    const isLeft = x < width / 2;
    return row >= 0 && row < (isLeft ? queries : keys).length ? (isLeft ? [row, null] : [null, row]) : [null, null];
  };

  onPointer(canvas, {
    move: (x, y) => hoverOver(...tokenAt(x, y)),
    leave: () => hoverOver(null, null),
    click: (x, y) => pin(...tokenAt(x, y)),
  });
  views.push(draw);
  return panel("Links between tokens", "links", toggles, element("div", { class: "scroll", tabindex: -1 }, canvas), note);
};
