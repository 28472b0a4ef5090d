import { atom } from 'nanostores'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { watchShown } from '#client/canvas/watch-view-state.ts'
import type { PresenceState } from '#shared/wire/presence.ts'

test('a screen that hides the cursors of others, as a projector does, shows none of their selections', () => {
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  const { model } = createLocalBoard(new Y.Doc(), (text) => text.length)
  onTestFinished(model.close)
  const ana: PresenceState = {
    participant: 'ana',
    index: 1,
    name: 'Ana',
    colour: 2,
    selection: ['note'],
    editing: null,
    view: null,
  }
  const showCursors = atom(true)
  const presence = { ...model.presence, others: atom([ana]), showCursors }
  const changed: string[] = []
  const shown = watchShown({ ...model, presence }, (ids) => changed.push(...Array.from(ids)))
  onTestFinished(shown.close)
  expect([...shown.now().others.keys()]).toEqual(['note'])
  showCursors.set(false)
  expect(shown.now().others.size).toBe(0)
  expect(changed).toEqual(['note'])
})
