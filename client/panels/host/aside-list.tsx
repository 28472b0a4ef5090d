import { useStore } from '@nanostores/react'
import type { ReactNode } from 'react'
import { asideName, asideOf } from '#shared/board/aside.ts'
import { inBrief } from '#shared/board/brief.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useCommonWords, useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import type { StatementFacts } from '../../model/contract/statements.ts'
import { Button } from '../ui/button.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { useBoard, useMay } from './board-context.tsx'
import { useRunCommand } from './use-activity.ts'
import { useStatements } from './use-statements.ts'
import './aside-list.css'

export const en = {
  summary: 'Set aside ({{count}})',
  takeUp: 'Take sentence {{number}} up again',
  tookUp: 'Sentence {{number}} is back.',
}

export const fr = {
  summary: 'Mises de côté ({{count}})',
  takeUp: 'Reprendre la phrase {{number}}',
  tookUp: 'La phrase {{number}} est de retour.',
} satisfies typeof en

const asideWords = wordsOf({ en, fr })

interface AsideListProps {
  /** Presses that do something with the words of such a sentence. */
  readonly children?: (statement: StatementFacts) => ReactNode
}

/** The sentences that were set aside, each with its reason, folded. A facilitator takes one up again. */
export function AsideList({ children }: AsideListProps) {
  const t = useWords(asideWords)
  const { model } = useBoard()
  const statements = useStatements()
  const all = useStore(statements.all)
  const aside = asideOf(useStore(model.activity(asideName)))
  const language = useContentLanguage()
  const gone = all.filter(({ id }) => aside.has(id))
  if (gone.length === 0) return null
  return (
    <details className="aside-list">
      <summary>{t('summary', { count: gone.length })}</summary>
      <ul>
        {gone.map((statement) => (
          <li key={statement.id}>
            <span className="tabular">{statement.number}</span>
            <div lang={language} dir="auto">
              <p className="aside-list__words">{statements.wordsOf(statement.id)}</p>
              <p className="field__hint">{inBrief(aside.get(statement.id)?.reason ?? '')}</p>
            </div>
            <span className="aside-list__actions">
              {children?.(statement)}
              <TakeUp statement={statement} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function TakeUp({ statement: { id, number } }: { readonly statement: StatementFacts }) {
  const t = useWords(asideWords)
  const common = useCommonWords()
  const { model } = useBoard()
  const run = useRunCommand()
  if (!useMay(Operation.leadAgenda)) return null
  const set = (isAside: boolean, onOk?: () => void) =>
    run({ kind: 'aside.set', statement: id, isAside }, onOk)
  const told = () =>
    model.notices.show({
      tone: 'calm',
      text: t('tookUp', { number }),
      action: { label: common('common.undo'), run: () => set(true) },
    })
  return (
    <Button tone="neutral" onClick={() => set(false, told)}>
      {t('takeUp', { number })}
    </Button>
  )
}
