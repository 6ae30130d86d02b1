// The token is what follows the # of the link; it is sent to this shop's own API only.
const form = document.querySelector("form");
const status = document.querySelector("[role=status]");

form.addEventListener("submit", async event => {
  event.preventDefault();
  const answer = await fetch("/api/invitations/accept", {
    method: "POST",
    headers: {"Content-Type": "application/json"},
    body: JSON.stringify({
      token: location.hash.slice(1),
      password: form.password.value,
      name: form.elements.name.value.trim() || null,
    }),
  });
  const body = await answer.json();
  status.textContent = answer.ok ? `Welcome, ${body.name}. Log in as ${body.email}.` : body.detail;
  form.hidden = answer.ok;
});
