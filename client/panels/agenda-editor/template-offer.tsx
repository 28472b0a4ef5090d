import { useEffect, useState } from 'react'
import { answerLimits, isAnswer } from '#shared/agenda/answers.ts'
import { wordsIn } from '#shared/agenda/fill.ts'
import { ParameterKind, type Answers, type Parameter, type Template } from '#shared/agenda/template.ts'
import type { Language } from '#shared/board/document.ts'
import { frenchSpaces } from '#shared/text/french-spaces.ts'
import type { TemplateSummary } from '#shared/wire/templates.ts'
import { useWords } from '../../i18n/use-words.ts'
import { listTemplates, readTemplate } from '../../model/http/templates-api.ts'
import { keptCreateSecret } from '../../model/memory/create-secret.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { editorWords } from './words.ts'

/** The templates of the server, for a board without an agenda. Nothing where the server does not tell them. */
export function TemplateOffer({
  language,
  onTake,
}: {
  readonly language: Language
  readonly onTake: (template: Template) => void
}) {
  const t = useWords(editorWords)
  const [all, setAll] = useState<readonly TemplateSummary[]>([])
  useEffect(() => {
    const ask = async () => {
      const listed = await listTemplates(keptCreateSecret())
      if (listed.ok) setAll(listed.value.templates.filter(({ steps }) => steps > 0))
    }
    void ask()
  }, [])
  if (all.length === 0) return null
  const take = async (id: string) => {
    const read = await readTemplate(id, keptCreateSecret())
    if (read.ok) onTake(read.value)
  }
  return (
    <fieldset className="agenda-editor__templates">
      <legend>{t('fromTemplate')}</legend>
      {all.map(({ id, title }) => (
        <Button key={id} onClick={() => void take(id)}>
          {saidIn(title, language)}
        </Button>
      ))}
    </fieldset>
  )
}

/** The questions of a template without which it cannot run. */
export function TemplateAsks({
  ask,
  answers,
  language,
  onAnswer,
}: {
  readonly ask: readonly Parameter[]
  readonly answers: Answers
  readonly language: Language
  readonly onAnswer: (id: string, answer: string | number) => void
}) {
  return ask.filter(isNeeded).map((parameter) => {
    const isNumber = parameter.kind === ParameterKind.minutes || parameter.kind === ParameterKind.count
    return (
      <Field
        key={parameter.id}
        id={`agenda-ask-${parameter.id}`}
        required
        label={saidIn(parameter.label, language)}
        type={parameter.kind === ParameterKind.time ? 'time' : 'text'}
        inputMode={isNumber ? 'numeric' : undefined}
        maxLength={answerLimits.text}
        value={String(answers[parameter.id] ?? '')}
        onChange={({ target: { value } }) => {
          const number = Number(value)
          onAnswer(parameter.id, isNumber && isAnswer(parameter, number) ? number : value)
        }}
      />
    )
  })
}

function isNeeded({ default: preset, isOptional }: Parameter): boolean {
  return preset === undefined && !isOptional
}

function saidIn(words: Parameter['label'], language: Language): string {
  const { text, language: own } = wordsIn(words, language)
  return own === 'fr' ? frenchSpaces(text) : text
}
