import { expect, test } from 'vitest'
import { withRunOff, withRunOffAgain } from '#shared/activities/vote/run-off.ts'
import type { Template } from '#shared/agenda/template.ts'
import { addNote } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import { statementsOf } from '#shared/board/statements.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Round } from '#shared/workshop/round.ts'
import { agendaOf, lead, moveTo } from '#tests/support/agendas.ts'
import { startServer } from '#tests/support/server.ts'
import { closeRound, joinBoard, placeDot, type Voter } from '#tests/support/socket-voters.ts'

const base = { seconds: 60, prompt: [{ en: 'Which ones?' }], writing: 'none' } as const
const vote = { ...base, activity: 'vote', target: 'notes', scale: 'dots', budget: 9, cap: 1 } as const
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'run-off',
  title: { en: 'Run-off' },
  ask: [],
  phases: [
    {
      id: 'choose',
      title: { en: 'Choose' },
      steps: [
        { ...vote, id: 'vote', isSecret: true },
        {
          ...base,
          id: 'rewrite',
          activity: 'rewrite',
          writing: 'shared',
          input: [{ from: 'choose/vote', take: 'shortlist', show: 'pour' }],
        },
      ],
    },
  ],
}

/** So many people before so many proposals; the last of these was built on the first. */
async function begin(people: number, proposals: number) {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ids: string[] = []
  for (let index = 0; index < proposals; index += 1)
    ids.push(
      addNote(fay.client.doc, {
        x: index * 220,
        y: 0,
        author: null,
        created: index,
        text: `Proposal ${index}`,
        ...(index > 0 && index === proposals - 1 && { from: ids.slice(0, 1) }),
      }),
    )
  await fay.client.allSaved()
  const voters: Voter[] = []
  for (let index = 0; index < people; index += 1)
    voters.push(await joinBoard(server, board, { name: `P${index}` }))
  expect(await lead(fay, { kind: 'agenda.take', template, answers: {} })).toBe('ok')
  await moveTo(fay, 'choose/vote')
  return { server, board, fay, voters, ids }
}

/** The open vote of the running step. */
async function openVote({ client }: Voter, step: string): Promise<Round> {
  const open = () => roundsOf(client.doc).find((round) => round.step === step && round.state === 'open')
  await client.until(() => open() !== undefined)
  const round = open()
  if (!round) throw new Error(`no vote is open in ${step}`)
  return round
}

/** Each gives all of their dots, in turn, so that all of these get as many. */
async function give(
  voters: readonly Voter[],
  { id, budget }: Round,
  options: readonly string[],
): Promise<void> {
  const each = Math.min(budget, options.length)
  for (const [index, voter] of voters.entries())
    for (let dot = 0; dot < each; dot += 1) {
      const option = options[(index * each + dot) % options.length] ?? ''
      expect((await placeDot(voter, id, option)).ok).toBe(true)
    }
}

/** What the one button inserts, and the way there. */
async function decide(fay: Voter, step: string, withVote: typeof withRunOff): Promise<Round> {
  const { template: now, edition, answers } = agendaOf(fay)
  const asked = withVote(now, step, roundsOf(fay.client.doc))
  if (!asked) throw new Error('nothing is to decide')
  expect(await lead(fay, { kind: 'agenda.edit', edition, template: asked.template, answers })).toBe('ok')
  await fay.client.until(() => agendaOf(fay).edition > edition)
  await moveTo(fay, asked.path)
  return openVote(fay, asked.path)
}

async function sentencesAfter(fay: Voter): Promise<readonly string[]> {
  await moveTo(fay, 'choose/rewrite')
  await fay.client.until(() => statementsOf(fay.client.doc).length > 0)
  return statementsOf(fay.client.doc).map(({ text }) => text.trim())
}

test('a run-off that separates nothing is no dead end: the room votes again, with a late-comer and without the absent', async () => {
  const { server, board, fay, voters, ids } = await begin(9, 10)
  const first = await openVote(fay, 'choose/vote')
  const families = ids.slice(1)
  await give(voters, first, families)
  await closeRound(fay, first.id)
  const second = await decide(fay, 'choose/vote', withRunOff)
  expect(second).toMatchObject({ isRunOff: true, places: 5 })
  expect(second.options.toSorted()).toEqual(families.toSorted())
  await give(voters, second, families)
  await closeRound(fay, second.id)
  expect(withRunOff(agendaOf(fay).template, second.step ?? '', roundsOf(fay.client.doc))).toBeUndefined()
  const third = await decide(fay, second.step ?? '', withRunOffAgain)
  expect(third).toMatchObject({ isRunOff: true, places: 5 })
  expect(third.options).toHaveLength(9)
  await voters[0]?.client.close()
  const late = await joinBoard(server, board, { name: 'Late' })
  const five = families.slice(2, 7)
  await give([...voters.slice(1), late], third, five)
  await closeRound(fay, third.id)
  // Back and forth: the votes that were held are found, and none is opened.
  await moveTo(fay, second.step ?? '')
  await moveTo(fay, 'choose/vote')
  expect(roundsOf(fay.client.doc)).toHaveLength(3)
  expect((await sentencesAfter(fay)).toSorted()).toEqual(
    five.map((id) => `Proposal ${ids.indexOf(id)}`).toSorted(),
  )
})

test('of one person alone no total is told, and nothing is left out: each family goes on once', async () => {
  const { fay, voters, ids } = await begin(1, 4)
  const round = await openVote(fay, 'choose/vote')
  await give(voters, round, ids.slice(0, 2))
  expect((await closeRound(fay, round.id)).totals).toBeNull()
  expect((await sentencesAfter(fay)).toSorted()).toEqual(['Proposal 1', 'Proposal 2', 'Proposal 3'])
})

test('thirty people decide a band, and the answers of those who have left count', async () => {
  const { fay, voters, ids } = await begin(30, 10)
  const first = await openVote(fay, 'choose/vote')
  await give(voters, first, ids.slice(1))
  await Promise.all(voters.slice(0, 10).map(({ client }) => client.close()))
  expect(await closeRound(fay, first.id)).toMatchObject({ voted: 30 })
  const second = await decide(fay, 'choose/vote', withRunOff)
  await give(voters.slice(10), second, ids.slice(1, 6))
  expect(await closeRound(fay, second.id)).toMatchObject({ voted: 20 })
  expect(await sentencesAfter(fay)).toHaveLength(5)
})
