// Makes a raw photo ready to keep: upright, scaled, captioned, without its EXIF (a canvas writes none).

const LONG_EDGE = 1600;
const THUMBNAIL_EDGE = 256;
const TARGET_BYTES = 380_000;
const QUALITIES = [0.8, 0.7, 0.6, 0.5];
const CAPTION_FAMILY = "InspectHanzi";

let captionFont = null;

/** The app's own hanzi font, so that rare characters of names are burnt in as they are written. */
function loadCaptionFont() {
  if (!self.fonts || typeof FontFace === "undefined") return Promise.resolve();
  const url = new URL("../assets/fonts/hanzi.woff2", import.meta.url).href;
  const face = new FontFace(CAPTION_FAMILY, `url(${url})`);
  return face.load().then((loaded) => self.fonts.add(loaded)).catch(() => {});
}

function fitted(width, height, edge) {
  const scale = Math.min(1, edge / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

function drawn(image, width, height) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  return canvas;
}

/** Caption lines on a dark strip along the bottom, from the left. */
function burnIn(canvas, lines) {
  const context = canvas.getContext("2d");
  const size = Math.max(16, Math.round(Math.max(canvas.width, canvas.height) / 50));
  const lineHeight = Math.round(size * 1.4);
  const pad = Math.round(size * 0.6);
  const top = canvas.height - lines.length * lineHeight - pad;
  context.fillStyle = "rgba(0, 0, 0, 0.55)";
  context.fillRect(0, top - pad / 2, canvas.width, canvas.height - top + pad / 2);
  context.fillStyle = "#ffffff";
  context.textBaseline = "top";
  context.font = `${size}px ${CAPTION_FAMILY}, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
  lines.forEach((line, row) => context.fillText(line, pad, top + row * lineHeight, canvas.width - 2 * pad));
}

async function jpegOf(canvas, quality) {
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
  return new Uint8Array(await blob.arrayBuffer());
}

async function jpegWithin(canvas, target) {
  let jpeg = null;
  for (const quality of QUALITIES) {
    jpeg = await jpegOf(canvas, quality);
    if (jpeg.length <= target) break;
  }
  return jpeg;
}

/** bytes: JPEG, PNG or WebP; captionJson: list of lines. Gives {jpeg, width, height, thumbnail} or throws. */
export async function makePicture(bytes, captionJson) {
  const lines = JSON.parse(captionJson);
  const image = await createImageBitmap(new Blob([bytes.slice()]), { imageOrientation: "from-image" });
  try {
    const [width, height] = fitted(image.width, image.height, LONG_EDGE);
    const canvas = drawn(image, width, height);
    const thumbnail = drawn(canvas, ...fitted(width, height, THUMBNAIL_EDGE));
    if (lines.length > 0) {
      await (captionFont ??= loadCaptionFont());
      burnIn(canvas, lines);
    }
    const jpeg = await jpegWithin(canvas, TARGET_BYTES);
    return { jpeg, width, height, thumbnail: await jpegOf(thumbnail, 0.75) };
  } finally {
    image.close();
  }
}

/** Each line as every pen draws it, the broad one first. */
function stroke(canvas, { pens, strokes }) {
  const context = canvas.getContext("2d");
  context.lineCap = context.lineJoin = "round";
  for (const { colour, width } of pens) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    for (const [first, ...others] of strokes) {
      context.beginPath();
      context.moveTo(...first);
      others.forEach((point) => context.lineTo(...point));
      context.stroke();
    }
  }
}

/** bytes: a JPEG as makePicture gave it; linesJson: {pens: [{colour, width}], strokes: [[[x, y], ...], ...]} in px. */
export async function drawOnPicture(bytes, linesJson) {
  const image = await createImageBitmap(new Blob([bytes.slice()]));
  try {
    const canvas = drawn(image, image.width, image.height);
    stroke(canvas, JSON.parse(linesJson));
    const thumbnail = drawn(canvas, ...fitted(canvas.width, canvas.height, THUMBNAIL_EDGE));
    const jpeg = await jpegWithin(canvas, TARGET_BYTES);
    return { jpeg, width: canvas.width, height: canvas.height, thumbnail: await jpegOf(thumbnail, 0.75) };
  } finally {
    image.close();
  }
}
