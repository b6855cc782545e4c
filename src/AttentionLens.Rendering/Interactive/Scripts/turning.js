// Maps of heads that can be turned, in the colours of the pictures above them. Nothing moves by itself: a key or a button turns at once, the pointer as far as it is drawn.

const firstAngles = { yaw: -0.5, pitch: 0.35 };
const turnStep = Math.PI / 18;
const mostTurnedNames = 200;

/** Where a head of a map can be seen: the attention of the map's kind, the one that is open first. */
const attentionOfMap = (map, layer, head) => {
  const holds = (one) => one.kind === map.kind && (map.example === undefined || one.example === map.example) && one.layers.some((of, place) => of === layer && one.heads[place] === head);
  return holds(carried.attentions[state.attention] ?? { layers: [] }) ? state.attention : carried.attentions.findIndex(holds);
};

const makeTurnedMap = (figure, map, number) => {
  const canvas = element("canvas", { id: `turned-${number}`, class: "view-canvas turned", tabindex: 0, role: "application", "aria-roledescription": "map in three dimensions" });
  const readout = element("p", { class: "readout", role: "status" });
  const points = inUnitBall(map.points.map(([, , ...place]) => place));
  let paper = ground();
  const angles = { ...firstAngles };
  let seen = [];
  let chosen = null;
  let pointed = null;
  let drag = null;

  const nameOf = (index) => `${map.points[index][0]}.${map.points[index][1]}`;

  const draw = () => {
    paper = ground();
    const width = Math.min(672, roomOf(canvas));
    const height = Math.round(width * 0.75);
    const context = clearedContext(canvas, width, height);
    const dot = points.length > 160 ? 3.5 : 5;
    const see = (point) => placeInPicture(point, angles, width, height, 20);
    seen = points.map((point, index) => {
      const place = see(point);
      return { ...place, index, radius: dot * place.size, name: nameOf(index) };
    }).sort((left, right) => left.near - right.near || left.index - right.index);
    const axes = drawAxes(context, see);
    const marked = pointed ?? chosen;
    for (const { x, y, radius, index } of [...seen, ...seen.filter((point) => point.index === marked)]) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fillStyle = map.colors[isDark() ? "dark" : "light"][map.points[index][0]];
      context.fill();
      context.lineWidth = index === marked ? 2.5 : 0.75;
      context.strokeStyle = index === marked ? markColor() : paper.muted;
      context.stroke();
    }

    writeNames(context, axes, width, height, marked);
    say(marked);
  };

  /** Draws the axes; gives the ends that bear their names. */
  const drawAxes = (context, see) => ["x", "y", "z"].map((name, axis) => {
    const [from, to] = [-1, 1].map((far) => see([0, 1, 2].map((one) => (one === axis ? far : 0))));
    context.strokeStyle = paper.line;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    return { ...to, name, radius: 1, index: -1 };
  });

  const writeNames = (context, axes, width, height, marked) => {
    context.font = tinyFont;
    context.textAlign = "left";
    const nearestFirst = [...axes, ...seen.toReversed().sort((left, right) => (right.index === marked) - (left.index === marked))]
      .map((point, place) => ({ ...point, room: place < mostTurnedNames ? context.measureText(point.name).width : 0 }));
    for (const { index, name, x, y } of placeNames(nearestFirst, { width, height, tall: 11, most: mostTurnedNames })) {
      context.fillStyle = index === marked ? paper.ink : paper.muted;
      context.fillText(name, x, y);
    }
  };

  const say = (marked) => {
    const place = marked === null ? "Draw the map to turn it; names are layer.head." : `Layer ${map.points[marked][0]}, head ${map.points[marked][1]}: ${map.points[marked].slice(2).map((value) => Number(value.toPrecision(3))).join(", ")}`;
    if (readout.textContent !== place) {
      readout.textContent = place;
    }

    openButton.disabled = chosen === null || attentionOfMap(map, ...map.points[chosen]) < 0;
    canvas.setAttribute("aria-label", `${map.title}: ${points.length} heads in three dimensions. ${marked === null ? "" : `${place}. `}Arrows turn.`);
  };

  const turnBy = (yaw, pitch) => {
    angles.yaw += yaw;
    angles.pitch = Math.max(-Math.PI / 2, Math.min(Math.PI / 2, angles.pitch + pitch));
    draw();
  };
  const reset = () => {
    Object.assign(angles, firstAngles);
    [chosen, pointed] = [null, null];
    draw();
  };
  const choose = (by) => {
    chosen = chosen === null ? (by > 0 ? 0 : points.length - 1) : (chosen + by + points.length) % points.length;
    pointed = null;
    draw();
  };
  const open = () => {
    const [layer, head] = chosen === null ? [] : map.points[chosen];
    const attention = chosen === null ? -1 : attentionOfMap(map, layer, head);
    if (attention >= 0) {
      openView({ attention, layer, head });
    }
  };

  /** The nearest of the points under the pointer. */
  const pointAt = (event) => {
    const [x, y] = placeUnder(canvas, event);
    return seen.findLast((point) => Math.hypot(point.x - x, point.y - y) <= point.radius + 3)?.index ?? null;
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button === 0) {
      drag = { x: event.clientX, y: event.clientY, way: 0 };
      canvas.setPointerCapture(event.pointerId);
    }
  });
  canvas.addEventListener("pointermove", (event) => {
    if (drag) {
      const [right, down] = [event.clientX - drag.x, event.clientY - drag.y];
      drag = { x: event.clientX, y: event.clientY, way: drag.way + Math.abs(right) + Math.abs(down) };
      turnBy(right / 120, down / 120);
    } else if (pointAt(event) !== pointed) {
      pointed = pointAt(event);
      canvas.style.cursor = pointed === null ? "grab" : "pointer";
      draw();
    }
  });
  canvas.addEventListener("pointerup", (event) => {
    const isClick = drag !== null && drag.way < 4;
    drag = null;
    const point = isClick ? pointAt(event) : null;
    if (point !== null) {
      [chosen, pointed] = [point, null];
      draw();
      open();
    }
  });
  canvas.addEventListener("pointercancel", () => {
    drag = null;
  });
  canvas.addEventListener("pointerleave", () => {
    if (pointed !== null) {
      pointed = null;
      draw();
    }
  });

  const keys = {
    ArrowLeft: () => turnBy(-turnStep, 0),
    ArrowRight: () => turnBy(turnStep, 0),
    ArrowUp: () => turnBy(0, -turnStep),
    ArrowDown: () => turnBy(0, turnStep),
    n: () => choose(1),
    p: () => choose(-1),
    r: reset,
    Enter: open,
  };
  canvas.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  const openButton = actionButton("Open in explorer: the chosen head", "Open in explorer", open);
  const controls = element(
    "div", { class: "turn-controls", role: "group", "aria-label": "Turn the map" },
    actionButton("Turn left", sign(signs.left), keys.ArrowLeft), actionButton("Turn right", sign(signs.right), keys.ArrowRight),
    actionButton("Turn up", sign(signs.up), keys.ArrowUp), actionButton("Turn down", sign(signs.down), keys.ArrowDown), actionButton("Reset the map", "Reset", reset),
    actionButton("Previous head of the map", "‹ Head", keys.p), actionButton("Next head of the map", "Head ›", keys.n), openButton);
  figure.append(element("div", { class: "turn" }, controls, element("div", { class: "fit" }, canvas), readout));
  let width = 0;
  new ResizeObserver(([entry]) => {
    if (Math.abs(entry.contentRect.width - width) >= 1) {
      width = entry.contentRect.width;
      draw();
    }
  }).observe(canvas.parentElement);
  document.addEventListener("scheme-change", draw);
  printMedia.addEventListener("change", draw);
};

const makeTurning = () => (carried.maps ?? []).forEach((map, number) => {
  const figure = document.getElementById(map.figure);
  if (figure) {
    makeTurnedMap(figure, map, number);
  }
});
