import { expect, test } from 'vitest'
import { Barrier, barrierTo, may, mayWrite, Operation, type Target } from '#shared/workshop/policy.ts'
import { openRights, Scope, type Rights } from '#shared/workshop/rights.ts'
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
      Operation.deleteBoard,
      Operation.setWriting,
      Operation.revealDesks,
      Operation.manageCheckpoints,
      Operation.clearReplay,
      Operation.setRights,
    ].sort(),
  )
  expect(mayWrite(Role.participant)).toBe(true)
})

test('a viewer may take the result away, look on from several devices and look back, and change nothing', () => {
  const allowed = Object.values(Operation).filter((operation) => may(Role.viewer, operation))
  expect(allowed).toEqual([Operation.exportBoard, Operation.manageDevices, Operation.replayBoard])
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

/** The table of the facilitator's locks and limits in full: what stops a participant, by operation and by target. */
const own: Target = { isOwn: true, isLocked: false }
const others: Target = { isOwn: false, isLocked: false }
const locked: Target = { isOwn: true, isLocked: true }

function barriers(rights: Partial<Rights>, target: Target, role: Role = Role.participant) {
  const state = { writing: WritingMode.shared, rights: { ...openRights, ...rights } }
  const stopped = Object.values(Operation).flatMap((operation) => {
    if (!may(role, operation)) return []
    const barrier = barrierTo(role, operation, state, target)
    return barrier ? [[operation, barrier] as const] : []
  })
  return Object.fromEntries(stopped)
}

function every(operations: readonly Operation[], barrier: Barrier) {
  return Object.fromEntries(operations.map((operation) => [operation, barrier]))
}

const {
  addNote,
  restoreNote,
  placeNote,
  gatherNote,
  writeNote,
  markNote,
  removeOwnNote,
  addCluster,
  changeCluster,
  removeCluster,
} = Operation
const work = [
  addNote,
  restoreNote,
  placeNote,
  gatherNote,
  writeNote,
  markNote,
  removeOwnNote,
  addCluster,
  changeCluster,
  removeCluster,
]

test('without limits a participant may work on own notes and on others’, and delete only the own', () => {
  expect(barriers({}, own)).toEqual({})
  expect(barriers({}, others)).toEqual({})
  expect(barrierTo(Role.participant, Operation.removeAnyNote)).toBe(Barrier.notYours)
})

test('on a locked board participants look and vote', () => {
  for (const target of [own, others, locked])
    expect(barriers({ isLocked: true }, target)).toEqual(
      every([...work, Operation.sendPhoto], Barrier.boardLocked),
    )
})

test('what is locked stays as it is; notes and clusters can be added beside it', () => {
  const kept = work.filter((operation) => operation !== addNote && operation !== addCluster)
  expect(barriers({}, locked)).toEqual(every(kept, Barrier.locked))
})

test('participants move own notes alone when the facilitator says so', () => {
  const limits = { participantsMove: Scope.own }
  expect(barriers(limits, own)).toEqual({})
  expect(barriers(limits, others)).toEqual(
    every([restoreNote, placeNote, gatherNote], Barrier.notYoursToMove),
  )
})

test('participants change own notes alone when the facilitator says so', () => {
  const limits = { participantsWrite: Scope.own }
  expect(barriers(limits, own)).toEqual({})
  expect(barriers(limits, others)).toEqual(every([restoreNote, writeNote, markNote], Barrier.notYoursToWrite))
})

test('without the right to group, participants leave clusters and who is in them alone', () => {
  const fixed = every([gatherNote, addCluster, changeCluster, removeCluster], Barrier.clustersFixed)
  for (const target of [own, others]) expect(barriers({ participantsCluster: false }, target)).toEqual(fixed)
})

test('no limit and no locked board binds a facilitator, a lock of a note or cluster does; neither lets a viewer do more', () => {
  const strictest: Rights = {
    isLocked: true,
    participantsMove: Scope.own,
    participantsWrite: Scope.own,
    participantsCluster: false,
  }
  const target = { isOwn: false, isLocked: true }
  expect(barriers(strictest, others, Role.facilitator)).toEqual({})
  const kept = work.filter((operation) => operation !== addNote && operation !== addCluster)
  expect(barriers(strictest, target, Role.facilitator)).toEqual(
    every([...kept, Operation.removeAnyNote], Barrier.locked),
  )
  expect(barriers(strictest, target, Role.viewer)).toEqual({})
  const state = { writing: WritingMode.shared, rights: openRights }
  for (const operation of work) expect(barrierTo(Role.viewer, operation, state, own)).toBe(Barrier.role)
})

test('on a locked board, too, whoever adds a note in private writing is told to write a draft', () => {
  const state = { writing: WritingMode.private, rights: { ...openRights, isLocked: true } }
  expect(barrierTo(Role.participant, addNote, state)).toBe(Barrier.writingPrivate)
  expect(may(Role.participant, Operation.keepDesk, state)).toBe(true)
  expect(may(Role.participant, Operation.castDot, state)).toBe(true)
})
