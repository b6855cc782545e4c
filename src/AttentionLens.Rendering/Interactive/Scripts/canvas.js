// What the views that draw have in common.

const smallFont = '12px system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", Arial, sans-serif';
const tinyFont = smallFont.replace("12px", "11px");

/** A canvas that takes the focus and says what it shows. */
const viewCanvas = (name, roleDescription) => element("canvas", { id: `explorer-${name}`, class: "view-canvas", tabindex: 0, role: "application", "aria-roledescription": roleDescription });

/** Gives a canvas its size in page units, sharp on every screen, and clears it. */
const clearedContext = (canvas, width, height) => {
  const density = Math.max(1, Math.min(3, devicePixelRatio || 1));
  canvas.width = Math.max(1, Math.round(width * density));
  canvas.height = Math.max(1, Math.round(height * density));
  canvas.style.width = `${width}px`;
  canvas.style.aspectRatio = `${Math.max(width, 1)} / ${Math.max(height, 1)}`;
  const context = canvas.getContext("2d");
  context.setTransform(density, 0, 0, density, 0, 0);
  context.imageSmoothingEnabled = false;
  context.font = smallFont;
  context.textBaseline = "middle";
  return context;
};

/** A frame around what is open or looked at: bright on a ground of the page's own colour, so that it stands out of every cell. */
const frame = (context, x, y, width, height) => {
  for (const [line, color] of [[4, ground().paper], [2, markColor()]]) {
    context.lineWidth = line;
    context.strokeStyle = color;
    context.strokeRect(x, y, width, height);
  }

  context.lineWidth = 1;
};

/** Scrolls a box, not the page, so that a stretch of it can be seen. */
const bringIntoBox = (box, top, height) => {
  if (top < box.scrollTop || top + height > box.scrollTop + box.clientHeight) {
    box.scrollTop = Math.max(0, top - (box.clientHeight - height) / 2);
  }
};

/** The width that a view may take. */
const roomOf = (canvas) => Math.max(200, Math.floor(canvas.parentElement.clientWidth));

const elided = (context, text, room) => {
  if (context.measureText(text).width <= room) {
    return text;
  }

  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    [low, high] = context.measureText(`${letters.slice(0, middle).join("")}…`).width <= room ? [middle, high] : [low, middle - 1];
  }

  return `${letters.slice(0, low).join("")}…`;
};

/** A map as a picture of one pixel a cell. */
const pictureOf = ({ cells, height, width }) => {
  const picture = new OffscreenCanvas(width, height);
  const context = picture.getContext("2d");
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const { pixels: table } = ground().sequential;
  for (let cell = 0; cell < pixels.length; cell++) {
    pixels[cell] = table[levelOf(cells[cell])];
  }

  context.putImageData(image, 0, 0);
  return picture;
};

/** Pictures are kept until another figure, scale or theme makes them stale. */
const pictures = new Map();
let picturesFor = "";

const keptPicture = (name, make) => {
  const now = `${state.attention}/${state.scale}/${isDark()}`;
  if (now !== picturesFor) {
    pictures.clear();
    picturesFor = now;
  }

  if (!pictures.has(name)) {
    const map = make();
    pictures.set(name, map ? pictureOf(map) : null);
  }

  return pictures.get(name);
};

/** A thumbnail; the row and column of the active tokens stand out of it. */
const drawThumbnail = (context, picture, map, x, y, side) => {
  const [query, key] = [activeQuery(), activeKey()];
  const isLooking = query !== null || key !== null;
  context.globalAlpha = isLooking ? 0.22 : 1;
  context.drawImage(picture, x, y, side, side);
  context.globalAlpha = 1;
  const band = Math.max(3, side / map.height);
  if (query !== null) {
    const row = Math.floor((query * map.height) / weightsNow().queries);
    const top = Math.min(y + side - band, y + (row * side) / map.height);
    context.drawImage(picture, 0, row, map.width, 1, x, top, side, band);
  }

  if (key !== null) {
    const column = Math.floor((key * map.width) / weightsNow().keys);
    const left = Math.min(x + side - band, x + (column * side) / map.width);
    context.drawImage(picture, column, 0, 1, map.height, left, y, band, side);
  }
};

/** The place under the pointer, in page units of the canvas. */
const placeUnder = (canvas, event) => {
  const box = canvas.getBoundingClientRect();
  const scale = parseFloat(canvas.style.width) / (box.width || 1);
  return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
};

/** Calls back with the place under the pointer. */
const onPointer = (canvas, { move, leave, click }) => {
  canvas.addEventListener("pointermove", (event) => event.pointerType !== "touch" && weightsNow() && move?.(...placeUnder(canvas, event)));
  canvas.addEventListener("pointerleave", () => leave?.());
  canvas.addEventListener("click", (event) => weightsNow() && click?.(...placeUnder(canvas, event)));
};

const probabilityText = (weight) => (weight === 0 ? "0" : weight < 0.0001 ? weight.toExponential(1) : weight.toFixed(4));
