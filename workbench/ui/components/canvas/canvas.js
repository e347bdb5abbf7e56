// The graph canvas. `cytoscape`, `KINDS` and the other scripts stand above this text (see canvas.py).
// Data reaches the page only as canvas text, as textContent or inside an escaped image.

const instances = new WeakMap(); // parentElement → instance: a rerun updates, never rebuilds
const memory = new Map(); // key → viewport and selection, for when the page mounts us again
const LARGE = 1200; // elements above which drawing is simplified while the view moves
const PANELS = ["legend", "keys"];

const KEYS = [
  ["Click, Shift+click", "select one, several"],
  ["Shift+drag", "select an area"],
  ["Arrow keys", "move the selection (Shift adds)"],
  ["Double-click, e, Enter", "expand"],
  ["f", "fit everything"],
  ["+  −", "zoom"],
  ["Escape", "close this list; clear the selection"],
  ["?", "show or hide these keys"],
];

function create(parent, data) {
  const part = (name) => parent.querySelector(`.${name}`);
  const self = {
    key: data.key, part, moved: {}, given: new Map(), told: "[]", arrangement: data.arrangement,
  };
  part("canvas").classList.toggle("fill", data.height == null);
  if (data.height != null) part("stage").style.height = `${data.height}px`;
  const cy = cytoscape({
    container: part("graph"), style: [], minZoom: 0.04, maxZoom: 4, boxSelectionEnabled: true,
    selectionType: "single", layout: { name: "preset" },
  });
  self.cy = cy;
  (window.__workbenchCanvas ??= new Map()).set(data.key, cy);

  self.expand = (node) => {
    if (!node?.length) return;
    self.sendSelection();
    self.setTriggerValue("expand", node.id());
  };
  self.sendSelection = () => {
    clearTimeout(self.selecting);
    const ids = cy.$(":selected").map((element) => element.id());
    if (JSON.stringify(ids) === self.told) return;
    self.told = JSON.stringify(ids);
    self.setStateValue("selected", ids);
  };
  // Waits out a double-click, so that it costs one rerun.
  cy.on("select unselect", () => {
    clearTimeout(self.selecting);
    self.selecting = setTimeout(self.sendSelection, 280);
    clearTimeout(self.speaking);
    self.speaking = setTimeout(() => announce(self), 120);
  });
  cy.on("dbltap", "node", (event) => self.expand(event.target));
  cy.on("dragfree", "node", (event) => {
    const { x, y } = event.target.position();
    self.moved[event.target.id()] = [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
    clearTimeout(self.moving);
    self.moving = setTimeout(() => self.setStateValue("positions", {
      arrangement: self.arrangement, at: self.moved,
    }), 60);
  });
  cy.on("dragfree", "node", () => placeLinkWords(self, self.font));
  cy.on("mouseover mouseout", "edge", ({ type, target }) =>
    target.toggleClass("pointed", type === "mouseover"));
  cy.on("viewport dragfree", () => {
    clearTimeout(self.counting);
    self.counting = setTimeout(() => showCounts(self), 150);
  });
  // Not sooner: Cytoscape takes the focus away when the button goes down.
  part("graph").addEventListener("pointerup", () => part("stage").focus({ preventScroll: true }));
  part("stage").addEventListener("keydown", (event) => press(self, event));
  // Before the stage: an open list is what Escape closes first, wherever the focus is.
  part("canvas").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || PANELS.every((name) => part(name).hidden)) return;
    open(self, null);
    event.preventDefault();
    event.stopPropagation();
  }, true);
  part("tools").onclick = ({ target }) => act(self, target.dataset.do);
  self.resizing = new ResizeObserver(() => {
    cy.resize();
    if (self.fitted === viewport(cy)) fit(self, READABLE); // as nobody moved it since
  });
  self.resizing.observe(part("graph"));
  return self;
}

function update(self, data) {
  const { cy, part } = self;
  const theme = readTheme(part("canvas"));
  const large = self.large = data.nodes.length + data.links.length > LARGE;
  const first = !self.given.size;
  const again = self.arrangement !== data.arrangement;
  if (again) self.moved = {};
  self.arrangement = data.arrangement;

  const wanted = new Map();
  for (const node of data.nodes) wanted.set(node.id, { group: "nodes", data: ofNode(node) });
  for (const link of data.links) wanted.set(link.id, { group: "edges", data: ofLink(link) });
  const added = [];
  cy.batch(() => {
    cy.elements().filter((element) => {
      const next = wanted.get(element.id())?.data;
      return !next || (element.isEdge() &&
        (next.source !== element.data("source") || next.target !== element.data("target")));
    }).remove();
    for (const [id, element] of wanted) {
      const shown = cy.getElementById(id);
      const { x, y } = element.data;
      if (!shown.length) {
        added.push(x == null ? element : { ...element, position: { x, y } });
        continue;
      }
      const given = JSON.stringify(element.data);
      if (given !== self.given.get(id)) shown.data(element.data);
      if (again && shown.isNode()) shown.position({ x, y });
    }
    cy.add(added);
  });
  self.given = new Map([...wanted].map(([id, { data: item }]) => [id, JSON.stringify(item)]));

  const look = JSON.stringify([theme, large]);
  if (look !== self.look) {
    self.look = look;
    cy.style(stylesheet(theme, large));
    const renderer = cy.renderer();
    renderer.hideEdgesOnViewport = renderer.textureOnViewport = large;
  }
  self.font = theme.font;
  placeLinkWords(self, theme.font);
  const before = memory.get(self.key);
  if (again || (first && !before)) fit(self, READABLE);
  else if (first) {
    memory.delete(self.key);
    cy.viewport(before.viewport);
    before.selected.forEach((id) => cy.getElementById(id).select());
  } else {
    bringIn(self, cy.collection(added.map(({ data: { id } }) => cy.getElementById(id)[0])).nodes());
  }
  if (!first && !again && cy.$(":selected").length !== JSON.parse(self.told).length) self.sendSelection();

  part("empty").hidden = data.nodes.length > 0;
  part("empty").textContent = data.empty;
  self.shortcuts = data.shortcuts;
  fillKeys(part("keys"), data.shortcuts);
  fillLegend(part("legend"), data, theme);
  showCounts(self);
}

function fillKeys(panel, shortcuts) {
  const rows = [...KEYS, ...Object.entries(shortcuts)];
  panel.replaceChildren(...rows.flatMap(([key, does]) => [make("dt", key), make("dd", does)]));
}

function showCounts(self) {
  const { cy, part } = self;
  if (cy.destroyed()) return;
  const { x1, y1, x2, y2 } = cy.extent();
  const items = cy.nodes("[kind != 'hub']"); // "+12 more" is no item
  const outside = items.filter((node) => {
    const { x, y } = node.position();
    return x < x1 || x > x2 || y < y1 || y > y2;
  }).length;
  const text = `${count(items.length, "item")}, ${count(items.edgesWith(items).length, "link")}`;
  part("status").textContent = outside ? `${text} (${outside.toLocaleString("en-US")} outside the view)` : text;
  part("stage").setAttribute("aria-label", `Link chart: ${text}`);
}

const count = (number, noun) => `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;

function announce({ cy, part }) {
  const chosen = cy.$(":selected");
  const [one] = chosen;
  const { kind, label, detail, caution, agencies } = one?.data() ?? {};
  part("unseen").textContent =
    chosen.length === 0 ? "Nothing selected"
      : chosen.length > 1 ? `${count(chosen.length, "element")} selected`
        : one.isEdge() ? `Link: ${label}`
          : [KINDS[kind].name, label, detail, caution && "caution", agencies.join(", "),
            count(one.connectedEdges().length, "link")].filter(Boolean).join(", ");
}

function act(self, what) {
  const { cy, part } = self;
  const zoom = (factor) => cy.zoom({
    level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 },
  });
  if (what === "in") zoom(1.25);
  if (what === "out") zoom(0.8);
  if (what === "fit") fit(self);
  if (PANELS.includes(what)) open(self, part(what).hidden ? what : null);
}

function open({ part }, panel) {
  for (const name of PANELS) {
    part(name).hidden = name !== panel;
    part("tools").querySelector(`[data-do="${name}"]`).setAttribute(
      "aria-expanded", String(!part(name).hidden),
    );
  }
}

const DIRECTIONS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

function press(self, event) {
  const { cy } = self;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const chosen = cy.nodes(":selected");
  const does = {
    e: () => self.expand(chosen.last()), Enter: () => self.expand(chosen.last()),
    f: () => act(self, "fit"), "+": () => act(self, "in"), "=": () => act(self, "in"),
    "-": () => act(self, "out"), "?": () => act(self, "keys"),
    Escape: () => cy.elements().unselect(),
  }[event.key];
  if (does) does();
  else if (event.key in DIRECTIONS) step(self, DIRECTIONS[event.key], event.shiftKey);
  else if (event.key in self.shortcuts) {
    self.sendSelection();
    self.setTriggerValue("command", event.key);
  } else return;
  event.preventDefault();
  event.stopPropagation(); // the page has keys of its own
}

function step(self, [right, down], adds) {
  const { cy } = self;
  const from = cy.getElementById(self.cursor ?? "").filter(":selected").add(cy.nodes(":selected"))[0];
  const start = from?.position();
  const reach = (node) => {
    const { x, y } = node.position();
    if (!start) return node.data("focus") ? -1 : Math.hypot(x, y);
    const ahead = (x - start.x) * right + (y - start.y) * down;
    const aside = Math.abs((x - start.x) * down) + Math.abs((y - start.y) * right);
    return ahead > 0 && aside <= 2 * ahead ? ahead + 2 * aside : Infinity;
  };
  const next = cy.nodes().difference(from ?? cy.collection()).min(reach);
  if (!next.ele || next.value === Infinity) return;
  cy.batch(() => {
    if (!adds) cy.elements().unselect();
    next.ele.select();
  });
  self.cursor = next.ele.id();
  const { x, y } = next.ele.renderedPosition();
  if (x < 30 || y < 30 || x > cy.width() - 30 || y > cy.height() - 30) cy.center(next.ele);
}

function destroy(self, parent) {
  const { cy } = self;
  memory.set(self.key, {
    viewport: { zoom: cy.zoom(), pan: { ...cy.pan() } },
    selected: cy.$(":selected").map((element) => element.id()),
  });
  for (const timer of ["selecting", "moving", "counting", "speaking"]) clearTimeout(self[timer]);
  self.resizing.disconnect();
  cy.destroy();
  instances.delete(parent);
  if (window.__workbenchCanvas.get(self.key) === cy) window.__workbenchCanvas.delete(self.key);
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const self = instances.get(parentElement) ?? create(parentElement, data);
  instances.set(parentElement, self);
  Object.assign(self, { setStateValue, setTriggerValue });
  update(self, data);
  // Streamlit runs the cleanup of a call that a later one overtook: only the newest may end us.
  const turn = (self.turn = (self.turn ?? 0) + 1);
  return () => {
    if (instances.get(parentElement) === self && self.turn === turn) destroy(self, parentElement);
  };
}
