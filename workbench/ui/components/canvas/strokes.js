// Draws a large chart in one pass: plain links of one width are one stroke, plain items of one kind
// one fill. Cytoscape would paint every element to a bitmap of its own first, which takes seconds.

const OUTLINES = Object.fromEntries(
  Object.entries(KINDS).map(([kind, { outline }]) => [kind, new Path2D(outline)]),
);
const SPECIAL = ["dim", "strong", "focus", "dashed", "directed", "ring", "pointer", "caution", "pinned"];

const SEEN = 9; // pixels that an item takes at least, as far as its room allows
const HAIR = 0.5; // pixels that a line takes at least

const isPlain = (element, data) =>
  !element.selected() && !element.hasClass("read") && !element.hasClass("pointed") &&
  data.kind !== "hub" && data.kind !== "group" && !SPECIAL.some((mark) => data[mark]);

function drawInOnePass(self) {
  const renderer = self.cy.renderer();
  const ordinary = renderer.drawLayeredElements;
  renderer.drawLayeredElements = (context, elements, ...others) => {
    if (!self.large) return ordinary.call(renderer, context, elements, ...others);
    const { lines, fills, special } = sorted(self, elements);
    const { text, paper, contrast } = self.theme;
    context.save();
    context.strokeStyle = text;
    context.globalAlpha = contrast ? 0.85 : 0.45;
    for (const [width, path] of lines) {
      context.lineWidth = Math.max(width, HAIR / self.cy.zoom());
      context.stroke(path);
    }
    context.globalAlpha = 1;
    context.strokeStyle = contrast ? text : paper;
    context.lineWidth = 1.5;
    for (const element of special) if (element.isEdge()) renderer.drawElement(context, element);
    for (const [kind, path] of fills) {
      context.fillStyle = KINDS[kind].colour;
      context.fill(path);
      context.stroke(path);
    }
    context.restore();
    for (const element of special) if (element.isNode()) renderer.drawElement(context, element);
    return undefined;
  };
}

// What is in view: lines by width, shapes by kind, and what has to be drawn by itself.
function sorted({ cy }, elements) {
  const { x1, y1, x2, y2 } = cy.extent();
  const [lines, fills, special] = [new Map(), new Map(), []];
  const size = Math.max(44, Math.min(100, SEEN / cy.zoom()));
  const pathOf = (paths, key) => {
    if (!paths.has(key)) paths.set(key, new Path2D());
    return paths.get(key);
  };
  for (const element of elements) {
    const data = element.data();
    if (element.isNode()) {
      const { x, y } = element.position();
      if (x < x1 - 150 || x > x2 + 150 || y < y1 - 150 || y > y2 + 150) continue;
      if (!isPlain(element, data)) special.push(element);
      else pathOf(fills, data.kind).addPath(OUTLINES[data.kind], {
        a: size / 24, b: 0, c: 0, d: size / 24, e: x - size / 2, f: y - size / 2,
      });
      continue;
    }
    const from = element.source().position(), to = element.target().position();
    if (Math.max(from.x, to.x) < x1 || Math.min(from.x, to.x) > x2 ||
      Math.max(from.y, to.y) < y1 || Math.min(from.y, to.y) > y2) continue;
    if (!isPlain(element, data)) {
      special.push(element);
      continue;
    }
    const path = pathOf(lines, data.width);
    path.moveTo(from.x, from.y);
    path.lineTo(to.x, to.y);
  }
  return { lines, fills, special };
}
