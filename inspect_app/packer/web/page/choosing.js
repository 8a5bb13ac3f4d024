// A chosen file goes straight to the Python worker, and Flutter gets a ticket in its place.
//
// On Flutter's way every byte costs some seventy bytes of memory: a photo of 50 MB took half a minute, one of
// 200 MB ended the page. The worker looks at the size before it reads anything.
"use strict";

const TICKET = "inspect-chosen-file:";

function ticketFor(file) {
  const ticket = TICKET + crypto.randomUUID();
  bridge.worker.postMessage({ shell: "chosen", ticket, file });
  return new File([ticket], file.name, { type: file.type, lastModified: file.lastModified });
}

function handOver(event) {
  if (!bridge.worker) return;
  const input = event.target;
  const tickets = new DataTransfer();
  for (const file of input.files) tickets.items.add(ticketFor(file));
  input.files = tickets.files;
}

/** Flutter's own field stands in no document, so it is met when it is opened: we hear of the file before Flutter. */
const usualClick = HTMLInputElement.prototype.click;
HTMLInputElement.prototype.click = function () {
  if (this.type === "file") this.addEventListener("change", handOver, { capture: true, once: true });
  usualClick.call(this);
};
