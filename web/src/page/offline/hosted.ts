// Capabilities of the hosted page that a local file or an embedded element lacks: it works without
// its server, and the desktop can open files with it.

/** `announce` is called when a newer version is ready; its argument switches to that version. */
export async function keepOffline(announce: (apply: () => void) => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const container = navigator.serviceWorker;
  try {
    const registration = await container.register('./sw.js');
    const look = () => {
      const { waiting } = registration;
      // Without a controller, this is the first version and not an update.
      if (waiting && container.controller) announce(() => changeTo(waiting, container));
    };
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    // Browsers check for a newer version themselves, but some only once a day.
    if (container.controller) await registration.update();
  } catch {
    // If the browser or the site refuses, the page needs its server, and nothing else changes.
  }
}

function changeTo(waiting: ServiceWorker, container: ServiceWorkerContainer) {
  container.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('activate');
}

interface LaunchQueue {
  setConsumer(consumer: (launch: { files: readonly FileSystemFileHandle[] }) => void): void;
}

/** Files with which the installed page was opened (File Handling API). */
export function onLaunch(open: (file: File) => void): void {
  const { launchQueue } = window as Window & { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files }) => {
    void files[0]?.getFile().then(open);
  });
}
