// A passkey is made or used: the browser is asked what stands in data-options, and its answer goes along with the form.
for (const form of document.querySelectorAll("[data-passkey]")) if (window.PublicKeyCredential) prepare(form);

function prepare(form) {
  form.hidden = false;
  const without = document.querySelector("[data-without]");
  if (without) without.hidden = true;
  form.querySelector("[data-ask]").addEventListener("click", () => ask(form));
  form.addEventListener("submit", (event) => {
    if (form.querySelector("[data-answer]").value) return;
    event.preventDefault(); // Enter in the box for a name
    ask(form);
  });
}

async function ask(form) {
  const said = form.querySelector("[data-said]");
  said.textContent = "";
  try {
    const options = opened(JSON.parse(form.dataset.options));
    const credential = await navigator.credentials[form.dataset.passkey](options);
    form.querySelector("[data-answer]").value = JSON.stringify(told(credential));
    form.submit();
  } catch {
    said.textContent = said.dataset.fault;
  }
}

/** Bytes came as text. */
function opened({ publicKey }) {
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  for (const list of [publicKey.allowCredentials, publicKey.excludeCredentials])
    for (const one of list ?? []) one.id = bytes(one.id);
  return { publicKey };
}

/** And go back as text. */
function told({ id, rawId, type, response }) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const parts = names.filter((name) => response[name]).map((name) => [name, text(response[name])]);
  return { id, rawId: text(rawId), type, response: Object.fromEntries(parts), clientExtensionResults: {} };
}

function bytes(signs) {
  const plain = atob(signs.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
