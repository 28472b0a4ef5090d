import { figure, type Table } from '../support/figures.ts'
import { atRate } from '../support/pace.ts'
import { outOfStep } from './relay/crew.ts'
import { joinAll } from './relay/load-person.ts'
import { besideHocuspocus, type Subject } from './relay/subject.ts'

const people = 200
const perSecond = 20
const seconds = 8

/** Two hundred pointers moving: nothing is written, everything is seen. */
export async function presenceBench(): Promise<Table> {
  const { ours, theirs, batching } = await besideHocuspocus(measurePresence)
  return {
    title: `Presence: ${people} people moving their pointers at ${perSecond} Hz`,
    columns: ['', 'Boussole', 'Hocuspocus 4.7', 'Hocuspocus, batching', 'ratio', 'to reach'],
    rows: [
      [
        'share of a core, %',
        figure(ours.share),
        figure(theirs.share),
        figure(batching.share),
        figure(ours.share / theirs.share),
        '≤ 20',
      ],
      [
        'pointers seen by each, per second',
        figure(ours.seen),
        figure(theirs.seen),
        figure(batching.seen),
        '',
        '',
      ],
      [
        'received by each, kB/s',
        figure(ours.kilobytes),
        figure(theirs.kilobytes),
        figure(batching.kilobytes),
        '',
        '',
      ],
    ],
    note: 'Not the same work: Boussole sends the latest place of each pointer a few times a second, which the canvas smooths; Hocuspocus sends every one. The second row says how many each of them shows.',
  }
}

async function measurePresence(
  subject: Subject,
): Promise<{ share: number; seen: number; kilobytes: number }> {
  const seated = await joinAll(await subject.seats(people), subject.dialect)
  let seen = 0
  seated.at(-1)?.listen((heard) => {
    if (heard.kind === 'pointers') seen += heard.count
  })
  const turn = outOfStep(
    seated.map(
      ({ socket, doc }, index) =>
        (clock: number) =>
          socket.send(subject.dialect.pointer(doc.clientID, clock, clock * 7 + index, index * 3)),
    ),
    perSecond,
  )
  let clock = 0
  await atRate(perSecond, 1, () => turn((clock += 1)))
  seen = 0
  const bytes = seated[0]?.socket.received() ?? 0
  const before = await subject.server().cpuMs()
  const started = performance.now()
  await atRate(perSecond, seconds, () => turn((clock += 1)))
  const elapsed = performance.now() - started
  return {
    share: (((await subject.server().cpuMs()) - before) / elapsed) * 100,
    seen: seen / (elapsed / 1_000),
    kilobytes: ((seated[0]?.socket.received() ?? 0) - bytes) / elapsed,
  }
}
