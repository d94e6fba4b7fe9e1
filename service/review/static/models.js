// Follows the running job; when it ends the page is loaded again with what came of it.

const main = document.getElementById("main");
const root = document.body.dataset.root;

async function follow() {
  try {
    const response = await fetch(`${root}/models/job`, { headers: { accept: "application/json" } });
    const job = await response.json();
    if (job && job.state === "running") {
      document.getElementById("doing").textContent = job.doing;
      document.getElementById("share").value = job.share;
    } else {
      location.reload();
      return;
    }
  } catch {
    // the server is away: ask again
  }
  setTimeout(follow, 1000);
}

if (main.dataset.job === "running") setTimeout(follow, 700);
