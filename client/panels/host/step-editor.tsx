import type { ComponentType } from 'react'
import type { Language } from '#shared/board/document.ts'
import {
  type Answers,
  type Step,
  type Words,
  type Field as StepField,
  templateLimits,
} from '#shared/agenda/template.ts'
import { wordsIn } from '#shared/agenda/fill.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { Field } from '../ui/field.tsx'

/** How an activity appears in the editor of the agenda. */
export interface StepEditor {
  /** Its name: "Write". */
  readonly title: () => string
  /** One sentence on people’s work in it. */
  readonly hint: () => string
  /** A new step, but for its id and its inputs. */
  readonly make: () => Omit<Step, 'id'>
  /** The settings of its own. */
  readonly Settings?: ComponentType<StepSettingsProps>
}

export interface StepSettingsProps {
  readonly step: Step
  readonly answers: Answers
  /** The language whose words are edited. */
  readonly language: Language
  /** Wording of the running step may change, and nothing that people have begun with. */
  readonly isFixed: boolean
  readonly onChange: (step: Step) => void
  readonly onAnswer: (question: string, answer: string | number) => void
}

type EditorWords = Readonly<Record<'title' | 'hint' | 'prompt', string>>
type SentenceOf<Catalogue> = {
  [Name in keyof Catalogue]: Catalogue[Name] extends string ? Name : never
}[keyof Catalogue]

/** The editor of an activity's steps, from its words. New steps speak both languages: `both` has a sentence in each. */
export function stepEditorOf<Catalogue extends EditorWords>(
  { en, fr }: Readonly<Record<Language, Catalogue>>,
  make: (
    both: (name: SentenceOf<Catalogue>) => Words,
  ) => Omit<Step, 'id' | 'prompt'> & Partial<Pick<Step, 'prompt'>>,
  Settings?: StepEditor['Settings'],
): StepEditor {
  const { t } = wordsOf({ en: titlesOf(en), fr: titlesOf(fr) })
  const both = (name: SentenceOf<Catalogue>) => ({ en: en[name], fr: fr[name] }) as Words
  return {
    title: () => t('title'),
    hint: () => t('hint'),
    make: () => ({ prompt: [{ en: en.prompt, fr: fr.prompt }], ...make(both) }),
    ...(Settings && { Settings }),
  }
}

function titlesOf({ title, hint }: EditorWords): Pick<EditorWords, 'title' | 'hint'> {
  return { title, hint }
}

/** The prompt of a step follows a choice in its settings, until somebody has written another one. */
export function promptFor<Chosen extends string>(
  promptOf: Readonly<Record<Chosen, Words>>,
  chosen: Chosen,
  prompt: readonly Words[],
): readonly Words[] {
  const [now] = prompt
  const ours: readonly Words[] = Object.values(promptOf)
  const isOurs = prompt.length === 1 && ours.some(({ en, fr }) => now?.en === en && now?.fr === fr)
  return isOurs ? [promptOf[chosen]] : prompt
}

interface FieldTitlesProps extends Pick<StepSettingsProps, 'language'> {
  readonly fields: readonly StepField[]
  readonly label: (index: number) => string
  readonly onChange: (fields: readonly StepField[]) => void
}

/** The titles of a step's fields, where their number is fixed. */
export function FieldTitles({ fields, language, label, onChange }: FieldTitlesProps) {
  return fields.map((field, index) => (
    <Field
      key={field.id}
      label={label(index)}
      value={field.title[language] ?? wordsIn(field.title, language).text}
      maxLength={templateLimits.title}
      onChange={({ target }) =>
        onChange(fields.with(index, { ...field, title: { ...field.title, [language]: target.value } }))
      }
    />
  ))
}
