import type { Point } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { ClipboardContent } from '../../model/document/copied-board.ts'
import { pasteAt, type AskForRows, type Pasted } from './clipboard.ts'

/** Can this page reach the clipboard without a key? By plain http from another computer it cannot. */
export function hasSystemClipboard(): boolean {
  return (navigator.clipboard as Clipboard | undefined) !== undefined
}

/** Puts the selected things on the system's clipboard, as the key does; false when the browser does not let it. */
export async function putOnClipboard(taken: ClipboardContent): Promise<boolean> {
  try {
    const blob = (type: string, text: string) => new Blob([text], { type })
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/plain': blob('text/plain', taken.text),
        'text/html': blob('text/html', taken.html),
      }),
    ])
    return true
  } catch {
    // Not asked for, refused, or unknown to this browser: whoever called says that.
    return false
  }
}

/** Pastes what the system's clipboard holds; false when the browser does not give it to anything but a key. */
export async function pasteFromClipboard(model: BoardModel, at: Point, onRows: AskForRows): Promise<boolean> {
  try {
    pasteAt(model, await readPasted(), at, onRows)
    return true
  } catch {
    return false
  }
}

async function readPasted(): Promise<Pasted> {
  const items = await navigator.clipboard.read()
  const textOf = async (type: string) => {
    const item = items.find(({ types }) => types.includes(type))
    return item ? (await item.getType(type)).text() : ''
  }
  const [text, html] = await Promise.all([textOf('text/plain'), textOf('text/html')])
  // A spreadsheet puts a picture of its cells beside their words.
  const pictures = text.trim() === '' ? await Promise.all(items.flatMap(pictureOf)) : []
  return { text, html, pictures }
}

function pictureOf(item: ClipboardItem): readonly Promise<File>[] {
  const type = item.types.find((known) => known.startsWith('image/'))
  return type === undefined ? [] : [item.getType(type).then((blob) => new File([blob], 'picture', { type }))]
}
