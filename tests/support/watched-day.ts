import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { BoardFile } from '#server/board-file/board-file.ts'
import { keptIn } from '#shared/activities/principles/kept.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Note } from '#shared/board/note.ts'
import type { Version } from '#shared/board/versions.ts'
import { replyKey } from '#shared/workshop/adoption.ts'
import { RoundState, type Round } from '#shared/workshop/round.ts'
import type { DeskContent } from './watched-passes.ts'

/** What a day makes stays as it was made: versions, notes, and the texts that people wrote alone. */
export class WatchedDay {
  readonly #versions = new Map<string, Version>()
  readonly #notes = new Set<string>()
  /** The step of each text that somebody wrote alone. Texts are told apart by their marks. */
  readonly #drafts = new Map<string, string | undefined>()

  get counts(): { readonly versions: number; readonly drafts: number } {
    return { versions: this.#versions.size, drafts: this.#drafts.size }
  }

  /** All drafts come onto the board now. */
  reveal(desks: readonly DeskContent[]): void {
    for (const { drafts } of desks)
      for (const { text, step, isHeld, isAnswer } of drafts)
        if (!isHeld && !isAnswer) this.#drafts.set(text, step)
  }

  /** Everybody is done with a step. Nothing that was there before is gone, and no version has changed. */
  async look(model: Pick<BoardModel, 'scene' | 'statements'>, { path, step }: PlacedStep): Promise<void> {
    const { notes } = model.scene
    assert.deepEqual(
      [...this.#notes].filter((id) => !notes.has(id)),
      [],
      `notes are gone in ${path}`,
    )
    for (const id of notes.keys()) this.#notes.add(id)
    const statements = await model.statements()
    const versions = statements.versions.get()
    const byId = new Map(versions.map((version) => [version.id, version]))
    for (const known of this.#versions.values()) assert.deepEqual(byId.get(known.id), known, path)
    for (const version of versions) this.#versions.set(version.id, version)
    for (const [statement, all] of Map.groupBy(versions, (version) => version.statement)) {
      assert.deepEqual(
        all.map(({ number }) => number).toSorted((a, b) => a - b),
        all.map((_, index) => index + 1),
        `${path}: numbers of the versions of ${statement}`,
      )
    }
    if (step.activity !== 'rewrite') return
    for (const { id } of statements.all.get())
      assert.notEqual(statements.wordsOf(id).trim(), '', `${path}: ${id} has lost its words`)
  }

  /** Each text that somebody wrote alone is in its step once, and unsigned. Later steps may have taken its words. */
  checkNotes(notes: Iterable<Note>): void {
    const byText = Map.groupBy(notes, ({ text }) => text)
    for (const [text, step] of this.#drafts) {
      const found = (byText.get(text) ?? []).filter((note) => note.step === step)
      assert.deepEqual(
        found.map(({ author }) => author),
        [null],
        text,
      )
    }
  }

  /** The file says the same as the board. */
  async checkFile(file: BoardFile, model: BoardModel, people: number): Promise<void> {
    const { scene, voting, adoptions, agenda } = model
    const statements = await model.statements()
    assert.deepEqual(
      file.statements?.map(({ id, text }) => [id, text]),
      statements.all.get().map(({ id }) => [id, statements.wordsOf(id)]),
    )
    assert.deepEqual(file.versions?.toSorted(byId), statements.versions.get().toSorted(byId))
    for (const { text, hash } of file.versions ?? [])
      assert.equal(createHash('sha256').update(text).digest('hex'), hash)
    assert.deepEqual(
      new Map(file.notes.map(({ id, text }) => [id, text])),
      new Map([...scene.notes.values()].map(({ id, text }) => [id, text])),
    )
    const rounds = [...voting.rounds.get(), ...voting.texts.get()]
    assert.deepEqual(
      rounds.filter(({ state }) => state !== RoundState.closed),
      [],
    )
    const replies = model.replies.get()
    const answered = rounds.map(({ reasons, ...round }) => ({
      ...round,
      reasons: reasons?.map((reason, index) => {
        const reply = replies[replyKey(round.id, index)]
        return { ...reason, ...(reply && { reply }) }
      }),
    }))
    assert.deepEqual(file.rounds.map(resultOf).toSorted(byId), answered.map(resultOf).toSorted(byId))
    const adopted = adoptions.get().at(-1)
    const version = statements.versions.get().find(({ id }) => id === adopted?.version)
    const purpose = file.account?.purpose
    assert.deepEqual([purpose?.text, purpose?.hash], [version?.text, version?.hash])
    assert.deepEqual(file.adoptions, adoptions.get())
    assert.deepEqual(purpose?.voices.answered, people)
    const path = stepOfPrinciples(agenda.get())
    assert.deepEqual(
      file.account?.principles.map(({ id }) => id),
      keptIn(path, scene.notes.values()).map(({ id }) => id),
    )
    this.#checkSteps(file)
  }

  /** Each answer in words to a test is in the result of its step. */
  #checkSteps({ account }: BoardFile): void {
    const steps = account?.agenda?.phases.flatMap((phase) => phase.steps) ?? []
    const written = Map.groupBy(this.#drafts.values(), (step) => step)
    const told = steps.flatMap(({ path, result }) =>
      result?.kind === 'tests' && 'versions' in result
        ? [[path, countNotes(result.versions as readonly { readonly notes: readonly string[] }[])] as const]
        : [],
    )
    if (this.#drafts.size === 0) return
    assert.deepEqual(
      told,
      told.map(([path]) => [path, written.get(path)?.length ?? 0]),
    )
  }
}

/** The counts of a round, and its reasons. A thing without dots may be left out. */
function resultOf({
  id,
  voted,
  eligible,
  totals,
  scores,
  passes,
  reasons,
}: Pick<BoardFile['rounds'][number] | Round, 'id' | 'voted' | 'eligible' | 'totals'> & {
  readonly [part in 'scores' | 'passes' | 'reasons']?: unknown
}): { readonly id: string } {
  const given = totals && Object.fromEntries(Object.entries(totals).filter(([, dots]) => dots > 0))
  const result = { id, voted, eligible, given, scores, passes, reasons }
  return result
}

function countNotes(versions: readonly { readonly notes: readonly string[] }[]): number {
  return new Set(versions.flatMap(({ notes }) => notes)).size
}

function stepOfPrinciples(agenda: ReturnType<BoardModel['agenda']['get']>): string {
  const phases = agenda?.template.phases ?? []
  const settling = phases.flatMap((phase) =>
    phase.steps.flatMap((step) =>
      step.activity === 'principles' && step.does === 'settle' ? [`${phase.id}/${step.id}`] : [],
    ),
  )
  return settling.at(-1) ?? ''
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}
