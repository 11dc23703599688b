// Answers for the pages a reader has kept, and only while the network does not. It keeps nothing by itself.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  // What a script asks for has no destination. It wants to know what the portal says now, or that it says nothing.
  const isOurs = request.destination && new URL(request.url).origin === location.origin;
  if (isOurs && request.method === "GET") event.respondWith(answer(request));
});

async function answer(request) {
  const isPage = request.mode === "navigate";
  try {
    return await fetch(request);
  } catch (unreachable) {
    const kept = await caches.match(request, { ignoreSearch: isPage, ignoreVary: true });
    if (!kept) throw unreachable;
    return isPage ? marked(kept) : kept;
  }
}

/** The page knows by this mark that it is a kept one, and says so. */
async function marked(page) {
  const headers = new Headers(page.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const markup = await page.text();
  return new Response(markup.replace("<html ", "<html data-offline "), { headers });
}
