import type { BoardModel } from '../model/contract/board-model.ts'
import type { Pictures } from './photo-images.ts'
import type { PhotoOf } from '../view/view-state.ts'

/** Between two attempts to download the code that fetches photos. Not measured. */
const againMs = 5_000

/** Photos for the painter. The code that fetches and decodes them is downloaded with the first photo note. */
export function watchPhotos(
  model: Pick<BoardModel, 'scene' | 'camera' | 'photos' | 'saving'>,
  onArrived: (notes: Iterable<string>) => void,
): { readonly of: PhotoOf; readonly close: () => void } {
  const waiting = new Set<string>()
  let pictures: Pictures | undefined
  let isStarted = false
  let isClosed = false

  const start = async () => {
    try {
      const { createPictures } = await import('./photo-images.ts')
      if (!isClosed) pictures = createPictures(model, onArrived)
    } catch {
      // Cut off: the notes show their tint until it works.
      await new Promise((resolve) => setTimeout(resolve, againMs))
      isStarted = false
    }
    if (isClosed) return
    const notes = [...waiting]
    waiting.clear()
    onArrived(notes)
  }
  return {
    of: (note, photo, frame, scale) => {
      if (pictures) return pictures.of(note, photo, frame, scale)
      waiting.add(note.id)
      if (!isStarted) void start()
      isStarted = true
      return undefined
    },
    close: () => {
      isClosed = true
      pictures?.close()
    },
  }
}
