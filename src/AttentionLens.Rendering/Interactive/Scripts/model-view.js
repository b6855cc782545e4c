// All layers and heads as thumbnails. Click one, or move with the arrows, to open it everywhere.

const gutter = { left: 26, top: 20, gap: 2 };

const makeModelView = () => {
  const canvas = viewCanvas("model", "all heads");
  const hint = element("p", { class: "readout" }, "Click a head to open it in every view.");
  let side = 20;

  const cellAt = (x, y) => {
    const column = Math.floor((x - gutter.left) / (side + gutter.gap));
    const row = Math.floor((y - gutter.top) / (side + gutter.gap));
    const [layer, head] = [layersNow()[row], headNumbers()[column]];
    return layer !== undefined && head !== undefined && weightsNow().placeOf(layer, head) !== undefined ? { layer, head } : null;
  };

  const draw = () => {
    const [layers, heads, weights] = [layersNow(), headNumbers(), weightsNow()];
    side = Math.max(12, Math.min(88, Math.floor((roomOf(canvas) - gutter.left) / heads.length) - gutter.gap));
    const [across, down] = [gutter.left + heads.length * (side + gutter.gap), gutter.top + layers.length * (side + gutter.gap)];
    const context = clearedContext(canvas, across, down);
    const most = Math.min(128, Math.round(side * Math.max(1, devicePixelRatio || 1)));
    context.font = tinyFont;
    layers.forEach((layer, row) => heads.forEach((head, column) => {
      const place = weights.placeOf(layer, head);
      const [x, y] = [gutter.left + column * (side + gutter.gap), gutter.top + row * (side + gutter.gap)];
      if (place === undefined) {
        context.strokeStyle = ground().line;
        context.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
        return;
      }

      const map = weights.pooled(place, most);
      drawThumbnail(context, keptPicture(`thumbnail/${place}/${most}`, () => map), map, x, y, side);
      context.lineWidth = 1;
      context.strokeStyle = layer === state.layer && state.shown.has(head) ? ground().ink : ground().line;
      context.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
      if (layer === state.layer && head === state.head) {
        frame(context, x, y, side, side);
      }
    }));
    labelAxis(context, heads, state.head, (column) => [gutter.left + column * (side + gutter.gap) + side / 2, 10], "center", 18);
    labelAxis(context, layers, state.layer, (row) => [gutter.left - 6, gutter.top + row * (side + gutter.gap) + side / 2], "right", 13);
    canvas.setAttribute("aria-label", `All heads: ${layers.length} layers downwards, ${heads.length} heads across. Open: layer ${state.layer}, head ${state.head}. Arrows move.`);
  };

  /** Numbers along a side, as many as fit, the open one always. */
  const labelAxis = (context, numbers, open, placeOf, align, room) => {
    const every = Math.ceil(room / (side + gutter.gap));
    const chosen = numbers.indexOf(open);
    context.textAlign = align;
    numbers.forEach((number, index) => {
      if (index === chosen || (index % every === 0 && Math.abs(index - chosen) >= every)) {
        context.fillStyle = index === chosen ? ground().ink : ground().muted;
        context.fillText(String(number), ...placeOf(index));
      }
    });
  };

  onPointer(canvas, {
    move: (x, y) => {
      const cell = cellAt(x, y);
      canvas.style.cursor = cell ? "pointer" : "default";
      hint.textContent = cell ? `Layer ${cell.layer}, head ${cell.head}` : "Click a head to open it in every view.";
    },
    leave: () => {
      hint.textContent = "Click a head to open it in every view.";
    },
    click: (x, y) => {
      const cell = cellAt(x, y);
      if (cell) {
        change(cell);
      }
    },
  });
  views.push(draw);
  return legendPanel("All heads", "model", weightLegend(), element("div", { class: "fit" }, canvas), hint);
};

/** A part of the explorer with a heading. */
const panel = (title, name, ...children) => element(
  "section", { class: `panel panel-${name}`, "aria-labelledby": `explorer-${name}-heading` }, element("h3", { id: `explorer-${name}-heading` }, title), ...children);

/** A part whose legend stands beside its heading. */
const legendPanel = (title, name, legend, ...children) => {
  const made = panel(title, name, ...children);
  const top = element("div", { class: "panel-top" });
  made.firstChild.replaceWith(top);
  top.append(element("h3", { id: `explorer-${name}-heading` }, title), legend);
  return made;
};
