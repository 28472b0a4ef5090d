import { expect, test } from 'vitest'
import {
  beginsWhole,
  stepThatSaysAll,
  thinningOf,
  thinSteps,
  withoutRepetition,
  writePage,
  type PageFacts,
} from '#server/archive/replay-page.ts'
import { replayFile } from '#server/report/replay-file.ts'
import { addCluster, dissolveCluster } from '#shared/board/change-cluster.ts'
import { addNote, placeNote, removeNotes } from '#shared/board/note.ts'
import {
  emptyReplayBoard,
  mergeSteps,
  replayed,
  replayGrainMs,
  type ReplayStep,
} from '#shared/board/replay.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import {
  recordingStart,
  plainNote,
  randomSession,
  newRecordedSession,
  replayContent,
} from '#tests/support/replay-boards.ts'

test('thinned steps show the board of their last step, and every moment stays marked', () => {
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  for (let round = 0; round < 20; round += 1) {
    const session = randomSession(random)
    const steps = session.stepsOf()
    const grain = replayGrainMs * 4 ** (1 + random.below(3))
    const thinned = thinSteps(steps, grain, 0)
    for (const { at } of thinned) {
      const until = steps.filter((step) => step.at < at + grain)
      const kept = thinned.filter((step) => step.at <= at)
      expect(replayContent(replayed(emptyReplayBoard, kept))).toEqual(
        replayContent(replayed(emptyReplayBoard, until)),
      )
    }
    expect(thinned.flatMap(({ marks = [] }) => marks)).toEqual(steps.flatMap(({ marks = [] }) => marks))

    const before = steps[random.below(steps.length)]?.at ?? 0
    const late = thinSteps(steps, 1, before)
    expect(replayContent(replayed(emptyReplayBoard, late))).toEqual(
      replayContent(replayed(emptyReplayBoard, steps)),
    )
    expect(late[0]?.isWhole).toBe(true)
    expect(late.every(({ at }) => at >= before)).toBe(true)
  }
})

test('a page with the whole board replays without earlier pages, and repeats nothing after them', () => {
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  for (let round = 0; round < 20; round += 1) {
    const session = randomSession(random)
    const steps = session.stepsOf()
    const cut = 1 + random.below(steps.length - 1)
    const packed = (some: readonly ReplayStep[]): Uint8Array => writePage(some)?.data ?? new Uint8Array()
    const earlier = packed(steps.slice(0, cut))
    // As often as that whatever it says is little enough.
    const again = stepThatSaysAll(Array.from({ length: 9 }, () => earlier))
    if (!again) throw new Error('a ninth of them is little')
    expect([again.at, again.isWhole]).toEqual([steps[cut - 1]?.at, true])
    const later = [again, ...steps.slice(cut)]
    expect([beginsWhole(earlier), beginsWhole(packed(later)), beginsWhole(packed(steps.slice(cut)))]).toEqual(
      [true, true, false],
    )
    expect(replayContent(replayed(emptyReplayBoard, later))).toEqual(
      replayContent(replayed(emptyReplayBoard, steps)),
    )
    expect(withoutRepetition([...steps.slice(0, cut), ...later])).toEqual(steps)
  }
})

test('a page begins with the whole board only where this is small beside the pages before it', () => {
  const { doc, after, stepsOf } = newRecordedSession()
  const notes = Array.from({ length: 40 }, (_, index) =>
    after(4, () => addNote(doc, { ...plainNote, text: `${index}` })),
  )
  const little = writePage(stepsOf())
  for (let turn = 0; turn < 400; turn += 1)
    after(4, () => placeNote(doc, notes[turn % 40] ?? '', { x: turn * 7 }))
  const much = writePage(stepsOf())
  expect(stepThatSaysAll([little?.data ?? new Uint8Array()])).toBeUndefined()
  expect(stepThatSaysAll([much?.data ?? new Uint8Array()])?.notes).toHaveLength(40)
})

test('notes deleted before the kept time are nowhere in the remaining pages', () => {
  const { doc, after, stepsOf } = newRecordedSession()
  const gone = after(0, () => addNote(doc, { ...plainNote, text: 'gone' }))
  const group = after(0, () => addCluster(doc, [gone], { title: 'dissolved' }))
  after(20, () => removeNotes(doc, [gone]))
  after(0, () => dissolveCluster(doc, group))
  after(20, () => addNote(doc, { ...plainNote, text: 'stays' }))
  const left = JSON.stringify(thinSteps(stepsOf(), 1, recordingStart + 30_000))
  expect(left).toContain('stays')
  for (const word of ['gone"', 'dissolved"', gone, group]) expect(left).not.toContain(word)
})

test('two merged steps have the effect of both in order, also for notes that return', () => {
  const { doc, after, stepsOf } = newRecordedSession()
  const note = {
    ...plainNote,
    id: 'note',
    text: 'before',
    photo: { id: 'A'.repeat(43), width: 1, height: 1 },
  }
  after(0, () => addNote(doc, note))
  after(10, () => removeNotes(doc, ['note']))
  after(10, () => addNote(doc, { ...plainNote, id: 'note', text: 'after' }))
  const steps = stepsOf()
  const [first, ...others] = steps
  if (!first) throw new Error('there are steps')
  expect(replayed(emptyReplayBoard, [others.reduce(mergeSteps, first)])).toEqual(
    replayed(emptyReplayBoard, steps),
  )
  const later = others.reduce(mergeSteps)
  expect(replayed(emptyReplayBoard, [first, later])).toEqual(replayed(emptyReplayBoard, steps))
})

test('a replay above its limit becomes coarser from the oldest page on, and loses pages only at the coarsest', () => {
  let pages: PageFacts[] = Array.from({ length: 40 }, (_, id) => {
    return { id, bytes: 60_000, grain: replayGrainMs, last: recordingStart + id }
  })
  const grains: string[] = []
  let rounds = 0
  for (let thin = thinningOf(pages, 1_000_000); thin; thin = thinningOf(pages, 1_000_000)) {
    const { ids, grain, before } = thin
    const run = pages.filter(({ id }) => ids.includes(id))
    const bytes = run.reduce((sum, page) => sum + page.bytes, 0)
    const at = pages.indexOf(run[0] ?? { id: -1, bytes: 0, grain: 0, last: 0 })
    pages.splice(at, run.length, {
      id: ids[0] ?? -1,
      bytes: before > 0 ? 40_000 : bytes * 0.9,
      grain,
      last: run.at(-1)?.last ?? 0,
    })
    grains.push(before > 0 ? 'drop' : String(grain / replayGrainMs))
    expect((rounds += 1)).toBeLessThan(200)
  }
  pages = pages.toSorted((a, b) => a.id - b.id)
  expect([...new Set(grains)]).toEqual(['4', '16', '64', '256', 'drop'])
  expect(pages.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(1_000_000)
  expect(
    thinningOf([{ id: 1, bytes: 2_000_000, grain: replayGrainMs * 256, last: recordingStart }], 1),
  ).toBeUndefined()
})

test('no title ends the script of a replay that is a file', async () => {
  const title = '</script><script>alert(1)</script><!-- \u2028'
  const page = await replayFile(title, 'fr', undefined)
  expect(page.match(/<script/gu)).toHaveLength(2)
  expect(page.match(/<\/script/gu)).toHaveLength(2)
  const film = /id="film">(.*)<\/script>/u.exec(page)?.[1] ?? ''
  expect(JSON.parse(film)).toMatchObject({ title: expect.stringContaining('<script>alert(1)') })
})
