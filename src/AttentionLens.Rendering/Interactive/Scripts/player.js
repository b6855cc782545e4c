// Plays through a row of frames: layers here; anything with a count and a place can be played.

const motionMedia = matchMedia("(prefers-reduced-motion: reduce)");

/** `frames()` gives how many there are, `place()` which is shown, `show(place)` shows one; `seconds` is how long one stands at full speed. */
const makePlayer = ({ name, frames, place, show, seconds = 1 }) => {
  let timer = 0;
  let speed = motionMedia.matches ? 0.5 : 1;
  const forward = (by) => show((place() + by + frames()) % frames());
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    refresh();
  };
  const start = () => {
    clearInterval(timer);
    timer = setInterval(() => forward(1), (1000 * seconds) / speed);
    refresh();
  };
  const toggle = () => (timer ? stop() : start());
  const play = actionButton(`Play over ${name}`, "", toggle, { class: "play", "aria-pressed": "false" });
  const refresh = () => {
    play.replaceChildren(sign(timer ? signs.pause : signs.play));
    play.setAttribute("aria-pressed", String(timer !== 0));
    play.setAttribute("aria-label", `${timer ? "Pause" : "Play"} over ${name}`);
    play.title = play.getAttribute("aria-label");
  };
  const [, speedSelect] = labelledSelect("Speed", [["0.5", "½×"], ["1", "1×"], ["2", "2×"], ["4", "4×"]], String(speed), (value) => {
    speed = Number(value);
    if (timer) {
      start();
    }
  });
  const controls = element(
    "div", { class: "player", role: "group", "aria-label": `Player over ${name}` },
    actionButton(`Previous of ${name}`, sign(signs.back), () => (stop(), forward(-1))), play, actionButton(`Next of ${name}`, sign(signs.forward), () => (stop(), forward(1))), speedSelect);
  refresh();
  return { controls, toggle, start, stop, forward };
};
