import { ChevronRight, Download, X } from 'lucide-react'
import { Suspense, useState, useEffect } from 'react'
import type { Language } from '#shared/board/document.ts'
import type { TemplateSummary, TemplateList } from '#shared/wire/templates.ts'
import { wordsIn } from '#shared/agenda/fill.ts'
import type { Words } from '#shared/agenda/template.ts'
import { frenchSpaces } from '#shared/text/french-spaces.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import {
  deleteTemplate,
  downloadTemplate,
  listBuiltIn,
  listTemplates,
} from '../../model/http/templates-api.ts'
import { keptCreateSecret, keepTemplateSecret, templateSecret } from '../../model/memory/host-secrets.ts'
import { Button } from '../ui/button.tsx'
import { lazy } from '../ui/lazy.ts'
import { saveFile } from '../ui/save-file.ts'
import { homeWords } from './words.ts'
import './template-rows.css'

const Confirm = lazy(async () => ({ default: (await import('../ui/dialog.tsx')).Confirm }))

interface TemplateRowsProps {
  /** Null until the server has answered. */
  readonly all: readonly TemplateSummary[] | null
  /** Null: a blank board. Undefined: the rows are pale, for a person who has to sign in first. */
  readonly onChoose: ((template: TemplateSummary | null) => void) | undefined
}

/** Every way to begin a board: what comes out, and how long it takes. The blank board is last. */
export function TemplateRows({ all, onChoose }: TemplateRowsProps) {
  const t = useWords(homeWords)
  const blank = all?.find(isBlank) ?? null
  const rows = (all ?? [])
    .filter((template) => template !== blank)
    .toSorted((a, b) => Number(b.isBuiltIn) - Number(a.isBuiltIn) || b.seconds - a.seconds)
  return (
    <ul className="templates" aria-busy={all === null}>
      {rows.map((template) => (
        <TemplateRow
          key={template.id}
          template={template}
          onChoose={onChoose && (() => onChoose(template))}
        />
      ))}
      {blank ? (
        <TemplateRow key={blank.id} template={blank} onChoose={onChoose && (() => onChoose(null))} />
      ) : (
        all !== null &&
        onChoose && (
          <li>
            <button type="button" className="template" onClick={() => onChoose(null)}>
              <span className="template__title said">{t('blank')}</span>
              <ChevronRight aria-hidden="true" />
            </button>
          </li>
        )
      )}
    </ul>
  )
}

/** A blank board needs no agenda. */
export function isBlank(template: TemplateSummary | null): boolean {
  return template === null || (template.isBuiltIn && template.steps === 0)
}

function TemplateRow({
  template: { isBuiltIn, title, about, phases, seconds },
  onChoose,
}: {
  readonly template: TemplateSummary
  readonly onChoose: (() => void) | undefined
}) {
  const t = useWords(homeWords)
  const facts = [
    ...(phases.length > 0 ? [t('phases', { count: phases.length })] : []),
    ...(seconds > 0 ? [duration(seconds, currentLanguage())] : []),
    ...(isBuiltIn ? [] : [t('savedHere')]),
  ]
  const { text, lang } = said(title)
  const row = (
    <>
      <span className="template__title said" lang={lang}>
        {text}
      </span>
      {about && onChoose && (
        <span className="template__about" lang={said(about).lang}>
          {said(about).text}
        </span>
      )}
      {facts.length > 0 && <span className="template__facts tabular">{facts.join(', ')}</span>}
    </>
  )
  return (
    <li>
      {onChoose ? (
        <button type="button" className="template" onClick={onChoose}>
          {row}
          <ChevronRight aria-hidden="true" />
        </button>
      ) : (
        <div className="template template--pale">{row}</div>
      )}
    </li>
  )
}

interface TemplateActionsProps extends Pick<Templates, 'isShared'> {
  readonly template: TemplateSummary
  readonly onDeleted: () => void
}

/** Below the form of a template: its file; and the way to delete one that is saved here. */
export function TemplateActions({ template, isShared, onDeleted }: TemplateActionsProps) {
  const t = useWords(homeWords)
  const [isAsked, setIsAsked] = useState(false)
  const { id, isBuiltIn } = template
  const title = said(template.title).text
  const mayDelete = !isBuiltIn && (isShared || templateSecret(id) !== undefined)
  return (
    <div className="template-actions">
      <Button tone="quiet" icon={<Download />} onClick={() => void exportTemplate(id, title)}>
        {t('exportTemplate', { title })}
      </Button>
      {mayDelete && (
        <Button tone="quiet" icon={<X />} onClick={() => setIsAsked(true)}>
          {t('deleteTemplate', { title })}
        </Button>
      )}
      {isAsked && (
        <Suspense fallback={null}>
          <Confirm
            title={t('deleteTemplateHeading')}
            text={t('deleteTemplateAsk', { title })}
            confirm={t('deleteTemplateConfirm')}
            onCancel={() => setIsAsked(false)}
            onConfirm={() => {
              setIsAsked(false)
              void remove(id).then(onDeleted)
            }}
          />
        </Suspense>
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

/** A planned time in words: "25 min", "6 hr 25 min". */
function duration(seconds: number, language: Language): string {
  const minutes = Math.round(seconds / 60)
  const unit = (unit: 'hour' | 'minute', value: number) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value)
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return unit('minute', rest)
  return rest === 0 ? unit('hour', hours) : `${unit('hour', hours)} ${unit('minute', rest)}`
}

interface Templates {
  /** Null until the server has answered. Empty when it did not tell: a blank board needs no template. */
  readonly all: readonly TemplateSummary[] | null
  /** Everybody who may open boards may delete all saved templates. */
  readonly isShared: boolean
  readonly chosen: TemplateSummary | null
  readonly choose: (template: TemplateSummary | null) => void
  /** Asks the server again; chooses the template with this id. */
  readonly refresh: (chosen?: string) => Promise<void>
}

/** The templates of the server, and the one that a person has chosen. Null: a blank board. Until they may choose: the built-in ones. */
export function useTemplates(isAllowed: boolean): Templates {
  const [all, setAll] = useState<readonly TemplateSummary[] | null>(null)
  const [isShared, setIsShared] = useState(false)
  const [chosen, choose] = useState<TemplateSummary | null>(null)
  useEffect(() => {
    let isOver = false
    const ask = async () => {
      const { templates, isShared: areShared } = await templatesHere(isAllowed)
      if (isOver) return
      setAll(templates)
      setIsShared(areShared)
    }
    void ask()
    return () => {
      isOver = true
    }
  }, [isAllowed])
  const refresh = async (id?: string) => {
    const { templates } = await templatesHere(isAllowed)
    setAll(templates)
    choose((before) => templates.find((template) => template.id === (id ?? before?.id)) ?? null)
  }
  return { all, isShared, chosen, choose, refresh }
}

async function templatesHere(isAllowed: boolean): Promise<TemplateList> {
  const listed = await (isAllowed ? listTemplates(keptCreateSecret()) : listBuiltIn())
  return listed.ok ? listed.value : { templates: [], isShared: false }
}

/** Words of a template in the person's language. `lang` is set when they are in the other one. */
export function said(words: Words): { readonly text: string; readonly lang: string | undefined } {
  const own = currentLanguage()
  const { text, language } = wordsIn(words, own)
  return {
    text: language === 'fr' ? frenchSpaces(text) : text,
    lang: language === own ? undefined : language,
  }
}
