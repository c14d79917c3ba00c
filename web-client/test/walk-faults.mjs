// What a screen can be faulted for without eyes: run in the page, each gives lines of text, none where all is well.

/** All elements of a kind, through every shadow root. */
export const ALL = `((what) => {
  const found = [];
  const look = (root) => {
    for (const it of root.querySelectorAll('*')) {
      if (it.matches(what)) found.push(it);
      if (it.shadowRoot) look(it.shadowRoot);
    }
  };
  look(document);
  return found;
})`;

const SHORT = `((it) => it.tagName.toLowerCase() + ' «' +
  (it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent).replace(/\\s+/g, ' ').trim().slice(0, 40) + '»')`;

/** Sideways scrolling, words cut off by their own box, targets under 24 pixels. */
export const LAYOUT = `(() => {
  const said = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) said.push('scrolls sideways by ' + (root.scrollWidth - root.clientWidth));
  for (const it of ${ALL}('*')) {
    const style = getComputedStyle(it);
    const box = it.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || style.visibility === 'hidden') continue;
    const text = [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    const cut = /hidden|clip/.test(style.overflowX) && it.scrollWidth > it.clientWidth + 1;
    if (text && cut && !it.closest('.unseen')) said.push('cut off: ' + ${SHORT}(it));
    // What scrolls sideways by itself, as a wide table does, may be wider.
    const scrolls = it.closest('.scroll');
    if (text && !scrolls && box.width > 2 && (box.right > innerWidth + 1 || box.left < -1) && !it.closest('.unseen')
        && !['script', 'style'].includes(it.localName)) said.push('beyond the edge: ' + ${SHORT}(it));
    const target = it.matches('button, select, input, textarea, summary, a.button, nav a');
    const label = it.closest('label')?.getBoundingClientRect() ?? box;
    if (target && Math.min(Math.max(box.width, label.width), Math.max(box.height, label.height)) < 24)
      said.push('small target ' + Math.round(box.width) + '×' + Math.round(box.height) + ': ' + ${SHORT}(it));
  }
  return [...new Set(said)];
})()`;

/** What axe-core finds; its source has to be there. */
export const AXE = `axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } })
  .then(({ violations }) => violations.map(({ id, nodes }) => 'axe ' + id + ': ' + nodes.map((node) => node.html).join(' | ').slice(0, 400)))`;

/** Where the focus is, and whether it can be seen there: '' for nowhere, '!' in front where it is hidden. */
export const FOCUS = `(() => {
  let it = document.activeElement;
  while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;
  if (!it || it === document.body) return { name: '', hidden: false };
  const box = it.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const at = (x, y) => {
    let top = document.elementFromPoint(x, y);
    while (top?.shadowRoot) {
      const deeper = top.shadowRoot.elementFromPoint(x, y);
      if (!deeper || deeper === top) break;
      top = deeper;
    }
    for (let up = top; up; up = up.parentElement ?? up.getRootNode().host) {
      if (up === it || it.contains(up)) return true;
      if (up.localName === 'label' && up.control === it) return true;
    }
    return false;
  };
  const middle = [(Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2, (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2];
  const corners = [middle, [box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3]];
  return { name: ${SHORT}(it), id: (it.__tabbed ??= Math.random()), hidden: !inside || !corners.some(([x, y]) => at(x, y)) };
})()`;
