/**
 * Code after this runs in a new task, so that the browser can draw and handle events before it. An
 * element with much content awaits it before it draws another capture or connection.
 */
export const anotherTask = () => new Promise<void>((resolve) => setTimeout(resolve));
