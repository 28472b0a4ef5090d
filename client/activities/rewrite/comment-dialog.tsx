import { useId, useState, type FormEvent } from 'react'
import { commentLimits } from '#shared/board/limits.ts'
import type { Span } from '#shared/board/text-place.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { useWords, useCommonWords } from '../../i18n/use-words.ts'
import type { StatementFacts } from '../../model/contract/statements.ts'
import { AudienceBadge } from '../../panels/host/audience.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { useBegun } from '../../panels/host/use-begun.ts'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { useStatements } from '../../panels/host/use-statements.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Dialog } from '../../panels/ui/dialog.tsx'
import { Field } from '../../panels/ui/field.tsx'
import { PhraseField } from './phrase-field.tsx'
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
  const common = useCommonWords()
  const run = useRunCommand()
  const statements = useStatements()
  const [text] = useState(() => statements.wordsOf(id))
  const [span, setSpan] = useState<Span>(selected ?? { start: 0, end: text.length })
  const step = runningStep(useBoard().model)?.path ?? null
  const { begun, write, clear } = useBegun({ step, name: `comment:${id}`, audience: Audience.open })
  const badge = useId()
  const said = begun.text
  const isReady = said.trim() !== '' && text.slice(span.start, span.end).trim() !== ''
  const send = (event: FormEvent) => {
    event.preventDefault()
    const place = isReady ? statements.placeOf(id, text, span) : undefined
    if (place)
      run({ kind: 'comment.add', statement: id, ...place, text: said.trim() }, () => {
        clear()
        onClose()
      })
  }
  return (
    <Dialog
      title={t('commentTitle', { number })}
      isForm
      onClose={onClose}
      footer={
        <>
          <Button tone="plain" onClick={onClose}>
            {common('common.cancel')}
          </Button>
          <Button type="submit" form="comment" tone="accent" aria-disabled={!isReady}>
            {t('commentSend')}
          </Button>
        </>
      }
    >
      <form id="comment" className="phrase-form stack" onSubmit={send}>
        <PhraseField label={t('words')} hint={t('selectHint')} text={text} span={span} onSelect={setSpan} />
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
      </form>
    </Dialog>
  )
}
