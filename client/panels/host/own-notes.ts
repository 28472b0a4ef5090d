import { nanoid } from 'nanoid'
import { isTakingNotes } from '#shared/activities/steps-over.ts'
import type { Photo } from '#shared/board/photo.ts'
import { isOpen, type OpenAudience } from '#shared/workshop/audience.ts'
import type { CommandOutcome } from '../../model/contract/board-commands.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { begunOf, hasWords, keepBegun, type Begun } from '../../model/memory/begun.ts'
import { reportRefusal } from './outcome.ts'

/** A text that its author has added to a field which everybody sees. */
export interface AddedNote extends Begun {
  readonly secret: string
  readonly field: string
  readonly step: string
}

/** Letters of a secret: as many bits as its note's id. */
const secretLetters = 24

/** Texts that are on their way, by board and secret. */
const onTheirWay = new Set<string>()

/** Adds words to their field: at once, or when the network is back. What its step no longer takes stays in this browser. */
export function addOwnNote(model: BoardModel, begun: Begun): boolean {
  const { step, field, audience } = begun
  if (step === null || field === undefined || !isOpen(audience) || !hasWords(begun)) return false
  keep(model, { ...begun, step, field, secret: nanoid(secretLetters), at: model.now() })
  sendOwnNotes(model)
  return true
}

/**
 * Changes the words of an own note while its step runs, or gives it a picture, or takes that off. Whatever else was
 * changed in the meantime stays, and a note that was taken back does not return.
 */
export function changeOwnNote(
  model: BoardModel,
  note: AddedNote,
  change: { readonly text: string } | { readonly photo: Photo | null },
): void {
  const now = textsOf(model)[placeOf(note)]
  if (!now || !isAdded(now) || now.isGone === true) return
  keep(model, { ...now, ...change, ...(now.isSent === true && { isSent: false }) })
}

/** Takes an own note off the board, or out of those that wait. */
export function takeBackOwnNote(model: BoardModel, note: AddedNote): void {
  if (note.isSent === undefined) forget(model, note)
  else keep(model, { ...note, isGone: true })
  sendOwnNotes(model)
}

/** Adds a note again that its author has taken back. It is the same note: its secret is the same. */
export function putBackOwnNote(model: BoardModel, added: AddedNote): void {
  const { note: _note, isSent: _isSent, isGone: _isGone, ...begun } = added
  keep(model, begun)
  sendOwnNotes(model)
}

/** The texts that this person has added to a step, oldest first. */
export function addedIn(texts: Readonly<Record<string, Begun>>, step: string): readonly AddedNote[] {
  return Object.values(texts)
    .filter((begun) => isAdded(begun))
    .filter((begun) => begun.step === step && begun.isGone !== true)
    .toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
}

/** Sends the texts of the running step that the server does not have. Words of a step that is over wait for their author. */
export function sendOwnNotes(model: BoardModel): void {
  const agenda = model.agenda.get()
  if (!agenda) return
  for (const added of Object.values(textsOf(model)))
    if (isAdded(added) && isUnsent(added) && isTakingNotes(agenda, added.step)) void send(model, added)
}

/** Sends what waits when the network or the step is there again. Returns its own undo. */
export function watchOwnNotes(model: BoardModel): () => void {
  const send = () => sendOwnNotes(model)
  const stops = [model.saving.listen(send), model.agenda.listen(send)]
  send()
  return () => {
    for (const stop of stops) stop()
  }
}

async function send(model: BoardModel, added: AddedNote): Promise<void> {
  const key = `${model.id} ${added.secret}`
  if (onTheirWay.has(key)) return
  onTheirWay.add(key)
  if (added.isSent === undefined) keep(model, { ...added, isSent: false })
  const asked = model.run(commandOf(added))
  const outcome = await asked
  onTheirWay.delete(key)
  heed(model, added, outcome)
  if (!outcome.ok && !waits(outcome.code)) reportRefusal(model, asked)
}

function commandOf(added: AddedNote): Parameters<BoardModel['run']>[0] {
  const { secret, step, field, text, blanks, kind, tint, from, audience, photo } = added
  if (added.isGone === true) return { kind: 'note.take-back', secret }
  const words = {
    secret,
    text,
    ...(blanks && { blanks }),
    ...(kind && { noteKind: kind }),
    ...(photo !== undefined && { photo }),
  }
  if (added.note !== undefined) return { kind: 'note.change', ...words }
  return {
    kind: 'note.add',
    step,
    field,
    // Only such texts are added.
    audience: audience as OpenAudience,
    ...words,
    ...(tint && { tint }),
    ...(from && from.length > 0 && { from: [...from] }),
  }
}

/** The text may have changed while it was on its way. */
function heed(model: BoardModel, sent: AddedNote, outcome: CommandOutcome): void {
  const now = textsOf(model)[placeOf(sent)]
  if (!now || !isAdded(now)) return
  if (sent.isGone === true) {
    if (outcome.ok || !waits(outcome.code)) forget(model, now)
  } else if (outcome.ok) {
    keep(model, { ...now, note: outcome.note ?? now.note ?? '', isSent: isSame(now, sent) })
    sendOwnNotes(model)
  }
}

function isSame(a: AddedNote, b: AddedNote): boolean {
  return a.text === b.text && JSON.stringify(a.photo ?? null) === JSON.stringify(b.photo ?? null)
}

/** The server did not answer, or the step is over: the text stays as it is. */
function waits(code: string): boolean {
  return code === 'network' || code === 'agenda_moved'
}

function isUnsent({ isSent, isGone }: AddedNote): boolean {
  return isSent !== true || isGone === true
}

function isAdded(begun: Begun): begun is AddedNote {
  const { secret, step, field } = begun
  return secret !== undefined && step !== null && field !== undefined
}

function textsOf({ id, me }: BoardModel): Readonly<Record<string, Begun>> {
  return begunOf(id, me.get().id).get()
}

function placeOf({ step, field, secret }: AddedNote): string {
  return `${step}/${field}/${secret}`
}

function keep({ id, me }: BoardModel, added: AddedNote): void {
  keepBegun(id, me.get().id, placeOf(added), added)
}

function forget({ id, me }: BoardModel, added: AddedNote): void {
  keepBegun(id, me.get().id, placeOf(added), null)
}
