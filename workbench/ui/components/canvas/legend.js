// The legend: what the marks of this chart mean.

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
  const held = nodes.find((node) => node.holds);
  const more = nodes.find((node) => node.more);
  const marks = [
    [owned && picture(badgeOfAgencies(owned, theme)), "Owning agencies"],
    [more && picture(badgeOfMore(more, theme)), "Links not shown: double-click expands"],
    [links.some((link) => link.records > 1) && line('stroke-width="4"'),
      "Wider, “· 2”: several records"],
    [links.some((link) => link.dashed) && line('stroke-width="2" stroke-dasharray="5 4"'),
      "Dashed: unconfirmed or tentative"],
    [nodes.some((node) => ["unreviewed", "both"].includes(node.ring)) &&
      disc('stroke="currentColor" stroke-linecap="round" stroke-dasharray="0 5.2"'),
    "Dotted ring: merge not reviewed"],
    [nodes.some((node) => ["disagree", "both"].includes(node.ring)) && disc('stroke="#E69F00"'),
      "Amber ring: records disagree"],
    [nodes.some((node) => node.pointer) && svg(
      '<circle cx="12" cy="12" r="11" fill="#0072B2"/>' +
        '<path stroke="#fff" stroke-width="2" d="M3 11L11 3M4 20L20 4M13 21L21 13"/>',
    ), "Hatched: ask the owning agency"],
    [nodes.some((node) => node.pinned) && picture({ url: PIN, width: 18, height: 18 }),
      "Pinned: no arrangement moves it"],
    [held && picture(badgeOfHeld(held, theme)), "Items in a group: double-click opens it"],
    [[...nodes, ...links].some((item) => item.strong) &&
      line('stroke-width="6"'), "Thick, grey ground: on the found path"],
    [[...nodes, ...links].some((item) => item.dim) &&
      line('stroke-width="3" opacity=".3"'), "Faded: outside the filter"],
    [nodes.some((node) => node.focus) && disc('stroke="currentColor" stroke-width="4"'),
      "Thick border: the chart began here"],
    [nodes.some((node) => node.caution) && picture({ url: CAUTION, width: 20, height: 20 }),
      "Caution: read before contact"],
  ];
  panel.replaceChildren(
    ...Object.entries(KINDS).filter(([kind]) => kinds.has(kind))
      .map(([, { name, colour, ink, outline, icon }]) => row(svg(
        `<path d="${outline}" fill="${colour}" ${["none", "#000000"].includes(colour) ? 'stroke="currentColor"' : ""}/>` +
        `<path d="${icon}" fill="${ink}" fill-rule="evenodd" transform="translate(5.5 5.5) scale(.54)"/>`,
      ), name)),
    ...marks.filter(([mark]) => mark).map(([mark, text]) => row(mark, text)),
  );
}
