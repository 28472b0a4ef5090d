import { readSheet, type Sheet } from './sheet.ts'

/** The answer of the thread: null for a file that it cannot read. */
export type SheetAnswer = Sheet | null

addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
  readSheet(data).then(
    (sheet) => postMessage((sheet ?? null) satisfies SheetAnswer),
    () => postMessage(null satisfies SheetAnswer),
  )
})
