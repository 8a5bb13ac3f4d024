// Runs before the page's own scripts. Notes, by the page's clock, when the camera's picture first shows the label's
// green frame (the wall must have been seen before), when the sheet with the start button is in the semantics tree,
// when a finger came down, and when the checklist's first item is there.
(() => {
  const marks = (window.marks = { video: null, wallSeen: false, label: null, sheet: null, tap: null, items: null });
  const corner = new OffscreenCanvas(4, 4).getContext("2d", { willReadFrequently: true });
  const findVideo = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (each.tagName === "VIDEO") return each;
      const inside = each.shadowRoot && findVideo(each.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const onFrame = () => {
    const video = marks.video;
    corner.drawImage(video, 0, 0, video.videoWidth / 20, video.videoHeight / 20, 0, 0, 4, 4);
    const [red, green, blue] = corner.getImageData(1, 1, 1, 1).data;
    const isLabel = green > 120 && red < 80 && blue < 80;
    if (!isLabel) marks.wallSeen = true;
    else if (marks.wallSeen && marks.label === null) marks.label = performance.now();
    if (marks.label === null) video.requestVideoFrameCallback(onFrame);
  };
  const said = (element) => (element.textContent ?? "") + " " +
    Array.from(element.querySelectorAll("[aria-label]"), (each) => each.getAttribute("aria-label")).join(" ");
  const look = () => {
    document.querySelector("flt-semantics-placeholder")?.click();
    if (!marks.video && (marks.video = findVideo(document))) marks.video.requestVideoFrameCallback(onFrame);
    const host = document.querySelector("flt-semantics-host");
    const words = host ? said(host) : "";
    if (marks.sheet === null && words.includes(__START__)) marks.sheet = performance.now();
    if (marks.tap !== null && marks.items === null && words.includes(__ITEM__)) marks.items = performance.now();
    setTimeout(look, 5);
  };
  setTimeout(look, 5);
  document.addEventListener("pointerdown", () => (marks.tap = performance.now()), { capture: true });
})();
