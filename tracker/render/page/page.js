"use strict";
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

  function figure(cell) {
    var said = cell.dataset.v || (/^\d+$/.test(cell.textContent.trim()) ? cell.textContent : "");
    return said ? Number(said) : null;
  }

  function compare(one, other, down) {
    var a = figure(one), b = figure(other);
    var apart = one.classList.contains("e") - other.classList.contains("e") || (a === null) - (b === null);
    if (apart) { return apart; }  // nothing comes last whichever way, and words after figures
    var order = a !== null ? a - b : one.textContent.localeCompare(other.textContent, page.documentElement.lang);
    return down ? -order : order;
  }

  function sort(head) {
    var table = head.closest("table");
    var down = head.getAttribute("aria-sort") === "ascending";
    var place = head.cellIndex;
    var units = table === annex ? entries.slice() : Array.prototype.slice.call(table.tBodies[0].rows);
    var parent = table === annex ? table : table.tBodies[0];
    var keyed = units.map(function (unit) { return { unit: unit, cell: (unit.cells || unit.rows[0].cells)[place] }; });
    keyed.sort(function (one, other) { return compare(one.cell, other.cell, down); });
    var sorted = page.createDocumentFragment();
    keyed.forEach(function (each) { sorted.appendChild(each.unit); });
    parent.appendChild(sorted);
    Array.prototype.forEach.call(head.parentNode.cells, function (cell) { cell.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  }

  function offer(head) {
    if (!head.textContent || head.querySelector("svg")) { return; }
    var button = page.createElement("span");  // a real button is not drawn in a head that is repeated on paper
    button.setAttribute("role", "button");
    button.tabIndex = 0;
    button.textContent = head.textContent.trim();
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () { sort(head); });
    button.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(head); }
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
  Array.prototype.forEach.call(page.querySelectorAll("thead th"), offer);
  window.addEventListener("hashchange", reveal);
  reveal();
})();
