// The bar of controls: input, attention, layer, head, method, sentences, scale, and the player over layers.

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
  const [scaleField, scaleSelect] = labelledSelect("Scale", [["root", "square root"], ["plain", "even"]], "", (value) => change({ scale: value }));
  views.push(() => {
    setOptions(exampleSelect, exampleKeys(), String(attentionNow().example ?? ""));
    setOptions(attentionSelect, attentionChoices(), String(state.attention));
    setOptions(layerSelect, layersNow().map((layer) => [String(layer), String(layer)]), String(state.layer));
    setOptions(headSelect, headsOf(state.layer).map((head) => [String(head), String(head)]), String(state.head));
    methodField.hidden = scoresHere().length === 0;
    setOptions(methodSelect, scoresHere().map(({ name }) => [name, shortName(name)]), scoresNow()?.name ?? "");
    const sentences = sentenceChoices();
    sentenceField.hidden = sentences.length === 0;
    if (!sentences.some(([value]) => value === state.sentences)) {
      state.sentences = "all";
    }

    setOptions(sentenceSelect, sentences, state.sentences);
    scaleSelect.value = state.scale;
  });
  return element(
    "div", { class: "controls", role: "group", "aria-label": "What the explorer shows" },
    exampleField, attentionField, layerField, headField, methodField, sentenceField, scaleField,
    element("div", { class: "field" }, element("span", { "aria-hidden": "true" }, "Layer after layer"), player.controls),
    actionButton("Keys of the explorer", "?", showKeys, { class: "help" }));
};
