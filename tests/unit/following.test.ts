import { atom } from 'nanostores'
import { expect, test } from 'vitest'
import { createBoardUi } from '#client/model/commands/board-ui.ts'
import { createCamera, zoomLimits } from '#client/model/view/camera.ts'
import { startFollowing } from '#client/model/people/following.ts'
import { createNotices } from '#client/model/commands/notices.ts'
import type { PresenceState } from '#shared/wire/presence.ts'
import { say } from '#tests/support/open-model.ts'

function setup(before: readonly PresenceState[] = [], now: readonly PresenceState[] = []) {
  const ui = createBoardUi()
  if (before[0]) ui.following.set(before[0].participant)
  const camera = createCamera()
  camera.setScreen({ width: 1_000, height: 1_000 })
  const others = atom(now)
  const notices = createNotices()
  const frames: (() => void)[] = []
  startFollowing({
    ui,
    camera,
    others,
    before,
    notices,
    say,
    soon: (run) => void frames.push(run),
  })
  return {
    ui,
    camera,
    others,
    texts: () => notices.list.get().map(({ text }) => text),
    /** The left edge of what is looked at, once the glide has ended. */
    settledX: () => {
      for (let next = frames.shift(); next; next = frames.shift()) next()
      return Math.round(camera.view().x)
    },
  }
}

function at(index: number, x: number, name = 'Ana'): PresenceState {
  return {
    participant: 'ana',
    index,
    name,
    colour: 0,
    selection: [],
    editing: null,
    view: [x, 0, 1_000, 1_000],
  }
}

test('of several devices of one person, the view follows the one that moves', () => {
  const { ui, others, settledX } = setup()
  others.set([at(1, 100), at(2, 500)])
  ui.following.set('ana')
  expect(settledX()).toBe(100)
  others.set([at(1, 100), at(2, 700)])
  expect(settledX()).toBe(700)
  others.set([at(1, 100), at(2, 700)])
  expect(settledX()).toBe(700)
  others.set([at(1, 300), at(2, 700)])
  expect(settledX()).toBe(300)
})

test('following ends when the person has left with their last device, and is said also of one without a name', () => {
  const { ui, others, texts } = setup()
  const somebody = { ...at(9, 0), participant: 'else' }
  others.set([at(1, 100, ''), at(2, 100, ''), somebody])
  ui.following.set('ana')
  others.set([at(2, 100, ''), somebody])
  expect(ui.following.get()).toBe('ana')
  others.set([somebody])
  expect(ui.following.get()).toBeNull()
  expect(texts()).toEqual(['notices.leftUnnamed'])
})

test('a person who follows another is no longer led by the first, and is told who has left', () => {
  const { ui, others, texts, settledX } = setup()
  const bo = { ...at(3, 0, 'Bo'), participant: 'bo', view: null }
  others.set([at(1, 100), bo])
  ui.following.set('ana')
  expect(settledX()).toBe(100)
  others.set([at(1, 700), bo])
  ui.following.set('bo')
  expect(settledX()).toBe(100)
  others.set([at(1, 700)])
  expect(texts()).toEqual(['notices.left {"name":"Bo"}'])
})

test('a view nearer than any zoom is followed at the nearest zoom', () => {
  const { ui, others, camera, settledX } = setup()
  others.set([{ ...at(1, 100), view: [100, 0, 1, 1] }])
  ui.following.set('ana')
  settledX()
  expect(camera.state.get().zoom).toBe(zoomLimits.most)
})

test('one who leaves before the code of following is here has left, too', () => {
  const { ui, texts } = setup([at(1, 100)], [{ ...at(9, 0), participant: 'else' }])
  expect(ui.following.get()).toBe(null)
  expect(texts()).toHaveLength(1)
})
