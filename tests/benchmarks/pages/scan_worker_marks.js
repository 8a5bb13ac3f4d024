// What the worker has noted since the last time: when a code was read and from what, and what left for the page.
() => {
  const read = performance.getEntriesByName("code-read").map((mark) => ({
    at: performance.timeOrigin + mark.startTime, source: mark.detail,
  }));
  performance.clearMarks("code-read");
  return { read, left: self.left.splice(0) };
}
