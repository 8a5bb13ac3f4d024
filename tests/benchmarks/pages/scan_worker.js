// Runs in the app's worker: notes when something leaves for the page. `bytes` is 0 where it is no frame of the screen.
() => {
  if (self.left) return;
  self.left = [];
  const post = self.postMessage.bind(self);
  self.postMessage = (message, moved) => {
    self.left.push({ at: performance.timeOrigin + performance.now(), bytes: message.length ?? 0, order: message.shell?.order });
    post(message, moved);
  };
}
