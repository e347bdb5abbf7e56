// Where the words of links stand: on their line, where no item, label or other words are.
// Links without such a place say their words when pointed at or selected.

const LINK_FONT = 11.5;
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73];

const meet = (a, b) => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;

// Two boxes: the item with its badges, and its label below. Cytoscape knows only both together.
function roomOf(node) {
  const { x, y } = node.position(), half = node.outerHeight() / 2;
  const item = node.boundingBox({ includeLabels: false, includeOverlays: false });
  const whole = node.boundingBox({ includeOverlays: false });
  const label = x - whole.x1;
  return [
    { x1: x - half, x2: item.x2, y1: y - half - 4, y2: y + half + 2 },
    { x1: x - label, x2: x + label, y1: y + half, y2: whole.y2 },
  ];
}

function placeLinkWords({ cy, large }, font) {
  if (large) return;
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${LINK_FONT}px ${font}`;
  const taken = cy.nodes().map(roomOf).flat();
  cy.batch(() => cy.edges().forEach((edge) => {
    const middle = edge.midpoint();
    const { x: x1, y: y1 } = edge.source().position();
    const { x: x2, y: y2 } = edge.target().position();
    const width = pen.measureText(edge.data("words")).width / 2 + 4;
    for (const place of PLACES) {
      const x = (x2 - x1) * (place - 0.5), y = (y2 - y1) * (place - 0.5);
      const box = {
        x1: middle.x + x - width, x2: middle.x + x + width,
        y1: middle.y + y - 9, y2: middle.y + y + 9,
      };
      if (taken.some((other) => meet(box, other))) continue;
      taken.push(box);
      edge.data({ text: edge.data("words"), x, y });
      return;
    }
    edge.data({ text: "", x: 0, y: 0 });
  }));
}
