import { AskAudience, choice } from '../../asking/ask.ts'
import { defineAbout, fillingIn, type SayFilled } from '../../asking/define.ts'
import { Side, type Block } from '../../blocks/block.ts'
import type { SideCounts } from '../../workshop/operations.ts'
import { capital } from '../../text/letters.ts'
import { printable, printableLine } from '../../text/printable.ts'
import { casesOf, settledCases, turnsOf, unusedIn, type CaseOf } from './cases.ts'
import { en, fr } from './words.ts'

const words = { en, fr }

export const settle = defineAbout('settle', {
  words,
  ask: {
    before: choice('a', 'b'),
    principle: { ...choice('none'), among: 'principles' },
    after: choice('a', 'b'),
  },
  audience: AskAudience.secret,
  seconds: 1_200,
  about: (taken) => taken,
  pairs: { of: turnsOf, seconds: null },
  cases: settledCases,
  result: (_, shown, { language }) => {
    const say = fillingIn(words, language)
    const unused = unusedIn(shown)
    const names = unused.map(firstLine).join(', ')
    const count = unused.length
    return [
      ...casesOf(shown).flatMap((each) => caseBlocks(each, say)),
      ...(count > 0
        ? [
            {
              kind: 'verdict',
              amount: say(count === 1 ? 'unused_one' : 'unused_other', { count }),
              text: say('unusedText', { names }),
              side: Side.between,
            } as const,
          ]
        : []),
    ]
  },
})

/** Words that join the two sides of a principle, in the language in which it was written: "even over", "même au détriment". */
const jointWordsIn = (over: string): number => (/^même\b/u.test(over) ? 3 : 2)

type Say = SayFilled<keyof typeof en>

/** The dilemma small, the principle large, then what people chose before and afterwards. */
function caseBlocks(each: CaseOf, say: Say): readonly Block[] {
  const { dilemma, label, sides, principleText, tied, isSettled, before, after, asked } = each
  const [choiceLine = '', ...rest] = principleText.split('\n').map(printableLine)
  const over = rest.join(' ').split(' ')
  const joint = jointWordsIn(over.join(' '))
  const verdict: readonly Block[] =
    principleText !== ''
      ? [
          {
            kind: 'principle',
            choice: capital(choiceLine),
            joint: over.slice(0, joint).join(' '),
            over: over.slice(joint).join(' '),
            signs: [],
            facts: [],
          },
        ]
      : tied.length > 0
        ? [
            {
              kind: 'remark',
              text: say('tie', {
                names: tied.map((text) => firstLine(text) || say('principle.none')).join(', '),
              }),
            },
          ]
        : isSettled
          ? [{ kind: 'remark', text: say('none') }]
          : []
  const [when = '', answers = ''] = say('heads').split('|')
  const [a, b] = after ?? before ?? [0, 0]
  // Both sides are true: the one with more answers stands out, and none is dangerous.
  const [sideA, sideB] = b > a ? [Side.outside, Side.for] : [Side.for, Side.outside]
  const row = (key: 'told' | 'changed', counts: SideCounts | null) => ({
    label: say(key),
    counts,
    amount: counts ? say('answers', { a: counts[0], b: counts[1] }) : say('untold'),
  })
  return [
    { kind: 'heading', text: say('case', { n: label }) },
    { kind: 'paragraph', text: printable(dilemma).trim() },
    ...verdict,
    {
      kind: 'shares',
      heads: [when, answers],
      answers: [
        { label: printableLine(sides[0]) || say('before.a'), side: sideA },
        { label: printableLine(sides[1]) || say('before.b'), side: sideB },
      ],
      rows: [...(asked.before ? [row('told', before)] : []), ...(asked.after ? [row('changed', after)] : [])],
    },
  ]
}

function firstLine(text: string): string {
  return capital(printableLine(text.split('\n')[0] ?? ''))
}
