import { atom, computed, type ReadableAtom, type WritableAtom } from 'nanostores'
import { AskAudience, itemsOf, type Value } from '#shared/asking/ask.ts'
import { fieldIn, type Asked } from '#shared/asking/asked.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { askedName } from '#shared/board/asked.ts'
import { Audience } from '#shared/workshop/audience.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { begunOf, keepBegun, type Begun } from '../../model/memory/begun.ts'
import { reportRefusal } from '../host/outcome.ts'

/** A field of a step. */
export interface AskedQuestion {
  readonly asked: Asked
  readonly path: StepPath
  /** Its item: the question, or `thing/question`. */
  readonly question: string
}

type OwnAnswers = Readonly<Record<string, Value>>

/** The answers that the server has taken from this page since its hello, by board, then by questions. */
const taken = new WeakMap<BoardModel, WritableAtom<Readonly<Record<string, Value | null>>>>()

function takenOf(model: BoardModel) {
  const known = taken.get(model) ?? atom<Readonly<Record<string, Value | null>>>({})
  taken.set(model, known)
  return known
}

/** This person's answers to these questions, as the server has them. */
export function ownAnswers(model: BoardModel, { id }: Asked): ReadableAtom<OwnAnswers> {
  return computed([model.own, takenOf(model)], (own, since) => {
    const { asked, answers } = (own[askedName] ?? {}) as {
      readonly asked?: string
      readonly answers?: OwnAnswers
    }
    const all = new Map(Object.entries(asked === id ? (answers ?? {}) : {}))
    for (const [key, value] of Object.entries(since)) {
      const [of, question = ''] = key.split(' ')
      if (of !== id) continue
      if (value === null) all.delete(question)
      else all.set(question, value)
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

/** Gives an answer; an empty one takes it back. Without the network it waits, also over a reload. */
export function giveAnswer(model: BoardModel, question: AskedQuestion, value: Value): void {
  beginAnswer(model, question, String(value), true)
  void send(model, question, value)
}

/** Sends what was given and has not arrived. */
export function sendWaiting(model: BoardModel, asked: Asked, path: StepPath): void {
  const texts = begunOf(model.id, model.me.get().id).get()
  for (const { item: question, ask } of itemsOf(asked)) {
    const begun = texts[placeOfAnswer({ asked, path, question })]
    if (begun?.isSent === false)
      void send(model, { asked, path, question }, ask.kind === 'scale' ? Number(begun.text) : begun.text)
  }
}

async function send(model: BoardModel, question: AskedQuestion, value: Value): Promise<void> {
  const { asked } = question
  const given = typeof value === 'string' && value.trim() === '' ? null : value
  const run = model.run({
    kind: 'answer.write',
    asked: asked.id,
    question: question.question,
    value: given,
    audience: asked.audience,
  })
  const outcome = await run
  const place = placeOfAnswer(question)
  const person = model.me.get().id
  const isSame = begunOf(model.id, person).get()[place]?.text === String(value)
  if (outcome.ok) {
    const store = takenOf(model)
    store.set({ ...store.get(), [`${asked.id} ${question.question}`]: given })
    if (isSame) keepBegun(model.id, person, place, null)
  } else if (outcome.code !== 'network') {
    // Words stay for their author, who is told; a choice is made again.
    if (fieldIn(asked, question.question)?.ask.kind !== 'text') keepBegun(model.id, person, place, null)
    reportRefusal(model, run)
  }
}
