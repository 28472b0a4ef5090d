import assert from 'node:assert/strict'
import { receivedFor } from '#client/activities/pass/own-next.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import type { Draft } from '#shared/board/draft.ts'
import type { Note } from '#shared/board/note.ts'
import { textsIn, type PrivateWords } from './private-words.ts'

/** A text that somebody built upon, and what they wrote. */
interface Gift {
  readonly from: string
  readonly to: string
  readonly text: string
  readonly next: string
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
  look(models: Iterable<BoardModel>, pass?: StepPath): void {
    const all = [...models]
    for (const { desk, me } of all)
      for (const draft of desk.drafts.get()) this.#drafts.set(draft.id, { ...draft, owner: me.get().id })
    if (pass !== undefined) for (const model of all) this.#receive(model, pass)
  }

  /** Of each text its author and the person who built upon it have read something, and nobody else. */
  checkReadings({ readings }: PrivateWords): void {
    const seen = [...readings.values()].map(({ text, author, reader }) => `${text} ${author} ${reader}`)
    const given = [...this.#gifts.values()].flatMap(({ from, to, text }) =>
      textsIn(text).map((number) => `${number} ${from} ${to}`),
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

  #receive({ desk, me }: BoardModel, pass: StepPath): void {
    const { id } = me.get()
    const received = receivedFor(desk.activity('pass').get(), pass)
    assert.ok(received, `${id} was given nothing in ${pass}`)
    const given = this.#drafts.get(received.draft)
    assert.ok(given, `${id} was given a text that nobody has`)
    assert.equal(received.text, given.text)
    assert.equal(this.#gifts.has(given.id), false, 'a text was given twice')
    assert.equal(this.#authorsOf(given.id).has(id), false, `${id} was given words of their own`)
    const next = desk.drafts.get().find(({ from }) => from?.includes(given.id))
    assert.deepEqual(next?.from, [given.id])
    this.#gifts.set(given.id, { from: given.owner, to: id, text: given.text, next: next?.text ?? '' })
  }

  #authorsOf(draft: string): ReadonlySet<string> {
    const { owner = '', from = [] } = this.#drafts.get(draft) ?? {}
    return new Set([owner, ...from.flatMap((source) => [...this.#authorsOf(source)])])
  }
}
