import { expect, test } from 'vitest'
import { preparationsIn, type Preparation } from '#shared/activities/form/preparation.ts'
import { readActivity } from '#shared/board/activities.ts'
import { holdDrafts } from '#shared/board/draft.ts'
import { notesOf, removeNotes, writeNote } from '#shared/board/note.ts'
import { readWriting } from '#shared/board/writing.ts'
import type { ExportFormat } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { joinOnAnotherDevice } from '#tests/support/device-links.ts'
import { exportedBytes } from '#tests/support/exported-file.ts'
import { openedBytes, readPdf } from '#tests/support/pdf-text.ts'
import { answer, answersOn, draftsOn, preparedWorkshop, sayAboutMe } from '#tests/support/preparations.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'

const path = 'prepare/answers'

function preparationOf({ client }: Voter): Preparation | undefined {
  return preparationsIn(readActivity(client.doc, 'form')).get(path)
}

/** Everything that a search through the bytes of an exported file finds. */
async function fileOf(server: TestServer, person: Voter, format: ExportFormat): Promise<string> {
  const bytes = await exportedBytes(server, person, { format })
  const text = new TextDecoder().decode(bytes)
  if (format !== 'report') return text
  return [(await readPdf(bytes)).pages.join(' '), openedBytes(bytes), text].join(' ')
}

test('people prepare days before; the workshop takes what they share, and never a word of the rest', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  await takeAgenda(fay, preparedWorkshop())
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const dan = await joinBoard(server, board, { name: 'Dan', keepsFrames: true })
  const dansDesk = await joinDesk(server, board, dan.session, { keepsFrames: true })
  const desk = await joinDesk(server, board, ada.session)
  answer(desk, 'moment', 'plantedsigned', { isShared: true, signedBy: ada.session.participant.id })
  answer(desk, 'expected', 'plantedshared', { isShared: true })
  const kept = answer(desk, 'hope', 'plantedkept')
  answer(desk, 'object', 'plantedobject', { isShared: true })
  sayAboutMe(desk, 'nurses')
  await desk.allSaved()
  await fay.client.until(() => preparationOf(fay)?.done === 1)
  // Groups of one are nobody's business before the workshop, and never by themselves.
  expect(preparationOf(fay)).toEqual({ begun: 1, done: 1, of: 2, groups: [] })

  const heard = () => Buffer.concat([...fay.client.frames, ...dan.client.frames, ...dansDesk.frames])
  const stored = await server.store.load(board.id)
  const before = Buffer.concat([heard(), ...(stored?.updates ?? [])]).toString('latin1')
  expect(before + server.logs()).not.toContain('planted')
  // A reveal leaves answers where they are.
  expect(await lead(fay, { kind: 'desk.reveal' })).toBe('ok')
  expect(notesOf(fay.client.doc)).toEqual([])
  await server.close()

  // Two days later, on another device.
  const again = await startServer({ dataDir: server.dataDir })
  const led = await joinBoard(again, board, { session: fay.session, keepsFrames: true })
  const phone = await joinOnAnotherDevice(again, board, ada.session)
  const onPhone = await joinDesk(again, board, phone)
  expect(answersOn(onPhone).map(({ text, isHeld }) => [text, isHeld])).toEqual([
    ['plantedsigned', false],
    ['plantedshared', false],
    ['plantedkept', true],
    ['plantedobject', false],
  ])
  writeNote(onPhone.doc, kept, 'plantedkept and changed')
  await onPhone.allSaved()
  await moveTo(led, 'open/talk')
  await led.client.until(() => preparationOf(led)?.groups.length === 1)
  expect(preparationOf(led)).toEqual({ begun: 1, done: 1, of: 2, groups: [{ id: null, count: 1 }] })

  await moveTo(led, 'start/points')
  await onPhone.until(() => draftsOn(onPhone).length === 2)
  expect(
    draftsOn(onPhone).map(({ text, kind, step, field, isHeld }) => [text, kind, step, field, isHeld]),
  ).toEqual([
    ['plantedsigned', 'idea', 'start/points', 'drives', false],
    ['plantedshared', 'idea', 'start/points', 'expected', false],
  ])
  const [signed, shared] = answersOn(onPhone).map(({ id }) => id)
  expect(draftsOn(onPhone).map(({ from }) => from)).toEqual([[signed], [shared]])
  // Back and forth takes nothing twice.
  await moveTo(led, 'open/talk')
  await moveTo(led, 'start/points')
  expect(Buffer.concat([...led.client.frames]).toString('latin1')).not.toContain('planted')
  await moveTo(led, 'start/reveal')
  await led.client.until(() => notesOf(led.client.doc).length === 2)
  const notes = notesOf(led.client.doc)
    .toSorted((a, b) => a.text.localeCompare(b.text))
    .map(({ text, kind, field, signature, from }) => [text, kind, field, signature, from])
  // On the board a note does not say that somebody had prepared it: it is of the kind of notes that were written in the step.
  expect(notes).toEqual([
    ['plantedshared', 'idea', 'expected', undefined, undefined],
    ['plantedsigned', 'idea', 'drives', 'Ada', undefined],
  ])
  await onPhone.until(() => draftsOn(onPhone).length === 0)
  expect(answersOn(onPhone)).toHaveLength(4)

  for (const format of ['report', 'csv', 'json'] as const) {
    const file = await fileOf(again, led, format)
    const found = ['plantedkept', 'plantedobject', kept, 'plantedshared'].filter((word) =>
      file.includes(word),
    )
    expect([format, found]).toEqual([format, ['plantedshared']])
    if (format === 'csv') continue
    expect(file).toContain(format === 'json' ? '"begun": 1' : '1 of 2 people prepared')
    // The agenda names the groups; no count of theirs is told.
    if (format !== 'json') expect(file).not.toContain('Nurses')
  }
  const frames = Buffer.concat([...led.client.frames]).toString('latin1')
  for (const secret of ['plantedkept', 'plantedobject', kept]) {
    expect(frames).not.toContain(secret)
    expect(again.logs()).not.toContain(secret)
  }
})

test('dates on the server’s clock open and close the answers; what the workshop has taken stays as it is', async () => {
  let now = Date.parse('2026-03-01T12:00:00Z')
  const server = await startServer({ now: () => now })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const dates = { opens: '2026-03-02T08:00:00Z', closes: '2026-03-06T08:00:00Z' }
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const refused = async (change: (doc: Awaited<ReturnType<typeof joinDesk>>) => void): Promise<string> => {
    const desk = await joinDesk(server, board, ada.session)
    change(desk)
    await desk.until(() => desk.refusals.length > 0 || desk.saved() === desk.sent())
    const code = desk.refusals[0]?.code ?? 'ok'
    await desk.close()
    return code
  }
  const begin = (): Promise<string> =>
    refused((desk) => void answer(desk, 'hope', 'a hope', { isShared: true }))

  expect(await begin()).toBe('step_closed')
  await takeAgenda(fay, preparedWorkshop(dates))
  expect(await begin()).toBe('step_closed')
  now = Date.parse('2026-03-02T08:00:00Z')
  expect(await begin()).toBe('ok')
  // The one that the workshop has taken, once it has: the order of answers is that of random ids.
  const change = (text: string) =>
    refused((desk) => {
      const answers = answersOn(desk)
      const one = answers.find(({ taken }) => taken !== undefined) ?? answers[0]
      writeNote(desk.doc, one?.id ?? '', text)
    })
  expect(await change('a better hope')).toBe('ok')
  // A step of the workshop does not close what people do ahead of another one.
  await moveTo(fay, 'open/talk')
  expect(await change('a hope of last week')).toBe('ok')
  now = Date.parse('2026-03-06T08:00:00Z')
  expect(await change('too late')).toBe('step_closed')
  expect(await refused((desk) => holdDrafts(desk.doc, [answersOn(desk)[0]?.id ?? ''], true))).toBe(
    'step_closed',
  )
  // Drafts are not answers.
  expect(await refused((desk) => void writeDrafts(desk, ['a draft']))).toBe('ok')
  // The group is at the step: it is open, whatever its dates say.
  await moveTo(fay, path)
  expect(await change('a hope in the room')).toBe('ok')
  await moveTo(fay, 'start/points')
  await fay.client.until(() => readWriting(fay.client.doc).wrote === 1)
  const desk = await joinDesk(server, board, ada.session)
  await desk.until(() => answersOn(desk)[0]?.taken === 'start/points')
  expect(draftsOn(desk).map(({ text }) => text)).toContain('a hope in the room')
  await desk.close()
  expect(await change('after all')).toBe('step_closed')
  await moveTo(fay, path)
  // The form is open again; an answer that was taken is not.
  expect(await begin()).toBe('ok')
  expect(await change('after all')).toBe('step_closed')
  // Their owner may always destroy them.
  expect(
    await refused((own) =>
      removeNotes(
        own.doc,
        answersOn(own).map(({ id }) => id),
      ),
    ),
  ).toBe('ok')
})
