// The items of a chart as a table whose rows can be chosen, by mouse, keys or a screen reader.
// Data reaches the page only as textContent.

const SHORT = /^(\d{4}(-\d\d)*|[a-z]+)$/; // a date or one word is not broken
const instances = new WeakMap(); // parentElement → instance: a rerun updates, never rebuilds

function create(parent) {
  const part = (name) => parent.querySelector(name);
  const self = { part, sorted: null, upward: true, rows: new Map(), chosen: new Set() };
  part("tbody").addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (row) choose(self, row.dataset.id, event);
  });
  return self;
}

function choose(self, id, { ctrlKey, metaKey, shiftKey }) {
  const adds = ctrlKey || metaKey || shiftKey;
  const chosen = new Set(adds ? self.chosen : []);
  if (adds && chosen.has(id)) chosen.delete(id);
  else chosen.add(id);
  self.chosen = chosen;
  mark(self);
  self.setTriggerValue("choose", [...chosen]);
}

function mark(self) {
  for (const [id, { row, button }] of self.rows) {
    const is = self.chosen.has(id);
    row.classList.toggle("chosen", is);
    button.setAttribute("aria-pressed", String(is));
  }
}

function fill(self, { columns, rows, empty }) {
  const { part } = self;
  part("thead tr").replaceChildren(...columns.map(([name, numeric], at) => {
    const head = document.createElement("th");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.onclick = () => {
      self.upward = self.sorted === at ? !self.upward : true;
      self.sorted = at;
      order(self, columns);
    };
    head.scope = "col";
    head.className = numeric ? "number" : "";
    head.append(button);
    return head;
  }));
  self.rows = new Map(rows.map(([id, ...cells], place) => {
    const row = document.createElement("tr");
    const button = document.createElement("button");
    row.dataset.id = id;
    button.type = "button";
    cells.forEach((text, at) => {
      const cell = document.createElement("td");
      cell.className = columns[at][1] ? "number" : SHORT.test(text) ? "short" : "";
      const shown = typeof text === "number" ? text.toLocaleString("en-US") : text;
      if (at === 0) {
        button.textContent = shown;
        cell.append(button);
      } else cell.textContent = shown;
      row.append(cell);
    });
    return [id, { row, button, cells, place }];
  }));
  part(".empty").hidden = rows.length > 0;
  part(".empty").textContent = empty;
  order(self, columns);
}

function order(self, columns) {
  const { sorted, upward } = self;
  const compare = (one, other) => {
    if (sorted == null) return one.place - other.place;
    const [a, b] = [one.cells[sorted], other.cells[sorted]];
    const by = columns[sorted][1] ? a - b : String(a).localeCompare(String(b));
    return (upward ? by : -by) || one.place - other.place;
  };
  const rows = [...self.rows.values()].sort(compare);
  self.part("tbody").replaceChildren(...rows.map(({ row }) => row));
  self.part("thead tr").querySelectorAll("th").forEach((head, at) => {
    if (at === sorted) head.setAttribute("aria-sort", upward ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
  });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const self = instances.get(parentElement) ?? create(parentElement);
  instances.set(parentElement, self);
  self.setTriggerValue = setTriggerValue;
  const given = JSON.stringify([data.columns, data.rows]);
  if (given !== self.given) {
    self.given = given;
    fill(self, data);
  }
  self.chosen = new Set(data.chosen);
  mark(self);
}
