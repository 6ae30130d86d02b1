// The token is what follows the # of the link; it is sent to this shop's own API only, and only when
// the button is pressed: programs that look at links to show a preview don't use it up.
const ENGLISH = {
  title: "Impersonation",
  about: "You are about to use a link that works once. What you do here bears your name.",
  go: "Go in",
  shop: name => `This is the shop ${name}.`,
  welcome: (actor, end) => `You are here as ${actor}, with the permissions of an owner, until ${end}.`,
  products: "Products",
  none: "There are none.",
};
const SPANISH = {
  title: "Suplantación",
  about: "Va a usar un enlace que funciona una sola vez. Lo que haga aquí lleva su nombre.",
  go: "Entrar",
  shop: name => `Esta es la tienda ${name}.`,
  welcome: (actor, end) => `Está aquí como ${actor}, con los permisos de un propietario, hasta las ${end}.`,
  products: "Productos",
  none: "No hay ninguno.",
};
const language = navigator.language.startsWith("es") ? "es" : "en";
const text = language === "es" ? SPANISH : ENGLISH;
const form = document.querySelector("form");
const status = document.querySelector("[role=status]");
const products = document.querySelector("section");

document.documentElement.lang = language;
document.title = text.title;
document.querySelector("h1").textContent = text.title;
document.querySelector("#about").textContent = text.about;
document.querySelector("#products").textContent = text.products;
form.querySelector("button").textContent = text.go;

const ask = async (path, options = {}) => {
  const answer = await fetch(path, {
    ...options,
    headers: {Accept: "application/json", "Accept-Language": language, ...options.headers},
  });
  return {ok: answer.ok, body: await answer.json()};
};

const show = async token => {
  const {ok, body} = await ask("/api/products?size=20", {headers: {Authorization: `Bearer ${token}`}});
  if (!ok) {
    status.textContent = body.detail;
    return;
  }
  const names = body.items.map(product => `${product.sku}: ${product.name}`);
  for (const name of names.length ? names : [text.none]) {
    const item = document.createElement("li");
    item.textContent = name;
    products.querySelector("ul").append(item);
  }
  products.hidden = false;
};

ask("/").then(({ok, body}) => {
  document.querySelector("#shop").textContent = ok ? text.shop(body.name) : body.detail;
});

form.addEventListener("submit", async event => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  const {ok, body} = await ask("/api/impersonation", {
    method: "POST",
    headers: {"Content-Type": "application/json"},
    body: JSON.stringify({token: location.hash.slice(1)}),
  });
  button.disabled = false;
  form.hidden = ok;
  if (!ok) {
    status.textContent = body.detail;
    return;
  }
  history.replaceState(null, "", location.pathname);
  const end = new Date(body.expiresAt).toLocaleTimeString(language);
  status.textContent = text.welcome(body.actor, end);
  await show(body.accessToken);
});
