// The graph canvas. `cytoscape`, `KINDS` and the other scripts stand above this text (see canvas.py).
// Data reaches the page only as canvas text, as textContent or inside an escaped image.

const instances = new WeakMap(); // parentElement → instance: a rerun updates, never rebuilds
const memory = new Map(); // key → viewport and selection, for when the page mounts us again
const PANELS = ["legend", "keys", "list"];

const KEYS = [
  ["Click, Shift+click", "select one, several"],
  ["Shift+drag", "select an area; without Shift after “Select area”"],
  ["Arrow keys", "move the selection (Shift adds)"],
  ["Ctrl+A", "select every item"],
  ["Double-click, e, Enter", "expand"],
  ["f", "fit everything"],
  ["l", "list what is on the chart"],
  ["+  −", "zoom"],
  ["Escape", "close what is open; end “Select area”; clear the selection"],
  ["/", "go to the search box"],
  ["?", "show or hide these keys"],
];

function create(parent, data) {
  const part = (name) => parent.querySelector(`.${name}`);
  const self = {
    key: data.key, part, moved: {}, given: new Map(), told: "[]",
    arrangement: data.arrangement, placing: data.placing, choosing: 0,
  };
  part("canvas").classList.toggle("fill", data.height == null);
  if (data.height != null) part("stage").style.height = `${data.height}px`;
  const cy = cytoscape({
    container: part("graph"), style: [], minZoom: 0.04, maxZoom: 4, boxSelectionEnabled: true,
    selectionType: "single", layout: { name: "preset" },
  });
  self.cy = cy;
  drawInOnePass(self);
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
  // Cytoscape calls two quick taps double wherever the first one was.
  let tapped = [];
  cy.on("tap", ({ target }) => { tapped = [tapped.at(-1), target]; });
  cy.on("dbltap", "node", ({ target }) => {
    if (tapped[0] === target) self.expand(target);
  });
  // Several selected items move together: all of them are told at once.
  cy.on("dragfree", "node", ({ target }) => {
    const { x, y } = target.position();
    self.moved[target.id()] = [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
    clearTimeout(self.moving);
    self.moving = setTimeout(() => {
      self.setStateValue("positions", {
        arrangement: self.arrangement, placing: self.placing, at: self.moved,
      });
      placeLinkWords(self, self.theme.font);
    }, 60);
  });
  cy.on("mouseover mouseout", "edge", ({ type, target }) =>
    target.toggleClass("pointed", type === "mouseover"));
  cy.on("viewport dragfree", () => {
    clearTimeout(self.counting);
    self.counting = setTimeout(() => {
      showDetail(self);
      showCounts(self);
    }, 150);
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
    if (self.fitted === viewport(cy)) refit(self); // as nobody moved it since
  });
  self.resizing.observe(part("graph"));
  return self;
}

function update(self, data) {
  const { cy, part } = self;
  const theme = readTheme(part("canvas"));
  const look = JSON.stringify(theme);
  if (self.digest === data.digest && self.look === look) return;
  self.digest = data.digest;
  const nodes = rowsOf(data.nodes), links = rowsOf(data.links);
  self.large = nodes.length + links.length > LARGE;
  if (self.large !== self.drawnLarge || self.look !== look) {
    [self.look, self.drawnLarge] = [look, self.large];
    cy.style(stylesheet(theme, self.large));
    const renderer = cy.renderer();
    renderer.hideEdgesOnViewport = renderer.textureOnViewport = self.large;
  }
  self.theme = theme;
  const again = self.arrangement !== data.arrangement;
  const back = again || self.placing !== data.placing; // Python says where items stand
  if (back) self.moved = {};
  [self.arrangement, self.placing] = [data.arrangement, data.placing];
  self.toFit ||= again;

  const wanted = new Map();
  for (const node of nodes) wanted.set(node.id, { group: "nodes", data: ofNode(node) });
  for (const link of links) wanted.set(link.id, { group: "edges", data: ofLink(link) });
  const added = [];
  const given = new Map([...wanted].map(([id, { data: item }]) => [id, JSON.stringify(item)]));
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
      if (given.get(id) !== self.given.get(id)) shown.data(element.data);
      if (back && shown.isNode()) shown.position({ x, y });
    }
  });
  self.given = given;
  part("empty").hidden = nodes.length > 0;
  part("empty").textContent = data.empty;
  self.shortcuts = data.shortcuts;
  fillKeys(part("keys"), data.shortcuts);
  fillLegend(part("legend"), { nodes, links }, theme);
  const hubs = new Set(nodes.filter(({ kind }) => kind === "hub").map(({ id }) => id));
  self.counts = `${count(nodes.length - hubs.size, "item")}, ${
    count(links.filter(({ source, target }) => !hubs.has(source) && !hubs.has(target)).length, "link")}`;
  addAll(self, added, () => settle(self, data, added));
}

// What follows once every element is there: the view, the words of links, the selection.
function settle(self, data, added) {
  const { cy } = self;
  placeLinkWords(self, self.theme.font);
  const first = !self.settled;
  const focus = cy.nodes("[?focus]")[0]?.id() ?? self.focus; // it can be hidden
  const other = self.focus !== undefined && focus !== self.focus; // another picture in our place
  self.focus = focus;
  self.toFit ||= other;
  const before = memory.get(self.key);
  memory.delete(self.key);
  if (first && before && before.arrangement === self.arrangement && before.focus === focus) {
    cy.viewport(before.viewport);
    if (before.fit) Object.assign(self, before.fit, { fitted: viewport(cy) });
    self.choosing = before.choosing;
    before.selected.forEach((id) => cy.getElementById(id).select());
  } else if (first || self.toFit) {
    self.whole = !first && !other; // an arrangement shows its order only as a whole
    fit(self, READABLE);
    if (first || other) takeKeys(self);
  } else bringIn(self, cy.collection(added.map(({ data: { id } }) => cy.getElementById(id)[0])).nodes());
  const { serial, ids } = data.select;
  if (serial !== self.choosing) {
    self.choosing = serial;
    choose(self, ids);
  } else if (!first && !self.toFit && cy.$(":selected").length !== JSON.parse(self.told).length) {
    self.sendSelection();
  }
  [self.settled, self.toFit] = [true, false];
  showDetail(self);
  showCounts(self);
  fillList(self);
}

// A selection made elsewhere, in the table, on the map or in time: shown once, then the person's.
function choose(self, ids) {
  const { cy } = self;
  const wanted = cy.collection(ids.map((id) => cy.getElementById(id)).flatMap((e) => e.toArray()));
  cy.batch(() => {
    cy.elements().difference(wanted).unselect();
    wanted.select();
  });
  bringIn(self, wanted.nodes());
  self.sendSelection();
}

function only(self, node) {
  const { cy } = self;
  cy.batch(() => {
    cy.elements().difference(node).unselect();
    node.select();
  });
  self.cursor = node.id();
  bringIn(self, node);
}

function fillKeys(panel, shortcuts) {
  const rows = [...KEYS, ...Object.entries(shortcuts)];
  panel.replaceChildren(...rows.flatMap(([key, does]) => [make("dt", key), make("dd", does)]));
}

function showCounts({ cy, part, counts }) {
  if (cy.destroyed() || !counts) return;
  const { x1, y1, x2, y2 } = cy.extent();
  let outside = 0;
  cy.nodes().forEach((node) => {
    const { x, y } = node.position();
    if (node.data("kind") !== "hub" && (x < x1 || x > x2 || y < y1 || y > y2)) outside += 1;
  });
  part("status").textContent =
    outside ? `${counts} (${outside.toLocaleString("en-US")} outside the view)` : counts;
  part("stage").setAttribute("aria-label", `Link chart: ${counts}`);
}

const count = (number, noun) => `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;

function announce({ cy, part }) {
  const chosen = cy.$(":selected");
  const [one] = chosen;
  const { kind, label, detail, agencies, ...marks } = one?.data() ?? {};
  part("unseen").textContent =
    chosen.length === 0 ? "Nothing selected"
      : chosen.length > 1 ? `${count(chosen.length, "element")} selected`
        : one.isEdge() ? `Link: ${label}`
          : [KINDS[kind].name, label, detail, marksOf(marks), agencies.join(", "),
            count(tiesOf(one), "link")].filter(Boolean).join(", ");
}

function act(self, what) {
  const { cy, part } = self;
  const zoom = (factor) => cy.zoom({
    level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 },
  });
  if (what === "in") zoom(1.25);
  if (what === "out") zoom(0.8);
  if (what === "fit") fit(self);
  if (what === "area") selectArea(self, cy.userPanningEnabled());
  if (PANELS.includes(what)) open(self, part(what).hidden ? what : null);
}

// While on, a plain drag selects an area, for who does not know of Shift.
function selectArea({ cy, part }, on) {
  cy.userPanningEnabled(!on);
  part("stage").classList.toggle("area", on);
  part("tools").querySelector('[data-do="area"]').setAttribute("aria-pressed", String(on));
}

function open(self, panel) {
  const { part } = self;
  for (const name of PANELS) {
    part(name).hidden = name !== panel;
    part("tools").querySelector(`[data-do="${name}"]`).setAttribute(
      "aria-expanded", String(!part(name).hidden),
    );
  }
  fillList(self);
}

const DIRECTIONS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

function press(self, event) {
  const { cy } = self;
  const all = event.key === "a" && (event.ctrlKey || event.metaKey);
  if (!all && (event.ctrlKey || event.metaKey || event.altKey)) return;
  const key = all ? "all" : event.key === " " ? "Space" : event.key;
  const chosen = cy.nodes(":selected");
  const does = {
    e: () => self.expand(chosen.last()), Enter: () => self.expand(chosen.last()),
    f: () => act(self, "fit"), "+": () => act(self, "in"), "=": () => act(self, "in"),
    "-": () => act(self, "out"), "?": () => act(self, "keys"),
    l: () => act(self, "list"), all: () => cy.nodes("[kind != 'hub']").select(),
    Escape: () => (cy.userPanningEnabled() ? cy.elements().unselect() : selectArea(self, false)),
  }[key];
  if (key in self.shortcuts) {
    self.sendSelection();
    self.setTriggerValue("command", key);
  } else if (does) does();
  else if (key in DIRECTIONS) {
    step(self, DIRECTIONS[key], event.shiftKey);
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
    choosing: self.choosing, arrangement: self.arrangement, focus: self.focus,
    fit: self.fitted === viewport(cy) && { least: self.least, room: self.room },
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
