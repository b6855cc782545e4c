// Points in space as places in a picture: turned about the middle, then seen from near by, so that what is nearer is larger.

const eyeDistance = 3;

/** Points brought into a ball of radius 1 about the middle of their extent. */
const inUnitBall = (points) => {
  const middle = [0, 1, 2].map((axis) => {
    let [low, high] = [Infinity, -Infinity];
    for (const point of points) {
      [low, high] = [Math.min(low, point[axis]), Math.max(high, point[axis])];
    }

    return low / 2 + high / 2;
  });
  const moved = points.map((point) => point.map((value, axis) => value - middle[axis]));
  const radius = moved.reduce((most, point) => Math.max(most, Math.hypot(...point)), 0) || 1;
  return moved.map((point) => point.map((value) => value / radius));
};

/** Turns about the upright axis, then about the level one. The third number is how near a point is, from -1 to 1. */
const turned = ([x, y, z], { yaw, pitch }) => {
  const [across, deep] = [x * Math.cos(yaw) + z * Math.sin(yaw), z * Math.cos(yaw) - x * Math.sin(yaw)];
  return [across, y * Math.cos(pitch) - deep * Math.sin(pitch), y * Math.sin(pitch) + deep * Math.cos(pitch)];
};

/** How much larger than in the middle something is seen. */
const closeness = (near) => eyeDistance / (eyeDistance - near);

/** Where a point of the ball stands in a picture, and how large. */
const placeInPicture = (point, angles, width, height, margin) => {
  const [x, y, near] = turned(point, angles);
  const size = closeness(near);
  const unit = (Math.min(width, height) / 2 - margin) * Math.sqrt(1 - 1 / eyeDistance ** 2);
  return { x: width / 2 + x * size * unit, y: height / 2 - y * size * unit, near, size };
};

/** Places for names, nearest points first, so that no name lies on another, on a point, or outside. What has no room is left out. */
const placeNames = (points, { width, height, tall, most }) => {
  const boxes = points.map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius]);
  const meets = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
  const fits = (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height && !boxes.some((other) => meets(box, other));
  const names = [];
  for (const { x, y, radius, name, room, index } of points.slice(0, most)) {
    const away = radius + 2;
    const corners = [[x + away, y - tall / 2], [x - away - room, y - tall / 2], [x - room / 2, y - away - tall], [x - room / 2, y + away]];
    const box = corners.map(([left, top]) => [left, top, left + room, top + tall]).find(fits);
    if (box) {
      boxes.push(box);
      names.push({ index, name, x: box[0], y: box[1] + tall / 2 });
    }
  }

  return names;
};
