// One head across the layers, or the mean of each layer's heads.

const makeLayersView = () => {
  const canvas = viewCanvas("layers", "one head across layers");
  const title = () => (state.across === "mean" ? "Mean of heads, across layers" : `Head ${state.head}, across layers`);
  const [field, select] = labelledSelect("Show", [["head", "this head"], ["mean", "mean of heads"]], "", (value) => change({ across: value }));
  const made = legendPanel("Across layers", "layers", weightLegend(), field, element("div", { class: "fit" }, canvas));
  const side = 84;
  const [apart, below] = [10, 20];
  let columns = 1;

  const draw = () => {
    const [layers, weights] = [layersNow(), weightsNow()];
    const room = roomOf(canvas);
    columns = Math.max(1, Math.min(layers.length, Math.floor((room + apart) / (side + apart))));
    const lines = Math.ceil(layers.length / columns);
    const context = clearedContext(canvas, columns * (side + apart), lines * (side + below) + 4);
    context.font = tinyFont;
    context.textAlign = "left";
    layers.forEach((layer, index) => {
      const [x, y] = [2 + (index % columns) * (side + apart), 2 + Math.floor(index / columns) * (side + below)];
      const place = weights.placeOf(layer, state.head);
      const most = side;
      const map = state.across === "mean" ? weights.pooledMean(layer, headsOf(layer), most) : place === undefined ? null : weights.pooled(place, most);
      if (map) {
        drawThumbnail(context, keptPicture(`across/${state.across}/${layer}/${state.head}`, () => map), map, x, y, side);
      }

      const isOpen = layer === state.layer;
      context.lineWidth = 1;
      context.strokeStyle = ground().line;
      context.strokeRect(x - 0.5, y - 0.5, side + 1, side + 1);
      if (isOpen) {
        frame(context, x, y, side, side);
      }

      context.fillStyle = isOpen ? ground().ink : ground().muted;
      context.fillText(map ? `layer ${layer}` : `layer ${layer}: no head ${state.head}`, x, y + side + 10);
    });
    made.querySelector("h3").textContent = title();
    select.value = state.across;
    canvas.setAttribute("aria-label", `${title()}: ${layers.length} layers. Open: layer ${state.layer}. Arrows move.`);
  };

  onPointer(canvas, {
    click: (x, y) => {
      const layer = layersNow()[Math.floor(y / (side + below)) * columns + Math.min(columns - 1, Math.floor(x / (side + apart)))];
      if (layer !== undefined) {
        change({ layer, shown: state.shown });
      }
    },
  });
  views.push(draw);
  return made;
};
