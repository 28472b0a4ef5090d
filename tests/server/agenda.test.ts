import { expect, test } from 'vitest'
import { readAgenda } from '#shared/board/agenda.ts'
import { areasOf, readArea } from '#shared/board/area.ts'
import { addNote, notesOf, placeNote } from '#shared/board/note.ts'
import { parkingLot } from '#shared/board/parking-lot.ts'
import { readProgress } from '#shared/board/progress.ts'
import { roundsOf } from '#shared/board/round.ts'
import { readWriting } from '#shared/board/writing.ts'
import type { Invitation } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { agendaOf, lead, moveTo, shortBrainstorm, takeAgenda } from '#tests/support/agendas.ts'
import { newDataDir, secretOf, spawnServer, startServer } from '#tests/support/server.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard, outcomeOf, placeDot } from '#tests/support/socket-voters.ts'

test('a brainstorm is led from private writing to its last step, and every step does its work', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const people = await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => joinBoard(server, board, { name })))
  const [ada] = people
  if (!ada) throw new Error('three people joined')
  await takeAgenda(fay)
  expect(agendaOf(fay).now).toMatchObject({ state: 'ready', move: 0, step: null })

  await moveTo(fay, 'write/ideas')
  await fay.client.until(() => readWriting(fay.client.doc).mode === 'private')
  await fay.client.until(() => areasOf(fay.client.doc).length === 2)
  expect(agendaOf(fay).clock).toMatchObject({ left: null, full: 120_000 })
  for (const { session } of people) {
    const desk = await joinDesk(server, board, session)
    await writeDrafts(desk, ['one', 'two'], { step: 'write/ideas', field: 'all' })
  }

  await moveTo(fay, 'write/reveal')
  await fay.client.until(() => notesOf(fay.client.doc).length === 6)
  expect(readWriting(fay.client.doc).mode).toBe('shared')
  const [area] = areasOf(fay.client.doc)
  expect(new Set(notesOf(fay.client.doc).map((note) => note.area))).toEqual(new Set([area?.id]))

  await moveTo(fay, 'group/group')
  await moveTo(fay, 'vote/vote')
  await fay.client.until(() => roundsOf(fay.client.doc).length === 1)
  const [round] = roundsOf(fay.client.doc)
  expect(round).toMatchObject({ step: 'vote/vote', state: 'open', budget: 2, target: 'notes' })
  expect(round?.options).toHaveLength(6)
  for (const person of people) await placeDot(person, round?.id ?? '', round?.options[0] ?? '')

  await moveTo(fay, 'next/next')
  await fay.client.until(() => roundsOf(fay.client.doc)[0]?.state === 'closed')
  expect(roundsOf(fay.client.doc)[0]?.totals).toMatchObject({ [round?.options[0] ?? '']: 3 })
  await fay.client.until(() => areasOf(fay.client.doc).length === 3)

  await moveTo(fay, 'end')
  expect(agendaOf(fay).now.state).toBe('ended')
  expect(agendaOf(fay).log.map(({ kind, to }) => [kind, to])).toEqual([
    ['start', 'write/ideas'],
    ['on', 'write/reveal'],
    ['on', 'group/group'],
    ['on', 'vote/vote'],
    ['on', 'next/next'],
    ['end', null],
  ])
  await ada.client.until(() => agendaOf(ada).now.state === 'ended')
})

test('an invitation names the activity that runs, so that its code comes with the rest of the page', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const invitation = async () => {
    const secret = secretOf(board.links.participant)
    const { body } = await server.ask('POST', '/api/invitations', { board: board.id, secret })
    return body as Invitation
  }
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  expect(await invitation()).not.toHaveProperty('isLed')
  await takeAgenda(fay)
  expect(await invitation()).toMatchObject({ isLed: true })
  expect(await invitation()).not.toHaveProperty('activity')
  await moveTo(fay, 'write/ideas')
  expect(await invitation()).toMatchObject({ isLed: true, activity: 'write' })
  await moveTo(fay, 'write/reveal')
  expect(await invitation()).toMatchObject({ activity: 'reveal' })
})

test('two facilitators who press at once lead on once, and only facilitators lead', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const [fay, gil] = [
    await joinBoard(server, board, { role: Role.facilitator }),
    await joinBoard(server, board, { role: Role.facilitator }),
  ]
  const ada = await joinBoard(server, board)
  await takeAgenda(fay)
  const move = { kind: 'agenda.move', from: 0, to: 'write/ideas' } as const
  const outcomes = await Promise.all([lead(fay, move), lead(gil, move)])
  expect(outcomes.toSorted()).toEqual(['agenda_moved', 'ok'])
  await ada.client.until(() => agendaOf(ada).now.move === 1)
  expect(await lead(ada, { kind: 'agenda.move', from: 1, to: 'write/reveal' })).toBe('forbidden')
  expect(await lead(ada, { kind: 'agenda.time', from: 1, seconds: 60 })).toBe('forbidden')
  expect(await lead(ada, { kind: 'agenda.edit', edition: 1, template: {}, answers: {} })).toBe('forbidden')
  expect(await lead(fay, { kind: 'agenda.move', from: 1, to: 'no/where' })).toBe('unknown_step')
  // A command that is sent again has been done.
  const again = { kind: 'agenda.move', from: 1, to: 'write/reveal' } as const
  expect(await lead(fay, again, 'the-same-key')).toBe('ok')
  expect(await lead(fay, again, 'the-same-key')).toBe('ok')
  expect(agendaOf(fay).now.move).toBe(2)
})

test('a workshop that has not begun does not end, and a press on the running step leaves its clock alone', async () => {
  const server = await startServer()
  const fay = await joinBoard(server, await server.createBoard(), { role: Role.facilitator })
  await takeAgenda(fay)
  expect(await lead(fay, { kind: 'agenda.move', from: 0, to: 'end' })).toBe('not_begun')
  await moveTo(fay, 'group/group')
  const { clock } = agendaOf(fay)
  expect(await lead(fay, { kind: 'agenda.move', from: 1, to: 'group/group' })).toBe('ok')
  expect(await lead(fay, { kind: 'agenda.time', from: 1, seconds: 60 })).toBe('ok')
  await fay.client.until(() => agendaOf(fay).clock.full === 120_000)
  expect(agendaOf(fay)).toMatchObject({
    now: { state: 'running', move: 1 },
    clock: { endsAt: (clock.endsAt ?? 0) + 60_000 },
  })
})

test('a participant parks a note in a step of groups, and no vote has it', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const author = ada.session.participant.id
  const notes = ['stays', 'stays, too', 'a poster'].map((text, index) =>
    addNote(ada.client.doc, { x: 300 * index, y: 0, author, created: 1, text }),
  )
  await ada.client.allSaved()
  await takeAgenda(fay)
  await moveTo(fay, 'group/group')
  await ada.client.until(() => readArea(ada.client.doc, parkingLot) !== undefined)
  const parked = notes[2] ?? ''
  const { x = 0, y = 0 } = readArea(ada.client.doc, parkingLot) ?? {}
  placeNote(ada.client.doc, parked, { x: x + 40, y: y + 100, area: parkingLot })
  await ada.client.allSaved()

  await moveTo(fay, 'vote/vote')
  await fay.client.until(() => roundsOf(fay.client.doc).length === 1)
  expect(roundsOf(fay.client.doc)[0]?.options.toSorted()).toEqual(notes.slice(0, 2).toSorted())
  placeNote(ada.client.doc, parked, { area: null })
  await expect(ada.client.allSaved()).rejects.toThrow('step_closed')
  await moveTo(fay, 'next/next')
  const vote = { budget: 1, cap: 1, isSecret: false, minutes: null, previous: null } as const
  const round = { kind: 'round.open', title: '', target: 'notes', options: notes, ...vote } as const
  expect(await lead(fay, round)).toBe('parked_option')
})

test('a move is undone soon after it with the clock that there was, and not later', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takeAgenda(fay)
  expect(await lead(fay, { kind: 'agenda.undo', from: 0 })).toBe('too_late')
  await moveTo(fay, 'group/group')
  expect(await lead(fay, { kind: 'agenda.pause', from: 1 })).toBe('ok')
  const { left } = agendaOf(fay).clock
  await moveTo(fay, 'vote/vote')
  expect(await lead(fay, { kind: 'agenda.undo', from: 2 })).toBe('ok')
  await fay.client.until(() => agendaOf(fay).now.move === 3)
  expect(agendaOf(fay)).toMatchObject({ now: { step: 'group/group' }, clock: { left } })
  // An undo is not undone.
  expect(await lead(fay, { kind: 'agenda.undo', from: 3 })).toBe('too_late')
})

test('people who are done are counted, without their names, and are kept over a killed server', async () => {
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [ada, bo] = [await joinBoard(server, board), await joinBoard(server, board)]
  await takeAgenda(fay)
  await moveTo(fay, 'group/group')
  expect(await lead(ada, { kind: 'agenda.done', from: 1, isDone: true })).toBe('ok')
  expect(await lead(bo, { kind: 'agenda.done', from: 0, isDone: true })).toBe('agenda_moved')
  // Two presses that the disk takes at once.
  const presses = [true, false].map((isDone) => lead(bo, { kind: 'agenda.done', from: 1, isDone }))
  expect(await Promise.all(presses)).toEqual(['ok', 'ok'])
  await fay.client.until(() => readProgress(fay.client.doc, 'done:1')?.of === 2)
  // One of two would point at the other.
  expect(readProgress(fay.client.doc, 'done:1')).toEqual({ done: null, of: 2 })
  expect(JSON.stringify(fay.client.doc.getMap('progress').toJSON())).not.toContain(ada.session.participant.id)
  const before = agendaOf(fay).clock
  await server.end('SIGKILL')

  server = await spawnServer({ dataDir })
  const again = await joinBoard(server, board, { session: ada.session })
  expect(again.client.hello()?.doneWith).toBe(1)
  expect((await joinBoard(server, board, { session: bo.session })).client.hello()?.doneWith).toBeUndefined()
  expect(agendaOf(again)).toMatchObject({ now: { step: 'group/group', move: 1 }, clock: before })
  const led = await joinBoard(server, board, { session: fay.session })
  await moveTo(led, 'vote/vote')
  await led.client.until(() => readProgress(led.client.doc, 'done:1') === undefined)
})

test('in a step participants can do what it needs and nothing else, and a facilitator opens more', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  await takeAgenda(fay)
  await moveTo(fay, 'group/group')
  await ada.client.until(() => agendaOf(ada).now.move === 1)
  expect(agendaOf(ada).now.allows).toContain('note.place')
  expect(agendaOf(ada).now.allows).not.toContain('note.add')
  addNote(ada.client.doc, { x: 0, y: 0, author: ada.session.participant.id, created: 1, text: 'no' })
  await ada.client.until(() => ada.client.refusals.length > 0)
  expect(ada.client.refusals[0]?.code).toBe('step_closed')
  expect(await lead(fay, { kind: 'agenda.open', from: 1, operations: ['note.add', 'note.write'] })).toBe('ok')
  await fay.client.until(() => agendaOf(fay).now.opened.length === 2)
  const bo = await joinBoard(server, board)
  addNote(bo.client.doc, { x: 0, y: 0, author: bo.session.participant.id, created: 1, text: 'yes' })
  await fay.client.until(() => bo.client.refusals.length > 0 || notesOf(fay.client.doc).length > 0)
  expect(bo.client.refusals).toEqual([])
})

test('after the end, and on a board whose agenda is taken off, people write together again', async () => {
  const server = await startServer()
  for (const isTakenOff of [true, false]) {
    const board = await server.createBoard()
    const fay = await joinBoard(server, board, { role: Role.facilitator })
    await takeAgenda(fay)
    await moveTo(fay, 'write/ideas')
    await fay.client.until(() => readWriting(fay.client.doc).mode === 'private')
    if (isTakenOff) expect(await lead(fay, { kind: 'agenda.leave' })).toBe('ok')
    else await moveTo(fay, 'end')
    await fay.client.until(() => readWriting(fay.client.doc).mode === 'shared')
  }
})

test('the notes of a phase are for facilitators alone: no document has them, and an edit keeps them', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const noted = (words: string) => ({
    ...shortBrainstorm,
    phases: shortBrainstorm.phases.map((phase) => ({ ...phase, notes: { en: `${words} ${phase.id}` } })),
  })
  await takeAgenda(fay, noted('SECRET'))
  await ada.client.until(() => readAgenda(ada.client.doc) !== undefined)
  const edited = { ...agendaOf(fay).template, title: { en: 'Other' } }
  expect(await lead(fay, { kind: 'agenda.edit', edition: 1, template: edited, answers: {} })).not.toBe('ok')
  const { answers } = agendaOf(fay)
  expect(await lead(fay, { kind: 'agenda.edit', edition: 1, template: edited, answers })).toBe('ok')
  await ada.client.until(() => agendaOf(ada).edition === 2)
  expect(JSON.stringify(ada.client.doc.getMap('agenda').toJSON())).not.toContain('SECRET')
  const path = `/api/boards/${board.id}/phase-notes`
  const own = await server.ask('GET', path, undefined, fay.session.session)
  expect(own.body).toMatchObject({ notes: { write: { en: 'SECRET write' }, next: { en: 'SECRET next' } } })
  expect((await server.ask('GET', path, undefined, ada.session.session)).status).toBe(403)

  const agenda = { template: noted('HIDDEN'), answers }
  const begun = await server.ask('POST', '/api/boards', { title: 'Begun', agenda })
  expect(begun.status).toBe(201)
  const created = begun.body as typeof board
  const gil = await joinBoard(server, created, { role: Role.facilitator })
  expect(JSON.stringify(gil.client.doc.getMap('agenda').toJSON())).not.toContain('HIDDEN')
  const ofBegun = await server.ask(
    'GET',
    `/api/boards/${created.id}/phase-notes`,
    undefined,
    gil.session.session,
  )
  expect(JSON.stringify(ofBegun.body)).toContain('HIDDEN vote')
})

test('an edit changes wording and minutes of the running step, and not its kind', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takeAgenda(fay)
  await moveTo(fay, 'group/group')
  const { template, answers, clock } = agendaOf(fay)
  const changed = (change: object) => ({
    ...template,
    phases: template.phases.map((phase) =>
      phase.id === 'group' ? { ...phase, steps: phase.steps.map((step) => ({ ...step, ...change })) } : phase,
    ),
  })
  const edit = async (next: object, edition: number) =>
    outcomeOf(await fay.client.command({ kind: 'agenda.edit', edition, template: next, answers }))
  expect(await edit(changed({ activity: 'read' }), 1)).toBe('agenda_running')
  expect(await edit({ ...template, id: 'other' }, 1)).toBe('ok')
  expect(await edit(changed({ seconds: 120 }), 1)).toBe('agenda_edited')
  expect(await edit(changed({ seconds: 120, extra: 'kept' }), 2)).toBe('ok')
  await fay.client.until(() => agendaOf(fay).edition === 3)
  expect((agendaOf(fay).clock.endsAt ?? 0) - (clock.endsAt ?? 0)).toBeGreaterThanOrEqual(59_000)
  expect(JSON.stringify(agendaOf(fay).template)).toContain('kept')
  expect(shortBrainstorm).not.toHaveProperty('extra')
})

test('a facilitator says how many people are expected, and every facilitator sees it', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  expect(await lead(fay, { kind: 'agenda.expect', people: 9 })).toBe('no_agenda')
  await takeAgenda(fay)
  expect(agendaOf(fay).expected).toBeNull()
  expect(await lead(fay, { kind: 'agenda.expect', people: 9 })).toBe('ok')
  await fay.client.until(() => agendaOf(fay).expected === 9)
  await moveTo(fay, 'write/ideas')
  const gil = await joinBoard(server, board, { role: Role.facilitator })
  expect(agendaOf(gil).expected).toBe(9)
  expect(await lead(gil, { kind: 'agenda.expect', people: null })).toBe('ok')
  await fay.client.until(() => agendaOf(fay).expected === null)
})

test('the clock of a step waits while the server restarts, once, and not for a board that nobody left', async () => {
  const dataDir = await newDataDir()
  let at = Date.now()
  const now = (): number => at
  const start = async () => startServer({ dataDir, now })
  let server = await start()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takeAgenda(fay)
  await moveTo(fay, 'group/group')
  const { endsAt } = agendaOf(fay).clock
  if (endsAt === null) throw new Error('the step has a time')
  const clockAfter = async (awayMs: number) => {
    await server.close()
    at += awayMs
    server = await start()
    return agendaOf(await joinBoard(server, board, { session: fay.session })).clock.endsAt
  }
  expect(await clockAfter(90_000)).toBe(endsAt + 90_000)
  expect(await clockAfter(0)).toBe(endsAt + 90_000)
  // A start that opened no board, as of a command of the host, has not ended the outage.
  await server.close()
  at += 30_000
  await (await start()).close()
  at += 30_000
  server = await start()
  const back = await joinBoard(server, board, { session: fay.session })
  expect(agendaOf(back).clock.endsAt).toBe(endsAt + 150_000)
  expect(agendaOf(back).log.map(({ kind }) => kind)).toEqual(['start'])
})
