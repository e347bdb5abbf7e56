// How the canvas looks: icons, badges, style sheet.
// `KINDS` (kinds.json) is defined above this text by canvas.py.

const AROUND = 14; // room around an item for its ring and badges
const escapeXml = (text) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const image = (width, height, body) =>
  "data:image/svg+xml;utf8," +
  encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"` +
      ` viewBox="0 0 ${width} ${height}">${body}</svg>`,
  );

const icons = Object.fromEntries(
  Object.entries(KINDS).map(([kind, { icon, ink }]) => [
    kind,
    image(24, 24, `<path fill="${ink}" fill-rule="evenodd" d="${icon}"/>`),
  ]),
);
const HATCH = image(
  48, 48, '<path stroke="#fff" stroke-width="3" d="M-4 16L16-4M-4 34L34-4M-4 52L52-4M14 52L52 14M32 52L52 32"/>',
);
const CAUTION = image(
  20, 20,
  '<path d="M10 1L19.5 18.5H.5z" fill="#F0E442" stroke="#111" stroke-width="1.5"/>' +
    '<path d="M9 7h2l-.3 5.5H9.3zM9 14h2v2H9z" fill="#111"/>',
);

const PIN = image(
  18, 18,
  '<path d="M6 1.5h6l-1 5 3 3.5H10v4.5l-1 2-1-2V10H4l3-3.5z" fill="#fff" stroke="#111" stroke-width="1.4"/>',
);

const pill = (text, fill, ink) => {
  const width = 10 + 7 * text.length;
  const body =
    `<rect x=".5" y=".5" width="${width - 1}" height="15" rx="7.5" fill="${fill}" stroke="${ink}"/>` +
    `<text x="${width / 2}" y="12" font-size="10.5" font-family="sans-serif" font-weight="600"` +
    ` text-anchor="middle" fill="${ink}">${escapeXml(text)}</text>`;
  return { url: image(width, 16, body), width, height: 16 };
};

const badgeOfAgencies = ({ agencies: [first, ...others] }, theme) =>
  pill(first + (others.length ? ` +${others.length}` : ""), theme.paper, theme.text);
const badgeOfHeld = ({ holds }, theme) =>
  pill(holds.toLocaleString("en-US"), theme.text, theme.paper);
const badgeOfMore = ({ more }, theme) =>
  pill(`+${more.toLocaleString("en-US")}`, theme.text, theme.paper);

// Layers of a node's picture: dotted ring, hatching, icon, caution, owning agencies, count of what is hidden.
function pictures(node, theme) {
  const layers = [];
  const add = (url, width, height, x, y) => layers.push({ url, width, height, x, y });
  if (node.ring === "unreviewed" || node.ring === "both") {
    const radius = node.focus ? 32 : 28;
    const ring = `<circle cx="36" cy="36" r="${radius}" fill="none" stroke="${theme.text}"` +
      ' stroke-width="3.5" stroke-linecap="round" stroke-dasharray="0 8"/>';
    add(image(72, 72, ring), 72, 72, 0, 0);
  }
  if (node.pointer) add(HATCH, 48, 48, 0, 0);
  if (node.kind !== "hub") {
    add(icons[node.kind], 22, 22, 0, 0);
    if (node.caution) add(CAUTION, 20, 20, -20, -18);
    if (node.pinned) add(PIN, 18, 18, -20, 16);
    if (node.holds) {
      const badge = badgeOfHeld(node, theme);
      add(badge.url, badge.width, badge.height, -8 - badge.width / 2, -18);
    }
    if (node.agencies.length) {
      const badge = badgeOfAgencies(node, theme);
      add(badge.url, badge.width, badge.height, 10 + badge.width / 2, 16);
    }
    if (node.more) {
      const badge = badgeOfMore(node, theme);
      add(badge.url, badge.width, badge.height, 8 + badge.width / 2, -18);
    }
  }
  const all = (property) => layers.map((layer) => layer[property]);
  // Cytoscape cuts off what lies outside: make room to the right for the widest badge
  const right = Math.max(...layers.map(({ width, x }) => x + width / 2), 36) - 22;
  return {
    "bounds-expansion": [AROUND, right + 2, AROUND, AROUND],
    "background-image": all("url"),
    "background-width": all("width"),
    "background-height": all("height"),
    "background-offset-x": all("x"),
    "background-offset-y": all("y"),
    "background-clip": layers.map((layer) => (layer.url === HATCH ? "node" : "none")),
    "background-image-containment": layers.map((layer) =>
      layer.url === HATCH ? "inside" : "over",
    ),
  };
}

const PICTURE = [
  "bounds-expansion",
  "background-image", "background-width", "background-height", "background-offset-x",
  "background-offset-y", "background-clip", "background-image-containment",
];

// Asked anew each time: the person may change it while the page is open.
const MORE_CONTRAST = matchMedia("(prefers-contrast: more)");

function readTheme(host) {
  const css = getComputedStyle(host);
  const read = (name, otherwise) => css.getPropertyValue(`--st-${name}`).trim() || otherwise;
  return {
    text: read("text-color", "#222"),
    paper: read("background-color", "#fff"),
    accent: read("primary-color", "#0072B2"),
    font: read("font", "sans-serif"),
    contrast: MORE_CONTRAST.matches,
  };
}

// On a large chart only items that can be read (class `read`, see detail.js) bear words and pictures.
function stylesheet(theme, large) {
  const read = large ? "node.read" : "node";
  const faint = theme.contrast ? 0.5 : 0.3;
  const style = [
    { selector: "core", style: {
      "active-bg-opacity": 0, "selection-box-color": theme.accent, "selection-box-opacity": 0.25,
      "selection-box-border-color": theme.accent, "selection-box-border-width": 1,
    } },
    { selector: "node", style: {
      width: 44, height: 44, shape: "data(shape)", "background-color": "data(fill)",
      "border-width": 1.5, "border-color": theme.contrast ? theme.text : theme.paper,
    } },
    { selector: read, style: {
      label: "data(text)", color: theme.text, "font-family": theme.font,
      "font-size": 14, "min-zoomed-font-size": 7.5, "text-valign": "bottom", "text-margin-y": 9,
      "text-wrap": "wrap", "text-max-width": 142, "text-background-color": theme.paper,
      "text-background-opacity": theme.contrast ? 1 : 0.85, "text-background-padding": 2,
      "line-height": 1.15, "background-position-x": "50%", "background-position-y": "50%",
    } },
    { selector: "node[kind = 'hub']", style: {
      width: "data(width)", height: 30, label: "data(text)", color: theme.text,
      "font-family": theme.font, "font-size": 14, "min-zoomed-font-size": 7.5,
      "text-valign": "center", "text-margin-y": 0, "font-weight": 600,
      "background-color": theme.paper, "border-color": theme.text, "border-width": 2,
      "text-background-opacity": 0,
    } },
    { selector: "node[kind = 'group']", style: { // a pile
      "border-width": 2, "border-color": theme.text, ghost: "yes", "ghost-offset-x": 6,
      "ghost-offset-y": -6, "ghost-opacity": 0.45,
    } },
    { selector: "node[?focus]", style: {
      width: 52, height: 52, "border-width": 4, "border-color": theme.text, "font-weight": 700,
    } },
    { selector: "node[ring = 'disagree'], node[ring = 'both']", style: {
      "outline-width": 4, "outline-color": "#E69F00", "outline-offset": 3,
    } },
    { selector: "edge", style: {
      width: "data(width)", "line-color": theme.text, "line-opacity": theme.contrast ? 0.85 : 0.45,
      ...(large ? { "curve-style": "haystack", "haystack-radius": 0 } : {
        ...wordsOfLink(theme), label: "data(text)", "min-zoomed-font-size": 8,
        "text-margin-x": "data(x)", "text-margin-y": "data(y)",
        "curve-style": "bezier", "control-point-step-size": 34,
      }),
    } },
    { selector: "edge[?dashed]", style: { "line-style": "dashed", "line-dash-pattern": [7, 5] } },
    { selector: "edge[?directed]", style: { // straight links of a large chart bear only mid arrows
      [large ? "mid-target-arrow-shape" : "target-arrow-shape"]: "triangle",
      [large ? "mid-target-arrow-color" : "target-arrow-color"]: theme.text, "arrow-scale": 0.9,
    } },
    { selector: "[?dim]", style: { opacity: faint, "z-index": -1 } },
    { selector: "node[?strong]", style: {
      "underlay-color": theme.text, "underlay-opacity": 0.28, "underlay-padding": 9,
      "underlay-shape": "round-rectangle", "z-index": 1,
    } },
    { selector: "edge[?strong]", style: {
      width: "data(thick)", "line-opacity": 1, "z-index": 1,
    } },
    { selector: "node:selected", style: {
      "underlay-color": theme.accent, "underlay-opacity": 0.5, "underlay-padding": 11,
      "underlay-shape": "ellipse",
    } },
    { selector: "edge:selected", style: { "line-color": theme.accent, "line-opacity": 1 } },
    { selector: "edge:selected, edge.pointed", style: {
      ...wordsOfLink(theme), label: "data(words)", "min-zoomed-font-size": 0,
      "z-compound-depth": "top",
    } },
    { selector: ":active", style: { "overlay-opacity": 0 } },
  ];
  const drawn = new Map(); // nodes that look alike share their pictures
  const picture = (property) => (element) => {
    const node = element.data();
    const alike = JSON.stringify([
      node.kind, node.pointer, node.caution, node.agencies[0], node.agencies.length, node.more,
      node.ring, node.focus, node.pinned, node.holds,
    ]);
    if (!drawn.has(alike)) drawn.set(alike, pictures(node, theme));
    return drawn.get(alike)[property];
  };
  style.push({ selector: `${read}[kind != 'hub']`, style: Object.fromEntries(
    PICTURE.map((property) => [property, picture(property)]),
  ) });
  return style;
}

const wordsOfLink = (theme) => ({
  color: theme.text, "font-family": theme.font, "font-size": LINK_FONT,
  "text-background-color": theme.paper, "text-background-opacity": 1, "text-background-padding": 1.5,
});

const clip = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
const ofNode = (node) => ({
  ...node,
  shape: KINDS[node.kind].shape,
  fill: node.kind === "hub" ? "#fff" : KINDS[node.kind].colour,
  width: 20 + 8 * Math.min(40, node.label.length), // of a hub: the box around its words
  text: node.kind === "hub"
    ? clip(node.label, 40)
    : clip(node.label, 60) + (node.detail ? `\n${clip(node.detail, 60)}` : ""),
});
const widthOf = (link) => Math.min(8, 1.5 + 1.3 * Math.log2(link.records));
const ofLink = (link) => ({
  ...link,
  words: link.records > 1 ? `${link.label} · ${link.records}` : link.label,
  text: "", x: 0, y: 0, // placed by labels.js
  width: widthOf(link),
  thick: widthOf(link) + 3.5,
});
