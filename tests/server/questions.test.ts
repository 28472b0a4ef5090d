import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { databaseName } from '#server/store/sqlite/database.ts'
import { pairKey, pairLimit, pairsIn } from '#shared/activities/read/pairs.ts'
import { questionLimits, questionsIn } from '#shared/activities/read/questions.ts'
import { agendaEnd } from '#shared/agenda/agenda.ts'
import { readActivity } from '#shared/board/activities.ts'
import { areaIdFor } from '#shared/board/area.ts'
import { addNote, removeNotes } from '#shared/board/note.ts'
import { numbersIn, numbersOf } from '#shared/board/proposal-numbers.ts'
import { roundsOf } from '#shared/board/round.ts'
import { statementsOf } from '#shared/board/statements.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo, shortBrainstorm, takeAgenda, twoReadings } from '#tests/support/agendas.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { startServer } from '#tests/support/server.ts'
import { addProposals, closeRound, joinBoard, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'

const questionsOf = ({ client }: Voter) => questionsIn(readActivity(client.doc, 'read'))

test('questions and answers are everybody’s, without a name in anything that is sent, and outlive a restart', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board, { name: 'Adalbert' })
  const eve = await joinBoard(server, board, { role: Role.viewer })
  const note = addNote(fay.client.doc, { x: 0, y: 0, author: null, created: 1, text: 'Be bold' })
  await fay.client.allSaved()
  const say = async (by: Voter, command: Parameters<Voter['client']['command']>[0]) =>
    outcomeOf(await by.client.command(command))
  expect(await say(ada, { kind: 'read.ask', note, text: '  Bold\nhow?  ' })).toBe('ok')
  expect(await say(ada, { kind: 'read.ask', note: 'gone', text: 'And who?' })).toBe('ok')
  await fay.client.until(() => questionsOf(fay).length === 2)
  const [first, second] = questionsOf(fay)
  expect(first).toMatchObject({ note, text: 'Bold how?', answers: [], isSettled: false })
  expect(second).toMatchObject({ note: null, text: 'And who?' })
  const question = first?.id ?? ''
  expect(await say(fay, { kind: 'read.answer', question, text: 'Without asking first' })).toBe('ok')
  expect(await say(ada, { kind: 'read.settle', question, isSettled: true })).toBe('forbidden')
  expect(await say(fay, { kind: 'read.settle', question: second?.id ?? '', isSettled: true })).toBe('ok')
  expect(await say(fay, { kind: 'read.answer', question: 'nothing', text: 'x' })).toBe('unknown_question')
  for (const command of [
    { kind: 'read.ask', note: null, text: 'x' },
    { kind: 'read.answer', question, text: 'x' },
  ] as const)
    expect(await say(eve, command)).toBe('forbidden')
  await eve.client.until(() => questionsOf(eve)[1]?.isSettled === true)
  expect(questionsOf(eve)[0]?.answers).toEqual(['Without asking first'])
  const state = JSON.stringify(readActivity(eve.client.doc, 'read'))
  for (const { session } of [fay, ada]) expect(state).not.toContain(session.participant.id)
  expect(state).not.toContain('Adalbert')
  await server.close()
  const again = await startServer({ dataDir: server.dataDir })
  const back = await joinBoard(again, board, { session: fay.session })
  expect(questionsOf(back)).toEqual(questionsOf(eve))
})

test('a question or an answer that was begun in a reading step is shown late by a press, and by nothing else', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [ada, eve] = [await joinBoard(server, board), await joinBoard(server, board, { role: Role.viewer })]
  await takeAgenda(fay, twoReadings)
  const words = { kind: 'read.late', step: 'look/read', note: null, question: null } as const
  const say = async (text: string, more: { step?: string; question?: string } = {}, by = ada) =>
    outcomeOf(await by.client.command({ ...words, text, ...more }))
  // Nobody has read yet, or people still read, or another step is meant.
  await moveTo(fay, 'write/reveal')
  expect(await say('Bold how?')).toBe('agenda_moved')
  await moveTo(fay, 'look/read')
  expect(await say('Bold how?')).toBe('agenda_moved')
  await moveTo(fay, 'next/next')
  expect(outcomeOf(await ada.client.command({ kind: 'read.ask', note: null, text: 'Bold how?' }))).toBe(
    'step_closed',
  )
  expect(await say('Bold how?', { step: 'write/reveal' })).toBe('unknown_item')
  expect(await say('Bold how?', {}, eve)).toBe('forbidden')
  expect(await say('\u200B')).toBe('no_words')
  expect(await say('Bold how?')).toBe('ok')
  await fay.client.until(() => questionsOf(fay).length === 1)
  const question = questionsOf(fay)[0]?.id ?? ''
  expect(await say('Without asking first', { question })).toBe('ok')
  expect(await say('Too late', { question: 'nothing' })).toBe('unknown_question')
  await fay.client.until(() => questionsOf(fay)[0]?.answers.length === 1)
  // While people write in private, nothing of anybody appears.
  await moveTo(fay, 'write/ideas')
  expect(await say('And who?')).toBe('writing_private')
  expect(questionsOf(fay)).toMatchObject([{ text: 'Bold how?', answers: ['Without asking first'] }])
})

test('people say that two notes have one idea: each counts once, nobody is named, and only facilitators merge', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [ada, bo] = [await joinBoard(server, board), await joinBoard(server, board)]
  const eve = await joinBoard(server, board, { role: Role.viewer })
  const [one = '', other = ''] = await addProposals(fay, 2)
  const say = async (by: Voter, isSame = true, pair = { one, other }) =>
    outcomeOf(await by.client.command({ kind: 'read.agree', ...pair, isSame }))
  expect([await say(ada), await say(ada), await say(bo, true, { one: other, other: one })]).toEqual([
    'ok',
    'ok',
    'ok',
  ])
  expect(await say(eve)).toBe('forbidden')
  expect(await say(ada, true, { one, other: one })).toBe('unknown_pair')
  expect(await say(ada, true, { one, other: 'nothing' })).toBe('unknown_pair')
  const pairs = () => pairsIn(readActivity(fay.client.doc, 'read'))
  await fay.client.until(() => pairs()[0]?.yes === 2)
  const state = JSON.stringify(readActivity(fay.client.doc, 'read'))
  for (const { session } of [ada, bo]) expect(state).not.toContain(session.participant.id)

  // A restart keeps who has said so, as hashes: nobody counts twice, and everybody can take it back.
  await server.close()
  const again = await startServer({ dataDir: server.dataDir })
  const back = await joinBoard(again, board, { session: ada.session })
  const cy = await joinBoard(again, board)
  // Their own answer is told to them alone.
  expect(back.client.hello()?.own).toEqual({ read: [pairKey({ one, other })] })
  expect(cy.client.hello()?.own).toBeUndefined()
  const there = () => pairsIn(readActivity(back.client.doc, 'read'))
  expect([await say(back), await say(cy)]).toEqual(['ok', 'ok'])
  await back.client.until(() => there()[0]?.yes === 3)
  expect(await say(back, false)).toBe('ok')
  await back.client.until(() => there()[0]?.yes === 2)
  expect(await say(cy, false)).toBe('ok')
  await back.client.until(() => there()[0]?.yes === 1)
  await again.close()
  const db = new DatabaseSync(join(server.dataDir, databaseName), { readOnly: true })
  onTestFinished(() => db.close())
  const rows = db.prepare('SELECT pair, voter FROM pair_yeses').all()
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(bo.session.participant.id)
})

test('people who say it again after the workshop was ended and resumed still count once', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [ada, bo] = [await joinBoard(server, board), await joinBoard(server, board)]
  const [one = '', other = ''] = await addProposals(fay, 2)
  const step = {
    id: 'read',
    activity: 'read',
    prompt: [{ en: 'Read' }],
    seconds: 60,
    writing: 'none',
  } as const
  const phases = [{ id: 'look', title: { en: 'Look' }, steps: [step] }]
  await takeAgenda(fay, { ...shortBrainstorm, ask: [], phases })
  await moveTo(fay, 'look/read')
  const say = async ({ client }: Voter) =>
    outcomeOf(await client.command({ kind: 'read.agree', one, other, isSame: true }))
  const yes = () => pairsIn(readActivity(fay.client.doc, 'read'))[0]?.yes
  expect(await say(ada)).toBe('ok')
  await fay.client.until(() => yes() === 1)
  await moveTo(fay, agendaEnd)
  expect(await say(bo)).toBe('step_closed')
  await moveTo(fay, 'look/read')
  // Nobody can tell any more who the first one was.
  expect([await say(ada), yes()]).toEqual(['ok', 1])
  expect(await say(bo)).toBe('ok')
  await fay.client.until(() => yes() === 2)
  await moveTo(fay, agendaEnd)
  await moveTo(fay, 'look/read')
  expect(await say(bo)).toBe('ok')
  await server.close()
  const again = await startServer({ dataDir: server.dataDir })
  const back = await joinBoard(again, board, { session: ada.session })
  expect(pairsIn(readActivity(back.client.doc, 'read'))[0]?.yes).toBe(2)
})

test('a yes adds to those that came with an imported board', async () => {
  const server = await startServer()
  const note = { kind: 'idea', tint: 'sun', created: 1, x: 0, y: 0, z: 0, cluster: null, text: 'Be bold' }
  const pair = { one: 'note0001', other: 'note0002' }
  const { body } = await server.ask('POST', '/api/imports', {
    format: 'boussole-board',
    version: 1,
    title: 'Our purpose',
    language: 'en',
    notes: [pair.one, pair.other].map((id) => ({ ...note, id })),
    clusters: [],
    rounds: [],
    activities: { read: { [pairKey(pair)]: { ...pair, yes: 3 } } },
  })
  const board = body as CreatedBoard
  const ada = await joinBoard(server, board)
  const shown = () => pairsIn(readActivity(ada.client.doc, 'read')).map(({ yes }) => yes)
  expect(shown()).toEqual([3])
  const say = async ({ client }: Voter, isSame = true) =>
    outcomeOf(await client.command({ kind: 'read.agree', ...pair, isSame }))
  expect([await say(ada), await say(ada)]).toEqual(['ok', 'ok'])
  await ada.client.until(() => shown()[0] === 4)
  await server.close()
  // Nobody takes back more than their own one.
  const again = await startServer({ dataDir: server.dataDir })
  const back = await joinBoard(again, board, { session: ada.session })
  const there = () => pairsIn(readActivity(back.client.doc, 'read'))[0]?.yes
  expect(there()).toBe(4)
  expect([await say(back, false), await say(back, false)]).toEqual(['ok', 'ok'])
  await back.client.until(() => there() === 3)
})

test('a board has so many questions at most, also when all are asked at once', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const outcomes: string[] = []
  for (let at = 0; at <= questionLimits.count; at += 10) {
    const ten = Array.from({ length: 10 }, async (_, index) =>
      outcomeOf(await fay.client.command({ kind: 'read.ask', note: null, text: `why ${at + index}?` })),
    )
    outcomes.push(...(await Promise.all(ten)))
  }
  expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(questionLimits.count)
  expect(outcomes.at(-1)).toBe('too_many_questions')

  // A change sends one question, and one that was taken away makes room.
  await fay.client.until(() => questionsOf(fay).length === questionLimits.count)
  const sizes: number[] = []
  fay.client.doc.on('update', ({ byteLength }: Uint8Array) => sizes.push(byteLength))
  const question = questionsOf(fay)[40]?.id ?? ''
  await fay.client.command({ kind: 'read.settle', question, isSettled: true })
  await fay.client.until(() => questionsOf(fay)[40]?.isSettled === true)
  expect(Math.max(...sizes)).toBeLessThan(500)
  const ada = await joinBoard(server, board)
  expect(outcomeOf(await ada.client.command({ kind: 'read.remove', question }))).toBe('forbidden')
  expect(outcomeOf(await fay.client.command({ kind: 'read.remove', question }))).toBe('ok')
  expect(outcomeOf(await fay.client.command({ kind: 'read.remove', question }))).toBe('unknown_question')
  expect(outcomeOf(await fay.client.command({ kind: 'read.ask', note: null, text: 'last' }))).toBe('ok')
  await fay.client.until(() => questionsOf(fay).at(-1)?.text === 'last')
  expect(questionsOf(fay)).toHaveLength(questionLimits.count)
})

test('a question and an answer have a letter that can be seen', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = await joinBoard(server, board)
  const ask = async (text: string) =>
    outcomeOf(await ada.client.command({ kind: 'read.ask', note: null, text }))
  for (const text of [' ', '\u200B', '\u3164\u2800']) expect(await ask(text)).toBe('no_words')
  expect(await ask('Why?')).toBe('ok')
  await ada.client.until(() => questionsOf(ada).length === 1)
  const question = questionsOf(ada)[0]?.id ?? ''
  const answered = await ada.client.command({ kind: 'read.answer', question, text: '\u200B' })
  expect(outcomeOf(answered)).toBe('no_words')
})

test('a participant asks no faster than a person does: each question is sent to everybody', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = await joinBoard(server, board)
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, async (_, index) =>
      outcomeOf(await ada.client.command({ kind: 'read.ask', note: null, text: `why ${index}?` })),
    ),
  )
  expect(outcomes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'ok'))
  expect(outcomes.slice(10)).toEqual(['too_many_requests', 'too_many_requests'])
})

test('one person takes a part of the questions, the answers and the pairs, many leave some, and a facilitator empties a list', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ask = async (by: Voter) =>
    outcomeOf(await by.client.command({ kind: 'read.ask', note: null, text: 'why?' }))
  const reply = async (by: Voter, question: string) =>
    outcomeOf(await by.client.command({ kind: 'read.answer', question, text: 'because' }))
  // A person may send ten commands at once, so each false person takes at most so many.
  const ten = async (make: (by: Voter) => Promise<string>) => {
    const by = await joinBoard(server, board)
    return Promise.all(Array.from({ length: 10 }, async () => make(by)))
  }
  const asked: string[] = []
  while (!asked.includes('too_many_questions')) asked.push(...(await ten(ask)))
  const reserved = questionLimits.count / 10
  expect(asked.filter((outcome) => outcome === 'ok')).toHaveLength(questionLimits.count - reserved)
  expect(new Set(asked)).toEqual(new Set(['ok', 'share_used', 'too_many_questions']))
  expect(await ask(fay)).toBe('ok')
  await fay.client.until(() => questionsOf(fay).length === questionLimits.count - reserved + 1)
  const question = questionsOf(fay)[0]?.id ?? ''
  const answers = await ten(async (by) => reply(by, question))
  expect(answers.filter((outcome) => outcome === 'ok')).toHaveLength(2)
  expect(answers.at(-1)).toBe('share_used')

  const notes = await addProposals(fay, 40)
  const couples = notes.flatMap((one, at) => notes.slice(at + 1).map((other) => ({ one, other })))
  const agreed: string[] = []
  let taken = -1
  while (!agreed.includes('too_many_pairs'))
    agreed.push(
      ...(await ten(async (by) => {
        taken += 1
        const pair = couples[taken] ?? { one: '', other: '' }
        return outcomeOf(await by.client.command({ kind: 'read.agree', ...pair, isSame: true }))
      })),
    )
  expect(agreed.filter((outcome) => outcome === 'ok')).toHaveLength(pairLimit - pairLimit / 10)

  const ada = await joinBoard(server, board)
  for (const list of ['questions', 'pairs'] as const) {
    const forget = { kind: 'read.forget', list } as const
    expect(outcomeOf(await ada.client.command(forget))).toBe('forbidden')
    expect(outcomeOf(await fay.client.command(forget))).toBe('ok')
  }
  await fay.client.until(() => questionsOf(fay).length === 0)
  await fay.client.until(() => pairsIn(readActivity(fay.client.doc, 'read')).length === 0)
  expect(await ask(ada)).toBe('ok')
  const [one = '', other = ''] = notes
  expect(outcomeOf(await ada.client.command({ kind: 'read.agree', one, other, isSame: true }))).toBe('ok')
  await fay.client.until(() => pairsIn(readActivity(fay.client.doc, 'read'))[0]?.yes === 1)
})

test('a proposal keeps its number on the way from reading to the sentences, whatever comes or goes', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const template = builtInTemplate('purpose-day')
  expect(await lead(fay, { kind: 'agenda.take', template, answers: { team: 'Nord' } })).toBe('ok')
  const { doc } = fay.client
  await moveTo(fay, 'why/write')
  const write = (id: string, from: readonly string[] = []) =>
    addNote(doc, {
      id,
      x: 0,
      y: 0,
      author: fay.session.participant.id,
      created: 1,
      text: `We are ${id}`,
      step: 'why/write',
      field: 'proposals',
      area: areaIdFor({ step: 'why/write', field: 'proposals' }),
      from,
    })
  for (const id of ['one', 'two', 'three']) write(id)
  write('after', ['one'])
  await fay.client.allSaved()
  const numbers = () => Object.fromEntries(numbersOf(doc))
  expect(numbers()).toEqual({})
  await moveTo(fay, 'shortlist/read')
  await fay.client.until(() => numbersOf(doc).size === 4)
  expect(numbers()).toEqual({ one: 1, two: 2, three: 3, after: 4 })
  removeNotes(doc, ['two'])
  write('late')
  await fay.client.allSaved()
  await moveTo(fay, 'shortlist/vote')
  await fay.client.until(() => numbersOf(doc).size === 5)
  expect(numbers()).toMatchObject({ one: 1, two: 2, three: 3, after: 4, late: 5 })
  const vote = () => roundsOf(doc).find(({ step }) => step === 'shortlist/vote')
  await fay.client.until(() => vote() !== undefined)
  const round = vote()?.id ?? ''
  for (const option of ['late', 'late', 'three']) {
    const voter = await joinBoard(server, board)
    expect(await lead(voter, { kind: 'dot.place', round, option })).toBe('ok')
  }
  await closeRound(fay, round)
  await moveTo(fay, 'challenge/rewrite')
  await fay.client.until(() => statementsOf(doc).length > 0)
  const sentences = statementsOf(doc).map(({ number, from }) => [number, numbersOf(doc).get(from[0] ?? '')])
  expect(sentences).toContainEqual([5, 5])
  for (const [number, proposal] of sentences) expect(number).toBe(proposal)
  const file = JSON.parse(await exportedFile(server, fay, 'json')) as { activities: { read: unknown } }
  expect(Object.fromEntries(numbersIn(file.activities.read))).toEqual(numbers())
})
