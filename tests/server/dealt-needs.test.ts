import { expect, test } from 'vitest'
import type { Template } from '#shared/agenda/template.ts'
import { roundsOf } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { newDataDir, startServer } from '#tests/support/server.ts'
import { addProposals, joinBoard, openRoundOrThrow, type Voter } from '#tests/support/socket-voters.ts'

const needs = 15
const people = 8

test('of many needs everybody is dealt a fair part, alone; late-comers and a restart keep it fair', async () => {
  const dataDir = await newDataDir()
  const server = await startServer({ dataDir })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const voters: Voter[] = []
  for (let index = 0; index < people; index += 1)
    voters.push(await joinBoard(server, board, { name: `Person ${index}` }))
  const options = await addProposals(fay, needs)
  const round = await openRoundOrThrow(fay, options, { method: 'agreement' })
  const dealtOf = async ({ client }: Voter): Promise<readonly string[]> => {
    await client.until(() => client.ballots.some(({ dealt }) => dealt))
    return client.ballots.findLast(({ dealt }) => dealt)?.dealt ?? []
  }
  const hands = await Promise.all(voters.map(dealtOf))
  // About five answers for each of 15 needs, by eight people.
  expect(hands.map((hand) => hand.length)).toEqual(hands.map(() => 10))
  const countsOf = (all: readonly (readonly string[])[]) =>
    options.map((option) => all.filter((hand) => hand.includes(option)).length)
  const counts = countsOf(hands)
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  // A facilitator who does not take part is asked nothing, and hears of nobody's part.
  expect(fay.client.ballots.filter(({ dealt }) => dealt)).toEqual([])
  const late = await joinBoard(server, board, { name: 'Late' })
  const lateHand = late.client.hello()?.ballots.find((ballot) => ballot.round === round)?.dealt ?? []
  const least = options.filter((_, index) => counts[index] === Math.min(...counts))
  expect(lateHand.length).toBeGreaterThan(0)
  expect(lateHand.filter((option) => !least.includes(option)).length).toBe(
    Math.max(0, lateHand.length - least.length),
  )
  // Anything else may be answered, too.
  const [first] = voters as [Voter]
  const other = options.find((option) => !hands[0]?.includes(option)) ?? ''
  const said = await first.client.command({ kind: 'answer.set', round, option: other, answer: 4 })
  expect(said.ok).toBe(true)
  await server.close()
  const again = await startServer({ dataDir })
  const back = await joinBoard(again, board, { session: first.session })
  const [ballot] = back.client.hello()?.ballots ?? []
  expect(ballot).toMatchObject({ round, dots: { [other]: 4 } })
  expect(ballot?.dealt).toEqual(expect.arrayContaining([other]))
  expect(ballot?.dealt?.length).toBeLessThan(needs)
})

test('a group that goes back finds the needs that it has answered, and is dealt them again where nobody had', async () => {
  const base = { seconds: 60, prompt: [{ en: 'How far do you agree?' }], writing: 'none' } as const
  const template: Template = {
    format: 'boussole-template',
    version: 1,
    id: 'needs',
    title: { en: 'Needs' },
    ask: [],
    phases: [
      {
        id: 'map',
        title: { en: 'Map' },
        steps: [
          { ...base, id: 'talk', activity: 'talk' },
          { ...base, id: 'agree', activity: 'vote', target: 'notes', scale: 'agreement' },
        ],
      },
    ],
  }
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const voters: Voter[] = []
  for (let index = 0; index < 3; index += 1)
    voters.push(await joinBoard(server, board, { name: `Person ${index}` }))
  const options = await addProposals(fay, needs)
  const rounds = () => roundsOf(fay.client.doc).filter(({ step }) => step === 'map/agree')
  const last = () => rounds().at(-1)
  expect(await lead(fay, { kind: 'agenda.take', template, answers: {} })).toBe('ok')
  await moveTo(fay, 'map/agree')
  await fay.client.until(() => last()?.state === 'open')
  // Nobody has answered: people who come back are asked again, and each has a part again.
  await moveTo(fay, 'map/talk')
  await fay.client.until(() => last()?.state === 'closed')
  await moveTo(fay, 'map/agree')
  await fay.client.until(() => rounds().length === 2)
  const { id: round = '' } = last() ?? {}
  for (const { client } of voters)
    await client.until(() => client.ballots.some((ballot) => ballot.round === round && ballot.dealt))
  for (const { client } of voters) {
    const hand = client.ballots.findLast((ballot) => ballot.round === round)?.dealt ?? []
    expect(hand.length).toBeGreaterThan(0)
    for (const option of hand)
      expect((await client.command({ kind: 'answer.set', round, option, answer: 4 })).ok).toBe(true)
  }
  await moveTo(fay, 'map/talk')
  await fay.client.until(() => last()?.state === 'closed')
  await moveTo(fay, 'map/agree')
  expect(rounds()).toHaveLength(2)
  expect(last()).toMatchObject({ id: round, voted: 3 })
  expect(last()?.options.toSorted()).toEqual(options.toSorted())
})
