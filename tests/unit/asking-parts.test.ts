import { expect, onTestFinished, test } from 'vitest'
import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { askingAnnouncers, askingEditors, askingGhosts } from '#client/panels/asking/asking-parts.ts'
import { answeredAt, leadAsking } from '#client/panels/asking/in-asking.ts'
import {
  beginAnswer,
  beginReason,
  begunAnswer,
  begunReason,
  giveAnswer,
  giveReason,
  ownAnswers,
  ownReasons,
  sendWaiting,
} from '#client/panels/asking/own-answers.ts'
import type { OpenBoard } from '#client/panels/host/feature.ts'
import { templateCheck } from '#server/activities/template-check.ts'
import { declarations } from '#shared/activities/declared.ts'
import { noClock, readyNow, type AgendaNow, type LogEntry } from '#shared/agenda/agenda.ts'
import type { Step } from '#shared/agenda/template.ts'
import { AskAudience, choice, isAnswer, itemsOf, pass } from '#shared/asking/ask.ts'
import { allShownIn, askedIn, figuresItem, proposedItem, type Asked } from '#shared/asking/asked.ts'
import { countedColumn } from '#shared/asking/outcome.ts'
import { writeActivityItem, type Json, askedName } from '#shared/board/activities.ts'
import { writeMove, writeNewAgenda } from '#shared/board/agenda.ts'
import type { Command } from '#shared/wire/command.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import {
  declaredAboutExample,
  declaredExample,
  declareForTest,
  exampleAnswer,
} from '#tests/support/declared-example.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

/** Every kind of question, and each declared activity by itself. */
const cases = [
  ['an example', declaredExample(AskAudience.secret)] as const,
  ['an example about sentences', declaredAboutExample(AskAudience.secret)] as const,
  ...Object.entries(declarations),
]

test.each(cases)('%s: a step that the editor makes can be played, in both languages', (_, declared) => {
  declareForTest(declared)
  const editor = askingEditors()[declared.name]
  const step = { ...editor?.make(), id: 'ask' } as Step
  expect(editor?.title()).not.toBe('')
  expect(step.prompt.flatMap(({ en, fr }) => [en, fr])).not.toContain('')
  const template = {
    ...shortBrainstorm,
    ask: [],
    phases: [{ id: 'now', title: { en: 'Now' }, steps: [step] }],
  }
  expect(templateCheck.check(template)).toMatchObject({ ok: true })
})

test.each(cases)('%s: a ghost answers each question once, as a person could', (_, declared) => {
  const { model, doc, asked, commands, path } = asking(declared)
  const seed = testSeed()
  const { next } = seededRandom(seed)
  const ghost = askingGhosts()[declared.name]
  const turn = (): boolean | undefined =>
    ghost?.({ model, random: next, sentence: () => 'A sentence that ends in the middle of a word' })
  if (declared.isOnProposal) {
    expect(turn()).toBe(true)
    expect(commands.at(-1)).toMatchObject({ kind: 'asking.propose', asked: asked.id })
    propose(doc, path, asked)
  }
  for (const { item: question, ask } of itemsOf(asked)) {
    expect(turn(), `SEED=${seed}`).toBe(true)
    const command = commands.at(-1)
    expect(command).toMatchObject({
      kind: 'answer.write',
      asked: asked.id,
      question,
      audience: asked.audience,
    })
    const value = command?.kind === 'answer.write' ? command.value : null
    expect([seed, value, isAnswer(ask, value)]).toEqual([seed, value, true])
    expect(String(value).trim()).toBe(String(value))
  }
  // Another pair may come: the ghost waits for it.
  expect(turn()).toBe(declared.pairs !== null)
})

test.each(cases)('%s: one press shows the answers, the next goes on, and both are heard', (_, declared) => {
  const { model, doc, asked, commands, path } = asking(declared)
  const said: string[] = []
  onTestFinished(
    askingAnnouncers()[declared.name]?.({ model } as OpenBoard, (words) => said.push(words)) ?? (() => {}),
  )
  const lead = leadAsking(model, declared)
  const figures = answeredAt(model, path)
  // The one button goes on until somebody proposes something.
  if (declared.isOnProposal) {
    expect(lead.get()).toBeNull()
    propose(doc, path, asked)
  }
  expect(lead.get()?.label).toBe(declared.words.en['show'])
  writeActivityItem(doc, askedName, figuresItem(path), { done: null, of: 3 })
  expect(figures.get()).toMatchObject({ done: null, of: 3 })
  lead.get()?.run()
  expect(commands).toEqual([{ kind: 'asking.show', asked: asked.id }])
  const columns = itemsOf(asked).map(({ item: question, ask }) => {
    const given = [0, 1, 2].map((person) => ({ value: exampleAnswer(ask, person), name: null }))
    return [question, countedColumn(ask, given, { ...asked, fewest: 1 }, (items) => items)]
  })
  const shown = { at: 1, voted: 3, of: 4, columns: Object.fromEntries(columns) }
  writeAsked(doc, path, { ...asked, shown })
  // Where words were asked again, the room keeps them or has them reworked.
  if (declared.again) expect(lead.get()?.label).toBe(declared.words.en['keep'])
  else expect(lead.get()).toBeNull()
  expect(figures.get()).toMatchObject({ done: 3, of: 4, isOver: true })
  // A proposal is heard, too.
  expect(said).toHaveLength(declared.isOnProposal ? 2 : 1)
  // At most 25 words a step.
  for (const words of said) expect(words.split(' ').length).toBeLessThanOrEqual(25)
})

test('a question that is the prompt of its step is not said a second time', () => {
  const { duel } = declarations
  if (!duel) throw new Error('the duel is declared')
  const heard = [[], [{ en: duel.words.en['which'] ?? '' }]].map((prompt) => {
    const { model, doc, asked, path } = asking(duel, prompt)
    const said: string[] = []
    onTestFinished(
      askingAnnouncers()['duel']?.({ model } as OpenBoard, (words) => said.push(words)) ?? (() => {}),
    )
    writeAsked(doc, path, { ...asked, id: nanoid() })
    return said.length
  })
  expect(heard).toEqual([1, 0])
})

test('questions of before there were things and pairs are read as they were', () => {
  const shown = { at: 1, voted: 3, of: 3, columns: { degree: { kind: 'withheld' } } }
  const stored = {
    id: 'a',
    turn: 1,
    audience: 'secret',
    asks: { degree: { kind: 'scale', from: 1, to: 3 } },
    shown,
  }
  const read = { ...stored, things: [], pairs: null, until: null }
  expect(askedIn({ [path]: stored }, path)).toEqual(read)
  expect(allShownIn({ [path]: stored, [figuresItem(path)]: null })).toEqual([[path, read]])
})

test('an answer that finds no network waits in this browser, and is sent with the next greeting', async () => {
  const { model, asked, commands, path } = asking(declaredExample(AskAudience.secret))
  let isAway = true
  const run: BoardModel['run'] = async (command) => {
    if (isAway) return { ok: false, code: 'network', message: '' }
    return model.run(command)
  }
  const away = { ...model, run }
  const question = { asked, path, question: 'word' }
  beginAnswer(away, question, 'warm')
  sendWaiting(away, asked, path)
  expect(commands).toEqual([])
  giveAnswer(away, question, 'warm')
  await Promise.resolve()
  expect(begunAnswer(away, question).get()).toMatchObject({ text: 'warm', isSent: false })
  isAway = false
  sendWaiting(away, asked, path)
  await expect.poll(() => begunAnswer(away, question).get()).toBeUndefined()
  expect(ownAnswers(away, asked).get()).toEqual({ word: 'warm' })
  expect(commands).toMatchObject([{ kind: 'answer.write', question: 'word', value: 'warm' }])
  // Without words it is taken back.
  giveAnswer(away, question, ' ')
  await expect.poll(() => ownAnswers(away, asked).get()).toEqual({})
  expect(commands.at(-1)).toMatchObject({ value: null })
})

test('a reason is its author’s alone until they give it, goes with its answer, and not with another one', async () => {
  const { model, asked: declared, commands, path } = asking(declaredExample(AskAudience.secret))
  const signs = { ...choice('yes', 'no'), passes: true, reason: 40 } as const
  const asked = { ...declared, asks: { signs } }
  const question = { asked, path, question: 'signs' }
  const why = { text: 'They work at night, too', isSigned: true }
  giveAnswer(model, question, 'yes')
  await expect.poll(() => ownAnswers(model, asked).get()).toEqual({ signs: 'yes' })
  beginReason(model, question, why)
  sendWaiting(model, asked, path)
  expect(commands).toHaveLength(1)
  giveReason(model, question, why)
  await expect.poll(() => ownReasons(model, asked).get()).toEqual({ signs: why })
  expect(commands.at(-1)).toMatchObject({ question: 'signs', value: 'yes', reason: why })
  expect(begunReason(model, question).get()).toBeUndefined()
  // It was the reason for the other answer.
  giveAnswer(model, question, 'no')
  await expect.poll(() => ownReasons(model, asked).get()).toEqual({})
  expect(commands.at(-1)).not.toHaveProperty('reason')
  expect(begunReason(model, question).get()).toMatchObject({
    text: why.text,
    audience: Audience.hiddenSigned,
  })
  giveAnswer(model, question, pass)
  await expect.poll(() => ownAnswers(model, asked).get()).toEqual({ signs: pass })
  expect(commands.at(-1)).not.toHaveProperty('reason')
})

const things = [
  { id: 'one', text: 'We carry the radio.', label: '1' },
  { id: 'two', text: 'We hold the bend.', label: '2' },
]

const path = 'group/group'
const running: AgendaNow = { ...readyNow, state: 'running', move: 1, step: path, allows: null }
const entry: LogEntry = { kind: 'start', at: 0, by: null, from: null, to: path, move: 0 }

/** A board whose running step asks the questions of this activity. The server is left out: commands are kept. */
function asking(declared: (typeof cases)[number][1], prompt: Step['prompt'] = []) {
  declareForTest(declared)
  const doc = new Y.Doc()
  const [phase, ...others] = shortBrainstorm.phases
  const steps = [{ id: 'group', activity: declared.name, prompt, seconds: null, writing: 'none' } as Step]
  const group = { id: 'group', title: phase?.title ?? {}, steps }
  const rest = others.filter(({ id }) => id !== 'group')
  writeNewAgenda(doc, { ...shortBrainstorm, phases: [group, ...rest] }, {})
  const local = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(local.model.close)
  const commands: Command[] = []
  const run: BoardModel['run'] = async (command) => {
    commands.push(command)
    return { ok: true }
  }
  writeMove(doc, { now: running, clock: noClock, before: null }, entry)
  const asked: Asked = {
    id: nanoid(),
    turn: 1,
    audience: declared.audience,
    asks: declared.ask,
    things: declared.about?.(things) ?? [],
    pairs: declared.pairs ? { all: [[0, 1]], at: 0 } : null,
    until: null,
    shown: null,
  }
  writeAsked(doc, path, asked)
  return { doc, model: { ...local.model, run }, asked, commands, path }
}

/** Somebody has proposed each thing. */
function propose(doc: Y.Doc, path: string, { id, things: all }: Asked): void {
  const proposed = Object.fromEntries(all.map((thing) => [thing.id, []]))
  writeActivityItem(doc, askedName, proposedItem(path), { asked: id, things: proposed })
}

function writeAsked(doc: Y.Doc, path: string, asked: Asked): void {
  writeActivityItem(doc, askedName, path, asked as unknown as Json)
}
