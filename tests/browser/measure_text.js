// Measures every line of text of the SVG in every family: which lines leave their box, run into each other, or are
// squeezed. A line's box is the smallest shape of its groups that holds its beginning; without one it is the page.
const svg = document.querySelector("svg");
const page = svg.viewBox.baseVal;
const slack = 0.75;

const has = family => {
  const context = document.createElement("canvas").getContext("2d");
  const sample = "Handgloves mmmmm iiiii @ 0123456789";
  return ["serif", "monospace", "sans-serif"].some(other => {
    context.font = `40px ${other}`;
    const alone = context.measureText(sample).width;
    context.font = `40px "${family}", ${other}`;
    return Math.abs(context.measureText(sample).width - alone) > 0.5;
  });
};
const frame = box => ({ left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height });
const inside = (box, x, y) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;

const shapes = new Map();
for (const shape of svg.querySelectorAll("rect, path")) {
  if (shape.classList.contains("column") || shape.getAttribute("fill") === "none") continue;
  const group = shape.parentNode;
  shapes.set(group, [...(shapes.get(group) || []), frame(shape.getBBox())]);
}
const texts = [...svg.querySelectorAll("text")];
const boxes = texts.map(text => {
  const x = Number(text.getAttribute("x")) + 1, y = Number(text.getAttribute("y")) - Number(text.getAttribute("font-size")) * 0.36;
  let best = frame(page);
  for (let group = text.parentNode; group !== svg; group = group.parentNode) {
    for (const box of shapes.get(group) || []) {
      const area = b => (b.right - b.left) * (b.bottom - b.top);
      if (inside(box, x, y) && area(box) < area(best)) best = box;
    }
  }
  return best;
});
const found = { lines: texts.length, absent: [], overflows: [], collisions: [], squeeze: {}, boxed: 0 };
found.boxed = boxes.filter(box => box.right - box.left < page.width).length;
const say = (family, text, more) => `${family}: ${text.textContent} ${more}`;
for (const family of families) {
  if (!has(family)) { found.absent.push(family); continue; }
  svg.setAttribute("font-family", `"${family}"`);
  const drawn = texts.map(text => frame(text.getBBox()));
  drawn.forEach((line, index) => {
    const box = boxes[index];
    const over = Math.max(box.left - line.left, line.right - box.right, box.top - line.top, line.bottom - box.bottom);
    if (over > slack) found.overflows.push(say(family, texts[index], `by ${over.toFixed(1)}`));
  });
  // The ink of a line: without the empty parts of the font's box, which may well touch.
  const ink = drawn.map((line, index) => {
    const y = Number(texts[index].getAttribute("y")), size = Number(texts[index].getAttribute("font-size"));
    return { left: line.left + slack, right: line.right - slack, top: y - size * 0.72, bottom: y + size * 0.12, index };
  }).sort((one, other) => one.left - other.left);
  ink.forEach((line, place) => {
    for (let next = place + 1; next < ink.length && ink[next].left < line.right; next++) {
      const other = ink[next];
      if (other.top < line.bottom && line.top < other.bottom)
        found.collisions.push(say(family, texts[line.index], `and ${texts[other.index].textContent}`));
    }
  });
  const wanted = texts.map(text => text.getAttribute("textLength"));
  texts.forEach(text => text.removeAttribute("textLength"));
  let least = 9, most = 0;
  texts.forEach((text, index) => {
    const natural = text.getComputedTextLength();
    if (!wanted[index] || !natural) { found.overflows.push(say(family, text, "has no length")); return; }
    const squeezed = Number(wanted[index]) / natural;
    least = Math.min(least, squeezed);
    most = Math.max(most, squeezed);
  });
  texts.forEach((text, index) => text.setAttribute("textLength", wanted[index]));
  found.squeeze[family] = [least, most];
}
return found;
