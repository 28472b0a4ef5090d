import type { Photo } from '#shared/board/photo.ts'
import type { Workplace } from '../commands/command-context.ts'
import type { Outcome } from '../http/api.ts'
import type { Keeping, OutboxItem } from './photo-outbox.ts'

export type UploadRefusal = Extract<Outcome<Photo>, { ok: false }>['code']

export interface RefusedPhoto {
  readonly code: UploadRefusal
  /** Name of its file. */
  readonly name: string
}

/** An upload that takes longer than this shows a notice. Not measured. */
const quietMs = 500

const waitingSentences = {
  kept: 'notices.photosKept',
  full: 'notices.photosFull',
  unkept: 'notices.photosUnkept',
} as const

/** Tells the person about photos on their way, photos that wait, and photos that were refused. */
export class PhotoUploadNotices {
  readonly #work: Pick<Workplace, 'notices' | 'say'>
  readonly #leaveOut: (items: readonly OutboxItem[]) => void
  readonly #shown = new Map<Keeping, { readonly id: string; readonly count: number }>()

  /** `leaveOut` forgets photos that their owner no longer wants on the board. */
  constructor(work: Pick<Workplace, 'notices' | 'say'>, leaveOut: (items: readonly OutboxItem[]) => void) {
    this.#work = work
    this.#leaveOut = leaveOut
  }

  /** Says that so many photos are on their way, if `run` takes long. */
  async during(count: number, run: () => Promise<void>): Promise<void> {
    const { notices, say } = this.#work
    let notice: string | undefined
    const timer = setTimeout(() => {
      notice = notices.show({ tone: 'plain', text: say('notices.photosComing', { count }), isLasting: true })
    }, quietMs)
    await run()
    clearTimeout(timer)
    if (notice !== undefined) notices.dismiss(notice)
  }

  /** Shows one message for each reason. */
  showRefused(refused: readonly RefusedPhoto[]): void {
    const { notices, say } = this.#work
    for (const code of new Set(refused.map((each) => each.code))) {
      const names = refused.filter((each) => each.code === code).map(({ name }) => name)
      const text = say('notices.photosRefused', { count: names.length, name: names[0] ?? '' })
      notices.show({ tone: 'warn', text: `${text} ${say(`errors.${code}`)}` })
    }
  }

  /** Shows how many photos wait and where they are until then, with a button that leaves them out. */
  showWaiting(waiting: readonly OutboxItem[]): void {
    const { notices, say } = this.#work
    for (const kind of ['kept', 'full', 'unkept'] as const) {
      const some = waiting.filter(({ keeping }) => keeping === kind)
      const before = this.#shown.get(kind)
      if (some.length === (before?.count ?? 0)) continue
      if (before) notices.dismiss(before.id)
      this.#shown.delete(kind)
      if (some.length === 0) continue
      const text = say(waitingSentences[kind], { count: some.length })
      const action = {
        label: say('notices.photosLeaveOut', { count: some.length }),
        run: () => this.#leaveOut(some),
      }
      const id = notices.show({ tone: 'plain', text, isLasting: true, action })
      this.#shown.set(kind, { id, count: some.length })
    }
  }
}
