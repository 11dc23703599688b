// Answers for the pages a reader has kept, and only while the network does not. It keeps nothing by itself.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

const PATIENCE = 4000; // milliseconds that a reader waits who has a copy on the device

addEventListener("fetch", (event) => {
  const { request } = event;
  // What a script asks for has no destination. It wants to know what the portal says now, or that it says nothing.
  const isOurs = request.destination && new URL(request.url).origin === location.origin;
  if (isOurs && request.method === "GET") event.respondWith(answer(request));
});

async function answer(request) {
  const isPage = request.mode === "navigate";
  const kept = await caches.match(request, { ignoreSearch: isPage, ignoreVary: true });
  if (!kept) return fetch(request);
  try {
    const answered = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    // What says that the page is gone is shown; what says that the portal is ill is not.
    if (answered.status < 500) return answered;
  } catch {
    // No connection, or one that hangs.
  }
  return isPage ? marked(kept) : kept;
}

/** The page knows by this mark that it is a kept one, and says so. */
async function marked(page) {
  const headers = new Headers(page.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const markup = await page.text();
  return new Response(markup.replace("<html ", "<html data-offline "), { headers });
}
