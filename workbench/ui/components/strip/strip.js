// Events over time as bars; dragging over them, or the arrow keys and Enter, chooses a span.

const instances = new WeakMap(); // parentElement → instance: a rerun updates, never rebuilds

function create(parent) {
  const self = { bars: parent.querySelector(".bars"), span: parent.querySelector(".span"),
    axis: parent.querySelector(".axis"), unseen: parent.querySelector(".unseen"), from: null, to: null, bins: [] };
  const at = (event) => {
    const { left, width } = self.bars.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / width) * self.bins.length);
    return Math.min(self.bins.length - 1, Math.max(0, place));
  };
  self.bars.addEventListener("pointerdown", (event) => {
    if (!self.bins.length) return;
    self.bars.setPointerCapture(event.pointerId);
    self.dragging = true;
    self.from = self.to = at(event);
    mark(self);
  });
  self.bars.addEventListener("pointermove", (event) => {
    if (!self.dragging) return;
    self.to = at(event);
    mark(self);
  });
  self.bars.addEventListener("pointerup", () => {
    if (!self.dragging) return;
    self.dragging = false;
    send(self);
  });
  self.bars.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && self.bins.length) {
      self.to = Math.min(self.bins.length - 1, Math.max(0, (self.to ?? (step > 0 ? -1 : self.bins.length)) + step));
      if (!event.shiftKey || self.from == null) self.from = self.to;
      mark(self);
    } else if (event.key === "Enter" && self.from != null) send(self);
    else if (event.key === "Escape") {
      self.from = self.to = null;
      mark(self);
      self.setTriggerValue("span", ["", ""]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  self.resizing = new ResizeObserver(() => label(self));
  self.resizing.observe(self.axis);
  return self;
}

// Dates under the bars: the first and the last, and between them where a year, month or day begins,
// as many as there is room for.
const APART = 12; // pixels between two dates

function label(self) {
  const { axis, bins } = self;
  const width = axis.clientWidth;
  const put = (text, at) => {
    const span = document.createElement("span");
    span.textContent = text;
    axis.append(span);
    const left = Math.min(Math.max(0, at), width - span.offsetWidth);
    span.style.left = `${left}px`;
    return { span, left, right: left + span.offsetWidth };
  };
  axis.replaceChildren();
  if (!bins.length || !width) return;
  const step = width / bins.length, last = bins.length - 1;
  const taken = [put(bins[0].label, 0)];
  if (last) taken.push(put(bins[last].label, width));
  const form = bins[0].label.length;
  // years stand before months, months before days
  for (const part of [4, 7, 10].filter((length) => length <= form)) {
    for (let at = 1; at < last; at += 1) {
      const text = bins[at].first.slice(0, part);
      if (text === bins[at - 1].first.slice(0, part)) continue;
      const one = put(text, at * step);
      if (taken.every(({ left, right }) => one.right + APART <= left || one.left >= right + APART))
        taken.push(one);
      else one.span.remove();
    }
  }
}

function ends({ from, to, bins }) {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  return [bins[low].first, bins[high].last];
}

function send(self) {
  self.setTriggerValue("span", ends(self));
  self.from = self.to = null;
  mark(self);
}

function mark(self) {
  const [low, high] = self.from == null ? [-1, -2]
    : [Math.min(self.from, self.to), Math.max(self.from, self.to)];
  [...self.bars.children].forEach((bar, at) => bar.classList.toggle("marked", at >= low && at <= high));
  if (self.from == null) {
    self.span.textContent = self.told ?? "";
    return;
  }
  const [first, last] = ends(self);
  const events = self.bins.slice(low, high + 1).reduce((sum, bin) => sum + bin.events, 0);
  const text = `${first} to ${last}: ${events.toLocaleString("en-US")} ${events === 1 ? "event" : "events"}`;
  self.span.textContent = text;
  self.unseen.textContent = `${text}. Enter keeps this span.`;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const self = instances.get(parentElement) ?? create(parentElement);
  instances.set(parentElement, self);
  self.setTriggerValue = setTriggerValue;
  self.bins = data.bins;
  self.told = data.told;
  const most = Math.max(1, ...data.bins.map(({ events }) => events));
  self.bars.replaceChildren(...data.bins.map((bin) => {
    const bar = document.createElement("div");
    const fill = document.createElement("i");
    bar.className = bin.inside ? "bar inside" : "bar";
    bar.title = `${bin.label}: ${bin.events.toLocaleString("en-US")}`;
    fill.style.height = bin.events ? `${Math.max(3, (bin.events / most) * 54)}px` : "0";
    bar.append(fill);
    return bar;
  }));
  self.bars.setAttribute("aria-label",
    `Events over time: ${data.told}. Arrow keys choose a bar, Shift extends, Enter keeps, Escape clears.`);
  label(self);
  mark(self);
}
