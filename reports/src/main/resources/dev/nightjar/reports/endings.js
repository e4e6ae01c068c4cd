/* Where trainings ended: for every epoch, how many trials completed, were pruned, or failed. */
window.NightjarPanels.push(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var charts = window.NightjarCharts;
  var live = document.getElementById("endings-live");
  if (!live || !window.echarts) {
    return;
  }
  var states = ["completed", "pruned", "failed"];
  var last = Math.max.apply(null, [1].concat(trials.rows.map(function (row) { return row.epochs; })));
  live.replaceChildren();
  var frame = charts.frame(
    live, "endings-chart", "For every epoch, how many trials ended after it, by how they ended.");
  live.append(trials.element("ul", { className: "legend" }, states.map(function (state) {
    return trials.element("li", {}, [trials.element("span", { className: "swatch " + state }), state]);
  })));

  var entry = charts.draw(frame, function (colour) {
    var rows = trials.visible();
    // With many epochs, several share a bar.
    var wide = Math.ceil((last + 1) / 60);
    var bars = Math.floor(last / wide) + 1;
    var counts = states.map(function () { return new Array(bars).fill(0); });
    rows.forEach(function (row) {
      var state = states.indexOf(row.state);
      if (state >= 0) {
        counts[state][Math.floor(row.epochs / wide)]++;
      }
    });
    function label(i) {
      return wide === 1 ? String(i) : i * wide + "–" + (i * wide + wide - 1);
    }
    var option = charts.base(
      colour,
      { name: "last epoch", bare: true },
      { name: "trials", min: 0, whole: true },
      function (items) {
        return charts.tip(["ended after epoch " + label(Number(items[0].axisValue))].concat(
          items.map(function (item) { return item.seriesName + ": " + item.data; })));
      });
    option.tooltip.trigger = "axis";
    option.tooltip.axisPointer = { type: "shadow", shadowStyle: { color: colour("grid"), opacity: 0.6 } };
    option.xAxis = Object.assign(option.xAxis, {
      type: "category",
      scale: false,
      data: counts[0].map(function (count, i) { return i; })
    });
    option.xAxis.axisLabel.formatter = function (i) { return label(Number(i)); };
    option.series = states.map(function (state, i) {
      return {
        type: "bar",
        name: state,
        stack: "all",
        barCategoryGap: "25%",
        barMaxWidth: 34,
        itemStyle: { color: colour(state) },
        data: counts[i]
      };
    });
    return option;
  });

  trials.onChange(entry.refresh);
});
