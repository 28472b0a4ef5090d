import { RendererBusy } from '../report/renderer.ts'

const megabyte = 1_048_576
/**
 * Bytes of a board file: 10,000 notes of 500 characters are about 7 MB. The photos that a board may have by
 * default are 133 MB as base64.
 */
export const importLimit = 160 * megabyte
/** Files in progress, of everybody and from one line. Most are small. Not measured. */
const maxFiles = 64
const maxLineFiles = 16
/** Bytes of all files on disk: eight of the largest. Not measured. */
const maxBytes = 8 * importLimit

/** One import in progress. */
export interface ImportInProgress {
  /** Counts bytes that have arrived. Throws RendererBusy when all imports together have too many. */
  readonly count: (bytes: number) => void
  readonly done: () => void
}

/** Bounds the files that are being received or wait. */
export class ImportLimits {
  #files = 0
  #bytes = 0
  readonly #byLine = new Map<string, number>()

  /** Undefined when there are too many imports, of this line or of all. */
  begin(line: string): ImportInProgress | undefined {
    const theirs = this.#byLine.get(line) ?? 0
    if (this.#files >= maxFiles || theirs >= maxLineFiles || this.#bytes >= maxBytes) return undefined
    this.#files += 1
    this.#byLine.set(line, theirs + 1)
    let own = 0
    return {
      count: (bytes) => {
        own += bytes
        this.#bytes += bytes
        if (this.#bytes > maxBytes) throw new RendererBusy()
      },
      done: () => this.#end(line, own),
    }
  }

  #end(line: string, bytes: number): void {
    this.#files -= 1
    this.#bytes -= bytes
    const left = (this.#byLine.get(line) ?? 1) - 1
    if (left > 0) this.#byLine.set(line, left)
    else this.#byLine.delete(line)
  }
}
