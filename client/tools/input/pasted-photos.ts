/**
 * The pictures on the clipboard, unless they only go along with its text: spreadsheets put a picture of the cells beside
 * them. A file manager's text, in turn, is nothing but the names of its files.
 */
export function photoFilesOf(clipboard: DataTransfer | null): readonly File[] {
  const files = [...(clipboard?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
  const text = clipboard?.getData('text/plain').trim() ?? ''
  const isNames = text.split(/[\r\n]+/).every((line) => files.some(({ name }) => line.endsWith(name)))
  return text === '' || isNames ? files : []
}
