import type { SheetAnswer } from './sheet-worker.ts'

/** A workbook of 2,000 notes takes a tenth of a second; a hostile one is given up. */
const longestMs = 15_000

/** Reads a workbook in a thread of its own, which ends with it. */
export async function sheetOf(bytes: Uint8Array): Promise<SheetAnswer> {
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), { type: 'module' })
  let patience: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<SheetAnswer>((resolve) => {
      patience = setTimeout(() => resolve(null), longestMs)
      worker.addEventListener('message', ({ data }: MessageEvent<SheetAnswer>) => resolve(data))
      // Out of memory, or its code could not be downloaded.
      worker.addEventListener('error', () => resolve(null))
      worker.postMessage(bytes, [])
    })
  } finally {
    clearTimeout(patience)
    worker.terminate()
  }
}
