// The files of dropped folders.

/** More are left out: nobody captures into so many, and a disk holds more. */
const most = 1000;

/** Files, and those in folders, at any depth. Names that begin with a dot are left out. */
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
  // A call hands out some of them, the last one none.
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
