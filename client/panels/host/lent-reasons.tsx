import { useStore } from '@nanostores/react'
import { useState } from 'react'
import { inBrief } from '#shared/board/brief.ts'
import { useWords } from '../../i18n/use-words.ts'
import { keepSentReasons, readSentReasons, type SentReason } from '../../model/memory/own-ideas.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { useBoard } from './board-context.tsx'
import { useOutcome } from './outcome.ts'
import './lent-reasons.css'

export const en = {
  lent: 'Your objections and reasons, in the evidence file',
  lentHint:
    'Tick those that may stand in it, without your name. Nobody else can: the server does not know that they are yours. You can take them back until the file is made.',
}

export const fr = {
  lent: 'Vos objections et vos raisons, dans le dossier de preuve',
  lentHint:
    'Cochez celles qui peuvent y figurer, sans votre nom. Vous seul le pouvez : le serveur ne sait pas qu’elles sont de vous. Vous pouvez les retirer tant que le dossier n’est pas fait.',
} satisfies typeof en

const lentWords = wordsOf({ en, fr })

/** The reasons that this browser sent and the group has: their author alone lends them to the evidence file. */
export function LentReasons() {
  const t = useWords(lentWords)
  const language = useContentLanguage()
  const { model } = useBoard()
  const report = useOutcome()
  const rounds = [...useStore(model.voting.rounds), ...useStore(model.voting.texts)]
  const [sent, setSent] = useState(() => readSentReasons(model.id, model.me.get().id))
  const isPublished = ({ round, option, text }: SentReason) =>
    rounds
      .find(({ id }) => id === round)
      ?.reasons?.some((reason) => reason.option === option && reason.text === text)
  const mine = sent.filter((each) => isPublished(each))
  const lend = ({ round, secret }: SentReason, isLent: boolean) =>
    report(model.run({ kind: 'reason.lend', round, secret, isLent }), () => {
      const now = sent.map((each) => (each.secret === secret ? { ...each, isLent } : each))
      keepSentReasons(model.id, model.me.get().id, now)
      setSent(now)
    })
  if (mine.length === 0) return null
  return (
    <fieldset className="lent stack">
      <legend>{t('lent')}</legend>
      <p className="field__hint">{t('lentHint')}</p>
      {mine.map((each) => (
        <label key={each.secret} className="lent__reason">
          <input
            type="checkbox"
            checked={each.isLent}
            onChange={({ target }) => lend(each, target.checked)}
          />
          <span lang={language} dir="auto">
            {inBrief(each.text)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
