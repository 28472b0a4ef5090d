import { AskAudience, choice } from '../../asking/ask.ts'
import { defineAbout } from '../../asking/define.ts'
import { signsQuestion, testsIn } from '../../statements/tested.ts'
import { isAboutTheirs } from '../../workshop/theirs.ts'
import { roundLimits } from '../../workshop/round.ts'
import { swapBlocks, swapOf, theirBlocks } from './result.ts'

export const en = {
  title: 'Swap the name',
  hint: 'Could another organisation sign it? A secret vote: yes, almost, no.',
  prompt: 'Swap the name: could another organisation sign this sentence as it stands?',
  show: 'Close and show the answers',
  nothing: 'There is no sentence to test yet.',
  signs: 'Could they sign this sentence as it stands?',
  'signs.yes': 'Yes',
  'signs.almost': 'Almost',
  'signs.no': 'No',
  'signs.pass': 'Pass',
}

export const fr = {
  title: 'Changer le nom',
  hint: 'Une autre organisation pourrait-elle la signer ? Vote secret : oui, presque, non.',
  prompt: 'Changez le nom : une autre organisation pourrait-elle signer cette phrase telle quelle ?',
  show: 'Clôturer et montrer les réponses',
  nothing: 'Il n’y a pas encore de phrase à éprouver.',
  signs: 'Ces organisations pourraient-elles signer cette phrase telle quelle ?',
  'signs.yes': 'Oui',
  'signs.almost': 'Presque',
  'signs.no': 'Non',
  'signs.pass': 'Sans avis',
} satisfies typeof en

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
