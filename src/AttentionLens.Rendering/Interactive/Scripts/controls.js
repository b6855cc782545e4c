// The bar of controls: input, attention, layer, head, method, scale, and the player over layers.

const layerPlayer = () => makePlayer({
  name: "layers",
  frames: () => layersNow().length,
  place: () => layersNow().indexOf(state.layer),
  show: (place) => change({ layer: layersNow()[place], shown: state.shown }),
});

const exampleKeys = () => [...new Map(carried.attentions.map((attention) => [String(attention.example ?? ""), attention.name ?? "All examples"]))];

/** The figures of the example that is shown, each with a name of its own. */
const attentionChoices = () => {
  const mine = carried.attentions.map((attention, index) => [attention, index]).filter(([attention]) => attention.example === attentionNow().example);
  return mine.map(([attention, index]) => {
    const isAlone = mine.filter(([other]) => other.label === attention.label).length === 1;
    return [String(index), isAlone ? attention.label : attention.title];
  });
};

const scoresHere = () => carried.scores.filter((scores) => scores.example === attentionNow().example);
const scoresNow = () => scoresHere().find((scores) => scores.name === state.method) ?? scoresHere()[0] ?? null;

const sentenceChoices = () => {
  const { querySentences, keySentences } = attentionNow();
  const [from, to] = [querySentences, keySentences].map((sentences) => [...new Set(sentences)].sort((left, right) => left - right));
  return from.length * to.length > 1
    ? [["all", "All"], ...from.flatMap((query) => to.map((key) => [`${query}-${key}`, `Sentence ${query + 1} → ${key + 1}`]))]
    : [];
};

/** Whether the filter of sentences lets a link through. */
const linkFilter = () => {
  const { querySentences, keySentences } = attentionNow();
  if (state.sentences === "all" || sentenceChoices().length === 0) {
    return () => true;
  }

  const [from, to] = state.sentences.split("-").map(Number);
  return (query, key) => (querySentences[query] ?? 0) === from && (keySentences[key] ?? 0) === to;
};

const stepper = (label, select, values, go) => element(
  "span", { class: "stepper", role: "group", "aria-label": label },
  actionButton(`Previous ${label.toLowerCase()}`, "‹", () => go(step(Number(select.value), values(), -1))), select,
  actionButton(`Next ${label.toLowerCase()}`, "›", () => go(step(Number(select.value), values(), 1))));

const makeControls = (player, showKeys) => {
  const [exampleField, exampleSelect] = labelledSelect("Input", [], "", (value) => {
    const kind = attentionNow().kind;
    change({ attention: findAttention(value === "" ? null : Number(value), kind), query: null, key: null });
  });
  const [attentionField, attentionSelect] = labelledSelect("Attention", [], "", (value) => change({ attention: Number(value), query: null, key: null }));
  const goLayer = (layer) => change({ layer, shown: state.shown });
  const goHead = (head) => change({ head });
  const [layerField, layerSelect] = labelledSelect("Layer", [], "", (value) => goLayer(Number(value)));
  const [headField, headSelect] = labelledSelect("Head", [], "", (value) => goHead(Number(value)));
  layerField.append(stepper("Layer", layerSelect, layersNow, goLayer));
  headField.append(stepper("Head", headSelect, () => headsOf(state.layer), goHead));
  const [methodField, methodSelect] = labelledSelect("Method", [], "", (value) => change({ method: value }));
  const [sentenceField, sentenceSelect] = labelledSelect("Sentences", [], "", (value) => change({ sentences: value }));
  const [scaleField] = labelledSelect("Scale", [["root", "square root"], ["plain", "even"]], state.scale, (value) => change({ scale: value }));
  const [legend, scoreLegend] = [element("canvas", { class: "legend", role: "img" }), element("canvas", { class: "legend score-legend", role: "img" })];
  const scoreTitle = element("span");
  const scoreField = element("div", { class: "field legend-field" }, scoreTitle, scoreLegend);
  views.push(() => {
    setOptions(exampleSelect, exampleKeys(), String(attentionNow().example ?? ""));
    setOptions(attentionSelect, attentionChoices(), String(state.attention));
    setOptions(layerSelect, layersNow().map((layer) => [String(layer), String(layer)]), String(state.layer));
    setOptions(headSelect, headsOf(state.layer).map((head) => [String(head), String(head)]), String(state.head));
    methodField.hidden = scoresHere().length === 0;
    setOptions(methodSelect, scoresHere().map(({ name }) => [name, name]), scoresNow()?.name ?? "");
    const sentences = sentenceChoices();
    sentenceField.hidden = sentences.length === 0;
    if (!sentences.some(([value]) => value === state.sentences)) {
      state.sentences = "all";
    }

    setOptions(sentenceSelect, sentences, state.sentences);
    drawLegend(legend);
    const scores = scoresNow();
    scoreField.hidden = scores === null;
    if (scores !== null) {
      scoreTitle.replaceChildren("Scores, ", isolated(scores.unit || "no unit"));
      drawScoreLegend(scoreLegend, scores);
    }
  });
  return element(
    "div", { class: "controls", role: "group", "aria-label": "What the explorer shows" },
    exampleField, attentionField, layerField, headField, methodField, sentenceField, scaleField, player.controls,
    element("div", { class: "field legend-field" }, element("span", {}, "Attention, probability"), legend), scoreField,
    actionButton("Keys of the explorer", "?", showKeys, { class: "help" }));
};

/** A bar of colours with the numbers at its ends and in its middle. */
const drawBar = (canvas, colors, numbers) => {
  const [width, height] = [168, 28];
  const context = clearedContext(canvas, width, height);
  const bar = width - 24;
  for (let x = 0; x < bar; x++) {
    context.fillStyle = colors[Math.round((x / (bar - 1)) * 254)];
    context.fillRect(12 + x, 0, 1, 12);
  }

  context.strokeStyle = ground().line;
  context.strokeRect(11.5, 0.5, bar + 1, 12);
  context.fillStyle = ground().muted;
  context.font = tinyFont;
  context.textAlign = "center";
  numbers.forEach((number, index) => context.fillText(number === 0 ? "0" : String(Number(number.toPrecision(2))), 12 + (index / 2) * bar, 21));
};

const drawLegend = (legend) => {
  const { largest } = weightsNow();
  drawBar(legend, ground().sequential.css, [0, largest * (state.scale === "root" ? 0.25 : 0.5), largest]);
  legend.setAttribute("aria-label", `Colours of attention: probability from 0 to ${largest.toPrecision(3)}, ${state.scale === "root" ? "square-root" : "even"} scale`);
};

/** The scale of a method; a signed one reaches equally far to both sides. */
const drawScoreLegend = (legend, scores) => {
  const most = Math.max(Math.abs(scores.minimum), Math.abs(scores.maximum));
  const [low, high] = scores.signed ? [-most, most] : [scores.minimum, scores.maximum];
  drawBar(legend, ground()[scores.signed ? "diverging" : "sequential"].css, [low, (low + high) / 2, high]);
  legend.setAttribute("aria-label", `Colours of ${scores.name}: ${scores.unit} from ${low.toPrecision(3)} to ${high.toPrecision(3)}`);
};
