// What the hosted page can do that a file or an element in another page cannot: work without its
// server, and be opened with a file from the desktop.

/** `announce` is told when a newer version is ready; its argument changes to that version. */
export async function keepOffline(announce: (apply: () => void) => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const container = navigator.serviceWorker;
  try {
    const registration = await container.register('./sw.js');
    const look = () => {
      const { waiting } = registration;
      // Without a controller this is the first version, and nothing is new about it.
      if (waiting && container.controller) announce(() => changeTo(waiting, container));
    };
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    // Browsers look for a newer version by themselves, but some only once a day.
    if (container.controller) await registration.update();
  } catch {
    // A browser or a site may refuse; then the page needs its server, and nothing else changes.
  }
}

function changeTo(waiting: ServiceWorker, container: ServiceWorkerContainer) {
  container.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('activate');
}

interface LaunchQueue {
  setConsumer(consumer: (launch: { files: readonly FileSystemFileHandle[] }) => void): void;
}

/** Files that the installed page is opened with (File Handling API). */
export function onLaunch(open: (file: File) => void): void {
  const { launchQueue } = window as Window & { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files }) => {
    void files[0]?.getFile().then(open);
  });
}
