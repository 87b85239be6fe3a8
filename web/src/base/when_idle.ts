/** Runs a task when the page is idle, after five seconds at the latest. */
export function whenIdle(task: () => void): void {
  if (typeof requestIdleCallback === 'undefined') setTimeout(task, 500);
  else requestIdleCallback(task, { timeout: 5000 });
}
