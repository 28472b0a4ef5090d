import { atom, computed, type ReadableAtom, type WritableAtom } from 'nanostores'
import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import { AskAudience, itemsOf, pass, type Value } from '#shared/asking/ask.ts'
import { fieldIn, type Asked } from '#shared/asking/asked.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { askedName } from '#shared/board/activities.ts'
import { Audience, isSigned as isSignedAudience } from '#shared/workshop/audience.ts'
import type { OwnReason } from '#shared/workshop/round.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { begunOf, keepBegun, type Begun } from '../../model/memory/begun.ts'
import { reportRefusal } from '../host/outcome.ts'
import { useBoard } from '../host/board-context.tsx'
import type { ShownReason } from '../host/answer.tsx'

/** A field of a step. */
export interface AskedQuestion {
  readonly asked: Asked
  readonly path: StepPath
  /** Its item: the question, or `thing/question`. */
  readonly question: string
}

type OwnAnswers = Readonly<Record<string, Value>>
type OwnReasons = Readonly<Record<string, OwnReason>>

interface Taken {
  readonly value: Value | null
  readonly reason: OwnReason | undefined
}

/** The answers that the server has taken from this page since its hello, by board, then by questions. */
const taken = new WeakMap<BoardModel, WritableAtom<Readonly<Record<string, Taken>>>>()

function takenOf(model: BoardModel) {
  const known = taken.get(model) ?? atom<Readonly<Record<string, Taken>>>({})
  taken.set(model, known)
  return known
}

/** This person's answers to these questions, as the server has them. */
export function ownAnswers(model: BoardModel, asked: Pick<Asked, 'id'>): ReadableAtom<OwnAnswers> {
  return ownOf(model, asked, 'answers', ({ value }) => value)
}

/** The reasons that this person has given for them. */
export function ownReasons(model: BoardModel, asked: Pick<Asked, 'id'>): ReadableAtom<OwnReasons> {
  return ownOf(model, asked, 'reasons', ({ reason }) => reason)
}

function ownOf<Own>(
  model: BoardModel,
  { id }: Pick<Asked, 'id'>,
  field: 'answers' | 'reasons',
  partOf: (taken: Taken) => Own | null | undefined,
): ReadableAtom<Readonly<Record<string, Own>>> {
  return computed([model.own, takenOf(model)], (own, since) => {
    const state = (own[askedName] ?? {}) as { readonly asked?: string } & Readonly<Record<string, unknown>>
    const said = state.asked === id ? (state[field] as Readonly<Record<string, Own>> | undefined) : undefined
    const all = new Map(Object.entries(said ?? {}))
    for (const [key, each] of Object.entries(since)) {
      const [of, question = ''] = key.split(' ')
      if (of !== id) continue
      const part = partOf(each) ?? null
      if (part === null) all.delete(question)
      else all.set(question, part)
    }
    return Object.fromEntries(all)
  })
}

/** The audience of the words in a field, as its badge says. */
export function audienceOf({ audience }: Asked): Audience {
  return audience === AskAudience.named ? Audience.hiddenSigned : Audience.hidden
}

/** The place of an answer in the memory of begun words. */
export function placeOfAnswer({ asked, path, question }: AskedQuestion): string {
  return `${path}/answer:${asked.id}/${question}`
}

/** The answer that this page has and the server has not; undefined without one. */
export function begunAnswer(
  { id, me }: BoardModel,
  question: AskedQuestion,
): ReadableAtom<Begun | undefined> {
  return computed(begunOf(id, me.get().id), (texts) => texts[placeOfAnswer(question)])
}

/** The place of the reason for an answer. */
function placeOfReason({ asked, path, question }: AskedQuestion): string {
  return `${path}/reason:${asked.id}/${question}`
}

/** The reason that this page has and the server has not; undefined without one. */
export function begunReason(
  { id, me }: BoardModel,
  question: AskedQuestion,
): ReadableAtom<Begun | undefined> {
  return computed(begunOf(id, me.get().id), (texts) => texts[placeOfReason(question)])
}

/** Keeps a reason while it is typed. The group gets it with the answer, once its author has given it. */
export function beginReason(
  model: BoardModel,
  question: AskedQuestion,
  { text, isSigned }: OwnReason,
  isGiven = false,
): void {
  const begun: Begun = {
    step: question.path,
    audience: isSigned ? Audience.hiddenSigned : Audience.hidden,
    text,
    ...(isGiven && { isSent: false }),
    ...(fieldIn(question.asked, question.question)?.ask.kind !== 'text' && { isChoice: true }),
  }
  keepBegun(model.id, model.me.get().id, placeOfReason(question), begun)
}

/** Gives the begun reason with the answer that the server has. */
export function giveReason(model: BoardModel, question: AskedQuestion, reason: OwnReason): void {
  const value = ownAnswers(model, question.asked).get()[question.question]
  if (value === undefined) return
  beginReason(model, question, reason, true)
  void send(model, question, value)
}

/** Keeps words while they are typed: a reload and the end of the step leave them. Empty ones are kept, too: they replace an answer. */
export function beginAnswer(model: BoardModel, question: AskedQuestion, text: string, isGiven = false): void {
  const begun: Begun = {
    step: question.path,
    audience: audienceOf(question.asked),
    text,
    ...(isGiven && { isSent: false }),
  }
  keepBegun(model.id, model.me.get().id, placeOfAnswer(question), begun)
}

/**
 * Gives an answer; an empty one takes it back. Without the network it waits, also over a reload. The reason for another
 * answer is its author's alone again.
 */
export function giveAnswer(
  model: BoardModel,
  question: AskedQuestion,
  value: Value,
  reason?: OwnReason,
): void {
  const given = ownReasons(model, question.asked).get()[question.question]
  const begun = begunReason(model, question).get()
  const kept = reason ?? (begun ? reasonIn(begun) : given)
  if (kept) beginReason(model, question, kept, reason !== undefined)
  beginAnswer(model, question, String(value), true)
  void send(model, question, value)
}

/** Sends what was given and has not arrived. */
export function sendWaiting(model: BoardModel, asked: Asked, path: StepPath): void {
  const texts = begunOf(model.id, model.me.get().id).get()
  for (const { item: question, ask } of itemsOf(asked)) {
    const each = { asked, path, question }
    const begun = texts[placeOfAnswer(each)]
    const own = ownAnswers(model, asked).get()[question]
    if (begun?.isSent === false) {
      const value = ask.kind === 'scale' && begun.text !== pass ? Number(begun.text) : begun.text
      void send(model, each, value)
    } else if (own !== undefined && texts[placeOfReason(each)]?.isSent === false) void send(model, each, own)
  }
}

function reasonIn({ text, audience }: Begun): OwnReason {
  return { text, isSigned: audience === Audience.hiddenSigned }
}

async function send(model: BoardModel, question: AskedQuestion, value: Value): Promise<void> {
  const { asked } = question
  const given = typeof value === 'string' && value.trim() === '' ? null : value
  const said = begunReason(model, question).get()
  const reason = said?.isSent === false && given !== pass ? reasonIn(said) : undefined
  const run = model.run({
    kind: 'answer.write',
    asked: asked.id,
    question: question.question,
    value: given,
    audience: asked.audience,
    ...(reason && { reason }),
  })
  const outcome = await run
  const place = placeOfAnswer(question)
  const person = model.me.get().id
  const isSame = begunOf(model.id, person).get()[place]?.text === String(value)
  if (outcome.ok) {
    const store = takenOf(model)
    store.set({ ...store.get(), [`${asked.id} ${question.question}`]: { value: given, reason } })
    if (isSame) keepBegun(model.id, person, place, null)
    if (reason && begunReason(model, question).get() === said)
      keepBegun(model.id, person, placeOfReason(question), null)
  } else if (outcome.code !== 'network') {
    // Words stay for their author, who is told; a choice is made again.
    if (fieldIn(asked, question.question)?.ask.kind !== 'text') keepBegun(model.id, person, place, null)
    reportRefusal(model, run)
  }
}

interface OwnAnswer {
  /** It has not arrived. */
  readonly begun: Begun | undefined
  /** As the server has it. */
  readonly own: Value | undefined
  readonly text: string
}

/** The answer of this person to a question. */
export function useAnswer({ asked, path, question }: AskedQuestion): OwnAnswer {
  const { model } = useBoard()
  const begun = useStore(
    useMemo(() => begunAnswer(model, { asked, path, question }), [model, asked, path, question]),
  )
  const own = useStore(useMemo(() => ownAnswers(model, asked), [model, asked]))[question]
  return { begun, own, text: begun?.text ?? String(own ?? '') }
}

/** The reason of this person for their answer. Until they give it, this browser keeps it for them alone. */
export function useReason({ asked, path, question }: AskedQuestion): ShownReason {
  const { model } = useBoard()
  const place = useMemo(() => ({ asked, path, question }), [asked, path, question])
  const hasName = useStore(model.me).name !== ''
  const begun = useStore(useMemo(() => begunReason(model, place), [model, place]))
  const own = useStore(useMemo(() => ownReasons(model, asked), [model, asked]))[question]
  const { text, isSigned } = begun
    ? { text: begun.text, isSigned: isSignedAudience(begun.audience) }
    : (own ?? { text: '', isSigned: false })
  const said = text.trim()
  const isGiven = own !== undefined && said === own.text && isSigned === own.isSigned
  const sent = said === '' ? undefined : { text: said, isSigned }
  return {
    text,
    isSigned,
    hasName,
    wasKept: text !== '',
    isGiven,
    isSaved: said !== '' && !isGiven,
    sent,
    write: (next) => beginReason(model, place, { text: next, isSigned }),
    sign: (next) => beginReason(model, place, { text, isSigned: next }),
  }
}
