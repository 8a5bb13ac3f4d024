// Runs before the page's own scripts. Notes by the page's clock: when the camera's picture first shows the label's
// green frame (the wall must have been seen before), when a finger came down, and when the sheet with the start
// button and the checklist's first item were on the screen. Flutter draws on a canvas: a text is on the screen when
// it is in the semantics tree and the last picture under way was handed to the canvas. newMarks() begins another try.
(() => {
  const nothing = { video: null, wallSeen: false, label: null, sheet: null, tap: null, items: null };
  window.newMarks = () => (window.marks = { ...nothing });
  newMarks();

  const corner = new OffscreenCanvas(4, 4).getContext("2d", { willReadFrequently: true });
  const watchVideo = (marks) => {
    const { video } = marks;
    const onFrame = (_, { presentationTime }) => {
      corner.drawImage(video, 0, 0, video.videoWidth / 20, video.videoHeight / 20, 0, 0, 4, 4);
      const [red, green, blue] = corner.getImageData(1, 1, 1, 1).data;
      const isLabel = green > 120 && red < 80 && blue < 80;
      if (!isLabel) marks.wallSeen = true;
      else if (marks.wallSeen) marks.label = presentationTime;
      if (marks.label === null) video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  };
  const findVideo = () => {
    document.querySelector("flt-semantics-placeholder")?.click();
    const { marks } = window;
    if (!marks.video && (marks.video = document.querySelector("video"))) watchVideo(marks);
    setTimeout(findVideo, 20);
  };
  findVideo();

  const said = (element) => (element.textContent ?? "") + " " +
    Array.from(element.querySelectorAll("[aria-label]"), (each) => each.getAttribute("aria-label")).join(" ");
  const waitedFor = () => {
    const { marks } = window;
    const [before, mark, wanted] = marks.sheet === null ? ["label", "sheet", __START__] : ["tap", "items", __ITEM__];
    if (marks[before] === null || marks[mark] !== null) return null;
    const host = document.querySelector("flt-semantics-host");
    return host && said(host).includes(wanted) ? mark : null;
  };

  let inMaking = 0;
  const make = window.createImageBitmap;
  window.createImageBitmap = async (...given) => {
    inMaking += 1;
    try {
      return await make.call(window, ...given);
    } finally {
      inMaking -= 1;
    }
  };
  const show = ImageBitmapRenderingContext.prototype.transferFromImageBitmap;
  ImageBitmapRenderingContext.prototype.transferFromImageBitmap = function (picture) {
    show.call(this, picture);
    const mark = waitedFor();
    const at = performance.now();
    // A picture of the frame before may still be under way when the text comes: then another follows at once.
    if (mark) afterThisTask(() => inMaking === 0 && (window.marks[mark] ??= at));
  };
  const afterThisTask = (then) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  };

  const onTap = () => window.marks.sheet !== null && (window.marks.tap ??= performance.now());
  document.addEventListener("pointerdown", onTap, { capture: true });
})();
