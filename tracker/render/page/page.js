(function () {
  var page = document;
  var tools = page.getElementById("tools");
  var annex = page.getElementById("annex");
  var entries = Array.prototype.slice.call(annex.tBodies);
  var texts = entries.map(function (entry) {
    return (entry.rows[0].textContent + " " + entry.querySelector("summary").textContent).toLowerCase();
  });
  var chosen = { status: "s", lead: "l", theme: "t" };

  function filter() {
    var wanted = page.getElementById("text").value.trim().toLowerCase().split(/\s+/);
    var shown = 0;
    entries.forEach(function (entry, n) {
      var fits = wanted.every(function (word) { return texts[n].indexOf(word) >= 0; });
      Object.keys(chosen).forEach(function (id) {
        var select = page.getElementById(id);
        if (select && select.value && entry.dataset[chosen[id]] !== select.value) { fits = false; }
      });
      entry.hidden = !fits;
      if (fits) { shown += 1; }
    });
    page.getElementById("shown").textContent = shown;
  }

  function unfold(open) {
    entries.forEach(function (entry) {
      if (!entry.hidden) { entry.querySelector("details").open = open; }
    });
  }

  function reveal() {
    var entry = /^#t\d+$/.test(location.hash) && page.getElementById(location.hash.slice(1));
    if (!entry) { return; }
    if (entry.hidden) { tools.reset(); }
    entry.querySelector("details").open = true;
    entry.scrollIntoView({ block: "center" });
  }

  tools.hidden = false;
  tools.addEventListener("input", filter);
  tools.addEventListener("submit", function (event) { event.preventDefault(); });
  tools.addEventListener("reset", function () { setTimeout(filter); });
  page.getElementById("unfold").addEventListener("click", function () { unfold(true); });
  page.getElementById("fold").addEventListener("click", function () { unfold(false); });
  page.getElementById("print").addEventListener("click", function () { window.print(); });
  window.addEventListener("hashchange", reveal);
  reveal();
})();
