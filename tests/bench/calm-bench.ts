import { mock } from 'node:test'
import { figure, median, type Table } from '../support/figures.ts'
import { nineHandsFor, notesOnWall, type NineHands } from '../support/nine-hands.ts'
import { setting } from '../support/bench-setting.ts'

const seeds = Array.from({ length: setting(200, 20) }, (_, index) => index + 1)

/** Nine hands sort for ten minutes, with 200 seeds. It fails where one of them breaks the rules of calm sorting. */
export function calmBench(): Promise<Table> {
  const runs = seeds.map(run)
  const mean = runs.reduce((sum, { perNote }) => sum + perNote, 0) / runs.length
  if (mean > 1) throw new Error(`a note moved ${figure(mean)} times without its hand`)
  const row = (name: string, of: (run: NineHands) => number, goal: string) => {
    const values = runs.map(of)
    return [name, figure(median(values)), figure(Math.max(...values)), goal]
  }
  return Promise.resolve({
    title: `Sorting: nine hands and ${notesOnWall} notes for ten minutes, ${seeds.length} seeds`,
    columns: ['', 'median', 'most', 'to reach'],
    rows: [
      row('drops', ({ drops }) => drops, ''),
      row('groups', ({ groups }) => groups, ''),
      ['moves of a note without its hand, mean', figure(mean), '', 'median ≤ 1'],
      row('moves of a note without its hand', ({ perNote }) => perNote, ''),
      row('of all notes: by drops of others', ({ byDrop }) => byDrop, ''),
      row('of all notes: by tidying', ({ byTidying }) => byTidying, ''),
      row('share of the time under another, %', ({ covered }) => 100 * covered, ''),
      row('moves that a drop may not make', ({ wrong }) => wrong.length, '0'),
      row('things on one another at the end', ({ disorder }) => disorder.length, '0'),
    ],
  })
}

function run(seed: number): NineHands {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  try {
    const figures = nineHandsFor(seed, (ms) => mock.timers.tick(ms))
    const broken = [...figures.wrong, ...figures.disorder]
    if (broken.length > 0) throw new Error(`seed ${seed}: ${broken.join('; ')}`)
    return figures
  } finally {
    mock.timers.reset()
  }
}
