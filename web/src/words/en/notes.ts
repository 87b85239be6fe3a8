// Texts of the fields for notes only.

export const notes = {
  /** `step`: number of the segment; 0 for the whole capture. */
  title: (p: { step: number }) => (p.step === 0 ? 'Notes on the capture' : `Notes on #${p.step}`),
  add: 'Add a note',
  addToCapture: 'Add a note on the capture',
  edit: 'Edit',
  delete: 'Delete',
  done: 'Done',
  /** `step`: number of the segment; 0 for the whole capture. */
  hint: (p: { step: number }) =>
    'Kept in this page until it is closed. “Capture with notes” in the menu Export saves it as a ' +
    (p.step === 0
      ? 'comment on the file, which Wireshark shows in Capture File Properties. '
      : 'packet comment that Wireshark shows. ') +
    'Links and shared captures never contain it.',
};
