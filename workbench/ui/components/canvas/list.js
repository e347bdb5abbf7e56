// What is on the chart as a table, for who cannot see the chart or wants to read it in order. Built
// only while it is open, some rows at a time.

const MOST_ROWS = 2000;
const ROWS_AT_ONCE = 150;
const COLUMNS = ["Kind", "Name", "Detail", "Links", "Agencies", "Marks"];

const marksOf = ({ focus, caution, pinned, pointer, ring, more, holds, dim, strong }) => [
  focus && "the chart began here", caution && "caution", pinned && "pinned",
  pointer && "ask the owning agency", ["unreviewed", "both"].includes(ring) && "merge not reviewed",
  ["disagree", "both"].includes(ring) && "records disagree", more && `${more.toLocaleString("en-US")} not shown`,
  holds && `${count(holds, "item")} in the group`, strong && "on the found path", dim && "faded",
].filter(Boolean).join(", ");

function fillList(self) {
  const { cy, part } = self;
  const panel = part("list");
  if (panel.hidden) return;
  const turn = (self.listing = (self.listing ?? 0) + 1);
  const all = cy.nodes("[kind != 'hub']").toArray()
    .sort((a, b) => Number(b.data("focus")) - Number(a.data("focus")) ||
      KINDS[a.data("kind")].name.localeCompare(KINDS[b.data("kind")].name) ||
      a.data("label").localeCompare(b.data("label")));
  const shown = all.slice(0, MOST_ROWS);
  const caption = make("caption", all.length > shown.length
    ? `${MOST_ROWS.toLocaleString("en-US")} of ${count(all.length, "item")}, by kind and name`
    : `${count(all.length, "item")}, by kind and name`);
  const head = make("thead"), body = make("tbody"), titles = make("tr");
  titles.append(...COLUMNS.map((name) => Object.assign(make("th", name), { scope: "col" })));
  head.append(titles);
  const table = make("table");
  table.append(caption, head, body);
  panel.replaceChildren(table);
  const add = (from) => {
    if (self.listing !== turn || cy.destroyed()) return;
    body.append(...shown.slice(from, from + ROWS_AT_ONCE).map((node) => rowOf(self, node)));
    if (from + ROWS_AT_ONCE < shown.length) setTimeout(() => add(from + ROWS_AT_ONCE));
  };
  add(0);
}

// Links to items: "+12 more" is none.
const tiesOf = (node) =>
  node.connectedEdges().filter((link) => link.connectedNodes("[kind = 'hub']").empty()).length;

function rowOf(self, node) {
  const { kind, label, detail, agencies } = node.data();
  const row = make("tr"), name = make("th"), choose = make("button", label);
  name.scope = "row";
  choose.type = "button";
  choose.onclick = () => only(self, node);
  name.append(choose);
  row.append(
    make("td", KINDS[kind].name), name, make("td", detail),
    make("td", tiesOf(node).toLocaleString("en-US")),
    make("td", agencies.join(", ")), make("td", marksOf(node.data())),
  );
  return row;
}
