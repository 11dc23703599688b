// A section is dragged by its handle, with a mouse, a pen or a finger. While it is, all of them show only their names, and
// a line says where it would come to stand. It stays in its place until it is let go: a part that leaves the page for a
// moment loses the finger that holds it.
const EDGE = 60; // of the screen, in pixels: near it the page moves along
const SPEED = 14; // pixels at a time
const HERE = "section--here";

/** dropped: told of a section that came to another place; end: what comes after the last of them */
export function dragged(group, rowOf, end, dropped) {
  group.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button !== 0) return;
    event.preventDefault(); // or the text beside it would be selected
    hold(handle, rowOf(handle), event);
  });

  function hold(handle, row, { pointerId, clientY }) {
    const release = new AbortController();
    const { signal } = release;
    let y = clientY;
    let next = after(row);
    handle.setPointerCapture(pointerId);
    group.classList.add("sections--sorting");
    row.classList.add("section--held");
    scrollBy({ top: handle.getBoundingClientRect().top - clientY, behavior: "instant" });
    const edges = setInterval(() => scrollAtEdge(y), 16);

    handle.addEventListener("pointermove", (event) => aim((y = event.clientY)), { signal });
    handle.addEventListener("pointerup", () => letGo(true), { signal });
    handle.addEventListener("pointercancel", () => letGo(false), { signal });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && letGo(false), { signal });

    function aim(height) {
      const middle = (one) => one.getBoundingClientRect().top + one.getBoundingClientRect().height / 2;
      show(others(row).find((one) => height < middle(one)) ?? end());
    }

    function show(place) {
      next?.classList.remove(HERE);
      next = place;
      next.classList.add(HERE);
    }

    function letGo(isWanted) {
      clearInterval(edges);
      release.abort();
      next.classList.remove(HERE);
      group.classList.remove("sections--sorting");
      row.classList.remove("section--held");
      const isMoved = isWanted && next !== after(row);
      if (isMoved) next.before(row);
      row.scrollIntoView({ block: "nearest" });
      if (isMoved) dropped(row);
    }
  }

  function others(row) {
    return [...group.querySelectorAll(".inline-related:not(.empty-form)")].filter((one) => one !== row);
  }

  function after(row) {
    const all = [...group.querySelectorAll(".inline-related:not(.empty-form)")];
    return all[all.indexOf(row) + 1] ?? end();
  }
}

function scrollAtEdge(y) {
  if (y < EDGE) scrollBy(0, -SPEED);
  else if (y > innerHeight - EDGE) scrollBy(0, SPEED);
}
