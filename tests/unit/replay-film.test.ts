import { expect, test } from 'vitest'
import { filmOf, longestWaitMs, momentBefore, showable, ticksOf } from '#client/model/replay/replay-film.ts'
import { createPlayer, type PlayerClock, createReplayScreen } from '#client/model/replay/replay-player.ts'
import { emptyReplayBoard, replayed, type ReplayNote, type ReplayStep } from '#shared/board/replay.ts'

const note = {
  kind: 'idea',
  tint: 'sun',
  x: 0,
  y: 0,
  z: 1,
  cluster: null,
  area: null,
  photo: null,
  look: null,
  text: '',
} as const

/** A note a step, moved in the step after. */
function sampleSteps(count: number, apartMs = 2_000): readonly ReplayStep[] {
  return Array.from({ length: count }, (_, index) => ({
    at: 10_000 + index * apartMs,
    ...(index === 0 && { isWhole: true as const }),
    notes: [
      { ...note, id: `n${index}`, x: index * 10 },
      ...(index > 0 ? [{ id: `n${index - 1}`, y: 50 }] : []),
    ],
    ...(index % 7 === 6 && { gone: [`n${index - 3}`] }),
  }))
}

test('a film at any position shows the board that its steps make', () => {
  const steps = sampleSteps(200)
  const film = filmOf(steps, { moments: [], gaps: [] })
  for (const index of [0, 1, 63, 64, 65, 127, 128, 199])
    expect(film.boardAt(index)).toEqual(replayed(emptyReplayBoard, steps.slice(0, index + 1)))
  expect(film.bounds).toEqual({ x: 0, y: 0, width: 2_190, height: 250 })
  const area = { id: 'drawn/-/8h', title: { en: 'At eight' }, x: -100, y: -60, width: 400, height: 300 }
  const { bounds } = filmOf([...steps, { at: 900_000, areas: [area] }], { moments: [], gaps: [] })
  expect(bounds).toEqual({ x: -100, y: -100, width: 2_290, height: 350 })
})

test('waits in which nothing happens are cut short', () => {
  const steps = [
    { at: 0, isWhole: true as const },
    { at: 2_000, title: 'a' },
    { at: 3_600_000, title: 'b' },
  ]
  expect(filmOf(steps, { moments: [], gaps: [] }).shownAt).toEqual([0, 2_000, 2_000 + longestWaitMs])
})

test('a film is marked where votes and reveals were, and where a facilitator kept, emptied or took back the board', () => {
  const steps = sampleSteps(5).map((step, index) =>
    index === 3 ? { ...step, marks: [{ kind: 'revealed' as const }] } : step,
  )
  const film = filmOf(steps, {
    moments: [
      { at: 9_000, reason: 'demand' },
      { at: 11_500, reason: 'demand' },
      { at: 11_500, reason: 'removal' },
      { at: 15_900, reason: 'reveal' },
      { at: 99_000, reason: 'restore' },
    ],
    gaps: [],
  })
  expect(film.moments).toEqual([
    { index: 0, kind: 'demand' },
    { index: 1, kind: 'removal' },
    { index: 3, kind: 'revealed' },
    { index: 4, kind: 'restore' },
  ])
  expect(momentBefore(film, 2)).toEqual({ index: 1, kind: 'removal' })
  expect(filmOf([], { moments: [{ at: 1, reason: 'demand' }], gaps: [] }).moments).toEqual([])
})

test('events of one step are one mark on the time line', () => {
  const [voted, removed, revealed] = ['roundClosed', 'removal', 'revealed'] as const
  const moments = [
    { index: 1, kind: voted, round: 'r' },
    { index: 1, kind: removed },
    { index: 4, kind: revealed },
  ]
  expect(ticksOf({ moments })).toEqual([
    { index: 1, moments: moments.slice(0, 2) },
    { index: 4, moments: moments.slice(2) },
  ])
})

test('a replay with a lost page shows all steps except those that depend on it', () => {
  const steps = sampleSteps(12).map((step, index) =>
    index === 8 ? { ...step, isWhole: true as const } : step,
  )
  const page = (from: number, until: number, isLost = false) => ({
    from: steps[from]?.at ?? 0,
    steps: isLost ? undefined : steps.slice(from, until),
  })
  const all = [page(0, 3), page(3, 6), page(6, 9), page(9, 12)]
  expect(showable(all)).toEqual({ steps, gaps: [] })
  const found = showable(all.with(1, page(3, 6, true)))
  expect(found).toEqual({
    steps: [...steps.slice(0, 3), ...steps.slice(8)],
    gaps: [{ from: 16_000, until: 26_000 }],
  })
  expect(filmOf(found.steps, { moments: [], gaps: found.gaps }).moments).toEqual([{ index: 3, kind: 'gap' }])
  const atLast = showable(all.with(3, page(9, 12, true)))
  expect(atLast).toEqual({ steps: steps.slice(0, 9), gaps: [{ from: 28_000, until: null }] })
  expect(filmOf(atLast.steps, { moments: [], gaps: atLast.gaps }).moments).toEqual([])
  expect(showable(all.with(0, page(0, 3, true)))).toEqual({
    steps: steps.slice(8),
    gaps: [{ from: 10_000, until: 26_000 }],
  })
  expect(showable([page(3, 6, true)])).toEqual({ steps: [], gaps: [{ from: 16_000, until: null }] })
})

/** A clock whose frames come when the test says so. */
function handClock(leastMs = 0) {
  let now = 0
  let next: (() => void) | undefined
  const clock: PlayerClock = {
    now: () => now,
    nextFrame: (then) => {
      next = then
      return () => (next = undefined)
    },
    leastMs: () => leastMs,
  }
  const frameAfter = (ms: number): void => {
    now += ms
    const due = next
    next = undefined
    due?.()
  }
  return { clock, frameAfter, isWaiting: () => next !== undefined }
}

test('a film plays from its beginning to its end at the speed one chooses, and rests there', () => {
  const { clock, frameAfter, isWaiting } = handClock()
  const player = createPlayer(filmOf(sampleSteps(11), { moments: [], gaps: [] }), clock)
  expect(player.index.get()).toBe(10)
  player.speed.set('1')
  player.toggle()
  expect([player.index.get(), player.isPlaying.get()]).toEqual([0, true])
  frameAfter(1_999)
  expect(player.index.get()).toBe(0)
  frameAfter(1)
  expect(player.index.get()).toBe(1)
  player.speed.set('10')
  frameAfter(1_000)
  expect(player.index.get()).toBe(6)
  player.toggle()
  frameAfter(5_000)
  expect([player.index.get(), player.isPlaying.get(), isWaiting()]).toEqual([6, false, false])
  player.toggle()
  frameAfter(200)
  expect(player.index.get()).toBe(7)
  player.goTo(2)
  frameAfter(200)
  expect(player.index.get()).toBe(3)
  frameAfter(60_000)
  expect([player.index.get(), player.isPlaying.get(), isWaiting()]).toEqual([10, false, false])
})

test('a long film takes a minute, and a short one no longer than its work', () => {
  const film = filmOf(sampleSteps(3_001), { moments: [], gaps: [] })
  const { clock, frameAfter } = handClock()
  const player = createPlayer(film, clock)
  player.toggle()
  frameAfter(30_000)
  expect(player.index.get()).toBe(1_500)
  frameAfter(30_000)
  expect(player.isPlaying.get()).toBe(false)
  const brief = createPlayer(filmOf(sampleSteps(3), { moments: [], gaps: [] }), clock)
  brief.toggle()
  frameAfter(4_000)
  expect(brief.isPlaying.get()).toBe(false)
})

test('with reduced motion a replay shows one picture a second, and the last one', () => {
  const { clock, frameAfter } = handClock(1_000)
  const player = createPlayer(filmOf(sampleSteps(61), { moments: [], gaps: [] }), clock)
  player.speed.set('60')
  player.toggle()
  const seen: number[] = []
  player.index.listen((index) => seen.push(index))
  for (let frames = 0; frames < 25; frames += 1) frameAfter(100)
  expect(seen).toEqual([30, 60])
})

test('the replay’s scene is the board of the film, in both directions', () => {
  const film = filmOf(sampleSteps(100), { moments: [], gaps: [] })
  const screen = createReplayScreen((text, size) => text.length * size)
  for (const index of [99, 3, 50, 0, 70]) {
    screen.show(film.boardAt(index))
    const shown = [...screen.scene.notes.values()].map(({ id, x, y, text }) => ({ id, x, y, text }))
    const wanted = [...film.boardAt(index).notes.values()].map(({ id, x, y, text }) => ({ id, x, y, text }))
    expect(sorted(shown)).toEqual(sorted(wanted))
  }
  screen.close()
})

test('groups of a film are drawn with their notes, folded as they were', () => {
  const screen = createReplayScreen((text, size) => text.length * size)
  const inGroup: ReplayNote = { ...note, id: 'a', cluster: 'c', text: 'in the group' }
  const open = replayed(emptyReplayBoard, [
    { at: 0, notes: [inGroup], clusters: [{ id: 'c', title: 'Ours', tint: 'sky', isCollapsed: false }] },
  ])
  screen.show(open)
  expect(screen.scene.clusters.get('c')).toMatchObject({ title: 'Ours', tint: 'sky', members: ['a'] })
  screen.show(replayed(open, [{ at: 2_000, clusters: [{ id: 'c', isCollapsed: true }] }]))
  expect(screen.scene.clusters.get('c')).toMatchObject({ title: 'Ours', isCollapsed: true })
  expect(screen.scene.notes.get('a')?.isHidden).toBe(true)
  screen.show(emptyReplayBoard)
  expect([screen.scene.notes.size, screen.scene.clusters.size]).toEqual([0, 0])
  screen.close()
})

function sorted<T extends { readonly id: string }>(things: readonly T[]): readonly T[] {
  return things.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
