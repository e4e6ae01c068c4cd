/* A report of a single file: the page of a trial takes the place of the first one when the address
   names it. */
(function () {
  "use strict";

  var trials = window.NightjarTrials;
  var main = document.getElementById("content");
  var side = document.querySelector(".side");
  if (!trials || !main) {
    return;
  }
  var homeNav = side.querySelector("nav");
  var footer = main.querySelector("footer");
  var home = trials.element("div", { id: "home" }, Array.from(main.children).filter(function (child) {
    return child !== footer;
  }));
  main.prepend(home);
  var page = null;
  var nav = null;
  var drawn = [];
  var left = 0; // How far down the first page the reader was.

  function leave() {
    drawn.forEach(function (entry) { entry.remove(); });
    drawn = [];
    if (page) {
      page.remove();
      nav.remove();
      page = null;
    }
  }

  function show() {
    var named = /^#(trial-\d+)(?:&|$)/.exec(window.location.hash);
    var template = named ? document.querySelector("template#" + named[1]) : null;
    if (!template) {
      if (page) {
        leave();
        home.hidden = false;
        homeNav.hidden = false;
        window.NightjarPage.follow();
        var section = window.location.hash.slice(1).split("&")[0];
        var target = section === "overview" ? null : document.getElementById(section);
        if (target) {
          target.scrollIntoView({ behavior: "instant" });
        } else {
          window.scrollTo({ top: left, behavior: "instant" });
        }
      }
      return;
    }
    if (!page) {
      left = window.scrollY;
    }
    leave();
    home.hidden = true;
    homeNav.hidden = true;
    var parts = template.content.cloneNode(true);
    nav = parts.querySelector("nav");
    nav.setAttribute("aria-label", "On this page");
    page = parts.querySelector("div");
    side.append(nav);
    main.insertBefore(page, footer);
    window.NightjarPage.copyButtons(page);
    drawn = window.NightjarTrialPage(page).filter(Boolean);
    window.NightjarPage.follow();
    window.scrollTo({ top: 0, behavior: "instant" });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (!link) {
      return;
    }
    var to = link.getAttribute("href").slice(1);
    var inTrial = page && (page.contains(link) || nav.contains(link));
    if (/^trial-\d+$/.test(to) || (inTrial && to === "overview")) {
      // The reader's choices stay in the address.
      event.preventDefault();
      window.location.hash = trials.link(to);
    } else if (inTrial) {
      event.preventDefault();
      var target = page.querySelector("#" + CSS.escape(to));
      if (target) {
        target.scrollIntoView();
      }
    }
  });
  window.addEventListener("hashchange", show);
  show();
})();
