import { AskAudience, choice } from '../../asking/ask.ts'
import { defineAbout } from '../../asking/define.ts'
import { signsQuestion, testsIn } from '../../statements/tested.ts'
import { isAboutTheirs } from '../../workshop/theirs.ts'
import { roundLimits } from '../../workshop/round.ts'
import { swapBlocks, swapOf, theirBlocks } from './result.ts'
import { en, fr } from './swap-words.ts'

const answered = { passes: true, reason: roundLimits.reason } as const

/** Could another organisation sign a sentence of ours? One sentence after the other, under each name. */
export const swap = defineAbout('test', {
  words: { en, fr },
  ask: { [signsQuestion]: { ...choice('yes', 'almost', 'no'), ...answered } },
  audience: AskAudience.secret,
  about: (taken) => taken,
  result: (_, asked, reader) =>
    testsIn([], { [reader.path]: asked }).flatMap((round) =>
      isAboutTheirs(round) ? theirBlocks(round, reader) : swapBlocks(swapOf(round), reader),
    ),
})

/** A published sentence cannot be changed: almost is no. */
export const theirsAsks = { [signsQuestion]: { ...choice('yes', 'no'), ...answered } }
