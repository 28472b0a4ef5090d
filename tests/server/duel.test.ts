import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { declarations } from '#shared/activities/declared.ts'
import { chosenOf, rankingOf } from '#shared/activities/duel/result.ts'
import type { Template } from '#shared/agenda/template.ts'
import { askedIn, isShown, type Asked, type ShownAsked } from '#shared/asking/asked.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { declareForTest } from '#tests/support/declared-example.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { newDataDir, startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'
import { boardWithStatements } from '#tests/support/tested-board.ts'

const path = 'decide/duel'
const base = { seconds: 60, prompt: [{ en: 'Which one is more ours?' }], writing: 'none' } as const
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'duel',
  title: { en: 'Duel' },
  ask: [],
  phases: [
    {
      id: 'decide',
      title: { en: 'Decide' },
      steps: [
        { ...base, id: 'aside', activity: 'aside' },
        { ...base, id: 'duel', activity: 'duel' },
        { ...base, id: 'talk', activity: 'talk' },
      ],
    },
  ],
}

const stateOf = ({ client }: Voter): Asked | undefined => askedIn(readActivity(client.doc, askedName), path)
const shownOf = (voter: Voter): ShownAsked => {
  const asked = stateOf(voter)
  if (!isShown(asked)) throw new Error('the duel is not over')
  return asked
}

async function begin(server: TestServer, { people, sentences = 3 }: { people: number; sentences?: number }) {
  const board = await boardWithStatements(
    server,
    Array.from({ length: sentences }, (_, index) => ({
      id: `s${index + 1}`,
      versions: [`We carry the radio to place ${index + 1}.`],
    })),
  )
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const voters: Voter[] = []
  for (let index = 0; index < people; index += 1)
    voters.push(await joinBoard(server, board, { name: `P${index}` }))
  expect(await lead(fay, { kind: 'agenda.take', template, answers: {} })).toBe('ok')
  await moveTo(fay, path)
  return { board, fay, voters }
}

/** Answers about the pair that is open: everybody prefers the sentence with the lower number. */
async function tap(voter: Voter, { id, pairs, things }: Asked): Promise<string> {
  const [left = 0, right] = pairs?.all[pairs.at] ?? []
  const value = Number(things[left]?.label) < Number(things[Number(right)]?.label) ? 'left' : 'right'
  const question = `${pairs?.at}/which`
  const answer = { kind: 'answer.write', asked: id, question, value, audience: 'secret' } as const
  return outcomeOf(await voter.client.command(answer))
}

/** The pair after so many others, when it has come. */
async function pairAt(voter: Voter, at: number): Promise<Asked> {
  await voter.client.until(() => stateOf(voter)?.pairs?.at === at)
  const asked = stateOf(voter)
  if (!asked) throw new Error('there is no pair')
  return asked
}

test('the next pair comes when all who are here have answered, also when people leave or come late, and the server counts right', async () => {
  const server = await startServer()
  const { board, fay, voters } = await begin(server, { people: 6, sentences: 5 })
  const people = [...voters]
  for (let at = 0; at < 10; at += 1) {
    const asked = await pairAt(fay, at)
    // One leaves in the middle of a pair, and another one comes.
    if (at === 3) await people.pop()?.client.close()
    if (at === 6) people.push(await joinBoard(server, board, { name: 'Late' }))
    for (const voter of people) expect(await tap(voter, asked)).toBe('ok')
    // Nothing of a pair is told before all are over.
    expect(JSON.stringify(readActivity(fay.client.doc, askedName))).not.toContain('"counts"')
  }
  await fay.client.until(() => isShown(stateOf(fay)))
  const ranking = rankingOf(shownOf(fay))
  expect(ranking.rows.map(({ thing, rank }) => [thing.id, rank])).toEqual(
    ['s1', 's2', 's3', 's4', 's5'].map((id, index) => [id, index + 1]),
  )
  expect(ranking.duels.map(({ counts }) => (counts?.left ?? 0) + (counts?.right ?? 0))).toEqual([
    6, 6, 6, 5, 5, 5, 6, 6, 6, 6,
  ])
  expect(chosenOf((name) => readActivity(fay.client.doc, name))).toBe('s1')
  // All of it stands in the document in little room.
  expect(Buffer.byteLength(JSON.stringify(readActivity(fay.client.doc, askedName)))).toBeLessThan(3_000)
  const markdown = await exportedFile(server, fay, 'markdown')
  for (const words of ['won its 4 duels', 'Copeland', 'minimax']) expect(markdown).toContain(words)
})

test('a press goes on without the absent, a reload and a restart keep the place, and an answer about another pair is refused', async () => {
  const dataDir = await newDataDir()
  let server = await startServer({ dataDir })
  const { board, fay, voters } = await begin(server, { people: 3 })
  const [ada = fay, bo = fay] = voters
  const first = await pairAt(fay, 0)
  expect(await tap(ada, first)).toBe('ok')
  await fay.client.command({ kind: 'asking.show', asked: first.id })
  const second = await pairAt(ada, 1)
  expect(await tap(ada, first)).toBe('asking_over')
  // The press again changes nothing.
  expect(outcomeOf(await fay.client.command({ kind: 'asking.show', asked: first.id }))).toBe('ok')
  expect(await tap(ada, second)).toBe('ok')
  expect(await tap(bo, second)).toBe('ok')
  await server.close()

  server = await startServer({ dataDir })
  const [flo, ann, bob] = await Promise.all(
    [fay, ada, bo].map(({ session }) => joinBoard(server, board, { session })),
  )
  if (!flo || !ann || !bob) throw new Error('nobody came back')
  // Both had answered: nobody else is here, and the last pair comes.
  expect(ann.client.hello()?.own?.[askedName]).toMatchObject({ asked: second.id })
  await flo.client.command({ kind: 'asking.show', asked: second.id })
  const third = await pairAt(flo, 2)
  expect(await tap(bob, third)).toBe('ok')
  expect(await tap(ann, third)).toBe('ok')
  await flo.client.until(() => isShown(stateOf(flo)))
  const { duels, rows, isWhole } = rankingOf(shownOf(flo))
  expect([duels.map(({ counts }) => counts), isWhole]).toEqual([[null, null, null], true])
  expect(rows.map(({ thing }) => thing.id)).toEqual(['s1', 's2', 's3'])
})

test('people who leave in the middle come back to the next pair, and to new pairs when the sentences have changed', async () => {
  const server = await startServer()
  const { fay, voters } = await begin(server, { people: 3 })
  const first = await pairAt(fay, 0)
  for (const voter of voters) await tap(voter, first)
  await pairAt(fay, 1)
  await moveTo(fay, 'decide/talk')
  await fay.client.until(() => isShown(stateOf(fay)))
  expect(chosenOf((name) => readActivity(fay.client.doc, name))).toBeNull()
  await moveTo(fay, path)
  const again = await pairAt(fay, 1)
  expect([again.shown, again.pairs?.all]).toEqual([null, first.pairs?.all])
  for (const voter of voters) await tap(voter, again)
  const last = await pairAt(fay, 2)
  for (const voter of voters) await tap(voter, last)
  await fay.client.until(() => isShown(stateOf(fay)))
  expect(rankingOf(shownOf(fay)).isWhole).toBe(true)
  // Everything once more: another draw.
  await fay.client.command({ kind: 'asking.again', asked: last.id })
  await pairAt(fay, 0)
  expect(stateOf(fay)?.shown).toBeNull()
})

test('the time of a pair ends it when somebody has answered, and waits for a room that has not begun', async () => {
  const { duel } = declarations
  if (!duel?.pairs) throw new Error('no duel')
  declareForTest({ ...duel, pairs: { ...duel.pairs, seconds: 0.2 } })
  const server = await startServer()
  const { fay, voters } = await begin(server, { people: 3 })
  await pairAt(fay, 0)
  await fay.client.until(() => stateOf(fay)?.until === null)
  const first = await pairAt(fay, 0)
  expect(await tap(voters[0] ?? fay, first)).toBe('ok')
  const second = await pairAt(fay, 1)
  expect(second.shown).toBeNull()
  await fay.client.until(() => stateOf(fay)?.until === null)
})

test('when the last one who has not answered leaves, the next pair comes', async () => {
  const server = await startServer()
  const { fay, voters } = await begin(server, { people: 3 })
  const first = await pairAt(fay, 0)
  for (const voter of voters.slice(0, 2)) expect(await tap(voter, first)).toBe('ok')
  await voters[2]?.client.close()
  await pairAt(fay, 1)
  expect(stateOf(fay)?.shown).toBeNull()
})

test('more than seven sentences are no duel until the room has set some aside', async () => {
  const server = await startServer()
  const { fay, voters } = await begin(server, { people: 1, sentences: 8 })
  expect(stateOf(fay)).toBeUndefined()
  await moveTo(fay, 'decide/aside')
  const asideNow = () => askedIn(readActivity(fay.client.doc, askedName), 'decide/aside')
  await fay.client.until(() => asideNow() !== undefined)
  const { id: asked = '' } = asideNow() ?? {}
  const [ada = fay] = voters
  const answer = { asked, question: 's8/verdict', value: 'aside', audience: 'secret' } as const
  expect(await lead(ada, { kind: 'asking.propose', asked, thing: 's8', reason: '' })).toBe('ok')
  expect(await lead(ada, { kind: 'answer.write', ...answer })).toBe('ok')
  expect(await lead(fay, { kind: 'asking.show', asked })).toBe('ok')
  expect(await lead(fay, { kind: 'aside.confirm', asked })).toBe('ok')
  await moveTo(fay, path)
  expect((await pairAt(fay, 0)).things).toHaveLength(7)
})

test('one person alone compares all pairs: the order is told, no margin, and the first one is chosen', async () => {
  const server = await startServer()
  const { fay, voters } = await begin(server, { people: 1 })
  const [ada = fay] = voters
  for (const at of [0, 1, 2]) expect(await tap(ada, await pairAt(fay, at))).toBe('ok')
  await fay.client.until(() => isShown(stateOf(fay)))
  const { rows, duels } = rankingOf(shownOf(fay))
  expect(rows.map(({ thing }) => thing.id)).toEqual(['s1', 's2', 's3'])
  expect(duels.map(({ counts }) => counts)).toEqual([null, null, null])
  expect(chosenOf((name) => readActivity(fay.client.doc, name))).toBe('s1')
  // Back and on again: the result stands, and nothing is asked twice.
  await moveTo(fay, 'decide/talk')
  await moveTo(fay, path)
  expect(isShown(stateOf(fay))).toBe(true)
})

test('one sentence is nothing to compare, and a document with odd pairs has none', async () => {
  const server = await startServer()
  const { fay } = await begin(server, { people: 1, sentences: 1 })
  await moveTo(fay, 'decide/talk')
  expect(stateOf(fay)).toBeUndefined()
  expect(chosenOf((name) => readActivity(new Y.Doc(), name))).toBeNull()
  const asked = { id: 'a', turn: 1, audience: 'secret', asks: { which: { kind: 'choice', of: ['left'] } } }
  for (const pairs of [
    { all: [[0, 9]], at: 0 },
    { all: 7, at: 0 },
    { all: [[0, 0]], at: 0 },
  ])
    expect(askedIn({ [path]: { ...asked, things: [], pairs, shown: null } }, path)?.pairs).toBeNull()
})
