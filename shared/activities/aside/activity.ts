import { AskAudience, choice } from '../../asking/ask.ts'
import { proposedIn } from '../../asking/asked.ts'
import { defineAbout, sentenceOf } from '../../asking/define.ts'
import type { Block } from '../../blocks/block.ts'
import { askedName } from '../../board/activities.ts'
import { asideLogsIn, asideName } from '../../board/aside.ts'
import { printable } from '../../text/printable.ts'
import { saidOf } from './result.ts'
import { en, fr } from './words.ts'

const words = { en, fr }

export const aside = defineAbout('aside', {
  words,
  ask: { verdict: { ...choice('aside', 'keep', 'either'), between: ['aside', 'keep'] } },
  audience: AskAudience.secret,
  seconds: 180,
  about: (taken) => (taken.length > 1 ? taken : []),
  isOnProposal: true,
  result: (_, shown, { language, path, stateOf }) => {
    const say = (key: keyof typeof en, values: Readonly<Record<string, string | number>> = {}): string =>
      sentenceOf(words, key, language).replaceAll(/\{\{(\w+)\}\}/gu, (_gap, name: string) =>
        String(values[name] ?? ''),
      )
    const said = saidOf(shown, proposedIn(stateOf(askedName), path, shown))
    if (said.length === 0) return [{ kind: 'remark', text: say('nobody') }]
    const logs = asideLogsIn(stateOf(asideName))
    /** It was set aside by this question, and perhaps taken up again. */
    const logOf = (id: string) => {
      const log = logs.get(id) ?? []
      const place = log.findIndex((entry) => entry.isAside && entry.asked === shown.id)
      return { isDone: place >= 0, isBack: place >= 0 && log.slice(place).some(({ isAside }) => !isAside) }
    }
    const isFew = said.some(({ counts }) => !counts)
    const reasons = said.flatMap((each) =>
      each.reasons.map((text) => ({
        text: printable(text).trim(),
        name: null,
        about: say('sentence', { label: each.thing.label }),
        answers: [],
        remark: '',
      })),
    )
    const blocks: readonly (Block | null)[] = [
      ...said.map(({ thing, said: each, counts }): Block => {
        const { isDone, isBack } = logOf(thing.id)
        const status = isBack ? 'back' : isDone ? 'done' : 'goes'
        return {
          kind: 'statement',
          text: printable(thing.text),
          facts: [
            say('sentence', { label: thing.label }),
            ...(counts && each !== 'nobody' ? [say('counts', counts)] : []),
            each === 'aside' ? say(status) : say(`said.${each}`),
          ],
        }
      }),
      isFew ? { kind: 'remark', text: say('few') } : null,
      reasons.length > 0 ? { kind: 'quotes', heading: say('reasons'), quotes: reasons } : null,
    ]
    return blocks.filter((block) => block !== null)
  },
})
