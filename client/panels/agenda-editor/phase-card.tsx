import { Menu } from '@base-ui/react/menu'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { wordsIn } from '#shared/agenda/fill.ts'
import { type Phase, templateLimits } from '#shared/agenda/template.ts'
import { phaseSeconds, stepPath } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { type Editing, canMove, indexOf } from './edits.ts'
import { StepRow, Grip } from './step-row.tsx'
import type { OrderPlace } from './use-drag-order.ts'
import { editorWords } from './words.ts'
import '../ui/menu.css'

/** A phase: its title and its steps. */
export function PhaseCard({
  phase,
  index,
  ...editing
}: Editing & { readonly phase: Phase; readonly index: number }) {
  const t = useWords(editorWords)
  const { template, answers, language, editors, edits, visited, free, drag, onChange } = editing
  const place = useRef<HTMLDivElement>(null)
  const name = wordsIn(phase.title, language).text || t('phase', { number: index + 1 })
  const hasBegun = phase.steps.some((step) => visited.has(stepPath(phase, step)))
  const isFree = (number: number) =>
    number >= 0 && number < template.phases.length && indexOf(template, { phase: number, step: 0 }) >= free
  const isHere = (at: OrderPlace | null, step: number | null) => at?.phase === index && at.step === step
  return (
    <li
      className="agenda-editor__phase"
      data-held={isHere(drag.held, null) || undefined}
      data-drop={isHere(drag.drop, null) || undefined}
    >
      <div className="agenda-editor__head">
        <Grip place={{ phase: index, step: null }} drag={drag} isFixed={hasBegun} />
        <Field
          label={t('phaseTitle')}
          value={phase.title[language] ?? ''}
          placeholder={wordsIn(phase.title, language).text}
          maxLength={templateLimits.title}
          onChange={({ target }) =>
            onChange(
              edits.changePhase(template, index, { title: { ...phase.title, [language]: target.value } }),
            )
          }
        />
        <Field
          className="agenda-editor__lock"
          type="time"
          label={t('lockedAt')}
          value={phase.lockedAt ?? ''}
          disabled={hasBegun}
          onChange={({ target }) => onChange(edits.lockPhase(template, index, target.value))}
        />
        <span className="agenda-editor__minutes tabular">
          {t('minutesShort', { count: Math.round(phaseSeconds(phase, answers) / 60) })}
        </span>
        <span className="agenda-editor__tools">
          <IconButton
            label={t('phaseUp', { name })}
            icon={<ArrowUp />}
            disabled={hasBegun || !isFree(index - 1)}
            onClick={() => onChange(edits.movePhase(template, index, -1))}
          />
          <IconButton
            label={t('phaseDown', { name })}
            icon={<ArrowDown />}
            disabled={hasBegun || !isFree(index + 1)}
            onClick={() => onChange(edits.movePhase(template, index, 1))}
          />
          <IconButton
            label={t('removePhase', { name })}
            icon={<Trash2 />}
            disabled={hasBegun}
            onClick={() => onChange(edits.removePhase(template, index))}
          />
        </span>
      </div>
      {phase.steps.length === 0 && <p className="quiet">{t('empty')}</p>}
      <ol
        className="agenda-editor__steps"
        data-drop={(isHere(drag.drop, phase.steps.length) && 'end') || undefined}
      >
        {phase.steps.map((step, number) => {
          const at = { phase: index, step: number }
          return (
            <StepRow
              key={step.id}
              step={step}
              path={stepPath(phase, step)}
              place={at}
              {...editing}
              onStep={(change) => onChange(edits.changeStep(template, at, change))}
              onMove={(by) => onChange(edits.moveStep(template, at, by))}
              onRemove={() => onChange(edits.removeStep(template, at))}
              canMove={(by) => canMove(template, at, by, free)}
            />
          )
        })}
      </ol>
      {phase.steps.length < templateLimits.steps &&
        indexOf(template, { phase: index, step: phase.steps.length }) >= free && (
          <Menu.Root modal={false}>
            <Menu.Trigger
              render={
                <Button tone="quiet" icon={<Plus aria-hidden="true" />}>
                  {t('addStep')}
                </Button>
              }
            />
            <Menu.Portal container={place}>
              <Menu.Positioner side="bottom" align="start" sideOffset={6} className="menu-positioner">
                <Menu.Popup className="menu agenda-editor__menu" aria-label={t('addStep')}>
                  {[...editors].map(([activity, editor]) => (
                    <Menu.Item
                      key={activity}
                      className="menu__item"
                      onClick={() => onChange(edits.addStep(template, index, editor.make()))}
                    >
                      <span className="menu__words">
                        <strong>{editor.title()}</strong>
                        <span className="quiet">{editor.hint()}</span>
                      </span>
                    </Menu.Item>
                  ))}
                </Menu.Popup>
              </Menu.Positioner>
            </Menu.Portal>
          </Menu.Root>
        )}
      <div ref={place} />
    </li>
  )
}
