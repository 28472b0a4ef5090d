import type { TemplateSummary } from '#shared/wire/templates.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { useWords } from '../../i18n/use-words.ts'
import { CreateBoard } from './create-board.tsx'
import { SecretForm } from './secret-form.tsx'
import type { Opening } from './use-opening.ts'
import { homeWords } from './words.ts'

interface NewBoardProps {
  readonly opening: Opening
  /** Null: a blank board. */
  readonly template: TemplateSummary | null
}

/** The form of a new board, or what a person lacks for it. */
export function NewBoard({ opening, template }: NewBoardProps) {
  const t = useWords(homeWords)
  const { lack, problem, allow, isLack } = opening
  return (
    <>
      {lack === 'signIn' && <p className="card__words">{t('signInExplained')}</p>}
      {lack === 'secret' && <SecretForm onShown={allow} />}
      {lack === null && problem !== undefined && (
        <p className="card__error" role="alert">
          {errorSentence(problem)}
        </p>
      )}
      {/* Hidden, it keeps the title that a person has written. */}
      <div hidden={lack !== null}>
        <CreateBoard template={template} isLack={isLack} />
      </div>
    </>
  )
}
