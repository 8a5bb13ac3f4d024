// Questions that only the page can answer. Each has a number; without an answer in time it is null.

const waiting = new Map();
let asked = 0;

/** Let the page carry out an order of page/shell.js and answer it. Hidden pages do not: their patience ends. */
export function askPage(order, patienceMs = 1000) {
  const question = ++asked;
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => hearAnswer({ question, answer: null }), patienceMs);
    waiting.set(question, (answer) => {
      clearTimeout(giveUp);
      resolve(answer);
    });
    self.postMessage({ shell: { order, question } });
  });
}

export function hearAnswer({ question, answer }) {
  const resolve = waiting.get(question);
  waiting.delete(question);
  if (resolve) resolve(answer);
  else answer?.close?.(); // a frame that came too late
}
