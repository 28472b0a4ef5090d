import { useId, useState } from 'react'
import { commentLimits } from '#shared/board/limits.ts'
import type { Span } from '#shared/board/text-place.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { StatementFacts } from '../../model/contract/statements.ts'
import { AudienceBadge } from '../../panels/host/audience.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { useBegun } from '../../panels/host/use-begun.ts'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { useStatements } from '../../panels/host/use-statements.ts'
import { Field } from '../../panels/ui/field.tsx'
import { PhraseDialog } from './phrase-field.tsx'
import { phraseWords } from './phrase-words.ts'

export interface CommentDialogProps {
  readonly statement: StatementFacts
  /** The words that were selected in the editor. */
  readonly selected: Span | null
  readonly onClose: () => void
}

/** A comment on some words of a statement, without a name. */
export function CommentDialog({ statement: { id, number }, selected, onClose }: CommentDialogProps) {
  const t = useWords(phraseWords)
  const run = useRunCommand()
  const statements = useStatements()
  const [text] = useState(() => statements.wordsOf(id))
  const [span, setSpan] = useState<Span>(selected ?? { start: 0, end: text.length })
  const step = runningStep(useBoard().model)?.path ?? null
  const { begun, write, clear } = useBegun({ step, name: `comment:${id}`, audience: Audience.open })
  const badge = useId()
  const said = begun.text
  const isReady = said.trim() !== '' && text.slice(span.start, span.end).trim() !== ''
  const send = () => {
    const place = statements.placeOf(id, text, span)
    if (place)
      run({ kind: 'comment.add', statement: id, ...place, text: said.trim() }, () => {
        clear()
        onClose()
      })
  }
  return (
    <PhraseDialog
      title={t('commentTitle', { number })}
      send={t('commentSend')}
      {...{ text, span, isReady, onClose }}
      onSelect={setSpan}
      onSend={send}
    >
      <Field
        label={t('commentField')}
        hint={t('commentHint')}
        value={said}
        dir="auto"
        maxLength={commentLimits.letters}
        aria-describedby={badge}
        onChange={({ target }) => write({ text: target.value })}
      />
      <AudienceBadge id={badge} audience={Audience.open} />
    </PhraseDialog>
  )
}
