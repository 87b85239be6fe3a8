// Finds the files in dropped folders.

/** Maximum number of files. Captures never consist of so many, but a whole disk does. */
const most = 1000;

/**
 * The files among the entries and in their folders, at any depth; names that start with a dot are
 * skipped.
 */
export async function filesIn(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files: File[] = [];
  const folders = [...entries];
  for (let entry = folders.shift(); entry && files.length < most; entry = folders.shift()) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory) folders.push(...(await childrenOf(entry as FileSystemDirectoryEntry)));
    else files.push(await fileOf(entry as FileSystemFileEntry));
  }
  return files;
}

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  // Each call returns some entries; an empty result marks the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return children;
    children.push(...some);
  }
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));
