import { Forward, MessageSquareQuote } from 'lucide-react'
import { RewriteOperation } from '#shared/activities/rewrite/activity.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { StatementFacts } from '../../model/contract/statements.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useStatements } from '../../panels/host/use-statements.ts'
import { IconButton } from '../../panels/ui/button.tsx'
import { commentDialog, graftDialog } from './phrase-entries.ts'
import { phraseWords } from './phrase-words.ts'
import type { WordMarks } from './word-marks.ts'

interface Props {
  readonly statement: StatementFacts
  readonly marks: WordMarks
  /** The statements that this person writes. */
  readonly writable: readonly string[]
}

/** The actions on words of a statement: the selected ones, or those that one selects then. */
export function WordActions({ statement, marks, writable }: Props) {
  const t = useWords(phraseWords)
  const { shell } = useBoard()
  const statements = useStatements()
  const mayComment = useMay(RewriteOperation.comment)
  const { id } = statement
  const into = writable.filter((other) => other !== id)
  return (
    <>
      {mayComment && (
        <IconButton
          label={t('comment')}
          icon={<MessageSquareQuote />}
          onClick={() => shell.open(commentDialog, { statement, selected: marks.selection() })}
        />
      )}
      {into.length > 0 && (
        <IconButton
          label={t('graft')}
          icon={<Forward />}
          onClick={() =>
            shell.open(graftDialog, {
              from: id,
              text: statements.wordsOf(id),
              selected: marks.selection(),
              into,
            })
          }
        />
      )}
    </>
  )
}
