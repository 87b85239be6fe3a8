/**
 * What follows runs in a task of its own, so that the browser can draw and listen before it. An
 * element that shows much awaits it before it draws another capture or connection.
 */
export const anotherTask = () => new Promise<void>((resolve) => setTimeout(resolve));
