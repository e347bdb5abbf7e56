// What the view shows: everything, as much as can be read, or what is new.

const MARGIN = { top: 48, right: 18, bottom: 28, left: 18 }; // below the buttons, above the counts
const READABLE = 0.75; // zoom below which labels are hard to read
const WHOLE = 0.55; // zoom at which a chart is rather shown whole than in part
const NEAREST = 1.25; // zoom of a chart with few items
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

const viewport = (cy) => JSON.stringify([cy.zoom(), cy.pan()]);
const room = (cy) => ({
  width: Math.max(40, cy.width() - MARGIN.left - MARGIN.right),
  height: Math.max(40, cy.height() - MARGIN.top - MARGIN.bottom),
});

// The viewport that shows these elements whole and clear of the buttons, as near as that allows.
function around(self, elements) {
  const { x1, y1, w, h } = boxOf(self, elements);
  const { width, height } = room(self.cy);
  const zoom = Math.min(NEAREST, width / (w || 1), height / (h || 1));
  return { zoom, pan: {
    x: MARGIN.left + width / 2 - zoom * (x1 + w / 2),
    y: MARGIN.top + height / 2 - zoom * (y1 + h / 2),
  } };
}

// How far down all must go so that the buttons cover no item, where one is half behind them.
function clearOfTools({ cy }, { zoom, pan }) {
  const tops = cy.nodes().map((node) => {
    const { y1, y2 } = node.boundingBox({ includeLabels: false });
    return { top: y1 * zoom + pan.y, bottom: y2 * zoom + pan.y };
  }).filter(({ top, bottom }) => bottom > 4 && top < MARGIN.top).map(({ top }) => top);
  return tops.length ? MARGIN.top - Math.min(...tops) : 0;
}

// The viewport of this zoom that shows most around the item in focus: no room is left empty on one
// side while items are cut off on the other.
function near(self, zoom) {
  const { cy } = self;
  const { x1, x2, y1, y2 } = boxOf(self, cy.elements());
  const focus = cy.nodes("[?focus]")[0]?.position() ?? { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  const along = (low, high, at, before, length) => {
    const [start, end] = [before - low * zoom, before + length - high * zoom];
    if (start <= end) return (start + end) / 2; // all of it fits
    return Math.min(start, Math.max(end, before + length / 2 - at * zoom));
  };
  const { width, height } = room(cy);
  const pan = {
    x: along(x1, x2, focus.x, MARGIN.left, width), y: along(y1, y2, focus.y, MARGIN.top, height),
  };
  return { zoom, pan: { ...pan, y: pan.y + clearOfTools(self, { zoom, pan }) } };
}

// Everything; with a `least` zoom, as much around the item in focus as can be read. A large chart
// is shown whole: around one item it would look like a small one. So is one that was just arranged.
function fit(self, least = 0) {
  [self.least, self.room] = [least, room(self.cy)];
  refit(self);
}

// The same again in the room that there is now: in less of it what was seen stays seen, smaller.
function refit(self) {
  const { cy } = self;
  if (!cy.nodes().length) return;
  const { width, height } = room(cy);
  const least = self.least * Math.min(1, width / self.room.width, height / self.room.height);
  cy.viewport(around(self, cy.elements()));
  if (cy.zoom() < Math.min(least, WHOLE) && !self.large && !self.whole) cy.viewport(near(self, least));
  self.fitted = viewport(cy);
}

// Moves the view to new items where one is not in it, and keeps what they are tied to.
function bringIn(self, added) {
  const { cy } = self;
  if (!added.length) return;
  const { x1, y1, x2, y2 } = added.renderedBoundingBox();
  if (x1 >= MARGIN.left / 2 && y1 >= MARGIN.top && x2 <= cy.width() - MARGIN.right / 2 &&
    y2 <= cy.height() - MARGIN.bottom / 2) return;
  const all = around(self, cy.elements());
  const next = all.zoom >= READABLE ? all : around(self, added.union(added.neighborhood()));
  const arrived = () => {
    if (next === all) [self.least, self.room, self.fitted] = [READABLE, room(cy), viewport(cy)];
  };
  cy.stop();
  if (STILL.matches) {
    cy.viewport(next);
    arrived();
  } else cy.animate({ ...next, duration: 250, easing: "ease-out", complete: arrived });
}
