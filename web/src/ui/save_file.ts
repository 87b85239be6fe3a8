/** Offers a file as a download. */
export function saveFile(name: string, content: Blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // By the next task, the download has its own reference to the data.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
