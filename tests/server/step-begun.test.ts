import { expect, test } from 'vitest'
import { readBegun } from '#shared/board/progress.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { startServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

test('people with unsent words are counted, each once and nobody by name, until they are done, have sent them or leave', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [ada, bo, cy] = [
    await joinBoard(server, board),
    await joinBoard(server, board),
    await joinBoard(server, board),
  ]
  const adaAgain = await joinBoard(server, board, { session: ada.session })
  await takeAgenda(fay)
  await moveTo(fay, 'group/group')
  const begun = (count: number) => fay.client.until(() => readBegun(fay.client.doc, 1) === count)
  for (const person of [ada, adaAgain, bo, cy, fay])
    expect(await lead(person, { kind: 'agenda.begun', from: 1, isBegun: true })).toBe('ok')
  expect(await lead(bo, { kind: 'agenda.begun', from: 0, isBegun: true })).toBe('agenda_moved')
  await begun(3)
  const shown = JSON.stringify(fay.client.doc.getMap('progress').toJSON())
  for (const { session } of [ada, bo, cy]) expect(shown).not.toContain(session.participant.id)

  expect(await lead(bo, { kind: 'agenda.done', from: 1, isDone: true })).toBe('ok')
  await begun(2)
  expect(await lead(bo, { kind: 'agenda.done', from: 1, isDone: false })).toBe('ok')
  await begun(3)
  expect(await lead(bo, { kind: 'agenda.begun', from: 1, isBegun: false })).toBe('ok')
  await begun(2)

  await cy.client.close()
  await begun(1)
  await ada.client.close()
  // She is still here, on another device.
  expect(await lead(bo, { kind: 'agenda.begun', from: 1, isBegun: true })).toBe('ok')
  await begun(2)
  await adaAgain.client.close()
  await begun(1)

  await moveTo(fay, 'vote/vote')
  await fay.client.until(() => !JSON.stringify(fay.client.doc.getMap('progress').toJSON()).includes('begun'))
  expect(await lead(bo, { kind: 'agenda.begun', from: 1, isBegun: true })).toBe('agenda_moved')
})
