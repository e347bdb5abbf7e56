// What the view shows: everything, as much as can be read, or what is new.

const MARGIN = { top: 48, right: 18, bottom: 28, left: 18 }; // below the buttons, above the counts
const READABLE = 0.75; // zoom below which labels are hard to read
const NEAREST = 1.25; // zoom of a chart with few items
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

const viewport = (cy) => JSON.stringify([cy.zoom(), cy.pan()]);
const room = (cy) => ({
  width: Math.max(40, cy.width() - MARGIN.left - MARGIN.right),
  height: Math.max(40, cy.height() - MARGIN.top - MARGIN.bottom),
});

// The viewport that shows these elements whole and clear of the buttons, as near as that allows.
function around(cy, elements) {
  const { x1, y1, w, h } = elements.boundingBox();
  const { width, height } = room(cy);
  const zoom = Math.min(NEAREST, width / (w || 1), height / (h || 1));
  return { zoom, pan: {
    x: MARGIN.left + width / 2 - zoom * (x1 + w / 2),
    y: MARGIN.top + height / 2 - zoom * (y1 + h / 2),
  } };
}

// The viewport of this zoom that shows most around the item in focus: no room is left empty on one
// side while items are cut off on the other.
function near(cy, zoom) {
  const { x1, x2, y1, y2 } = cy.elements().boundingBox();
  const focus = cy.nodes("[?focus]")[0]?.position() ?? { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  const along = (low, high, at, before, length) => {
    const [start, end] = [before - low * zoom, before + length - high * zoom];
    if (start <= end) return (start + end) / 2; // all of it fits
    return Math.min(start, Math.max(end, before + length / 2 - at * zoom));
  };
  const { width, height } = room(cy);
  return { zoom, pan: {
    x: along(x1, x2, focus.x, MARGIN.left, width), y: along(y1, y2, focus.y, MARGIN.top, height),
  } };
}

// Everything; with a `least` zoom, as much around the item in focus as can be read.
function fit(self, least = 0) {
  const { cy } = self;
  if (!cy.nodes().length) return;
  cy.viewport(around(cy, cy.elements()));
  if (cy.zoom() < least) cy.viewport(near(cy, least));
  self.fitted = viewport(cy);
}

// Moves the view to new items where one is not in it, and keeps what they are tied to.
function bringIn({ cy }, added) {
  if (!added.length) return;
  const { x1, y1, x2, y2 } = added.renderedBoundingBox();
  if (x1 >= MARGIN.left / 2 && y1 >= MARGIN.top && x2 <= cy.width() - MARGIN.right / 2 &&
    y2 <= cy.height() - MARGIN.bottom / 2) return;
  const all = around(cy, cy.elements());
  const next = all.zoom >= READABLE ? all : around(cy, added.union(added.neighborhood()));
  cy.stop();
  if (STILL.matches) cy.viewport(next);
  else cy.animate({ ...next, duration: 250, easing: "ease-out" });
}
