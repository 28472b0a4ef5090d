import { useStore } from '@nanostores/react'
import { Forward, GitCompare } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { inBrief } from '#shared/board/brief.ts'
import { toldNo } from '#shared/statements/told-no.ts'
import { specificityOf } from '#shared/workshop/specificity.ts'
import { useWords, useReader } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { wordsOf } from '../../i18n/words-of.ts'
import type { StatementFacts } from '../../model/contract/statements.ts'
import { EvidenceBeside } from '../../panels/blocks/evidence-beside.tsx'
import { AsideList } from '../../panels/host/aside-list.tsx'
import { DayFigures } from '../../panels/host/day-figures.tsx'
import {
  useSentences,
  useStatements,
  useStatementsInStep,
  useVersions,
} from '../../panels/host/use-statements.ts'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { Switch } from '../../panels/ui/switch.tsx'
import { UnmentionedPart } from '../../sorting/unmentioned-part.tsx'
import { rewriteWords } from './words.ts'
import { compareWords } from './compare-words.ts'
import { compareDialog, graftDialog } from './phrase-entries.ts'
import { phraseWords } from './phrase-words.ts'
import { StatementCard, useMayWrite } from './statement-card.tsx'
import { useSettledWords } from './live-statement.tsx'
import { isWornShown } from './word-marks.ts'
import './workbench.css'

/** The statements, then how to work on them. */
export function RewriteTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const isAtTables = useStore(useBoard().model.tables) !== null
  return (
    <div className="rewrite-task">
      <Workbench placed={placed} />
      <p className="rewrite-task__help">{t(isAtTables ? 'helpTables' : 'help')}</p>
    </div>
  )
}

export const en = {
  show: 'Underline worn words',
  showHint: 'On your screen alone. The computer knows words that many organisations use; you judge them.',
}

const fr = {
  show: 'Souligner les mots usés',
  showHint:
    'Sur votre écran seulement. L’ordinateur connaît des mots que beaucoup d’organisations emploient ; à vous d’en juger.',
} satisfies typeof en

/** The sentences about worn words. */
const wornSentences = wordsOf({ en, fr })

/** One statement at a time, large, with what is known of it at its side; the others are one press away. */
function Workbench({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const { model } = useBoard()
  const all = useStatementsInStep(placed.path)
  const own = useStore(model.tables) && model.ownTable()
  // The statement of one's own table comes first.
  const statements = all.toSorted((a, b) => turnOf(b, own) - turnOf(a, own))
  const mayWrite = useMayWrite()
  const [pressed, setPressed] = useState<string>()
  const words = useSettledWords(statements.map(({ id }) => id).join(' '))
  const writable = statements.filter(mayWrite).map(({ id }) => id)
  const texts = useCallback(() => words.map((text) => ({ text })), [words])
  const [first] = statements
  if (!first)
    return (
      <section className="workbench" aria-label={t('workbench')}>
        <p className="workbench__nothing">{t('nothing')}</p>
      </section>
    )
  const shown = statements.find(({ id }) => id === pressed) ?? first
  const text = words[statements.indexOf(shown)] ?? ''
  return (
    <section className="workbench" aria-label={t('workbench')}>
      {statements.length > 1 && (
        <nav className="workbench__all" aria-label={t('sentences')}>
          <ul>
            {statements.map((statement, index) => (
              <li key={statement.id}>
                <ToSentence
                  statement={statement}
                  text={words[index] ?? ''}
                  isShown={statement === shown}
                  onPress={() => setPressed(statement.id)}
                />
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="workbench__one stack">
        {statements.map((statement) => (
          // Their editors stay: undo goes on where it was.
          <div key={statement.id} hidden={statement !== shown}>
            <StatementCard statement={statement} writable={writable} />
          </div>
        ))}
        <DayFigures statement={shown.id} />
        <WorkbenchTools />
        <AsideList>{(statement) => <Graft statement={statement} into={writable} />}</AsideList>
      </div>
      <aside className="workbench__beside">
        <EvidenceBeside sentence={{ id: shown.id, text }} />
        <UnmentionedPart texts={texts} />
      </aside>
    </section>
  )
}

/** A phrase of a sentence that was set aside goes into another one. */
function Graft({
  statement: { id },
  into,
}: {
  readonly statement: StatementFacts
  readonly into: readonly string[]
}) {
  const t = useWords(phraseWords)
  const { shell } = useBoard()
  const statements = useStatements()
  if (into.length === 0) return null
  const open = () => shell.open(graftDialog, { from: id, text: statements.wordsOf(id), selected: null, into })
  return <IconButton label={t('graft')} icon={<Forward />} onClick={open} />
}

function turnOf({ tables = [] }: StatementFacts, own: number | null): number {
  return own !== null && tables.includes(own) ? 1 : 0
}

interface ToSentenceProps {
  readonly statement: StatementFacts
  readonly text: string
  readonly isShown: boolean
  readonly onPress: () => void
}

/** Leads to a statement. Where there is room it says its words and how specific they are. */
function ToSentence({ statement: { id, number }, text, isShown, onPress }: ToSentenceProps) {
  const t = useWords(rewriteWords)
  const { language } = useReader()
  const { tests } = useSentences()
  const tested = useVersions(id).findLast((version) => specificityOf(tests, version.id))
  const found = tested && specificityOf(tests, tested.id)
  return (
    <button type="button" aria-current={isShown} onClick={onPress}>
      <span className="visually-hidden">{t('statement', { number })} </span>
      <span className="workbench__number tabular" aria-hidden="true">
        {number}
      </span>
      {/* Where only the number has room, the words stay for those who hear the page. */}
      <span className="workbench__words visually-hidden" dir="auto" lang={useContentLanguage()}>
        {inBrief(text)}
      </span>
      {found && found.answered > 0 && (
        <span className="workbench__share tabular">{toldNo(language, found)}</span>
      )}
    </button>
  )
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
