import { atom } from 'nanostores'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { runSeen, sawPress } from '#client/panels/agenda/lead.ts'
import { nextPress } from '#client/panels/agenda/remote.ts'
import type { Feature } from '#client/panels/host/feature.ts'
import type { StepPress, StepScene } from '#client/panels/host/scenes.ts'
import { noClock, readyNow, type AgendaNow } from '#shared/agenda/agenda.ts'
import { writeMove, writeNewAgenda } from '#shared/board/agenda.ts'
import { writeBegun, writeProgress } from '#shared/board/progress.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'

const running: AgendaNow = { ...readyNow, state: 'running', move: 1, step: 'group/group' }

/** A board in its step of groups. `lead`: the press that comes before going on. */
function open(lead: StepPress | null = null) {
  const doc = new Y.Doc()
  writeNewAgenda(doc, shortBrainstorm, { question: 'Why?' })
  const move = (now: AgendaNow) => {
    const entry = { kind: 'on', at: 0, by: null, from: null, to: now.step, move: now.move } as const
    writeMove(doc, { now, clock: noClock, before: null }, entry)
  }
  move(running)
  const { model } = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(model.close)
  const leads = atom(lead)
  const scene: StepScene = { Task: () => null, showsDone: true, lead: () => leads }
  const later = async () => undefined
  const group: Feature = { name: 'group', step: { fetch: later, fetchLead: later, now: () => scene } }
  const say = () => {
    const next = nextPress({ model, features: [group] })
    return next && [next.waiting, next.label]
  }
  return { doc, model, leads, features: [group], move, say }
}

test('the one button says that people are still answering until they have finished, and never asks for a second press', () => {
  const { doc, move, say } = open()
  expect(say()).toEqual([null, 'Go on: “vote”'])
  // Nobody has begun words that a step which goes on would interrupt.
  writeProgress(doc, 'done:1', { done: 1, of: 5 })
  expect(say()).toEqual([null, 'Go on: “vote”'])
  writeBegun(doc, 1, 2)
  expect(say()).toEqual(['2 are still answering', 'go on all the same'])
  writeBegun(doc, 1, 1)
  expect(say()).toEqual(['Somebody is still answering', 'go on all the same'])
  writeBegun(doc, 1, 0)
  expect(say()).toEqual([null, 'Go on: “vote”'])
  writeBegun(doc, 1, 2)
  move({ ...running, move: 2, step: 'vote/vote' })
  expect(say()?.[0]).toBeNull()
  move({ ...running, move: 3, state: 'ended' })
  expect(say()).toBeNull()
})

test('a press that comes before going on keeps its name, and one that interrupts nobody says nothing', () => {
  const run = () => undefined
  const closing = open({ label: 'Close the vote', run })
  writeBegun(closing.doc, 1, 2)
  expect(closing.say()).toEqual(['2 are still answering', 'Close the vote'])
  const showing = open({ label: 'Show the result', run, isAtOnce: true })
  writeBegun(showing.doc, 1, 2)
  expect(showing.say()).toEqual([null, 'Show the result'])
})

test('a late press skips no pair and no result that came by itself a moment before', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const done: string[] = []
  const pair = (about: string): StepPress => ({ label: 'Next pair', about, run: () => done.push(about) })
  const { model, leads, features, move } = open(pair('1'))
  const now = () => nextPress({ model, features }) ?? expect.fail('there is a press')
  const see = () => sawPress(model, now())
  const press = () => runSeen(model, now(), now().run)
  see()
  press()
  // The pair after one's own press is open to the next press at once.
  leads.set(pair('2'))
  see()
  press()
  leads.set(pair('3'))
  see()
  vi.advanceTimersByTime(5_000)
  // Its time is up, and the press for it comes late.
  leads.set(pair('4'))
  see()
  vi.advanceTimersByTime(399)
  press()
  expect(done).toEqual(['1', '2'])
  expect(model.notices.list.get()).toEqual([])
  vi.advanceTimersByTime(1)
  press()
  expect(done).toEqual(['1', '2', '4'])
  // Nor does it leave a result that nobody has seen.
  leads.set(pair('5'))
  see()
  vi.advanceTimersByTime(5_000)
  leads.set(null)
  see()
  press()
  move({ ...running, move: 2, step: 'vote/vote' })
  see()
  press()
  expect(done).toEqual(['1', '2', '4'])
  expect(model.notices.list.get()).toHaveLength(1)
})
