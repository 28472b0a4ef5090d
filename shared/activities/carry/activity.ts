import { AskAudience, scale, text } from '../../asking/ask.ts'
import { distribution, quotes } from '../../asking/blocks.ts'
import { defineAbout, sentenceOf } from '../../asking/define.ts'
import type { Block } from '../../blocks/block.ts'
import { printable } from '../../text/printable.ts'
import { en, fr } from './words.ts'

const words = { en, fr }

export const carry = defineAbout('carry', {
  words,
  ask: { degree: scale(0, 5), change: text({ most: 200 }) },
  audience: AskAudience.secret,
  about: (taken) => taken,
  result: (rows, _, { language }) =>
    rows.flatMap(({ thing, columns: { degree, change } }): readonly Block[] => [
      {
        kind: 'statement',
        text: printable(thing.text),
        facts: [sentenceOf(words, 'sentence', language).replace('{{label}}', () => thing.label)],
      },
      distribution(degree),
      // Nobody has to change anything.
      ...(change.kind === 'texts' && change.texts.length === 0 ? [] : [quotes(change)]),
    ]),
})
