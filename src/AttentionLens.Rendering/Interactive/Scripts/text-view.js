// The text, twice: the tokens that attend, with the scores of the chosen method, and those that are attended to, with what the active token gives them.

/** Whether tokens are those of a method's text, or its first ones where the page has no more. */
const areOf = (tokens, texts) => tokens.length <= texts.length && tokens.every((token, index) => token === texts[index]);

/** A row of tokens of which one takes the focus; the arrows move on. */
const tokenRow = (label, choose, hover) => {
  const row = element("div", { class: "token-row", role: "listbox", "aria-label": label, "aria-orientation": "horizontal" });
  const focusOn = (index) => {
    const tokens = [...row.children];
    const next = tokens[Math.max(0, Math.min(tokens.length - 1, index))];
    tokens.forEach((token) => token.setAttribute("tabindex", token === next ? 0 : -1));
    next?.focus();
  };
  const indexOf = (target) => [...row.children].indexOf(target.closest(".token"));
  row.addEventListener("keydown", (event) => {
    const isMirrored = row.getAttribute("dir") === "rtl";
    const moves = { ArrowLeft: isMirrored ? 1 : -1, ArrowRight: isMirrored ? -1 : 1 };
    const index = indexOf(event.target);
    if (event.key in moves || event.key === "Home" || event.key === "End") {
      focusOn(event.key === "Home" ? 0 : event.key === "End" ? row.children.length - 1 : index + moves[event.key]);
    } else if (event.key === "Enter" || event.key === " ") {
      choose(index);
    } else {
      return;
    }

    event.preventDefault();
    event.stopPropagation();
  });
  row.addEventListener("click", (event) => event.target.closest(".token") && choose(indexOf(event.target)));
  row.addEventListener("pointerover", (event) => event.pointerType !== "touch" && event.target.closest(".token") && hover(indexOf(event.target)));
  row.addEventListener("pointerleave", () => hoverOver(null, null));
  row.addEventListener("focusin", (event) => hover(indexOf(event.target)));
  row.addEventListener("focusout", () => hoverOver(null, null));
  return row;
};

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE]/;

const patchPlace = (token) => /^r(\d+)c(\d+)$/.exec(token);

/** How many columns of patches an image has, of which a special token may stand before the first; 0 where the tokens are no patches. */
const patchColumns = (tokens) => {
  const places = tokens.map(patchPlace).filter((place) => place);
  const columns = places.length > 0 ? Number(places.at(-1)[2]) + 1 : 0;
  const isGrid = tokens.length - places.length < 3 && places.every((place, index) => Number(place[1]) === Math.floor(index / columns) && Number(place[2]) === index % columns);
  return isGrid ? columns : 0;
};

const fillRow = (row, tokens, look, chosen) => {
  const wanted = JSON.stringify(tokens);
  if (row.dataset.tokens !== wanted) {
    row.dataset.tokens = wanted;
    const columns = patchColumns(tokens);
    row.classList.toggle("patches", columns > 0);
    row.style.setProperty("--columns", columns || "none");
    row.setAttribute("dir", tokens.filter((token) => rightToLeft.test(token)).length * 2 > tokens.length - 2 && tokens.some((token) => rightToLeft.test(token)) ? "rtl" : "ltr");
    row.replaceChildren(...tokens.map((token, index) => element(
      "span", { class: columns > 0 && !patchPlace(token) ? "token alone" : "token", role: "option", tabindex: index === 0 ? 0 : -1 }, isolated(token))));
  }

  [...row.children].forEach((token, index) => {
    const { color, title } = look(index);
    token.style.background = color ?? "";
    token.style.color = color ? inkOn(color) : "";
    token.title = title;
    token.setAttribute("aria-selected", String(index === chosen));
  });
  if (chosen !== null && state.hover.query === null && state.hover.key === null) {
    const token = row.children[chosen];
    bringIntoBox(row, token.offsetTop, token.offsetHeight);
  }
};

const makeTextView = () => {
  const queryTitle = element("h4");
  const keyTitle = element("h4");
  const scoreTitle = element("h4");
  const queryRow = tokenRow("Tokens that attend", (index) => pin(index, null), (index) => hoverOver(index, null));
  const keyRow = tokenRow("Tokens that are attended to", (index) => pin(null, index), (index) => hoverOver(null, index));
  const scoreRow = tokenRow("Scores of the method", (index) => pin(...scorePlace(index)), (index) => hoverOver(...scorePlace(index)));
  const textPart = (title, row) => element("div", { class: "text-part" }, title, row);
  const scorePart = textPart(scoreTitle, scoreRow);

  /** Which token of the attention a token of the method's text is. */
  const scorePlace = (index) => (index < attentionNow().keys.length && areOf(attentionNow().keys, scoresNow().tokens) ? [null, index] : [null, null]);

  const scoreLook = (scores) => (index) => ({
    color: scoreColor(scores, scores.values[index]),
    title: `${scores.name}: ${scores.values[index] === null ? "missing" : scores.values[index].toPrecision(4)} ${scores.unit}`,
  });

  const draw = () => {
    const attention = attentionNow();
    const scores = scoresNow();
    const isOfQueries = scores !== null && areOf(attention.queries, scores.tokens);
    const [query, key] = [activeQuery(), activeKey()];
    const place = weightsNow().placeOf(state.layer, state.head);
    queryTitle.replaceChildren(...(isOfQueries ? ["Attends, coloured by the scores of ", methodName(scores)]
      : key === null ? ["Attends"] : ["Attends, coloured by what each gives ", isolated(attention.keys[key])]));
    fillRow(queryRow, attention.queries, isOfQueries ? scoreLook(scores) : (index) => ({
      color: key === null ? null : weightColor(weightsNow().at(place, index, key)),
      title: `Token ${index}`,
    }), activeQuery());
    keyTitle.replaceChildren(...(query === null
      ? ["Attended to: point at a token that attends, to colour these by what it gives them"]
      : ["Attended to by ", isolated(attention.queries[query]), ` in head ${state.head} of layer ${state.layer}`]));
    fillRow(keyRow, attention.keys, (index) => {
      const weight = query === null ? null : weightsNow().at(place, query, index);
      return { color: weight === null ? null : weightColor(weight), title: weight === null ? `Token ${index}` : `Token ${index}: ${probabilityText(weight)}` };
    }, activeKey());
    made.querySelector("h3").textContent = [attention.keys, scores?.tokens ?? []].some((tokens) => patchColumns(tokens) > 0) ? "Patches" : "Text";
    scorePart.hidden = scores === null || isOfQueries;
    if (!scorePart.hidden) {
      scoreTitle.replaceChildren("Scores of ", methodName(scores));
      fillRow(scoreRow, scores.tokens, scoreLook(scores), scorePlace(0)[1] === null ? null : activeKey());
    }
  };

  views.push(draw);
  const made = legendPanel("Text", "text", element("div", { class: "legends" }, scoreLegend(), weightLegend("attention, probability")), element("div", { class: "text-parts" }, scorePart, textPart(queryTitle, queryRow), textPart(keyTitle, keyRow)));
  return made;
};
