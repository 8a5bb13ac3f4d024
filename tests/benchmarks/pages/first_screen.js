// Runs before the page's own scripts: notes when the wanted text is on the screen. Flutter draws on a canvas; its
// semantics tree, switched on by one click, is what can be read. The clock begins with the navigation.
(() => {
  const wanted = __WANTED__;
  window.noted = null;
  const said = (element) => (element.textContent ?? "") + " " +
    Array.from(element.querySelectorAll("[aria-label]"), (each) => each.getAttribute("aria-label")).join(" ");
  const look = () => {
    document.querySelector("flt-semantics-placeholder")?.click();
    const shown = document.querySelector("flt-semantics-host");
    if (shown && said(shown).includes(wanted)) window.noted = performance.now();
    else setTimeout(look, 10);
  };
  setTimeout(look, 10);
})();
