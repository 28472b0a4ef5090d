import type { TemplateSummary } from '#shared/wire/templates.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { useWords } from '../../i18n/use-words.ts'
import { CreateBoard } from './create-board.tsx'
import { ImportFile } from './import-file.tsx'
import { SecretForm } from './secret-form.tsx'
import type { Opening } from './use-opening.ts'
import { homeWords } from './words.ts'

interface NewBoardProps {
  readonly opening: Opening
  readonly template: TemplateSummary | null
  readonly onTemplate: (template: TemplateSummary) => Promise<void>
}

/** The ways to a new board, or what a person lacks for them. */
export function NewBoard({ opening, template, onTemplate }: NewBoardProps) {
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
      <div className="new-board" hidden={lack !== null}>
        <CreateBoard template={template} isLack={isLack} />
        <ImportFile isLack={isLack} onTemplate={onTemplate} />
      </div>
    </>
  )
}
