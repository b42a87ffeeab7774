/** Exchanges the code in the address, or one that is pasted, for the cookie that lets this browser in. */

const state = found('state', HTMLElement);
const help = found('help', HTMLElement);
const form = found('form', HTMLFormElement);
const field = found('code', HTMLInputElement);
const problem = found('problem', HTMLElement);

/**
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 */
function found(id, kind) {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`The page has no ${id}.`);
}

/** @param {string} text an address with a code behind its `#`, or the code alone */
function codeIn(text) {
  return text.slice(text.indexOf('#') + 1).trim();
}

/**
 * @param {string} code
 * @returns {Promise<string | null>} why it does not open; null where it does
 */
async function enter(code) {
  const response = await fetch('/enter', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  }).catch(() => null);
  if (response === null) return 'Atoll does not answer. It may have been stopped: start it again.';
  if (response.ok) {
    location.replace('/');
    return null;
  }
  /** @type {unknown} */
  const body = await response.json();
  const { error } = /** @type {{ error: { message: string } }} */ (body);
  return error.message;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  problem.textContent = '';
  void enter(codeIn(field.value)).then((why) => {
    problem.textContent = why;
    field.setAttribute('aria-invalid', String(why !== null));
    if (why !== null) field.select();
  });
});

function askForCode() {
  help.hidden = false;
  field.focus();
}

/** @param {string} code */
async function begin(code) {
  // It must not stay in the browser's history.
  history.replaceState(null, '', location.pathname);
  if (code === '') return askForCode();
  state.textContent = 'Opening…';
  const why = await enter(code);
  if (why === null) return;
  state.textContent = why;
  askForCode();
}

void begin(codeIn(location.hash));
