// How the canvas looks: icons, badges, style sheet, legend.
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
const badgeOfMore = ({ more }, theme) =>
  pill(`+${more.toLocaleString("en-US")}`, theme.text, theme.paper);

// Layers of a node's picture: dotted ring, hatching, icon, caution, owning agencies, count of what is hidden.
function pictures(node, theme) {
  const layers = [];
  const add = (url, width, height, x, y) => layers.push({ url, width, height, x, y });
  if (node.ring === "unreviewed") {
    const radius = node.focus ? 32 : 28;
    const ring = `<circle cx="36" cy="36" r="${radius}" fill="none" stroke="${theme.text}"` +
      ' stroke-width="3.5" stroke-linecap="round" stroke-dasharray="0 8"/>';
    add(image(72, 72, ring), 72, 72, 0, 0);
  }
  if (node.pointer) add(HATCH, 48, 48, 0, 0);
  if (node.kind !== "hub") {
    add(icons[node.kind], 22, 22, 0, 0);
    if (node.caution) add(CAUTION, 20, 20, -20, -18);
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

function readTheme(host) {
  const css = getComputedStyle(host);
  const read = (name, otherwise) => css.getPropertyValue(`--st-${name}`).trim() || otherwise;
  return {
    text: read("text-color", "#222"),
    paper: read("background-color", "#fff"),
    accent: read("primary-color", "#0072B2"),
    font: read("font", "sans-serif"),
  };
}

function stylesheet(theme, large) {
  const style = [
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-color": theme.accent } },
    { selector: "node", style: {
      width: 44, height: 44, label: "data(text)", color: theme.text, "font-family": theme.font,
      "font-size": 14, "min-zoomed-font-size": 7.5, "text-valign": "bottom", "text-margin-y": 9,
      "text-wrap": "wrap", "text-max-width": 142, "text-background-color": theme.paper,
      "text-background-opacity": 0.85, "text-background-padding": 2, "line-height": 1.15,
      "border-width": 1.5, "border-color": theme.paper,
      "background-position-x": "50%", "background-position-y": "50%",
    } },
    { selector: "node[kind = 'hub']", style: {
      width: "data(width)", height: 30, "text-valign": "center", "text-margin-y": 0,
      "font-weight": 600, "background-color": theme.paper, "border-color": theme.text,
      "border-width": 2, "text-background-opacity": 0,
    } },
    { selector: "node[?focus]", style: {
      width: 52, height: 52, "border-width": 4, "border-color": theme.text, "font-weight": 700,
    } },
    { selector: "node[ring = 'disagree']", style: {
      "outline-width": 4, "outline-color": "#E69F00", "outline-offset": 3,
    } },
    { selector: "edge", style: {
      width: "data(width)", "line-color": theme.text, "line-opacity": 0.45, label: "data(text)",
      color: theme.text, "font-family": theme.font, "font-size": LINK_FONT,
      "min-zoomed-font-size": 8, "text-margin-x": "data(x)", "text-margin-y": "data(y)",
      "text-background-color": theme.paper, "text-background-opacity": 1,
      "text-background-padding": 1.5,
      "curve-style": large ? "haystack" : "bezier", "haystack-radius": 0,
      "control-point-step-size": 34,
    } },
    { selector: "edge[?dashed]", style: { "line-style": "dashed", "line-dash-pattern": [7, 5] } },
    { selector: "edge[?directed]", style: { // straight links of a large chart bear only mid arrows
      [large ? "mid-target-arrow-shape" : "target-arrow-shape"]: "triangle",
      [large ? "mid-target-arrow-color" : "target-arrow-color"]: theme.text, "arrow-scale": 0.9,
    } },
    { selector: "node:selected", style: {
      "underlay-color": theme.accent, "underlay-opacity": 0.5, "underlay-padding": 11,
      "underlay-shape": "ellipse",
    } },
    { selector: "edge:selected", style: { "line-color": theme.accent, "line-opacity": 1 } },
    { selector: "edge:selected, edge.pointed", style: {
      label: "data(words)", "min-zoomed-font-size": 0, "z-compound-depth": "top",
    } },
    { selector: ":active", style: { "overlay-opacity": 0 } },
  ];
  for (const [kind, { shape, colour }] of Object.entries(KINDS)) {
    const fill = kind === "hub" ? {} : { "background-color": colour };
    style.push({ selector: `node[kind = '${kind}']`, style: { shape, ...fill } });
  }
  const drawn = new Map(); // nodes that look alike share their pictures
  const picture = (property) => (element) => {
    const node = element.data();
    const alike = JSON.stringify([
      node.kind, node.pointer, node.caution, node.agencies[0], node.agencies.length, node.more,
      node.ring, node.focus,
    ]);
    if (!drawn.has(alike)) drawn.set(alike, pictures(node, theme));
    return drawn.get(alike)[property];
  };
  style.push({ selector: "node[kind != 'hub']", style: Object.fromEntries(
    PICTURE.map((property) => [property, picture(property)]),
  ) });
  return style;
}

const clip = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
const ofNode = (node) => ({
  ...node,
  width: 20 + 8 * Math.min(40, node.label.length), // of a hub: the box around its words
  text: node.kind === "hub"
    ? clip(node.label, 40)
    : clip(node.label, 60) + (node.detail ? `\n${clip(node.detail, 60)}` : ""),
});
const ofLink = (link) => ({
  ...link,
  words: link.records > 1 ? `${link.label} · ${link.records}` : link.label,
  text: "", x: 0, y: 0, // placed by labels.js
  width: Math.min(8, 1.5 + 1.3 * Math.log2(link.records)),
});

const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

// Only what occurs on this chart is explained.
function fillLegend(panel, { nodes, links }, theme) {
  const svg = (body) => `<svg viewBox="-1 -1 26 26" aria-hidden="true">${body}</svg>`;
  const line = (style) => svg(`<path d="M0 12h24" stroke="currentColor" ${style}/>`);
  const disc = (style) => svg(`<circle cx="12" cy="12" r="10" fill="none" stroke-width="3" ${style}/>`);
  const picture = ({ url, width, height }) =>
    `<img alt="" width="${width}" height="${height}" src="${url}">`;
  const row = (mark, text) => {
    const item = document.createElement("div");
    item.innerHTML = mark; // only constants and what `image` escaped
    item.append(make("span", text));
    return item;
  };
  const kinds = new Set(nodes.map((node) => node.kind));
  const several = nodes.find((node) => node.agencies.length > 1);
  const owned = several ?? nodes.find((node) => node.agencies.length);
  const more = nodes.find((node) => node.more);
  const marks = [
    [owned && picture(badgeOfAgencies(owned, theme)), "Owning agencies"],
    [more && picture(badgeOfMore(more, theme)), "Links not shown: double-click expands"],
    [links.some((link) => link.records > 1) && line('stroke-width="4"'),
      "Wider, “· 2”: several records"],
    [links.some((link) => link.dashed) && line('stroke-width="2" stroke-dasharray="5 4"'),
      "Dashed: unconfirmed"],
    [nodes.some((node) => node.ring === "unreviewed") &&
      disc('stroke="currentColor" stroke-linecap="round" stroke-dasharray="0 5.2"'),
    "Dotted ring: merge not reviewed"],
    [nodes.some((node) => node.ring === "disagree") && disc('stroke="#E69F00"'),
      "Amber ring: records disagree"],
    [nodes.some((node) => node.pointer) && svg(
      '<circle cx="12" cy="12" r="11" fill="#0072B2"/>' +
        '<path stroke="#fff" stroke-width="2" d="M3 11L11 3M4 20L20 4M13 21L21 13"/>',
    ), "Hatched: ask the owning agency"],
    [nodes.some((node) => node.caution) && picture({ url: CAUTION, width: 20, height: 20 }),
      "Caution: read before contact"],
  ];
  panel.replaceChildren(
    ...Object.entries(KINDS).filter(([kind]) => kinds.has(kind))
      .map(([, { name, colour, ink, outline, icon }]) => row(svg(
        `<path d="${outline}" fill="${colour}" ${colour === "none" ? 'stroke="currentColor"' : ""}/>` +
        `<path d="${icon}" fill="${ink}" fill-rule="evenodd" transform="translate(5.5 5.5) scale(.54)"/>`,
      ), name)),
    ...marks.filter(([mark]) => mark).map(([mark, text]) => row(mark, text)),
  );
}
