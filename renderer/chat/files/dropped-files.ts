/** What a drop brings, apart from folders, which browsers hand over as files that can't be read. */
export function droppedFiles(transfer: DataTransfer): { files: File[]; hasFolder: boolean } {
  const files: File[] = [];
  let hasFolder = false;
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const file = item.getAsFile();
    if (item.webkitGetAsEntry()?.isDirectory) hasFolder = true;
    else if (file) files.push(file);
  }
  return { files, hasFolder };
}

/**
 * The files of a paste. None where it brings text as well: what is copied in a word processor or a table comes as
 * both, and its words are what is meant.
 *
 * @param nameFor the name for a picture without one of its own, such as a screenshot, by its extension
 */
export function pastedFiles(data: DataTransfer, nameFor: (extension: string) => string): File[] {
  if (data.getData('text/plain') !== '') return [];
  return [...data.files].map((file) => {
    // What browsers call every picture that comes from no file.
    const extension = /^image\.(png|jpe?g|webp)$/.exec(file.name)?.[1];
    return extension === undefined ? file : new File([file], nameFor(extension), { type: file.type });
  });
}
