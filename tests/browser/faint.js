// Words whose contrast with what is behind them is below 7:1, or 4.5:1 if they are large: [markup, ratio] of each.
(within) => {
  const channels = (colour) => {
    if (!colour.startsWith("rgb")) throw new Error(`Nobody has taught faint.js to read ${colour}`);
    return colour.match(/[\d.]+/g).map(Number);
  };
  const over = ([r, g, b, a = 1], behind) => [r, g, b].map((one, at) => one * a + behind[at] * (1 - a));
  const light = (colour) => {
    const [r, g, b] = colour.map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const once = (answer, known = new Map()) => (element) => known.get(element) ?? known.set(element, answer(element)).get(element);
  const behind = once((element) => {
    if (!element) return [255, 255, 255];
    const own = channels(getComputedStyle(element).backgroundColor);
    return own[3] === undefined ? own : over(own, behind(element.parentElement));
  });
  const opacity = once((element) => (element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1));
  const ratio = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const isWritten = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()) ||
    element.matches("input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea");

  // What cannot be used just now may be faint; svg and option have no words of their own to measure.
  const UNUSED = ":disabled, .disabled, svg *, option";

  const found = [];
  for (const element of document.querySelectorAll(`:is(${within}), :is(${within}) *`)) {
    if (!isWritten(element) || !element.checkVisibility({ visibilityProperty: true }) || element.matches(UNUSED)) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const back = behind(element);
    const [r, g, b, a = 1] = channels(style.color);
    const contrast = ratio(light(over([r, g, b, a * opacity(element)], back)), light(back));
    if (contrast < (isLarge ? 4.5 : 7)) found.push([element.outerHTML.slice(0, 200), contrast.toFixed(2)]);
  }
  return found;
}
