import assert from 'node:assert/strict'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { receivedIn } from '#shared/activities/pass/received.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import type { Draft } from '#shared/board/draft.ts'
import type { Note } from '#shared/board/note.ts'
import { textsIn, type PrivateReading } from './private-words.ts'

/** A text that somebody built upon, and what they wrote. */
interface Gift {
  readonly from: string
  readonly to: string
  readonly text: string
  readonly next: string
}

/** The desk of one person: plain, so that a process can send it. */
export interface DeskContent {
  readonly owner: string
  readonly drafts: readonly Draft[]
  /** What the server gave in the passes so far. */
  readonly received: ReturnType<typeof receivedIn>
}

export function desksOf(models: Iterable<BoardModel>): readonly DeskContent[] {
  return [...models].map(({ desk, me }) => ({
    owner: me.get().id,
    drafts: desk.drafts.get(),
    received: receivedIn(desk.activity('pass').get()),
  }))
}

/** What lies on all desks during the passes of one writing step, and the rules of a pass. */
export class WatchedPasses {
  readonly #of: StepPath
  readonly #drafts = new Map<string, Draft & { readonly owner: string }>()
  readonly #gifts = new Map<string, Gift>()

  constructor(of: StepPath) {
    this.#of = of
  }

  /** Everybody who gave and the person who built upon their text. */
  get pairs(): readonly (readonly [string, string])[] {
    return [...this.#gifts.values()].map(({ from, to }) => [from, to])
  }

  get count(): number {
    return this.#gifts.size
  }

  /** Everybody is done with the writing step, or with a pass. */
  look(desks: readonly DeskContent[], pass?: StepPath): void {
    for (const { owner, drafts } of desks)
      for (const draft of drafts) this.#drafts.set(draft.id, { ...draft, owner })
    if (pass !== undefined) for (const desk of desks) this.#receive(desk, pass)
  }

  /** Of each text its author and the person who built upon it have read something, and nobody else. */
  checkReadings(readings: Iterable<PrivateReading>): void {
    const seen = [...readings].map(({ text, reader }) => `${text} ${reader}`)
    const given = [...this.#gifts.values()].flatMap(({ to, text }) =>
      textsIn(text).map((number) => `${number} ${to}`),
    )
    assert.deepEqual(seen.toSorted(), given.toSorted())
  }

  /** After the reveal everything is on the board, unsigned, and each version names the text that it grew from. */
  checkBoard(all: Iterable<Note>): void {
    const notes = [...all].filter(({ step }) => step === this.#of)
    assert.deepEqual(
      notes.map(({ text }) => text).toSorted(),
      [...this.#drafts.values()].map(({ text }) => text).toSorted(),
    )
    assert.deepEqual(
      notes.filter(({ author }) => author !== null),
      [],
    )
    const byId = new Map(notes.map((note) => [note.id, note]))
    const byText = new Map(notes.map((note) => [note.text, note]))
    for (const { text, next } of this.#gifts.values()) {
      const parents = byText.get(next)?.from?.map((id) => byId.get(id)?.text)
      assert.deepEqual(parents, [text])
    }
  }

  #receive({ owner: id, drafts, received: all }: DeskContent, pass: StepPath): void {
    const received = all[pass]
    assert.ok(received, `${id} was given nothing in ${pass}`)
    const given = this.#drafts.get(received.draft)
    assert.ok(given, `${id} was given a text that nobody has`)
    assert.equal(received.text, given.text)
    assert.equal(this.#gifts.has(given.id), false, 'a text was given twice')
    assert.equal(this.#authorsOf(given.id).has(id), false, `${id} was given words of their own`)
    const next = drafts.find(({ from }) => from?.includes(given.id))
    assert.deepEqual(next?.from, [given.id])
    this.#gifts.set(given.id, { from: given.owner, to: id, text: given.text, next: next?.text ?? '' })
  }

  #authorsOf(draft: string): ReadonlySet<string> {
    const { owner = '', from = [] } = this.#drafts.get(draft) ?? {}
    return new Set([owner, ...from.flatMap((source) => [...this.#authorsOf(source)])])
  }
}
