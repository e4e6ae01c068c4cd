/* The trials shown, as a file to keep: CSV for tables, JSON for programs. */
window.NightjarDownload = function () {
  "use strict";

  var trials = window.NightjarTrials;
  var element = trials.element;

  /** Exact numbers; no value is an empty field. A text that a spreadsheet would take for a formula
      is marked as text. */
  function field(cell) {
    var number = trials.number(cell);
    if (trials.missing(cell)) {
      return "";
    }
    if (number !== null) {
      return String(number);
    }
    var text = Array.isArray(cell) ? cell[1] : cell;
    var harmless = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(harmless) ? '"' + harmless.replace(/"/g, '""') + '"' : harmless;
  }

  function csv() {
    var lines = [trials.columns.map(function (column) { return field(column.name); }).join(",")];
    trials.visible().forEach(function (row) {
      lines.push(row.cells.map(field).join(","));
    });
    return lines.join("\r\n") + "\r\n";
  }

  function json() {
    return JSON.stringify(
      trials.visible().map(function (row) {
        var entry = { number: row.number, state: row.state, values: {}, parameters: {}, epochs: row.epochs };
        trials.data.criteria.forEach(function (criterion) {
          entry.values[criterion.name] = trials.number(row.cells[criterion.column]);
        });
        trials.data.parameters.forEach(function (parameter) {
          var cell = row.cells[parameter.column];
          if (!trials.missing(cell)) {
            entry.parameters[parameter.name] = trials.number(cell) === null ? cell : trials.number(cell);
          }
        });
        return entry;
      }),
      null,
      2) + "\n";
  }

  function button(label, ending, type, content) {
    var made = element("button", { type: "button", textContent: label });
    made.addEventListener("click", function () {
      var url = window.URL.createObjectURL(new Blob([content()], { type: type }));
      var link = element("a", { href: url, download: trials.data.study + ending });
      document.body.append(link);
      link.click();
      link.remove();
      window.setTimeout(function () { window.URL.revokeObjectURL(url); }, 1000);
    });
    return made;
  }

  return window.NightjarPage.popover("Download", "download", element("div", {}, [
    element("p", { textContent: "The trials shown" }),
    button("CSV", ".csv", "text/csv", csv),
    button("JSON", ".json", "application/json", json)
  ]));
};
