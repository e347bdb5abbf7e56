// Large charts: added a part at a time, so that the page never freezes, and drawn with words and
// pictures only where they can be read.

const LARGE = 1200; // elements above which drawing is simplified
const AT_ONCE = 40; // elements added between two looks at the clock
const TASK = 45; // milliseconds after which the page gets its turn
const LEGIBLE = 0.5; // zoom above which the items of a large chart bear words and pictures

// Columns, as Python sends them, to one object a row.
const rowsOf = (columns) => {
  const names = Object.keys(columns);
  return columns.id.map((_, i) => Object.fromEntries(names.map((name) => [name, columns[name][i]])));
};

// Adds nodes, then links, in as many tasks as they need. Nothing is drawn before all are there.
function addAll(self, elements, done) {
  const { cy, part } = self;
  const turn = (self.adding = (self.adding ?? 0) + 1); // a later update takes over
  if (elements.length <= LARGE) {
    cy.notifications(true);
    cy.add(elements);
    done();
    return;
  }
  cy.notifications(false);
  let from = 0;
  const next = () => {
    if (cy.destroyed() || self.adding !== turn) return;
    if (from >= elements.length) {
      cy.notifications(true);
      done();
      cy.notify("load");
      return;
    }
    const began = performance.now();
    while (from < elements.length && performance.now() - began < TASK) {
      cy.add(elements.slice(from, from + AT_ONCE));
      cy.renderer().flushRenderedStyleQueue();
      from += AT_ONCE;
    }
    part("status").textContent =
      `Drawing ${Math.min(from, elements.length).toLocaleString("en-US")} of ${
        elements.length.toLocaleString("en-US")}`;
    setTimeout(next);
  };
  next();
}

// Words and pictures for the items in view, once they are near enough; never taken back, as what
// is drawn once costs little.
function showDetail({ cy, large }) {
  if (!large || cy.destroyed() || cy.zoom() < LEGIBLE) return;
  const { x1, y1, x2, y2 } = cy.extent();
  cy.batch(() => cy.nodes().forEach((node) => {
    const { x, y } = node.position();
    if (x > x1 - 100 && x < x2 + 100 && y > y1 - 100 && y < y2 + 100) node.addClass("read");
  }));
}

// The box of these elements with their words; of a large chart, from the places alone.
function boxOf({ large }, elements) {
  if (!large) return elements.boundingBox();
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  elements.nodes().forEach((node) => {
    const { x, y } = node.position();
    x1 = Math.min(x1, x); x2 = Math.max(x2, x);
    y1 = Math.min(y1, y); y2 = Math.max(y2, y);
  });
  x1 -= 75; x2 += 75; y1 -= 40; y2 += 60;
  return { x1, y1, x2, y2, w: x2 - x1, h: y2 - y1 };
}
