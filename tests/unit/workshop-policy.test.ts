import { expect, test } from 'vitest'
import { Barrier, mayWrite, Operation, type Target } from '#shared/workshop/policy.ts'
import { barrierTo, may, operations, type PolicyOperation } from '#shared/activities/policy.ts'
import * as activities from '#shared/activities/registry.ts'
import { ReadOperation } from '#shared/activities/read/activity.ts'
import { CloseOperation } from '#shared/activities/close/activity.ts'
import { ConsentOperation } from '#shared/activities/consent/activity.ts'
import { PassOperation } from '#shared/activities/pass/activity.ts'
import { PrinciplesOperation } from '#shared/activities/principles/activity.ts'
import { TestOperation } from '#shared/activities/test/activity.ts'
import { RewriteOperation } from '#shared/activities/rewrite/activity.ts'
import { TurnsOperation } from '#shared/activities/turns/activity.ts'
import { VoteOperation } from '#shared/activities/vote/activity.ts'
import { WriteOperation } from '#shared/activities/write/activity.ts'
import { openRights, Scope, type Rights } from '#shared/workshop/rights.ts'
import { Role, roles } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'

test('a facilitator may do everything', () => {
  for (const operation of operations)
    expect([operation, may(Role.facilitator, operation)]).toEqual([operation, true])
  expect(mayWrite(Role.facilitator)).toBe(true)
})

/** Open to participants only in steps that need it. */
const inSteps: readonly PolicyOperation[] = [
  Operation.answer,
  Operation.writeStatement,
  RewriteOperation.keep,
  RewriteOperation.comment,
]

test('a participant may work on the board, but not run it or delete other people’s notes', () => {
  const denied = operations.filter((operation) => !may(Role.participant, operation))
  expect(denied.sort()).toEqual(
    [
      Operation.removeAnyNote,
      ...inSteps,
      VoteOperation.openRound,
      VoteOperation.closeRound,
      VoteOperation.raiseHands,
      ReadOperation.settle,
      TurnsOperation.lead,
      TestOperation.lead,
      ConsentOperation.ask,
      ConsentOperation.reply,
      ConsentOperation.adopt,
      PrinciplesOperation.settle,
      PassOperation.deal,
      CloseOperation.setDate,
      Operation.takePart,
      Operation.leadAgenda,
      Operation.editAgenda,
      Operation.renameBoard,
      Operation.manageLinks,
      Operation.findPeople,
      Operation.gather,
      Operation.showToRoom,
      Operation.deleteBoard,
      WriteOperation.setWriting,
      WriteOperation.revealDesks,
      Operation.manageCheckpoints,
      Operation.clearReplay,
      Operation.publishPurpose,
      Operation.setRights,
      Operation.showPlaceOnPurpose,
    ].sort(),
  )
  expect(mayWrite(Role.participant)).toBe(true)
})

test('a viewer may export, view on several devices, watch replays and tell of its pages, and change nothing', () => {
  const allowed = operations.filter((operation) => may(Role.viewer, operation))
  expect(allowed).toEqual([
    Operation.tellPages,
    Operation.exportBoard,
    Operation.manageDevices,
    Operation.replayBoard,
  ])
  expect(mayWrite(Role.viewer)).toBe(false)
})

test('while writing is private only facilitators may put new notes on the board; everything else stays as it was', () => {
  const state = { writing: WritingMode.private }
  for (const role of roles) {
    const changed = operations.filter((operation) => may(role, operation) !== may(role, operation, state))
    expect([role, changed]).toEqual([role, role === Role.participant ? [Operation.addNote] : []])
  }
})

test('while a secret vote is open nobody shows where they are; a facilitator may, on purpose', () => {
  const state = { writing: WritingMode.shared, hasSecretVote: true }
  for (const role of roles) {
    const changed = operations.filter((operation) => may(role, operation) !== may(role, operation, state))
    // Nobody changes the number of those who take part.
    const leads = role === Role.facilitator ? [Operation.takePart] : []
    const hidden = role === Role.viewer ? [] : [Operation.showPlace]
    expect([role, changed.toSorted()]).toEqual([role, [...leads, ...hidden]])
  }
  const onPurpose = roles.filter((role) => may(role, Operation.showPlaceOnPurpose, state))
  expect(onPurpose).toEqual([Role.facilitator])
})

test('the kind of a note is its author’s; once its step is over nothing of it is, but its place', () => {
  const participant = (operation: PolicyOperation, target: Target, opened: readonly string[] = []) =>
    barrierTo(Role.participant, operation, { writing: WritingMode.shared, opened }, target)
  expect(participant(Operation.settleNote, others)).toBe(Barrier.authorsOnly)
  expect(participant(Operation.settleNote, own)).toBeUndefined()
  const past = { ...own, isOver: true }
  const ofNote = [restoreNote, writeNote, markNote, Operation.settleNote, removeOwnNote]
  expect(operations.filter((operation) => participant(operation, past) === Barrier.stepOver).sort()).toEqual(
    ofNote.toSorted(),
  )
  expect(participant(writeNote, { ...past, isJustOver: true })).toBeUndefined()
  expect(participant(markNote, { ...past, isJustOver: true })).toBe(Barrier.stepOver)
  expect(participant(writeNote, { ...past, isOwn: false, isJustOver: true })).toBe(Barrier.stepOver)
  expect(participant(writeNote, past, [writeNote])).toBeUndefined()
  for (const operation of ofNote)
    expect(barrierTo(Role.facilitator, operation, { writing: WritingMode.shared }, past)).toBeUndefined()
})

test('after the workshop participants change nothing on the board, but what a facilitator opens', () => {
  const state = { writing: WritingMode.shared, isOver: true }
  const closed = operations.filter(
    (operation) => barrierTo(Role.participant, operation, state) === Barrier.workshopOver,
  )
  expect(closed.sort()).toEqual([...work, Operation.settleNote].sort())
  expect(operations.filter((operation) => !may(Role.facilitator, operation, state))).toEqual([])
  expect(may(Role.participant, addNote, { ...state, opened: [addNote] })).toBe(true)
  expect(may(Role.participant, VoteOperation.castDot, state)).toBe(true)
})

/** The whole table of locks and limits: the barrier for a participant, by operation and target. */
const own: Target = { isOwn: true, isLocked: false }
const others: Target = { isOwn: false, isLocked: false }
const locked: Target = { isOwn: true, isLocked: true }

function barriers(rights: Partial<Rights>, target: Target, role: Role = Role.participant) {
  const state = { writing: WritingMode.shared, rights: { ...openRights, ...rights } }
  const stopped = operations.flatMap((operation) => {
    // Asked beside the mark of a note, of its author.
    if (!may(role, operation) || operation === Operation.settleNote) return []
    const barrier = barrierTo(role, operation, state, target)
    return barrier ? [[operation, barrier] as const] : []
  })
  return Object.fromEntries(stopped)
}

function every(operations: readonly PolicyOperation[], barrier: Barrier) {
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
  Operation.drawArea,
]
/** Operations that make something new: no lock of a thing bars them. */
const adding: readonly string[] = [addNote, addCluster, Operation.drawArea]

test('without limits a participant may work on own notes and on others’, and delete only the own', () => {
  expect(barriers({}, own)).toEqual({})
  expect(barriers({}, others)).toEqual({})
  expect(barrierTo(Role.participant, Operation.removeAnyNote)).toBe(Barrier.notYours)
})

const fieldNotes = [WriteOperation.addToStep, WriteOperation.changeOwn, WriteOperation.showLate]

test('on a locked board participants look and vote', () => {
  for (const target of [own, others, locked])
    expect(barriers({ isLocked: true }, target)).toEqual(
      every([...work, Operation.sendPhoto, ...fieldNotes], Barrier.boardLocked),
    )
})

test('locked notes stay as they are, and others can be added beside them', () => {
  const kept = work.filter((operation) => !adding.includes(operation))
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

test('without the right to group, participants leave clusters and their members alone', () => {
  const fixed = every([gatherNote, addCluster, changeCluster, removeCluster], Barrier.clustersFixed)
  for (const target of [own, others]) expect(barriers({ participantsCluster: false }, target)).toEqual(fixed)
})

test('limits and a locked board do not bind facilitators, single locks do; viewers gain nothing', () => {
  const strictest: Rights = {
    isLocked: true,
    participantsMove: Scope.own,
    participantsWrite: Scope.own,
    participantsCluster: false,
  }
  const target = { isOwn: false, isLocked: true }
  expect(barriers(strictest, others, Role.facilitator)).toEqual({})
  const kept = work.filter((operation) => !adding.includes(operation))
  expect(barriers(strictest, target, Role.facilitator)).toEqual(
    every([...kept, Operation.removeAnyNote], Barrier.locked),
  )
  expect(barriers(strictest, target, Role.viewer)).toEqual({})
  const state = { writing: WritingMode.shared, rights: openRights }
  for (const operation of work) expect(barrierTo(Role.viewer, operation, state, own)).toBe(Barrier.role)
})

test('in private writing, a person who adds a note is told to write a draft, on a locked board too', () => {
  const state = { writing: WritingMode.private, rights: { ...openRights, isLocked: true } }
  expect(barrierTo(Role.participant, addNote, state)).toBe(Barrier.writingPrivate)
  expect(may(Role.participant, Operation.keepDesk, state)).toBe(true)
  expect(may(Role.participant, VoteOperation.castDot, state)).toBe(true)
})

test('a running step closes to participants all work on the board that it does not allow', () => {
  const step = { allows: [addNote, writeNote, VoteOperation.castDot] }
  const state = { writing: WritingMode.shared, rights: openRights, step }
  const closed = operations.filter(
    (operation) => barrierTo(Role.participant, operation, state) === Barrier.step,
  )
  const left = work.filter((operation) => operation !== addNote && operation !== writeNote)
  expect(closed.sort()).toEqual(
    [
      ...left,
      ...inSteps,
      Operation.sendPhoto,
      ReadOperation.ask,
      ReadOperation.agree,
      TurnsOperation.finish,
      TurnsOperation.leadTable,
    ].sort(),
  )
  const all = { ...state, step: { allows: operations } }
  for (const operation of operations.filter((each) => !inSteps.includes(each)))
    expect(barrierTo(Role.participant, operation, all)).toBe(barrierTo(Role.participant, operation))
})

test('questions are answered in a step that needs it or ahead of one, and never otherwise', () => {
  const state = { writing: WritingMode.shared, rights: openRights }
  const step = { allows: [Operation.answer] }
  expect(barrierTo(Role.participant, Operation.answer, state)).toBe(Barrier.step)
  expect(may(Role.participant, Operation.answer, { ...state, step })).toBe(true)
  expect(may(Role.participant, Operation.answer, { ...state, step: { allows: [] }, ahead: step })).toBe(true)
  expect(barrierTo(Role.viewer, Operation.answer, { ...state, step, ahead: step })).toBe(Barrier.role)
})

test('ahead of a step people send its photos, whatever the running step and the lock of the board close', () => {
  const locked = {
    writing: WritingMode.shared,
    rights: { ...openRights, isLocked: true },
    step: { allows: [] },
  }
  expect(barrierTo(Role.participant, Operation.sendPhoto, locked)).toBe(Barrier.boardLocked)
  const ahead = { allows: [Operation.answer, Operation.sendPhoto] }
  expect(may(Role.participant, Operation.sendPhoto, { ...locked, ahead })).toBe(true)
  expect(barrierTo(Role.participant, addNote, { ...locked, ahead })).toBe(Barrier.boardLocked)
})

test('no step closes anything to a facilitator, or opens anything to anybody', () => {
  const open = { writing: WritingMode.shared, rights: openRights }
  for (const role of [Role.facilitator, Role.viewer]) {
    for (const allows of [[], operations]) {
      for (const operation of operations)
        expect(barrierTo(role, operation, { ...open, step: { allows } })).toBe(barrierTo(role, operation))
    }
  }
  expect(
    barrierTo(Role.participant, VoteOperation.openRound, { ...open, step: { allows: operations } }),
  ).toBe(Barrier.role)
})

test('a limit that the facilitator sets is told before the step', () => {
  const state = {
    writing: WritingMode.shared,
    rights: { ...openRights, isLocked: true },
    step: { allows: [] },
  }
  expect(barrierTo(Role.participant, writeNote, state)).toBe(Barrier.boardLocked)
  expect(barrierTo(Role.participant, VoteOperation.castDot, state)).toBe(Barrier.step)
})

test('every operation has one row, from the core or an activity', () => {
  const brought = Object.values(activities).flatMap(({ rights }) => Object.keys(rights))
  expect([...Object.values(Operation), ...brought].sort()).toEqual([...operations].sort())
})

test('no step closes the words of a note to its author: a sentence is finished', () => {
  const state = { writing: WritingMode.shared, rights: openRights, step: { allows: [] } }
  const barrier = (isOwn: boolean) =>
    barrierTo(Role.participant, Operation.writeNote, state, { isOwn, isLocked: false })
  expect([barrier(true), barrier(false)]).toEqual([undefined, Barrier.step])
})
