import { AskAudience, choice } from '../../asking/ask.ts'
import type { Asked } from '../../asking/asked.ts'
import { defineAbout, fillingIn, type SayFilled } from '../../asking/define.ts'
import { Side, VersionMark, type Block, type PrintedVersion } from '../../blocks/block.ts'
import type { Language } from '../../board/document.ts'
import { isApart, wordDiff } from '../../statements/word-diff.ts'
import { oneLine } from '../../text/clean-line.ts'
import { printable, printableLine } from '../../text/printable.ts'
import { askedCases, isSentence, wordsIn, type AskedCase } from './asked-cases.ts'
import { en, fr } from './words.ts'

const words = { en, fr }

type Say = SayFilled<keyof typeof en>

export const cases = defineAbout('cases', {
  words,
  ask: { side: choice('a', 'b') },
  audience: AskAudience.secret,
  seconds: 600,
  about: (taken) => taken,
  isAboutCases: true,
  above: (asked, { language }) => changedWords(asked, language),
  result: (_, shown, { language }) => {
    const say = fillingIn(words, language)
    const all = askedCases(shown)
    const told = all.filter(({ verdict }) => verdict !== 'few')
    const kept = told.filter(({ verdict }) => verdict === 'asBefore').length
    const changed = all.filter(({ verdict }) => verdict !== 'asBefore')
    const verdict: Block = {
      kind: 'verdict',
      amount: say(`asBefore_${new Intl.PluralRules(language).select(kept) === 'one' ? 'one' : 'other'}`, {
        count: kept,
        of: told.length,
      }),
      text: say('secret'),
      side: kept === told.length ? Side.for : Side.between,
    }
    return [
      ...(told.length > 0 ? [verdict] : []),
      ...changedWords(shown, language),
      ...changed.map((each): Block => ({ kind: 'remark', text: sayVerdict(each, say) })),
      sharesOf([...changed, ...all.filter((each) => !changed.includes(each))], say),
      ...(told.length > 0 ? [] : [{ kind: 'remark', text: say('secret') } as const]),
    ]
  },
  again: (shown) =>
    askedCases(shown).flatMap(({ id, now, verdict, side }) =>
      now && verdict !== 'few'
        ? [{ id, counts: [now[side], now[0] + now[1]], verdict, at: shown.shown.at }]
        : [],
    ),
})

/** The sentence and the principles, with the words that came and those that went. */
function changedWords(asked: Pick<Asked, 'about'>, language: Language): readonly Block[] {
  const say = fillingIn(words, language)
  const all = wordsIn(asked)
  const versions = all.map((each, place): PrintedVersion => {
    const label = isSentence(each) ? say('sentence') : say('principle', { n: place })
    const now = oneLine(each.now)
    if (each.before === '') return { label, facts: [], parts: [{ text: printable(now), mark: null }] }
    const pieces = wordDiff(oneLine(each.before), now, language)
    return {
      label,
      facts: [],
      parts: pieces.map((piece, place) => ({
        text: printable(isApart(piece, pieces[place - 1]) ? ` ${piece.text}` : piece.text),
        mark: piece.kind === 'same' ? null : VersionMark[piece.kind],
      })),
    }
  })
  return [
    ...(versions.length > 0 ? [{ kind: 'versions', versions } as const] : []),
    ...(all.every(({ before }) => before === '') ? [{ kind: 'remark', text: say('same') } as const] : []),
  ]
}

function sayVerdict({ label, sides, now, verdict }: AskedCase, say: Say): string {
  if (verdict === 'asBefore' || verdict === 'few' || !now) return say('few', { n: label })
  const [sideA, sideB] = sides.map(printableLine)
  return say(verdict, {
    n: label,
    a: now[0],
    b: now[1],
    sideA: sideA ?? '',
    sideB: sideB ?? '',
  })
}

/** One bar for each case: as before, and the other side. */
function sharesOf(all: readonly AskedCase[], say: Say): Block {
  const [thing = '', amount = ''] = say('heads').split('|')
  const share = ([voices, of]: readonly [number, number]) => say('share', { voices, of })
  return {
    kind: 'shares',
    heads: [thing, amount],
    answers: [
      { label: say('asThen'), side: Side.for },
      { label: say('other'), side: Side.outside },
    ],
    rows: all.map(({ label, dilemma, sides, side, before, now }) => {
      const voices = now?.[side] ?? 0
      const of = now ? now[0] + now[1] : 0
      return {
        label: `${label}. ${printableLine(dilemma)} – ${printableLine(sides[side])}`,
        counts: [voices, of - voices],
        amount: say('both', {
          before: before ? share(before) : say('noVote'),
          now: now ? share([voices, of]) : say('untold'),
        }),
      }
    }),
  }
}
