import { Clock, Download, Users, X } from 'lucide-react'
import { Suspense, useId, useState } from 'react'
import type { TemplateSummary } from '#shared/wire/templates.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { deleteTemplate, downloadTemplate } from '../../model/http/templates-api.ts'
import { keptCreateSecret } from '../../model/memory/create-secret.ts'
import { keepTemplateSecret, templateSecret } from '../../model/memory/template-secrets.ts'
import { IconButton } from '../ui/button.tsx'
import { lazy } from '../ui/lazy.ts'
import { saveFile } from '../ui/save-file.ts'
import { duration } from './duration.ts'
import { said } from './said.ts'
import type { Templates } from './use-templates.ts'
import { homeWords } from './words.ts'
import './template-cards.css'

const Confirm = lazy(async () => ({ default: (await import('../ui/dialog.tsx')).Confirm }))

const tints = ['sun', 'mint', 'sky', 'rose', 'lilac', 'apricot', 'sage', 'sand'] as const

/** Every way to begin a board, as one choice: what comes out, how long it takes, and for how many people. */
export function TemplateCards({ all, isShared, chosen, choose, refresh }: Templates) {
  const t = useWords(homeWords)
  const name = useId()
  const [leaving, setLeaving] = useState<TemplateSummary | null>(null)
  const cards = (all ?? []).map((template) => (
    <TemplateCard
      key={template.id}
      template={template}
      group={name}
      isChosen={isBlank(template) ? chosen === null : chosen?.id === template.id}
      onChoose={() => {
        choose(isBlank(template) ? null : template)
        showForm()
      }}
      onDelete={isShared || templateSecret(template.id) !== undefined ? () => setLeaving(template) : null}
    />
  ))
  return (
    <>
      <fieldset className="templates" aria-labelledby={`${name}-heading`}>
        <legend className="home__small" id={`${name}-heading`}>
          {t('templatesHeading')}
        </legend>
        <div className="templates__cards" aria-busy={all === null}>
          {cards}
        </div>
      </fieldset>
      {leaving && (
        <Suspense fallback={null}>
          <Confirm
            title={t('deleteTemplateHeading')}
            text={t('deleteTemplateAsk', { title: said(leaving.title).text })}
            confirm={t('deleteTemplateConfirm')}
            onCancel={() => setLeaving(null)}
            onConfirm={() => {
              setLeaving(null)
              void remove(leaving.id).then(() => refresh())
            }}
          />
        </Suspense>
      )}
    </>
  )
}

/** A blank board needs no agenda: it is what a person gets without choosing. */
export function isBlank({ isBuiltIn, steps }: TemplateSummary): boolean {
  return isBuiltIn && steps === 0
}

interface TemplateCardProps {
  readonly template: TemplateSummary
  readonly group: string
  readonly isChosen: boolean
  readonly onChoose: () => void
  /** Null: this browser has not saved it. */
  readonly onDelete: (() => void) | null
}

function TemplateCard({ template, group, isChosen, onChoose, onDelete }: TemplateCardProps) {
  const t = useWords(homeWords)
  const { id, isBuiltIn, about, people, phases, seconds } = template
  const title = said(template.title)
  const facts = `${group}-${id}`
  return (
    <div className="template" data-blank={isBlank(template) || undefined}>
      <label className="template__words">
        <input type="radio" name={group} checked={isChosen} aria-describedby={facts} onChange={onChoose} />
        <span className="template__title" lang={title.lang}>
          {title.text}
        </span>
      </label>
      <div className="template__facts" id={facts}>
        {about && (
          <p className="template__about" lang={said(about).lang}>
            {said(about).text}
          </p>
        )}
        {phases.length > 0 && (
          <ol className="template__phases">
            {phases.map((phase, index) => (
              <li
                key={index}
                data-tint={tints[index % tints.length]}
                data-paper=""
                style={{ flexGrow: Math.max(60, phase.seconds) }}
                lang={said(phase.title).lang}
              >
                <span className="visually-hidden">{said(phase.title).text}</span>
              </li>
            ))}
          </ol>
        )}
        <p className="template__figures">
          {seconds > 0 && (
            <span>
              <Clock />
              {duration(seconds, currentLanguage())}
            </span>
          )}
          {people && (
            <span>
              <Users />
              {t('people', { from: people.from, to: people.to })}
            </span>
          )}
          {phases.length === 0 && <span>{t('noAgenda')}</span>}
          {!isBuiltIn && <span>{t('savedHere')}</span>}
        </p>
      </div>
      {!isBlank(template) && (
        <div className="template__actions">
          <IconButton
            label={t('exportTemplate', { title: title.text })}
            icon={<Download />}
            side="left"
            onClick={() => void exportTemplate(id, title.text)}
          />
          {!isBuiltIn && onDelete && (
            <IconButton
              label={t('deleteTemplate', { title: title.text })}
              icon={<X />}
              side="left"
              onClick={onDelete}
            />
          )}
        </div>
      )}
    </div>
  )
}

/** The list that is read afterwards shows what has come of it. */
async function remove(id: string): Promise<void> {
  const gone = await deleteTemplate(id, templateSecret(id), keptCreateSecret())
  if (gone.ok) keepTemplateSecret(id, null)
}

/** Saves the template as a file. Nothing happens when the server does not answer. */
async function exportTemplate(id: string, title: string): Promise<void> {
  const file = await downloadTemplate(id, keptCreateSecret())
  if (!file.ok) return
  saveFile(file.value, `${title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.json`)
}

/** On a phone the form lies below the cards. A person who chooses with a finger sees that it has changed. */
function showForm(): void {
  const form = document.getElementById('create-heading')
  const isTouched = window.matchMedia('(pointer: coarse)').matches
  if (isTouched && form && form.getBoundingClientRect().top > window.innerHeight / 2) form.scrollIntoView()
}
