import { useStore } from '@nanostores/react'
import { useId, useState } from 'react'
import { wordingLimit } from '#shared/board/limits.ts'
import type { Span } from '#shared/board/text-place.ts'
import { useCommonWords, useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { useStatements } from '../../panels/host/use-statements.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { PhraseDialog } from './phrase-field.tsx'
import { phraseWords } from './phrase-words.ts'

export interface GraftDialogProps {
  /** Id of the statement or version that the words come from. */
  readonly from: string
  readonly text: string
  readonly selected: Span | null
  /** The statements that this person may put them into. */
  readonly into: readonly string[]
  readonly onClose: () => void
}

/** Words of one statement or version go into another statement, which remembers where they came from. */
export function GraftDialog({ from, text, selected, into: targets, onClose }: GraftDialogProps) {
  const t = useWords(phraseWords)
  const common = useCommonWords()
  const id = useId()
  const { model } = useBoard()
  const language = useContentLanguage()
  const run = useRunCommand()
  const statements = useStatements()
  const all = useStore(statements.all).filter((statement) => targets.includes(statement.id))
  const [span, setSpan] = useState<Span>(selected ?? { start: 0, end: text.length })
  const [into, setInto] = useState(targets[0] ?? '')
  const phrase = text.slice(span.start, span.end).trim()
  const isFull = statements.wordsOf(into).length + phrase.length + 2 > wordingLimit
  const isReady = phrase !== '' && !isFull
  const send = () => {
    run({ kind: 'statement.graft', from, text: phrase, into, at: statements.lastCaret(into) }, (outcome) => {
      const number = all.find((statement) => statement.id === into)?.number ?? 0
      const graft = outcome.ok ? outcome.graft : undefined
      if (graft !== undefined) statements.ownGraft(graft)
      model.notices.show({
        tone: 'calm',
        text: t('grafted', { number }),
        ...(graft !== undefined && {
          action: { label: common('common.undo'), run: () => statements.undoGraft(graft) },
        }),
      })
      onClose()
    })
  }
  return (
    <PhraseDialog
      title={t('graftTitle')}
      send={t('graftSend')}
      {...{ text, span, isReady, onClose }}
      onSelect={setSpan}
      onSend={send}
    >
      <div className="field">
        <label htmlFor={id}>{t('graftInto')}</label>
        <select id={id} value={into} lang={language} onChange={({ target }) => setInto(target.value)}>
          {all.map((statement) => (
            <option key={statement.id} value={statement.id}>
              {t('graftPlace', {
                name: t('statement', { number: statement.number }),
                words: statements.wordsOf(statement.id),
              })}
            </option>
          ))}
        </select>
        <p className="field__hint">{t('graftHint')}</p>
        <p className="field__error" role="alert">
          {isFull && t('graftFull')}
        </p>
      </div>
    </PhraseDialog>
  )
}
