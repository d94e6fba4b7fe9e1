// The queue by keyboard: j and k move, Enter opens, a takes, s puts aside.

const rows = [...document.querySelectorAll("#rows tr")];
let at = 0;

function choose(place) {
  if (!rows[place]) return;
  rows[at]?.setAttribute("tabindex", "-1");
  at = place;
  rows[at].setAttribute("tabindex", "0");
  rows[at].focus();
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  const here = rows.indexOf(document.activeElement);
  const row = rows[at];
  if (event.key === "j" || event.key === "ArrowDown") choose(here < 0 ? at : at + 1);
  else if (event.key === "k" || event.key === "ArrowUp") choose(at - 1);
  else if (event.key === "Enter" && here >= 0) location.href = row.dataset.open;
  else if (event.key === "n" && document.getElementById("following")) document.getElementById("following").click();
  else if (row && (event.key === "a" || event.key === "s")) row.querySelector(`[data-key="${event.key}"]`)?.click();
  else return;
  event.preventDefault();
});

for (const row of rows) {
  row.addEventListener("click", (event) => {
    if (!event.target.closest("a, button, form")) location.href = row.dataset.open;
  });
}

if (rows.length) choose(0);
