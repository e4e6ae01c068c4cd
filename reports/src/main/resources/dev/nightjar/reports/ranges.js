/* The box of the filter bar that holds a range, or a list of values, for every parameter. */
window.NightjarRanges = function () {
  "use strict";

  var trials = window.NightjarTrials;
  var element = trials.element;
  var changed = function () {};
  var INACTIVE = null; // What stands for n/a in a list of values: no value can be equal to it.
  var list = element("div", { className: "ranges" });
  var fields = trials.data.parameters
    .filter(function (parameter) { return parameter.varies; })
    .map(function (parameter) { return parameter.axis ? range(parameter) : values(parameter); });
  fields.forEach(function (field) { list.append(field.element); });

  function name(parameter) {
    return "p." + parameter.name;
  }

  function read(text) {
    try {
      var parsed = JSON.parse(text);
      return Array.isArray(parsed) ? parsed : [];
    } catch (e) {
      return []; // Not written by us; no filter is what it means then.
    }
  }

  /** From and to, either of which may be left out; inactive parameters are then in no range. */
  function range(parameter) {
    var from = element("input", { type: "number", step: "any", placeholder: "from" });
    var to = element("input", { type: "number", step: "any", placeholder: "to" });
    from.setAttribute("aria-label", parameter.name + " from");
    to.setAttribute("aria-label", parameter.name + " to");
    function changedHere() {
      var empty = from.value === "" && to.value === "";
      trials.choose(name(parameter), empty ? "" : from.value + ".." + to.value);
      changed();
    }
    from.addEventListener("input", changedHere);
    to.addEventListener("input", changedHere);
    return {
      element: element("div", { className: "range-field" }, [
        element("span", { textContent: parameter.title, title: parameter.name }),
        element("span", { className: "from-to" }, [from, to])
      ]),
      name: name(parameter),
      adopt: function () {
        var ends = trials.choice(name(parameter), "..").split("..");
        from.value = ends[0];
        to.value = ends.length > 1 ? ends[1] : "";
      },
      test: function () {
        if (from.value === "" && to.value === "") {
          return null;
        }
        var low = from.value === "" ? -Infinity : Number(from.value);
        var high = to.value === "" ? Infinity : Number(to.value);
        return function (row) {
          var value = trials.number(row.cells[parameter.column]);
          return value !== null && value >= low && value <= high;
        };
      }
    };
  }

  function values(parameter) {
    var inactive = trials.rows.some(function (row) { return trials.missing(row.cells[parameter.column]); });
    var offered = parameter.values.concat(inactive ? [INACTIVE] : []);
    var boxes = offered.map(function (value) {
      var box = element("input", { type: "checkbox", checked: true });
      box.addEventListener("change", function () {
        var chosen = offered.filter(function (v, i) { return boxes[i].checked; });
        trials.choose(name(parameter), chosen.length === offered.length ? "" : JSON.stringify(chosen));
        changed();
      });
      return box;
    });
    var group = element("fieldset", { className: "range-field" }, [
      element("legend", { textContent: parameter.title, title: parameter.name }),
      element("span", { className: "values" }, boxes.map(function (box, i) {
        return element("label", {}, [box, offered[i] === INACTIVE ? "n/a" : offered[i]]);
      }))
    ]);
    return {
      element: group,
      name: name(parameter),
      adopt: function () {
        var chosen = trials.choice(name(parameter), "");
        var kept = chosen === "" ? offered : read(chosen);
        boxes.forEach(function (box, i) { box.checked = kept.includes(offered[i]); });
      },
      test: function () {
        var kept = offered.filter(function (v, i) { return boxes[i].checked; });
        if (kept.length === offered.length) {
          return null;
        }
        return function (row) {
          return kept.includes(
            trials.missing(row.cells[parameter.column]) ? INACTIVE : trials.shown(row, parameter));
        };
      }
    };
  }

  return {
    element: fields.length > 0 ? window.NightjarPage.popover("Ranges", "ranges-box", list) : null,
    adopt: function () { fields.forEach(function (field) { field.adopt(); }); },
    names: function () { return fields.map(function (field) { return field.name; }); },
    tests: function () {
      return fields.map(function (field) { return field.test(); }).filter(Boolean);
    },
    onChange: function (listener) { changed = listener; }
  };
};
