/* The trade-off between two of several criteria. The front is that of all criteria, among the
   trials shown. */
window.NightjarPanels.push(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var charts = window.NightjarCharts;
  var criteria = trials.data.criteria;
  var container = document.getElementById("pareto-chart");
  if (!container) {
    return;
  }
  var bar = document.getElementById("pareto-tools");
  var chosen = criteria.length > 2 ? menus() : function () { return [1, 0]; };

  function menus() {
    var names = criteria.map(function (criterion, i) { return [String(i), criterion.name]; });
    var across = trials.menu("pareto-x", "Across", names, "1", refresh);
    var up = trials.menu("pareto-y", "Up", names, "0", refresh);
    bar.append(across.label, up.label);
    bar.hidden = false;
    return function () { return [Number(across.value()), Number(up.value())]; };
  }

  function losses(row) {
    return criteria.map(function (criterion, i) {
      var value = trials.value(row, i);
      return criterion.goal === "MINIMIZE" ? value : -value;
    });
  }

  function dominates(a, b) {
    return a.every(function (x, i) { return x <= b[i]; }) && a.some(function (x, i) { return x < b[i]; });
  }

  /** The trials that no other one dominates; rows come in the order of merit, so later ones never
      dominate earlier ones. */
  function front(rows) {
    var members = [];
    rows.forEach(function (row) {
      var own = losses(row);
      if (!members.some(function (m) { return dominates(m.losses, own); })) {
        members.push({ row: row, losses: own });
      }
    });
    return members.map(function (m) { return m.row; });
  }

  function point(row, pair) {
    var x = criteria[pair[0]];
    var y = criteria[pair[1]];
    return {
      value: [
        charts.clamp(trials.value(row, pair[0]), x.axis),
        charts.clamp(trials.value(row, pair[1]), y.axis)
      ],
      number: row.number,
      tip: [row.label].concat(criteria.map(function (criterion, i) {
        return criterion.name + " " + charts.value(trials.value(row, i));
      }))
    };
  }

  var entry = charts.draw(container, function (colour) {
    var pair = chosen();
    var x = criteria[pair[0]];
    var y = criteria[pair[1]];
    var rows = trials.completed();
    var members = front(rows);
    var onFront = new Set(members);
    var option = charts.base(
      colour,
      Object.assign({ name: x.name }, x.axis),
      Object.assign({ name: y.name }, y.axis),
      function (item) { return charts.tip(item.data.tip); });
    option.series = [
      {
        type: "scatter",
        symbolSize: 7,
        cursor: "pointer",
        itemStyle: { color: colour("soft"), opacity: 0.35 },
        data: trials
          .sample(rows.filter(function (row) { return !onFront.has(row); }), 2000)
          .map(function (row) { return point(row, pair); })
      },
      {
        type: "scatter",
        z: 4,
        symbolSize: 11,
        cursor: "pointer",
        itemStyle: { color: colour("lead"), borderColor: colour("card"), borderWidth: 1 },
        data: members.map(function (row) { return point(row, pair); })
      }
    ];
    if (criteria.length === 2 && pair[0] !== pair[1]) {
      // Along the vertical criterion from good to worse, the other one improves.
      option.series.push({
        type: "line",
        z: 3,
        step: "start",
        symbol: "none",
        silent: true,
        lineStyle: { color: colour("lead"), width: 1.6 },
        data: members.map(function (row) { return point(row, pair).value; })
      });
    }
    return option;
  }, trials.rows.length > 1500);

  function refresh() {
    if (entry) {
      entry.refresh();
    }
  }

  if (entry) {
    charts.openPages(entry.chart);
    trials.onChange(refresh);
  }
});
