// Where the contents stand beside the text, they show which section is being read.
const BESIDE = matchMedia("(min-width: 64em)");
const LINE = 0.35; // of the height of the window: a heading above it has been reached

export function followContents() {
  const contents = document.querySelector(".contents--beside");
  if (!contents) return;
  const links = [...contents.querySelectorAll("a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const observer = new IntersectionObserver(() => mark(contents, links, headings), {
    rootMargin: `0px 0px -${100 - LINE * 100}% 0px`,
  });
  const begin = () => {
    observer.disconnect();
    if (BESIDE.matches) headings.forEach((heading) => heading && observer.observe(heading));
  };
  BESIDE.addEventListener("change", begin);
  begin();
}

function mark(contents, links, headings) {
  const reached = headings.filter((heading) => heading?.getBoundingClientRect().top <= innerHeight * LINE);
  const current = links[headings.indexOf(reached.at(-1))];
  for (const link of links) {
    if (link === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
  if (current) keepInSight(contents, current);
}

/** Scrolls a long list of contents, never the page. */
function keepInSight(contents, link) {
  const [frame, line] = [contents.getBoundingClientRect(), link.getBoundingClientRect()];
  if (line.top < frame.top) contents.scrollTop -= frame.top - line.top;
  if (line.bottom > frame.bottom) contents.scrollTop += line.bottom - frame.bottom;
}
