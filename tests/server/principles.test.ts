import { expect, test } from 'vitest'
import { reportActivities } from '#server/activities/report-sections.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { nextDateIn } from '#shared/activities/close/next-date.ts'
import { keptIn } from '#shared/activities/principles/kept.ts'
import type { Template } from '#shared/agenda/template.ts'
import { activitiesRoot, locksRoot, notesRoot } from '#shared/board/document.ts'
import { readActivity } from '#shared/board/activities.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote, notesOf, writeNote } from '#shared/board/note.ts'
import { blanksOfPrinciple, principleText, readPrinciple } from '#shared/board/principle.ts'
import { lockedOf } from '#shared/board/rights.ts'
import { roundsOf } from '#shared/board/round.ts'
import type { Command } from '#shared/wire/command.ts'
import { readTables } from '#shared/board/tables.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Round } from '#shared/workshop/round.ts'
import { tableOf } from '#shared/workshop/tables.ts'
import { agendaOf, lead, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { outcomeOfChange } from '#tests/support/hostile-change.ts'
import { startServer } from '#tests/support/server.ts'
import { keepCheckpoint, restoreCheckpoint } from '#tests/support/checkpoint-requests.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { closeRound, joinBoard, setScore, type Voter } from '#tests/support/socket-voters.ts'

const step = { prompt: [{ en: 'Go' }], seconds: 60 } as const
const fields = [{ id: 'all', title: { en: 'Principles' } }]
const does = { ...step, activity: 'principles', fields } as const
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'how',
  title: { en: 'How' },
  ask: [],
  phases: [
    {
      id: 'talk',
      title: { en: 'Talk' },
      steps: [{ ...step, id: 'talk', activity: 'talk', writing: 'none' }],
    },
    {
      id: 'how',
      title: { en: 'How' },
      steps: [
        { ...does, id: 'write', does: 'write', writing: 'private' },
        { ...step, id: 'show', activity: 'reveal', writing: 'none' },
        {
          ...step,
          id: 'group',
          activity: 'group',
          writing: 'none',
          input: [{ from: 'how/write', take: 'notes', show: 'pour' }],
        },
        {
          ...does,
          id: 'together',
          does: 'together',
          writing: 'shared',
          input: [{ from: 'how/group', take: 'clusters', show: 'pin' }],
        },
        {
          ...does,
          id: 'settle',
          does: 'settle',
          writing: 'shared',
          input: [{ from: 'how/together', take: 'notes', show: 'pin' }],
        },
      ],
    },
  ],
}

const origin = { step: 'how/write', field: 'all' }
const sides = ['quality', 'rest', 'truth', 'care', 'calm', 'craft']
const principleOf = (choice: string) => ({ choice, over: 'speed', shows: 'we say no', betrays: 'we say yes' })

test('principles are written unseen after a purpose or a logged reason, become one for each group, and four to seven are settled', async () => {
  const server = await startServer()
  const board = await server.createBoard({ language: 'en' })
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const names = ['Ada', 'Bo', 'Mallory']
  const people = await Promise.all(names.map((name) => joinBoard(server, board, { name, keepsFrames: true })))
  const [, bo, mallory] = people
  if (!bo || !mallory) throw new Error('nobody is here')
  const { doc } = fay.client
  await takeAgenda(fay, template)
  await moveTo(fay, 'talk/talk')

  // Nothing was adopted: no step of principles opens, and only a facilitator says why it opens all the same.
  const move = (to: string, despite?: string): Command => ({
    kind: 'agenda.move',
    from: 1,
    to,
    ...(despite !== undefined && { despite }),
  })
  for (const to of ['how/write', 'how/together', 'how/settle'])
    expect([to, await lead(fay, move(to))]).toEqual([to, 'purpose_missing'])
  expect(await lead(fay, move('how/write', '\u202E \n'))).toBe('purpose_missing')
  expect(await lead(mallory, move('how/write', 'Because I say so'))).toBe('forbidden')
  expect(await lead(fay, move('how/write', 'The sponsor decides\ntomorrow'))).toBe('ok')
  await fay.client.until(() => agendaOf(fay).now.step === 'how/write')
  expect(agendaOf(fay).log.at(-1)).toMatchObject({ to: 'how/write', despite: 'The sponsor decides tomorrow' })

  const desks = await Promise.all(
    people.map(({ session }) => joinDesk(server, board, session, { keepsFrames: true })),
  )
  for (const [index, desk] of desks.entries()) {
    for (const side of sides.slice(2 * index, 2 * index + 2)) {
      const principle = principleOf(`Secret ${side}`)
      const facts = { ...origin, kind: 'principle', blanks: blanksOfPrinciple(principle) } as const
      await writeDrafts(desk, [principleText(principle, 'en')], facts)
    }
  }
  // A draft that pretends to be kept stays on its desk: its step shows nothing.
  const pretence = principleOf('Secret pretence')
  const pretends = { ...origin, step: 'how/settle', kind: 'principle' } as const
  const [last] = desks.slice(-1)
  if (last)
    await writeDrafts(last, [principleText(pretence, 'en')], {
      ...pretends,
      blanks: blanksOfPrinciple(pretence),
    })
  // No byte of them reaches another person, the facilitator or a viewer before they are shown.
  for (const { client } of [fay, ...people])
    expect(Buffer.concat(client.frames).includes('Secret')).toBe(false)
  for (const side of sides)
    expect(
      desks.filter(({ frames }) => Buffer.concat(frames).includes(`Secret ${side}`)).length,
    ).toBeLessThan(2)

  // The reason opens every step of principles.
  await moveTo(fay, 'how/show')
  await fay.client.until(() => notesOf(doc).length === 6)
  expect(
    notesOf(doc).every(
      ({ kind, author, blanks }) => kind === 'principle' && !author && blanks?.over === 'speed',
    ),
  ).toBe(true)
  await moveTo(fay, 'how/group')
  const [first, second] = keptIn('how/write', notesOf(doc))
  expect(keptIn('how/settle', notesOf(doc))).toEqual([])
  addCluster(doc, [first?.id ?? '', second?.id ?? ''], { title: 'Two alike' })
  await fay.client.allSaved()
  const grouped = await keepCheckpoint(server, board, fay)
  await moveTo(fay, 'how/together')
  const together = () => keptIn('how/together', notesOf(doc))
  await fay.client.until(() => together().length === 5)
  const merged = together().find(({ from = [] }) => from.length === 2)
  expect(new Set(merged?.from)).toEqual(new Set([first?.id, second?.id]))
  // People who come back find what they have; nothing is made twice.
  await moveTo(fay, 'how/group')
  await moveTo(fay, 'how/together')
  await bo.client.until(() => keptIn('how/together', notesOf(bo.client.doc)).length === 5)
  const text = principleText({ ...principleOf('Bo wrote this'), over: '' }, 'en')
  writeNote(bo.client.doc, merged?.id ?? '', text)
  await bo.client.allSaved()
  expect(together()).toHaveLength(5)

  await moveTo(fay, 'how/settle')
  const kept = () => keptIn('how/settle', notesOf(doc))
  await fay.client.until(() => kept().length === 5)
  const settle = (isSettled: boolean): Command => ({ kind: 'principles.settle', isSettled })
  const keep = (note: string, isKept: boolean): Command => ({ kind: 'principles.keep', note, isKept })
  const bos = kept().find(({ from }) => from?.includes(merged?.id ?? ''))
  const [one, two] = kept().filter(({ id }) => id !== bos?.id)
  if (!one || !two || !bos) throw new Error('nothing is kept')
  // Bo's has one side.
  expect(await lead(fay, settle(true))).toBe('principle_one_sided')
  writeNote(bo.client.doc, bos.id, principleText(principleOf('Bo wrote this'), 'en'))
  await bo.client.allSaved()
  // Only facilitators decide what is kept, and nobody forges it.
  await mallory.client.until(() => keptIn('how/settle', notesOf(mallory.client.doc)).length === 5)
  for (const command of [keep(one.id, false), settle(true)])
    expect(await lead(mallory, command)).toBe('forbidden')
  for (const forgery of [
    (copy: typeof doc) => activitiesRoot(copy).set('principles', {}),
    (copy: typeof doc) => locksRoot(copy).set(one.id, true),
  ])
    expect(await outcomeOfChange(mallory, forgery)).toMatch(/^(unknown_place|foreign_delete)$/)
  expect(await lead(fay, keep(one.from?.[0] ?? '', true))).toBe('ok')
  expect([await lead(fay, keep(one.id, false)), await lead(fay, keep(two.id, false))]).toEqual(['ok', 'ok'])
  await fay.client.until(() => kept().length === 3)
  expect([await lead(fay, settle(true)), await lead(fay, keep(one.id, true))]).toEqual([
    'principles_too_few',
    'unknown_item',
  ])
  expect(await lead(fay, keep(one.from?.[0] ?? '', true))).toBe('ok')
  expect(await lead(fay, settle(true))).toBe('ok')
  await fay.client.until(() => kept().length === 4 && kept().every(({ id }) => lockedOf(doc).has(id)))
  await bo.client.until(() => lockedOf(bo.client.doc).size === 4)
  const change = (copy: typeof doc) => writeNote(copy, bos.id, 'Something else')
  expect(await outcomeOfChange(mallory, change)).toBe('locked')

  const account = () => reportActivities.accountOf(snapshotOf(doc), { participants: 3, now: 0 })
  expect(account().principles).toEqual(
    kept().map(({ id, text: words, from }) => ({ id, ...readPrinciple(words), from })),
  )
  expect(account().principles.map(({ choice }) => choice)).toContain('Bo wrote this')
  expect(account().made).toContainEqual({ what: 'principle', count: 4 })
  expect(account().agenda?.phases[1]?.steps[0]?.despite).toBe('The sponsor decides tomorrow')
  // Nobody writes a note that pretends to be kept, in whichever step.
  const forge = (copy: typeof doc) => {
    const author = mallory.session.participant.id
    addNote(copy, { ...pretends, author, x: 0, y: 0, created: 1, text: 'Mallory first' })
  }
  expect(await outcomeOfChange(mallory, forge)).toBe('step_closed')
  await moveTo(fay, 'how/together')
  await mallory.client.until(() => agendaOf(mallory).now.step === 'how/together')
  expect(await outcomeOfChange(mallory, forge)).toBe('forbidden')
  // Nor does a note become a kept one by another step or kind.
  const turn = (copy: typeof doc) => {
    const id = addNote(copy, {
      x: 0,
      y: 0,
      author: null,
      created: 1,
      text: 'Mallory first',
      kind: 'principle',
    })
    const facts = notesRoot(copy).get(id)
    notesRoot(copy).set(id, { ...(facts as object), step: 'how/settle' })
  }
  expect(await outcomeOfChange(mallory, turn)).toBe('forbidden')
  expect(kept()).toHaveLength(4)
  await moveTo(fay, 'how/settle')
  // Another one opens them all again.
  expect(await lead(fay, keep(two.from?.[0] ?? '', true))).toBe('ok')
  await fay.client.until(() => lockedOf(doc).size === 0)
  expect(account().principles).toEqual([])
  await moveTo(fay, 'talk/talk')
  expect(await lead(fay, keep(one.id, false))).toBe('step_closed')
  // On a restored board the groups have not become principles yet, and they can become so again.
  const undo = await restoreCheckpoint(server, board, fay, grouped.id)
  await fay.client.until(() => together().length === 0)
  await moveTo(fay, 'how/together')
  await fay.client.until(() => together().length === 5)
  await restoreCheckpoint(server, board, fay, undo)
  await moveTo(fay, 'talk/talk')
  await moveTo(fay, 'how/together')
  await fay.client.until(() => kept().length === 5)
  expect(
    together().filter(({ text: words }) => words.startsWith('Secret') || words.startsWith('Bo')),
  ).toHaveLength(5)
  // The step that runs makes them at once.
  const before = new Set(together().map(({ id }) => id))
  await restoreCheckpoint(server, board, fay, grouped.id)
  await fay.client.until(() => together().filter(({ id }) => !before.has(id)).length === 5)
})

test('only a facilitator sets the day of the next workshop, and everybody and the account have it', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const mallory = await joinBoard(server, board)
  const next = { ...step, id: 'next', activity: 'close', writing: 'none' } as const
  await takeAgenda(fay, { ...template, phases: [{ id: 'close', title: { en: 'Close' }, steps: [next] }] })
  await moveTo(fay, 'close/next')
  const set = (date: string | null): Command => ({ kind: 'close.date', date })
  expect(await lead(mallory, set('2027-01-14'))).toBe('forbidden')
  expect([await lead(fay, set('2027-02-30')), await lead(fay, set('soon'))]).toEqual([
    'bad_request',
    'unknown_command',
  ])
  expect(await lead(fay, set('2027-01-14'))).toBe('ok')
  const { doc, until } = mallory.client
  await until(() => nextDateIn(readActivity(doc, 'close')) === '2027-01-14')
  const { agenda } = reportActivities.accountOf(snapshotOf(doc), { participants: 2, now: 0 })
  expect(agenda?.phases[0]?.steps[0]?.result).toMatchObject({ kind: 'close', next: '2027-01-14' })
  expect(await lead(fay, set(null))).toBe('ok')
  await until(() => nextDateIn(readActivity(doc, 'close')) === null)
})

const together: Template = {
  ...template,
  phases: [
    {
      id: 'how',
      title: { en: 'How' },
      steps: [
        { ...step, id: 'write', activity: 'write', writing: 'shared', fields },
        {
          ...does,
          id: 'together',
          does: 'together',
          writing: 'shared',
          who: 'tables',
          tables: { size: 3 },
          input: [{ from: 'how/write', take: 'notes', show: 'pin' }],
        },
      ],
    },
  ],
}

test('tables share the principles out: each writes its own, and reads those of the others', async () => {
  const server = await startServer()
  const board = await server.createBoard({ language: 'en' })
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const people = await Promise.all(Array.from({ length: 6 }, () => joinBoard(server, board)))
  const { doc } = fay.client
  await takeAgenda(fay, together)
  await moveTo(fay, 'how/write')
  for (const text of ['care', 'calm', 'craft'])
    addNote(doc, { x: 0, y: 0, author: null, created: 1, ...origin, text })
  await fay.client.allSaved()
  expect(
    await lead(fay, { kind: 'agenda.move', from: 1, to: 'how/together', despite: 'We try it out' }),
  ).toBe('ok')
  const principles = () => keptIn('how/together', notesOf(doc))
  await fay.client.until(() => principles().length === 3)
  expect(
    principles()
      .map(({ area }) => area)
      .toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)),
  ).toEqual(['how/together/all/1', 'how/together/all/1', 'how/together/all/2'])
  const ada = people.find(({ session }) => tableOf(readTables(doc, 'how'), session.participant.id) === 2)
  const idAt = (table: number) => principles().find(({ area }) => area?.endsWith(`/${table}`))?.id ?? ''
  if (!ada) throw new Error('somebody sits at the second table')
  await ada.client.until(() => notesOf(ada.client.doc).length === 6)
  expect(await outcomeOfChange(ada, (own) => writeNote(own, idAt(1), 'ours'))).toBe('other_table')
  expect(await outcomeOfChange(ada, (own) => writeNote(own, idAt(2), 'ours'))).toBe('ok')
})

const written = { from: 'how/write', take: 'notes', show: 'pour' } as const
const voting = {
  activity: 'vote',
  target: 'notes',
  scale: 'auto',
  budget: null,
  cap: 1,
  isSecret: true,
} as const
const chosen: Template = {
  ...template,
  phases: [
    {
      id: 'how',
      title: { en: 'How' },
      steps: [
        { ...does, id: 'write', does: 'write', writing: 'private' },
        { ...step, id: 'show', activity: 'reveal', writing: 'none', input: [written] },
        { ...step, ...voting, id: 'vote', writing: 'none', input: [written] },
        {
          ...does,
          id: 'settle',
          does: 'settle',
          writing: 'shared',
          input: [{ from: 'how/vote', take: 'shortlist', show: 'pour' }],
        },
      ],
    },
  ],
}

async function writePrinciples(names: readonly string[]) {
  const server = await startServer()
  const board = await server.createBoard({ language: 'en' })
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const people = await Promise.all(names.map((name) => joinBoard(server, board, { name })))
  await takeAgenda(fay, chosen)
  const { move: from } = agendaOf(fay).now
  expect(await lead(fay, { kind: 'agenda.move', from, to: 'how/write', despite: 'We try' })).toBe('ok')
  const write = async ({ session }: Voter, choices: readonly string[]) => {
    const desk = await joinDesk(server, board, session)
    for (const choice of choices) {
      const principle = principleOf(choice)
      const facts = { ...origin, kind: 'principle', blanks: blanksOfPrinciple(principle) } as const
      await writeDrafts(desk, [principleText(principle, 'en')], facts)
    }
  }
  const keptNow = () => keptIn('how/settle', notesOf(fay.client.doc))
  const voteNow = async (): Promise<Round> => {
    await fay.client.until(() => roundsOf(fay.client.doc).length > 0)
    const [round] = roundsOf(fay.client.doc)
    if (!round) throw new Error('no vote is open')
    return round
  }
  return { server, board, fay, people, write, keptNow, voteNow }
}

test('late-comers write and choose principles, those who left stay counted, and going back keeps the choice', async () => {
  const { server, board, fay, people, write, keptNow, voteNow } = await writePrinciples(['Ada', 'Bo', 'Cy'])
  const [ada, bo, cy] = people as [Voter, Voter, Voter]
  const { doc } = fay.client
  await write(ada, ['quality', 'rest'])
  await write(bo, ['truth', 'care'])
  await bo.client.close()
  const late = await joinBoard(server, board, { name: 'Late' })
  await write(late, ['calm', 'craft'])
  await moveTo(fay, 'how/show')
  // The principles of somebody who left are there.
  await fay.client.until(() => keptIn('how/write', notesOf(doc)).length === 6)
  const idOf = (choice: string) =>
    keptIn('how/write', notesOf(doc)).find(({ text }) => readPrinciple(text).choice === choice)?.id ?? ''
  await moveTo(fay, 'how/vote')
  const round = await voteNow()
  expect(round).toMatchObject({ method: 'score', cap: 3 })
  const five = ['quality', 'rest', 'truth', 'calm', 'craft']
  for (const voter of [ada, cy, late])
    for (const choice of five) expect((await setScore(voter, round.id, idOf(choice), 3)).ok).toBe(true)
  await cy.client.close()
  expect(await closeRound(fay, round.id)).toMatchObject({ voted: 3 })
  await moveTo(fay, 'how/settle')
  await fay.client.until(() => keptNow().length > 0)
  const choices = new Set(keptNow().map(({ text }) => readPrinciple(text).choice))
  expect(choices).toEqual(new Set(five))
  const [first] = keptNow()
  const last = await joinBoard(server, board, { name: 'Last' })
  const rewrite = (copy: typeof doc) =>
    writeNote(copy, first?.id ?? '', principleText(principleOf('Last wrote this'), 'en'))
  expect(await outcomeOfChange(last, rewrite)).toBe('ok')
  // Back to the vote and on again: no vote opens, nothing is kept twice, and the words stay.
  await moveTo(fay, 'how/vote')
  await moveTo(fay, 'how/settle')
  expect(roundsOf(doc)).toHaveLength(1)
  await fay.client.until(() => keptNow().some(({ text }) => text.startsWith('Last wrote this')))
  expect(keptNow()).toHaveLength(5)
  expect(await lead(fay, { kind: 'principles.settle', isSettled: true })).toBe('ok')
  await fay.client.until(() => lockedOf(doc).size === 5)
  await moveTo(fay, 'how/vote')
  await moveTo(fay, 'how/settle')
  expect([lockedOf(doc).size, keptNow().length]).toEqual([5, 5])
})

test('of one person alone no points are told, and all of their principles are kept until the facilitator leaves some out', async () => {
  const { fay, people, write, keptNow, voteNow } = await writePrinciples(['Ada'])
  const [ada] = people as [Voter]
  await write(ada, [...sides, 'pace', 'trust'])
  await moveTo(fay, 'how/show')
  await fay.client.until(() => keptIn('how/write', notesOf(fay.client.doc)).length === 8)
  await moveTo(fay, 'how/vote')
  const round = await voteNow()
  for (const option of round.options.slice(0, 4))
    expect((await setScore(ada, round.id, option, 3)).ok).toBe(true)
  expect((await closeRound(fay, round.id)).totals).toBeNull()
  await moveTo(fay, 'how/settle')
  await fay.client.until(() => keptNow().length === 8)
  expect(await lead(fay, { kind: 'principles.settle', isSettled: true })).toBe('principles_full')
  const [out] = keptNow()
  expect(await lead(fay, { kind: 'principles.keep', note: out?.id ?? '', isKept: false })).toBe('ok')
  expect(await lead(fay, { kind: 'principles.settle', isSettled: true })).toBe('ok')
  await fay.client.until(() => lockedOf(fay.client.doc).size === 7)
})
