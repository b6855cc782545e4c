// Colours: the tables of the figures, in light and dark, and one scale for all weights of a figure.

const darkMedia = matchMedia("(prefers-color-scheme: dark)");
const printMedia = matchMedia("print");

const isDark = () => {
  if (printMedia.matches) {
    return false;
  }

  const { scheme, theme } = document.documentElement.dataset;
  return scheme ? scheme === "dark" : theme === "dark" || darkMedia.matches;
};

const tableOf = (text) => {
  const colors = text.match(/.{6}/g);
  return {
    css: colors.map((color) => `#${color}`),
    pixels: Uint32Array.from(colors, (color) => {
      const value = parseInt(color, 16);
      return (255 << 24) | ((value & 255) << 16) | (value & 0xff00) | (value >> 16);
    }),
  };
};

const grounds = Object.fromEntries(Object.entries(carried.colors).map(([theme, colors]) => [
  theme, { ...colors, sequential: tableOf(colors.sequential), diverging: tableOf(colors.diverging) },
]));

const ground = () => grounds[isDark() ? "dark" : "light"];

/** From 0 to 1, how far up the scale of the figure a weight stands. */
const share = (weight) => {
  const part = weightsNow().largest > 0 ? weight / weightsNow().largest : 0;
  return state.scale === "root" ? Math.sqrt(part) : part;
};

const levelOf = (weight) => Math.min(254, Math.round(share(weight) * 254));
const weightColor = (weight) => ground().sequential.css[levelOf(weight)];

/** The colour of a method's score, on the method's own scale. */
const scoreColor = (scores, value) => {
  if (value === null) {
    return ground().missing;
  }

  const most = Math.max(Math.abs(scores.minimum), Math.abs(scores.maximum)) || 1;
  const part = scores.signed ? (value / most + 1) / 2 : (value - scores.minimum) / (scores.maximum - scores.minimum || 1);
  return ground()[scores.signed ? "diverging" : "sequential"].css[Math.max(0, Math.min(254, Math.round(part * 254)))];
};

/** Black or white, whichever is easier to read on a colour: at least 4.5 to 1. */
const inkOn = (css) => {
  const value = parseInt(css.slice(1), 16);
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255].map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff";
};

/** What is open or looked at, of all views; as in explorer.css. */
const markColor = () => (isDark() ? "#ff8a3d" : "#c44f00");

/** The colours of the figures first; further heads take hues that lie apart, light and dark in turn. */
const headColor = (head) => ground().heads[head]
  ?? `oklch(${head % 2 ? (isDark() ? 0.8 : 0.68) : (isDark() ? 0.65 : 0.5)} 0.13 ${Math.round(head * 137.508) % 360})`;
