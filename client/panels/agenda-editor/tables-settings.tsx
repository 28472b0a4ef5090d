import { canBeAtTables, type ActivityStep } from '#shared/agenda/activity.ts'
import type { Step } from '#shared/agenda/template.ts'
import { tableSizes, togetherLimit } from '#shared/workshop/tables.ts'
import * as activities from '#shared/activities/registry.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Choice } from '../ui/choice.tsx'
import { Stepper } from '../ui/stepper.tsx'
import { editorWords } from './words.ts'

const byName: Readonly<Record<string, { readonly step?: ActivityStep }>> = activities

/** Offered first, and the most that a table can be asked for here. Not measured. */
const usualHandUp = 3
const usualTogether = 15
const mostHandUp = 20

interface Props {
  readonly step: Step
  readonly onStep: (change: (step: Step) => Step) => void
}

/** Everybody together, or at tables of so many; and how much each table hands up. */
export function TablesSettings({ step, onStep }: Props) {
  const t = useWords(editorWords)
  const activity = byName[step.activity]?.step
  if (!activity || !canBeAtTables(activity, step)) return null
  const isAtTables = step.who === 'tables'
  const above = step.tables?.above
  const most = step.makes?.most
  // Private notes are on nobody's table yet.
  const makesSomething = activity.makes !== null && step.writing !== 'private'
  const words = { minus: t('common.minus'), plus: t('common.plus') }
  return (
    <>
      <Choice
        legend={t('who')}
        value={!isAtTables ? 'all' : above === undefined ? 'tables' : 'many'}
        options={[
          { value: 'all', label: t('whoAll') },
          { value: 'tables', label: t('whoTables') },
          { value: 'many', label: t('whoMany') },
        ]}
        onChange={(who) => onStep((last) => seated(last, who))}
      />
      {isAtTables && above !== undefined && (
        <Stepper
          label={t('tablesAbove')}
          value={above}
          min={1}
          max={togetherLimit}
          words={words}
          onChange={(next) => onStep((last) => withTables(last, { above: next }))}
        />
      )}
      {isAtTables && (
        <Stepper
          label={t('tableSize')}
          value={step.tables?.size ?? tableSizes.usual}
          min={tableSizes.least}
          max={tableSizes.most}
          words={words}
          onChange={(size) => onStep((last) => withTables(last, { size }))}
        />
      )}
      {isAtTables && makesSomething && (
        <Choice
          legend={t('handUp')}
          value={most === undefined ? 'all' : 'some'}
          options={[
            { value: 'all', label: t('handUpAll') },
            { value: 'some', label: t('handUpSome') },
          ]}
          onChange={(way) => onStep((last) => handing(last, way === 'some' ? usualHandUp : undefined))}
        />
      )}
      {isAtTables && makesSomething && most !== undefined && (
        <Stepper
          label={t('handUpMost')}
          value={most}
          min={1}
          max={mostHandUp}
          words={words}
          onChange={(next) => onStep((last) => handing(last, next))}
        />
      )}
    </>
  )
}

/** `many`: at tables where more people are here than one round of talk takes. */
function seated(step: Step, who: 'all' | 'tables' | 'many'): Step {
  const { who: _, tables, ...others } = step
  if (who === 'all') return handing(others, undefined)
  const size = tables?.size ?? tableSizes.usual
  return { ...step, who: 'tables', tables: { size, ...(who === 'many' && { above: usualTogether }) } }
}

function withTables(step: Step, change: Partial<NonNullable<Step['tables']>>): Step {
  return { ...step, tables: { size: tableSizes.usual, ...step.tables, ...change } }
}

function handing(step: Step, most: number | undefined): Step {
  const { makes, ...others } = step
  const { most: _, ...kept } = makes ?? {}
  const next = most === undefined ? kept : { ...kept, most }
  return Object.keys(next).length > 0 ? { ...others, makes: next } : others
}
