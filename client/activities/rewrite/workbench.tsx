import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import type { StatementFacts } from '../../model/contract/statements.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatementsInStep } from '../../panels/host/use-statements.ts'
import { StatementCard } from './statement-card.tsx'
import { useMayWrite } from './use-seat.ts'
import { rewriteWords } from './words.ts'
import './workbench.css'
import { useCallback } from 'react'
import { UnmentionedPart } from '../../sorting/unmentioned-part.tsx'
import { useSettledWords } from './use-settled-words.ts'
import type { Step } from '#shared/agenda/template.ts'
import type { Round } from '#shared/workshop/round.ts'
import { rankRound } from '#shared/workshop/tally.ts'
import { GitCompare } from 'lucide-react'
import { Button } from '../../panels/ui/button.tsx'
import { Switch } from '../../panels/ui/switch.tsx'
import { compareWords } from './compare-words.ts'
import { compareDialog } from './phrase-entries.ts'
import { isWornShown } from './use-word-marks.ts'
import { wornSentences } from './worn-words.ts'

/** The statements side by side; on a narrow page one below the other. */
export function Workbench({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const { model } = useBoard()
  const all = useStatementsInStep(placed.path)
  const own = useStore(model.tables) && model.ownTable()
  // The statement of one's own table comes first.
  const statements = all.toSorted((a, b) => turnOf(b, own) - turnOf(a, own))
  const mayWrite = useMayWrite()
  // Nothing stands before the words.
  const chosen = chosenFor(placed.step, useStore(model.voting.rounds))
  const writable = statements.filter(mayWrite).map(({ id }) => id)
  const remark = chosen > statements.length && (
    <p className="workbench__chosen">{t('chosen', { count: statements.length, of: chosen })}</p>
  )
  return (
    <section className="workbench" aria-label={t('workbench')}>
      {statements.length === 0 ? (
        <p className="workbench__nothing">{t('nothing')}</p>
      ) : (
        <>
          {statements.map((statement) => (
            <StatementCard key={statement.id} statement={statement} writable={writable} />
          ))}
          {remark}
          <WorkbenchTools />
          <UnmentionedHere statements={statements} />
        </>
      )}
    </section>
  )
}

function turnOf({ tables = [] }: StatementFacts, own: number | null): number {
  return own !== null && tables.includes(own) ? 1 : 0
}

/** The question about people whom none of these statements names. */
function UnmentionedHere({ statements }: { readonly statements: readonly StatementFacts[] }) {
  const words = useSettledWords(statements.map(({ id }) => id).join(' '))
  return <UnmentionedPart texts={useCallback(() => words.map((text) => ({ text })), [words])} />
}

/** The number of things that votes chose for this step: it may have room for fewer. */
export function chosenFor({ input = [] }: Pick<Step, 'input'>, rounds: readonly Round[]): number {
  const poured = input.filter(({ take, show }) => take === 'shortlist' && show === 'pour')
  return poured.reduce((sum, { from }) => {
    const round = rounds.findLast(({ step, totals }) => step === from && totals !== null)
    return sum + (round ? rankRound(round).filter(({ isShortlisted }) => isShortlisted).length : 0)
  }, 0)
}

/** The actions on all statements: compare versions, and see worn words. */
function WorkbenchTools() {
  const t = useWords(compareWords)
  const worn = useWords(wornSentences)
  const { shell } = useBoard()
  const isShown = useStore(isWornShown)
  return (
    <div className="workbench__tools">
      <Button tone="neutral" icon={<GitCompare />} onClick={() => shell.open(compareDialog, {})}>
        {t('compare')}
      </Button>
      <Switch
        label={worn('show')}
        hint={worn('showHint')}
        isOn={isShown}
        onChange={(isOn) => isWornShown.set(isOn)}
      />
    </div>
  )
}
