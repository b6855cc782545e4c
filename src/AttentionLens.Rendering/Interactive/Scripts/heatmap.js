// One head in full: queries downwards, keys across. Every cell's exact weight is under the pointer.

const makeHeatmap = () => {
  const canvas = viewCanvas("heatmap", "heatmap of one head");
  const readout = element("p", { class: "readout" });
  let cell = 6;
  let margin = { left: 80, top: 70 };

  const sizeUp = (context) => {
    const { queries, keys } = attentionNow();
    const room = roomOf(canvas);
    const widest = (tokens, most) => Math.min(most, Math.ceil(tokens.reduce((width, token) => Math.max(width, context.measureText(token).width), 0)) + 8);
    margin = { left: widest(queries, Math.floor(room * 0.28)), top: widest(keys, 96) };
    cell = Math.max(2, Math.min(30, Math.floor((room - margin.left - 2) / keys.length)));
  };

  const draw = () => {
    const attention = attentionNow();
    const weights = weightsNow();
    const place = weights.placeOf(state.layer, state.head);
    const ruler = clearedContext(canvas, 1, 1);
    sizeUp(ruler);
    const [across, down] = [weights.keys * cell, weights.queries * cell];
    const context = clearedContext(canvas, margin.left + across + 2, margin.top + down + 2);
    const picture = keptPicture(`full/${place}`, () => weights.pooled(place, Infinity));
    context.drawImage(picture, margin.left, margin.top, across, down);
    context.strokeStyle = ground().line;
    context.strokeRect(margin.left - 0.5, margin.top - 0.5, across + 1, down + 1);
    veil(context, across, down);
    const every = Math.ceil(13 / cell);
    const shows = (index, active, count) => index === active || (index % every === 0 && (active === null || Math.abs(index - active) >= every)) && index < count;
    context.textAlign = "right";
    attention.queries.forEach((token, index) => {
      if (shows(index, activeQuery(), weights.queries)) {
        context.fillStyle = index === activeQuery() ? ground().ink : ground().muted;
        context.fillText(elided(context, token, margin.left - 8), margin.left - 5, margin.top + (index + 0.5) * cell);
      }
    });
    context.textAlign = "left";
    attention.keys.forEach((token, index) => {
      if (shows(index, activeKey(), weights.keys)) {
        context.save();
        context.translate(margin.left + (index + 0.5) * cell, margin.top - 5);
        context.rotate(-Math.PI / 2);
        context.fillStyle = index === activeKey() ? ground().ink : ground().muted;
        context.fillText(elided(context, token, margin.top - 8), 0, 0);
        context.restore();
      }
    });
    writeValues(context, place);
    say(place);
  };

  /** Dims what the filter of sentences leaves out, and frames the active row and column. */
  const veil = (context, across, down) => {
    const passes = linkFilter();
    if (state.sentences !== "all") {
      context.fillStyle = ground().paper;
      context.globalAlpha = 0.75;
      for (let query = 0; query < weightsNow().queries; query++) {
        for (let key = 0; key < weightsNow().keys; key++) {
          if (!passes(query, key)) {
            context.fillRect(margin.left + key * cell, margin.top + query * cell, cell, cell);
          }
        }
      }

      context.globalAlpha = 1;
    }

    if (activeQuery() !== null) {
      frame(context, margin.left, margin.top + activeQuery() * cell, across, cell);
    }

    if (activeKey() !== null) {
      frame(context, margin.left + activeKey() * cell, margin.top, cell, down);
    }
  };

  const writeValues = (context, place) => {
    if (cell < 27) {
      return;
    }

    context.font = tinyFont;
    context.textAlign = "center";
    for (let query = 0; query < weightsNow().queries; query++) {
      for (let key = 0; key < weightsNow().keys; key++) {
        const weight = weightsNow().at(place, query, key);
        if (weight >= 0.005) {
          context.fillStyle = inkOn(weightColor(weight));
          context.fillText(weight.toFixed(2).replace(/^0/, ""), margin.left + (key + 0.5) * cell, margin.top + (query + 0.5) * cell);
        }
      }
    }
  };

  const say = (place) => {
    const { queries, keys } = attentionNow();
    const [query, key] = [activeQuery(), activeKey()];
    const named = (tokens, index) => isolated(`${tokens[index]} (${index})`);
    readout.replaceChildren(...(query !== null && key !== null
      ? [named(queries, query), " → ", named(keys, key), ": ", element("strong", {}, probabilityText(weightsNow().at(place, query, key)))]
      : query !== null ? ["Row of ", named(queries, query)]
      : key !== null ? ["Column of ", named(keys, key)]
      : ["Point at a cell to read its weight."]));
    canvas.setAttribute("aria-label", `Layer ${state.layer}, head ${state.head}: ${queries.length} queries downwards, ${keys.length} keys across. ${readout.textContent} Arrows move.`);
  };

  const cellAt = (x, y) => {
    const [query, key] = [Math.floor((y - margin.top) / cell), Math.floor((x - margin.left) / cell)];
    const { queries, keys } = weightsNow();
    return [query >= 0 && query < queries && x < margin.left + keys * cell ? query : null, key >= 0 && key < keys && y < margin.top + queries * cell ? key : null];
  };

  onPointer(canvas, {
    move: (x, y) => hoverOver(...cellAt(x, y)),
    leave: () => hoverOver(null, null),
    click: (x, y) => pin(...cellAt(x, y)),
  });
  views.push(draw);
  return legendPanel("One head", "heatmap", weightLegend(), element("div", { class: "scroll", tabindex: -1 }, canvas), readout);
};
