import { AskAudience, choice, type Pair } from '../../asking/ask.ts'
import { defineAbout, sentenceOf } from '../../asking/define.ts'
import { Side, type Block } from '../../blocks/block.ts'
import type { Language } from '../../board/document.ts'
import { printable } from '../../text/printable.ts'
import { firstOf, rankingOf, type Duel, type DuelRanking, type Ranked } from './result.ts'
import { en, fr } from './words.ts'

const words = { en, fr }

export const duel = defineAbout('duel', {
  words,
  ask: { which: { ...choice('left', 'right'), between: ['left', 'right'] } },
  audience: AskAudience.secret,
  seconds: 240,
  about: (taken) => (taken.length > 1 && taken.length <= mostInDuel ? taken : []),
  pairs: { of: drawPairs, seconds: 15 },
  result: (_, shown, { language }) => {
    const ranking = rankingOf(shown)
    const say = sayIn(language)
    return [
      ...talkOf(ranking, say),
      rowsOf(ranking, say),
      ...circlesBelow(ranking, say),
      marginsOf(ranking.duels, say),
      { kind: 'remark', text: say('rule') },
    ]
  },
})

type Say = (key: keyof typeof en, values?: Readonly<Record<string, string | number>>) => string

function sayIn(language: Language): Say {
  return (key, values = {}) =>
    sentenceOf(words, key, language).replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) =>
      String(values[name] ?? ''),
    )
}

function rowsOf(ranking: DuelRanking, say: Say): Block {
  const first = firstOf(ranking)
  const [rank = '', sentence = '', duels = ''] = say('heads').split('|')
  return {
    kind: 'ranking',
    heads: [rank, sentence, duels],
    shortlisted: say('first'),
    rows: ranking.rows.map((row) => ({
      id: row.thing.id,
      rank: row.rank,
      // A circle names its sentences by their numbers, which are no ranks.
      number: say('sentence', { label: row.thing.label }),
      text: printable(row.thing.text),
      total: row.won,
      figure: String(row.rank),
      amount: amountOf(row, say),
      isShortlisted: row.thing.id === first,
      tie: ranking.rows.some((other) => other !== row && other.rank === row.rank) ? say('level') : null,
      since: null,
    })),
  }
}

function amountOf({ won, tied, lost, worst }: Ranked, say: Say): string {
  const of = won + tied + lost
  return [
    won === of && of > 0 ? say(of === 1 ? 'wonAll_one' : 'wonAll_other', { of }) : say('won', { won, of }),
    ...(tied > 0 ? [say(tied === 1 ? 'tied_one' : 'tied_other', { count: tied })] : []),
    ...(lost > 0 && worst !== null ? [say('worst', { count: worst })] : []),
  ].join(' · ')
}

/** Ties and circles that leave no first one, as the room reads them. */
function talkOf(ranking: DuelRanking, say: Say): readonly Block[] {
  const { rows, circles, isWhole } = ranking
  const isTied = rows.filter(({ rank }) => rank === 1).length > 1
  const talk = (amount: string, text: string): Block => ({
    kind: 'verdict',
    amount,
    text,
    side: Side.between,
  })
  return [
    ...(firstOf(ranking) === null
      ? circles.map((circle) => talk(say('circle'), `${inTurn(circle, say)} ${say('circleHint')}`))
      : []),
    ...(isTied && circles.length === 0 && isWhole ? [talk(say('tie'), say('tieHint'))] : []),
    ...(isWhole ? [] : [{ kind: 'remark', text: say('missing') } as const]),
  ]
}

/** Below a first one they change nothing about it. */
function circlesBelow(ranking: DuelRanking, say: Say): readonly Block[] {
  if (firstOf(ranking) === null) return []
  return ranking.circles.map((circle) => ({
    kind: 'remark',
    text: `${say('circleBelow')} ${inTurn(circle, say)}`,
  }))
}

function inTurn(circle: DuelRanking['circles'][number], say: Say): string {
  const said = circle.map(({ label: one }, place) => {
    const other = (circle[place + 1] ?? circle[0])?.label ?? one
    return say(place === 0 ? 'beats' : 'beatsToo', { one, other })
  })
  return `${said.join(', ')}.`
}

function marginsOf(duels: readonly Duel[], say: Say): Block {
  return {
    kind: 'table',
    heads: say('table').split('|'),
    rows: duels.map(({ left, right, winner, counts }) => [
      say('pair', { left: left.label, right: right.label }),
      winner === undefined ? '–' : winner ? say('sentence', { label: winner.label }) : say('noWinner'),
      winner === undefined ? say('nobody') : counts ? `${counts.left} : ${counts.right}` : say('untold'),
    ]),
    figures: 0,
  }
}

/** More sentences would be more than 21 pairs: nobody judges so many with care. Not measured. */
export const mostInDuel = 7

/**
 * Every pair of so many things once. Each thing stands on the left as often as on the right, or once more or less, and not
 * in two pairs one after the other where that can be avoided. `below`: a random whole number below a limit.
 */
export function drawPairs(count: number, below: (limit: number) => number): readonly Pair[] {
  const places = shuffled(
    Array.from({ length: count }, (_, place) => place),
    below,
  )
  const left: Pair[] = []
  for (const [index, place] of places.entries())
    for (const [step, other] of places.entries()) {
      const ahead = (step - index + count) % count
      // On a round table each stands on the left of the half that sits after it.
      const isFirst = ahead * 2 < count || (ahead * 2 === count && index < step)
      if (ahead > 0 && isFirst) left.push([place, other])
    }
  const drawn: Pair[] = []
  while (left.length > 0) {
    const before: readonly number[] = drawn.at(-1) ?? []
    const fresh = left.filter((pair) => !pair.some((place) => before.includes(place)))
    const from = fresh.length > 0 ? fresh : left
    const next = from[below(from.length)]
    if (!next) break
    drawn.push(next)
    left.splice(left.indexOf(next), 1)
  }
  return drawn
}

function shuffled<Item>(items: readonly Item[], below: (limit: number) => number): readonly Item[] {
  const left = [...items]
  return items.flatMap(() => left.splice(below(left.length), 1))
}
