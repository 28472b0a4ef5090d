import { expect, test } from 'vitest'
import { SavingState } from '#client/model/contract/board-model.ts'
import {
  afterEvent,
  joiningFacts,
  savingOfBoth,
  savingState,
  savingWithUploads,
  type SavingEvent,
} from '#client/model/connection/saving.ts'

const opened: SavingEvent = { kind: 'opened', mayWrite: true }
const received: SavingEvent = { kind: 'received' }
const sent: SavingEvent = { kind: 'sent' }
const answered: readonly SavingEvent[] = [sent, { kind: 'answered' }]
const saved = (count: number): SavingEvent => ({ kind: 'saved', count })
const closed: SavingEvent = { kind: 'closed' }

function after(...events: readonly SavingEvent[]): SavingState {
  return savingState(events.reduce(afterEvent, joiningFacts))
}

test('saved is shown only after everything has been received and sent', () => {
  expect(after()).toBe(SavingState.joining)
  expect(after(opened)).toBe(SavingState.joining)
  expect(after(opened, received)).toBe(SavingState.joining)
  expect(after(opened, received, ...answered)).toBe(SavingState.saving)
  expect(after(opened, received, ...answered, saved(1))).toBe(SavingState.saved)
})

test('saved means that every message of this connection is on disk', () => {
  const joined = [opened, received, ...answered, saved(1)]
  expect(after(...joined, sent, sent)).toBe(SavingState.saving)
  expect(after(...joined, sent, sent, saved(2))).toBe(SavingState.saving)
  expect(after(...joined, sent, sent, saved(3))).toBe(SavingState.saved)
})

test('an earlier connection’s acknowledgements say nothing about a later one', () => {
  const joined = [opened, received, ...answered, saved(1), sent, closed]
  expect(after(...joined)).toBe(SavingState.offline)
  expect(after(...joined, opened)).toBe(SavingState.offline)
  expect(after(...joined, opened, received, ...answered)).toBe(SavingState.saving)
  expect(after(...joined, opened, received, ...answered, saved(1))).toBe(SavingState.saved)
})

test('a viewer has nothing to save', () => {
  expect(after({ kind: 'opened', mayWrite: false }, received)).toBe(SavingState.saved)
})

test('a first connection that fails is told apart from one that is being made', () => {
  expect(after(closed)).toBe(SavingState.offline)
})

test('damage on the server is shown until the board has come from there again', () => {
  const damaged = [opened, { kind: 'damaged' } as const, closed]
  expect(after(...damaged)).toBe(SavingState.damaged)
  expect(after(...damaged, opened)).toBe(SavingState.damaged)
  expect(after({ kind: 'kept', isKept: false }, ...damaged)).toBe(SavingState.unkept)
  expect(after(...damaged, opened, received, ...answered, saved(1))).toBe(SavingState.saved)
  expect(savingWithUploads(SavingState.damaged, { count: 1, isKept: false })).toBe(SavingState.unkept)
})

test('offline, the page says when this browser stores nothing, and takes it back when it does', () => {
  const isKept = (is: boolean) => ({ kind: 'kept', isKept: is }) as const
  const joined = [opened, received, ...answered, saved(1)]
  expect(after(isKept(false), ...joined)).toBe(SavingState.saved)
  expect(after(isKept(false), ...joined, closed)).toBe(SavingState.unkept)
  expect(after(isKept(false), ...joined, closed, isKept(true))).toBe(SavingState.offline)
})

test('in a browser that stores nothing, no sentence says that it does, on a full disk or an old page', () => {
  const kept = { kind: 'kept', isKept: true } as const
  const unkept = { kind: 'kept', isKept: false } as const
  const joined = [unkept, opened, received, ...answered, saved(1)]
  const full: SavingEvent = { kind: 'writable', isWritable: false }
  const old: SavingEvent = { kind: 'ended', end: 'outdated' }
  expect(after(...joined, full)).toBe(SavingState.unkept)
  expect(after(...joined, sent, { kind: 'cannotWrite' })).toBe(SavingState.unkept)
  expect(after(...joined, full, kept)).toBe(SavingState.readOnly)
  expect(after(...joined, old)).toBe(SavingState.outdatedUnkept)
  expect(after(...joined, old, kept)).toBe(SavingState.outdated)
  const saidToBeKept: readonly SavingState[] = [
    SavingState.offline,
    SavingState.readOnly,
    SavingState.outdated,
  ]
  for (const board of Object.values(SavingState)) {
    for (const desk of [SavingState.unkept, SavingState.outdatedUnkept]) {
      expect(saidToBeKept).not.toContain(savingOfBoth(board, desk))
      expect(saidToBeKept).not.toContain(savingOfBoth(desk, board))
    }
    expect(saidToBeKept).not.toContain(savingWithUploads(board, { count: 1, isKept: false }))
  }
})

test('a server that cannot write is believed until it has written', () => {
  const stuck = [opened, received, ...answered, saved(1), sent, { kind: 'cannotWrite' } as const, closed]
  expect(after(...stuck)).toBe(SavingState.readOnly)
  expect(after(...stuck, opened, received, ...answered)).toBe(SavingState.readOnly)
  expect(after(...stuck, opened, received, ...answered, saved(1))).toBe(SavingState.saved)
  expect(after(...stuck, opened, received, ...answered, saved(1), sent)).toBe(SavingState.saving)
})

test('an ended session stays ended', () => {
  expect(after(opened, { kind: 'ended', end: 'revoked' })).toBe(SavingState.revoked)
  expect(after(opened, { kind: 'ended', end: 'outdated' }, closed)).toBe(SavingState.outdated)
})
