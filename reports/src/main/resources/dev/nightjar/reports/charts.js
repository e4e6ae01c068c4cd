/* What the charts of all pages share. A chart takes the place of the figure that shows without
   scripts only once it is drawn; if ECharts is missing, that figure stays. */
window.NightjarCharts = (function () {
  "use strict";

  var drawn = [];

  /** The colours of the style sheet, as they are now. */
  function colours() {
    var style = window.getComputedStyle(document.documentElement);
    return function (name) {
      return style.getPropertyValue("--" + name).trim();
    };
  }

  /**
   * Draws a chart in a container; option(colour) is asked again when light turns to dark. Many
   * things are painted, a few are built as a drawing that prints sharply.
   */
  function draw(container, option, many) {
    if (!window.echarts || !container) {
      return null;
    }
    container.classList.add("is-live");
    var live = container.querySelector(".chart-live");
    var chart = window.echarts.init(live, null, { renderer: many ? "canvas" : "svg" });
    var entry = {
      chart: chart,
      refresh: function () {
        chart.setOption(option(colours()), true);
      }
    };
    entry.refresh();
    drawn.push(entry);
    var observer = new ResizeObserver(function () {
      chart.resize();
    });
    observer.observe(live);
    entry.remove = function () {
      observer.disconnect();
      chart.dispose();
      drawn.splice(drawn.indexOf(entry), 1);
    };
    return entry;
  }

  /** The place of a chart that only scripts draw; returns what draw() takes. */
  function frame(parent, id, description) {
    var container = document.createElement("div");
    container.className = "chart";
    container.id = id;
    var live = document.createElement("div");
    live.className = "chart-live";
    live.setAttribute("role", "img");
    live.setAttribute("aria-label", description);
    container.append(live);
    parent.append(container);
    return container;
  }

  // Paper is light, whatever the screen is.
  ["(prefers-color-scheme: dark)", "print"].forEach(function (media) {
    window.matchMedia(media).addEventListener("change", function () {
      drawn.forEach(function (entry) {
        entry.refresh();
      });
    });
  });

  /** The font of the page, by its name, since what is painted inherits none. */
  function font() {
    return window.getComputedStyle(document.body).fontFamily;
  }

  /** The parts of an option that all charts have alike. */
  function base(colour, x, y, tip) {
    return {
      animation: false,
      aria: { enabled: false }, // The figure it replaces has a description of its own.
      textStyle: { fontFamily: font() },
      grid: { left: 8, right: 18, top: 12, bottom: 8, outerBoundsMode: "same" },
      tooltip: {
        trigger: "item",
        confine: true,
        backgroundColor: colour("card"),
        borderColor: colour("rule"),
        textStyle: { color: colour("ink"), fontSize: 13 },
        formatter: tip
      },
      xAxis: axis(colour, x, { nameLocation: "end", nameGap: 4, nameTextStyle: { align: "right", verticalAlign: "top", padding: [22, 0, 0, 0] } }),
      yAxis: axis(colour, y, { nameLocation: "end", nameTextStyle: { align: "left" } })
    };
  }

  /** An axis: range and ticks are those of the figure without scripts. */
  function axis(colour, given, more) {
    var labels = new Map(given.ticks || []);
    var values = (given.ticks || []).map(function (tick) {
      return tick[0];
    });
    var result = {
      type: given.log ? "log" : "value",
      name: given.name,
      min: given.min,
      max: given.max,
      scale: given.min === undefined,
      minInterval: given.whole ? 1 : 0,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: !given.whole && !given.bare, lineStyle: { color: colour("grid") } },
      axisLabel: { color: colour("soft"), fontSize: 12, hideOverlap: true, showMinLabel: true, padding: [0, 3] }
    };
    if (values.length > 0) {
      result.axisTick.customValues = values;
      result.axisLabel.customValues = values;
      result.axisLabel.formatter = function (value) {
        return labels.has(value) ? labels.get(value) : format(value);
      };
    }
    Object.assign(result, more);
    result.nameTextStyle = Object.assign(
      { color: colour("soft"), fontSize: 12 }, more.nameTextStyle);
    return result;
  }

  /** A tooltip of lines of plain text: whatever names hold, they are never read as markup. */
  function tip(lines) {
    var box = document.createElement("div");
    box.className = "chart-tip";
    lines.forEach(function (line, i) {
      var part = document.createElement(i === 0 ? "strong" : "div");
      part.textContent = line;
      box.appendChild(part);
    });
    return box;
  }

  /** Opens the page of a trial whose mark is clicked. */
  function openPages(chart) {
    chart.on("click", function (item) {
      if (item.data && item.data.number !== undefined) {
        window.NightjarPage.openTrial(item.data.number);
      }
    });
  }

  /** How the mark of a trial looks: filled if it completed, hollow if not. */
  function mark(colour, state) {
    var hollow = state === "pruned" || state === "running" || state === "waiting";
    return {
      color: hollow ? colour("card") : colour(state),
      borderColor: hollow || state === "failed" ? colour(state) : colour("card"),
      borderWidth: hollow || state === "failed" ? 1.6 : 1
    };
  }

  /** A colour between two, given as #rrggbb; 0 is the first, 1 the second. */
  function blend(first, second, share) {
    var parts = [1, 3, 5].map(function (at) {
      var a = parseInt(first.slice(at, at + 2), 16);
      var b = parseInt(second.slice(at, at + 2), 16);
      return Math.round(a + (b - a) * share);
    });
    return "rgb(" + parts.join(",") + ")";
  }

  /** A measured value in four digits, as the tables without scripts have it. */
  function value(number) {
    var size = Math.abs(number);
    if (size === 0) {
      return "0";
    }
    if (size < 1e-3 || size >= 1e6) {
      return number.toExponential(3).replace(/e([+-])(\d)$/, "e$10$2");
    }
    var decimals = Math.max(0, 3 - Math.floor(Math.log10(size)));
    return number.toFixed(Math.min(6, decimals));
  }

  /** A parameter's value: whole numbers as they are, others in four digits. */
  function parameter(number) {
    return Number.isInteger(number) ? String(number) : shortest(number);
  }

  function shortest(number) {
    return value(number)
      .replace(/\.?0+(?=e|$)/, function (zeros, at, all) { return all.includes(".") ? "" : zeros; })
      .replace(/e([+-])0?(\d+)$/, function (all, sign, power) {
        return "e" + (sign === "-" ? "-" : "") + power;
      });
  }

  /** Four significant digits, as labels on axes want them. */
  function format(value) {
    if (value === null || value === undefined || !isFinite(value)) {
      return "–";
    }
    var size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
      return value.toExponential(3);
    }
    return String(Number(value.toPrecision(4)));
  }

  /** A value held between the ends of an axis. */
  function clamp(value, axisRange) {
    return Math.min(axisRange.max, Math.max(axisRange.min, value));
  }

  return {
    draw: draw,
    frame: frame,
    base: base,
    font: font,
    tip: tip,
    mark: mark,
    blend: blend,
    openPages: openPages,
    value: value,
    parameter: parameter,
    format: format,
    clamp: clamp
  };
})();
