/* Where trials lie along their parameters, in [0, 1] of the parameter's own scale; inactive ones
   have a place of their own beside it. */
window.NightjarPlaces = (function () {
  "use strict";

  var trials = window.NightjarTrials;
  if (!trials) {
    return null;
  }
  var INACTIVE = -0.14;
  var BEGIN = -0.24; // Where an axis with a place for the inactive begins.

  /** Parameters in which trials differ, the most important first. */
  var parameters = trials.data.parameters
    .filter(function (parameter) { return parameter.varies; })
    .map(function (parameter, i) { return { parameter: parameter, i: i }; })
    .sort(function (a, b) { return (b.parameter.share || 0) - (a.parameter.share || 0) || a.i - b.i; })
    .map(function (entry) { return entry.parameter; });
  parameters.forEach(function (parameter) {
    parameter.inactive = trials.rows.some(function (row) {
      return trials.missing(row.cells[parameter.column]);
    });
  });

  /** Where a value lies on an axis, clamped to it. */
  function along(axis, value) {
    var at = axis.log
      ? Math.log(value / axis.min) / Math.log(axis.max / axis.min)
      : (value - axis.min) / (axis.max - axis.min);
    return Math.min(1, Math.max(0, at));
  }

  /** The value at a place of an axis. */
  function back(axis, at) {
    return axis.log
      ? axis.min * Math.pow(axis.max / axis.min, at)
      : axis.min + at * (axis.max - axis.min);
  }

  /** The place of a trial; null if the parameter is inactive there. */
  function active(parameter, row) {
    var cell = row.cells[parameter.column];
    if (trials.missing(cell)) {
      return null;
    }
    if (parameter.axis) {
      return along(parameter.axis, trials.number(cell));
    }
    var i = parameter.values.indexOf(trials.shown(row, parameter));
    return i < 0 ? null : (i + 0.5) / parameter.values.length;
  }

  /** The place of a trial, that of the inactive included. */
  function place(parameter, row) {
    var at = active(parameter, row);
    return at === null ? INACTIVE : at;
  }

  /** The same, with trials of one value side by side, each always at the same place. */
  function apart(parameter, row) {
    var at = active(parameter, row);
    var width = at === null ? 0.1 : parameter.axis ? 0 : 0.5 / parameter.values.length;
    var share = ((row.number * 7919) % 101) / 100 - 0.5;
    return (at === null ? INACTIVE : at) + width * share;
  }

  function shorter(label, length) {
    return label.length > length ? label.slice(0, length - 1) + "…" : label;
  }

  /** In a small chart a range has only its round ticks. */
  function sparse(axis) {
    var decades = axis.ticks.filter(function (tick) {
      var power = Math.log10(tick[0]);
      return Math.abs(power - Math.round(power)) < 1e-9;
    });
    return axis.log && decades.length > 1
      ? decades
      : axis.ticks.filter(function (tick, i) { return axis.ticks.length < 5 || i % 2 === 0; });
  }

  /** An axis for charts whose places are ours; a small one names values in so many letters. */
  function axis(parameter, length) {
    var ticks = parameter.axis
      ? (length ? sparse(parameter.axis) : parameter.axis.ticks)
        .map(function (tick) { return [along(parameter.axis, tick[0]), tick[1]]; })
      : parameter.values.map(function (value, i) {
        return [(i + 0.5) / parameter.values.length, shorter(value, length || 14)];
      });
    return {
      name: parameter.title,
      min: parameter.inactive ? BEGIN : 0,
      max: 1,
      log: false,
      bare: true,
      ticks: (parameter.inactive ? [[INACTIVE, "n/a"]] : []).concat(ticks)
    };
  }

  return {
    INACTIVE: INACTIVE,
    BEGIN: BEGIN,
    parameters: parameters,
    along: along,
    back: back,
    active: active,
    place: place,
    apart: apart,
    axis: axis,
    names: parameters.map(function (parameter, i) { return [parameter.name, parameter.name]; }),
    named: function (name) {
      return parameters.find(function (parameter) { return parameter.name === name; });
    }
  };
})();
