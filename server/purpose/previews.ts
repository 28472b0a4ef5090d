import { nanoid } from 'nanoid'
import type { PurposeContent } from '../board-file/purpose-content.ts'
import type { PurposeFile } from '../contracts/purpose-pages.ts'

/** A page that is not published, to be looked at. */
export interface Preview {
  readonly content: PurposeContent
  readonly files: readonly PurposeFile[]
}

interface HeldPreview extends Preview {
  readonly board: string
  readonly participant: string
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly until: number
}

const previewMs = 10 * 60_000
/** Somebody compares a page with the one before. Not measured. */
const previewsOfPerson = 4
/** Some five hundred pages, with their letters and an emblem each. Not measured. */
const maxBytes = 64 * 1_048_576

/**
 * The previews of all boards, for ten minutes each. Facilitators have their own: others take none of theirs away. When all
 * of them are too large, the board with most gives up its oldest.
 */
export class Previews {
  readonly #now: () => number
  /** The oldest first. */
  readonly #held = new Map<string, HeldPreview>()
  readonly #maxBytes: number

  constructor(now: () => number, limit = maxBytes) {
    this.#now = now
    this.#maxBytes = limit
  }

  /** The token under which the preview can be seen. */
  add(board: string, participant: string, preview: Preview): string {
    // It begins with the board: another server can tell which one has the preview.
    const token = `${board}.${nanoid(24)}`
    const bytes = bytesOf(preview)
    this.#held.set(token, { ...preview, board, participant, bytes, until: this.#now() + previewMs })
    this.#dropEnded()
    const own = this.#tokens((each) => each.board === board && each.participant === participant)
    for (const old of own.slice(0, -previewsOfPerson)) this.#held.delete(old)
    while (this.#held.size > 1 && this.#sum() > this.#maxBytes) this.#dropOfLargest()
    return token
  }

  find(token: string): Preview | undefined {
    this.#dropEnded()
    return this.#held.get(token)
  }

  /** The page of this board was withdrawn: its previews go, too. */
  dropOf(board: string): void {
    for (const token of this.#tokens((each) => each.board === board)) this.#held.delete(token)
  }

  #dropEnded(): void {
    const now = this.#now()
    for (const [token, { until }] of this.#held) if (until < now) this.#held.delete(token)
  }

  #dropOfLargest(): void {
    const byBoard = Map.groupBy(this.#held, ([, { board }]) => board)
    const sizes = [...byBoard.values()].map((own) => ({
      oldest: own[0]?.[0] ?? '',
      bytes: own.reduce((sum, [, { bytes }]) => sum + bytes, 0),
    }))
    const largest = sizes.reduce((most, each) => (each.bytes > most.bytes ? each : most))
    this.#held.delete(largest.oldest)
  }

  #tokens(isWanted: (preview: HeldPreview) => boolean): readonly string[] {
    return [...this.#held].flatMap(([token, preview]) => (isWanted(preview) ? [token] : []))
  }

  #sum(): number {
    return [...this.#held.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  }
}

function bytesOf({ content, files }: Preview): number {
  return JSON.stringify(content).length + files.reduce((sum, { data }) => sum + data.byteLength, 0)
}
