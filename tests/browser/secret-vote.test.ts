import { expect, onTestFinished, test } from 'vitest'
import { readRound, roundsOf } from '#shared/board/round.ts'
import { MessageType } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { canvas } from '#tests/support/board-parts.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { clickAt, drag, pointAt, places, writeAt, type Place } from '#tests/support/canvas-point.ts'
import { messagesOf } from '#tests/support/messages-of.ts'
import { joinByLink, waitForItems } from '#tests/support/people.ts'
import { button, sentencePattern } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { connectClient, type SocketClient } from '#tests/support/socket-client.ts'
import { clickPlaceDot, closeVote, openVote } from '#tests/support/vote-dialogs.ts'

/** The disc that places a dot lies in the lower left corner of a note. */
const discOf = ({ column, row }: Place): Place => ({ column: column - 0.39, row: row + 0.43 })

test('during a secret vote a participant who records everything learns nothing of where others point', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard()
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora' })
  const [ana, bo, cy] = await Promise.all([
    joinByLink(stage, board.links.participant, { name: 'Ana' }),
    joinByLink(stage, board.links.participant, { name: 'Bo' }),
    joinByLink(stage, board.links.participant, { name: 'Cy', device: phoneDevice }),
  ])
  const spies = [await spyOn(stage, board, Role.participant), await spyOn(stage, board, Role.viewer)]
  const [mal] = spies as [SocketClient]
  await writeAt(ana, places.left, 'First')
  await writeAt(ana, places.middle, 'Second')
  await writeAt(ana, places.right, 'Third')
  for (const person of [flora, bo]) await waitForItems(person, 'First', 'Second', 'Third')
  await cy.page.getByText('Third').waitFor()

  // The spies' instruments work: before the vote they see pointers, and so do people.
  await pointAt(bo, places.lowerLeft)
  await canvas(ana).getByText('Bo', { exact: true }).waitFor()
  await clickAt(ana, places.right)
  for (const spy of spies) {
    await spy.until(() => stateOf(spy, 'Ana')?.['selection'] !== undefined && pointers(spy).length > 0)
  }
  await openVote(flora, { title: 'Which?', target: 'notes', budget: 1 })
  for (const spy of spies) {
    await spy.until(() => roundsOf(spy.doc).length > 0 && pointers(spy).length === 0)
    await spy.until(() => stateOf(spy, 'Ana')?.['view'] === null && stateOf(spy, 'Bo')?.['view'] === null)
    spy.frames.length = 0
  }
  await canvas(ana).getByText('Bo', { exact: true }).waitFor({ state: 'detached' })

  const votes = [
    [ana, places.left],
    [bo, places.middle],
  ] as const
  for (const [voter, place] of votes) {
    // The spies may know of the vote before the voters' pages show it.
    const one = sentencePattern(voter.words.vote.remaining_one, { count: 1 })
    await voter.page.getByText(one).first().waitFor()
    await pointAt(voter, discOf(place))
    await clickAt(voter, discOf(place))
    const none = sentencePattern(voter.words.vote.remaining_other, { count: 0 })
    await voter.page.getByText(none).first().waitFor()
  }
  await button(cy, cy.words.vote.list).tap()
  await clickPlaceDot(cy, 'Third')
  // A voter who looks around, selects and begins to drag shows nothing of it either.
  await drag(bo, places.lowerLeft, places.lowerRight)
  await bo.page.mouse.wheel(0, 40)
  await cy.page
    .getByText(sentencePattern(cy.words.vote.remaining_other, { count: 0 }))
    .first()
    .waitFor()
  const [round] = roundsOf(mal.doc)
  // Replies come after everything that the server has sent before. Of so few voters nobody is told how many have voted.
  for (const spy of spies) {
    await spy.command({ kind: 'dot.take', round: round?.id ?? '', option: round?.options[0] ?? '' })
    expect(readRound(spy.doc, round?.id ?? '')).toMatchObject({ voted: 0, isUntold: true })
  }
  for (const spy of spies) expectNothingOfPlaces(spy)
  expect(
    await canvas(ana)
      .getByText(/^(Bo|Cy|Flora)$/u)
      .count(),
  ).toBe(0)

  await closeVote(flora)
  for (const spy of spies) {
    await spy.until(() => readRound(spy.doc, round?.id ?? '')?.state === 'closed')
    expect(pointers(spy)).toEqual([])
  }
  await pointAt(bo, { ...places.lowerLeft, column: -1 })
  await canvas(ana).getByText('Bo', { exact: true }).waitFor()
})

async function spyOn(stage: Stage, board: Parameters<Stage['server']['join']>[0], role: Role) {
  const { session } = await stage.server.join(board, role, 'Mal')
  const client = connectClient({
    url: stage.url.replace('http', 'ws'),
    board: board.id,
    token: session,
    keepsFrames: true,
  })
  onTestFinished(() => client.socket.terminate())
  await client.until(() => client.hello() !== undefined && client.isSynced())
  return client
}

/** Pointers on the spy's screen. */
function pointers(spy: SocketClient): readonly unknown[] {
  return [...spy.cursors.values()].filter((cursor) => cursor !== null)
}

function stateOf(spy: SocketClient, name: string): Record<string, unknown> | undefined {
  return [...spy.states.values()].find((state) => state?.['name'] === name) ?? undefined
}

/** Between two opening frames and now: no pointer, and states that say who is here and nothing else. */
function expectNothingOfPlaces(spy: SocketClient): void {
  const messages = spy.frames.flatMap(messagesOf)
  const of = (type: number) => messages.filter(({ kind }) => kind === type).map(({ value }) => value)
  expect(of(MessageType.cursors)).toEqual([])
  for (const state of of(MessageType.awareness).flat()) {
    expect(state).toEqual({
      ...(state as object),
      selection: [],
      editing: null,
      view: null,
    })
    const named = Object.keys(state as object).filter((key) => key !== 'leads')
    expect(named.sort()).toEqual(['colour', 'editing', 'index', 'name', 'participant', 'selection', 'view'])
  }
}
