import { errorSentence } from '../../i18n/error-sentence.ts'
import { useWords } from '../../i18n/use-words.ts'
import { CreateBoard } from './create-board.tsx'
import { ImportBoard } from './import-board.tsx'
import { SecretForm } from './secret-form.tsx'
import { useOpening } from './use-opening.ts'
import { homeWords } from './words.ts'

/** The ways to a new board, or what a person lacks for them. */
export function NewBoard() {
  const t = useWords(homeWords)
  const { lack, problem, allow, isLack } = useOpening()
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
        <CreateBoard isLack={isLack} />
        <ImportBoard isLack={isLack} />
      </div>
    </>
  )
}
