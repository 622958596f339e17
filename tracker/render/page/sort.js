"use strict";
(function () {
  var page = document;

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
    var bodies = table.id === "annex";  // an entry is a body of its own
    table.units = table.units || Array.prototype.slice.call(bodies ? table.tBodies : table.tBodies[0].rows);
    var units = table.units;
    var parent = bodies ? table : table.tBodies[0];
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

  Array.prototype.forEach.call(page.querySelectorAll("thead th"), offer);
})();
