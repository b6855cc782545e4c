// Legends: bars of colours with the numbers at their ends and in their middle, each beside what it explains.

const [legendWidth, legendHeight, legendMargin] = [168, 28, 17];

const drawBar = (canvas, colors, numbers) => {
  const context = clearedContext(canvas, legendWidth, legendHeight);
  const bar = legendWidth - 2 * legendMargin;
  for (let x = 0; x < bar; x++) {
    context.fillStyle = colors[Math.round((x / (bar - 1)) * 254)];
    context.fillRect(legendMargin + x, 0, 1, 12);
  }

  context.strokeStyle = ground().line;
  context.strokeRect(legendMargin - 0.5, 0.5, bar + 1, 12);
  context.fillStyle = ground().muted;
  context.font = tinyFont;
  context.textAlign = "center";
  numbers.forEach((number, index) => context.fillText(number === 0 ? "0" : String(Number(number.toPrecision(2))), legendMargin + (index / 2) * bar, 21));
};

const makeLegend = (title) => {
  const bar = element("canvas", { class: "legend", role: "img" });
  return { bar, field: element("div", { class: "legend-field" }, title, bar) };
};

/** The one scale of all weights of the figure. */
const weightLegend = (title = "probability") => {
  const { bar, field } = makeLegend(element("span", {}, title));
  views.push(() => {
    const { largest } = weightsNow();
    drawBar(bar, ground().sequential.css, [0, largest * (state.scale === "root" ? 0.25 : 0.5), largest]);
    bar.setAttribute("aria-label", `Colours of attention: probability from 0 to ${largest.toPrecision(3)}, ${state.scale === "root" ? "square-root" : "even"} scale`);
  });
  return field;
};

/** The scale of the chosen method; a signed one reaches equally far to both sides. */
const scoreLegend = () => {
  const title = element("span");
  const { bar, field } = makeLegend(title);
  views.push(() => {
    const scores = scoresNow();
    field.hidden = scores === null;
    if (scores === null) {
      return;
    }

    const most = Math.max(Math.abs(scores.minimum), Math.abs(scores.maximum));
    const [low, high] = scores.signed ? [-most, most] : [scores.minimum, scores.maximum];
    title.replaceChildren("score", isSaying(scores.unit) ? ", " : "", isolated(isSaying(scores.unit) ? scores.unit : ""));
    drawBar(bar, ground()[scores.signed ? "diverging" : "sequential"].css, [low, (low + high) / 2, high]);
    bar.setAttribute("aria-label", `Colours of ${scores.name}: ${scores.unit} from ${low.toPrecision(3)} to ${high.toPrecision(3)}`);
  });
  return field;
};

/** Whether a unit says more than that something is a score. */
const isSaying = (unit) => Boolean(unit) && unit !== "score";

/** What a method is called beside its example. */
const shortName = (name) => name.replace(/, example \d+$/, "");
const methodName = ({ name, unit }) => isolated(isSaying(unit) ? `${shortName(name)} (${unit})` : shortName(name));
