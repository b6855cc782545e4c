// Films: the frames that the page's pictures already have, by hand or one after the other. Without a script they move by their styles.

const makeFilm = (figure, frames) => {
  const seconds = parseFloat(getComputedStyle(frames[0]).animationDuration) / frames.length || 1;
  let now = 0;
  const show = (place) => {
    now = place;
    frames.forEach((frame, index) => {
      frame.style.animation = "none";
      frame.style.visibility = index === place ? "visible" : "hidden";
    });
    player.controls.setAttribute("aria-label", `Player over frames: ${place + 1} of ${frames.length}`);
    count.textContent = `${place + 1} of ${frames.length}`;
  };
  const count = element("span", { class: "note frame-count" });
  const player = makePlayer({ name: "frames", frames: () => frames.length, place: () => now, show, seconds });
  player.controls.addEventListener("keydown", (event) => {
    const act = { ArrowLeft: () => (player.stop(), player.forward(-1)), ArrowRight: () => (player.stop(), player.forward(1)), p: player.toggle }[event.key];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("select")) {
      event.preventDefault();
      act();
    }
  });
  player.controls.append(count);
  figure.querySelector(".drawing").before(player.controls);
  show(0);
  if (!motionMedia.matches) {
    player.start();
  }
};

const makeFilms = () => document.querySelectorAll("#figures figure").forEach((figure) => whenShown(figure, () => {
  const frames = [...figure.querySelectorAll(".drawing > svg > g.lens-frame")];
  if (frames.length > 1) {
    makeFilm(figure, frames);
  }
}));
