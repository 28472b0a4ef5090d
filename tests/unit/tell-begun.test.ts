import { atom } from 'nanostores'
import { expect, onTestFinished, test, vi } from 'vitest'
import { keepBegun } from '#client/model/memory/begun.ts'
import { tellBegun } from '#client/panels/agenda/follow-agenda.ts'
import { noClock, readyNow, type Agenda } from '#shared/agenda/agenda.ts'
import type { Command } from '#shared/wire/command.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Role } from '#shared/workshop/role.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'

function agendaAt(move: number, step: string): Agenda {
  const now = { ...readyNow, state: 'running', move, step } as const
  return { template: shortBrainstorm, answers: {}, edition: 1, expected: null, now, clock: noClock, log: [] }
}

function open(role: Role, person: string) {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const agenda = atom<Agenda | null>(agendaAt(1, 'write/ideas'))
  const own = atom({})
  const sent: Command[] = []
  const run = async (command: Command) => {
    sent.push(command)
    return { ok: true } as const
  }
  const me = atom({ id: person, name: '', colour: 0 })
  onTestFinished(tellBegun({ id: 'told', role, me, agenda, own, run }))
  const told = () => {
    vi.advanceTimersByTime(2_000)
    return sent.splice(0)
  }
  /** Puts words into a field, and lets the time pass that a page waits. */
  const write = (place: string, text: string, isSent = false) => {
    const step = place.slice(0, place.lastIndexOf('/'))
    const words = { step, audience: Audience.hidden, text, ...(isSent && { isSent }) } as const
    keepBegun('told', person, place, words)
    return told()
  }
  return { agenda, own, write, told }
}

const says = (from: number, isBegun: boolean) => [{ kind: 'agenda.begun', from, isBegun }]

test('the server hears once that somebody has unsent words in the running step, and once that they have none any more', () => {
  const { agenda, own, write, told } = open(Role.participant, 'ana')
  expect(write('group/group/note', 'of another step')).toEqual([])
  expect(write('write/ideas/all', 'A brass')).toEqual(says(1, true))
  expect(write('write/ideas/more', 'and drums')).toEqual([])
  expect(write('write/ideas/all', 'A brass band', true)).toEqual([])
  expect(write('write/ideas/more', '  ')).toEqual(says(1, false))
  expect(write('write/ideas/more', 'again')).toEqual(says(1, true))

  // It counts nobody of whom it has not heard since a connection was lost.
  own.set({ greeted: 'again' })
  expect(told()).toEqual(says(1, true))

  agenda.set(agendaAt(2, 'group/group'))
  expect(told()).toEqual(says(2, true))
  agenda.set(agendaAt(3, 'vote/vote'))
  expect(told()).toEqual([])
})

test('what was told while the server went away is taken back once it is there again and the words are sent', () => {
  const { own, write, told } = open(Role.participant, 'cy')
  expect(write('write/ideas/all', 'A brass band')).toEqual(says(1, true))
  // The command may arrive after the greeting that makes the server forget.
  own.set({ greeted: 'again' })
  expect(write('write/ideas/all', 'A brass band', true)).toEqual(says(1, false))
  own.set({ greeted: 'once more' })
  expect(told()).toEqual([])
})

test('nobody learns that somebody writes a reason, and nobody waits for facilitators', () => {
  const reason = open(Role.participant, 'ben')
  expect(reason.write('write/ideas/reason:r1:o1', 'It harms us')).toEqual([])
  expect(open(Role.facilitator, 'fay').write('write/ideas/all', 'Mine')).toEqual([])
})
