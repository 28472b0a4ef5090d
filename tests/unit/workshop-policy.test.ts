import { expect, test } from 'vitest'
import { may, mayWrite, Operation } from '#shared/workshop/policy.ts'
import { Role, roles } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'

test('a facilitator may do everything', () => {
  for (const operation of Object.values(Operation))
    expect([operation, may(Role.facilitator, operation)]).toEqual([operation, true])
  expect(mayWrite(Role.facilitator)).toBe(true)
})

test('a participant may work on the board, and not run it or delete what others wrote', () => {
  const denied = Object.values(Operation).filter((operation) => !may(Role.participant, operation))
  expect(denied.sort()).toEqual(
    [
      Operation.removeAnyNote,
      Operation.openRound,
      Operation.closeRound,
      Operation.renameBoard,
      Operation.manageLinks,
      Operation.gather,
      Operation.setWriting,
      Operation.revealDesks,
      Operation.manageCheckpoints,
    ].sort(),
  )
  expect(mayWrite(Role.participant)).toBe(true)
})

test('a viewer may take the result away, and change nothing', () => {
  const allowed = Object.values(Operation).filter((operation) => may(Role.viewer, operation))
  expect(allowed).toEqual([Operation.exportBoard])
  expect(mayWrite(Role.viewer)).toBe(false)
})

test('while writing is private only facilitators may put new notes on the board; everything else stays as it was', () => {
  const state = { writing: WritingMode.private }
  for (const role of roles) {
    const changed = Object.values(Operation).filter(
      (operation) => may(role, operation) !== may(role, operation, state),
    )
    expect([role, changed]).toEqual([role, role === Role.participant ? [Operation.addNote] : []])
  }
})
