import { useState, useRef, type ReactNode } from 'react'
import { FileUp } from 'lucide-react'
import { type TemplateProblem, isProblemKind } from '#shared/agenda/problems.ts'
import type { TemplateSummary } from '#shared/wire/templates.ts'
import { useWords } from '../../i18n/use-words.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import { importBoard } from '../../model/http/new-board-api.ts'
import { saveTemplate } from '../../model/http/templates-api.ts'
import { keptCreateSecret, keepTemplateSecret } from '../../model/memory/host-secrets.ts'
import { Button } from '../ui/button.tsx'
import { enterCreated } from './enter-created.ts'
import { said } from './template-rows.tsx'
import { homeWords } from './words.ts'

interface ImportFileProps {
  readonly isLack: (code: string) => boolean
  /** A template was saved on the server. */
  readonly onTemplate: (template: TemplateSummary) => Promise<void>
}

/** A template says so at its beginning; a board may be a hundred megabytes, and its file is not read here. */
const beginningBytes = 4_096

/** Makes a new board with new links from an exported one, or saves an exported template on the server. */
export function ImportFile({ isLack, onTemplate }: ImportFileProps) {
  const t = useWords(homeWords)
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState('')
  const [detail, setDetail] = useState('')
  const [problems, setProblems] = useState<readonly TemplateProblem[]>([])
  const [saved, setSaved] = useState('')

  const bringBoard = async (file: File) => {
    const created = await importBoard(file, keptCreateSecret())
    const problem = created.ok ? await enterCreated(created.value) : created.code
    if (problem !== undefined && !isLack(problem))
      setError(errorSentence(problem === 'bad_request' ? 'import_invalid' : problem))
    // Where the damage is: only the server knows, and says it in English.
    setDetail(!created.ok && created.code === 'import_damaged' ? created.message : '')
  }
  const bringTemplate = async (file: File) => {
    const outcome = await saveTemplate(file, keptCreateSecret())
    if (outcome.ok) {
      const { template, secret } = outcome.value
      keepTemplateSecret(template.id, secret)
      await onTemplate(template)
      setSaved(t('templateSaved', { title: said(template.title).text }))
      return
    }
    if (isLack(outcome.code)) return
    setError(errorSentence(outcome.code === 'bad_request' ? 'template_invalid' : outcome.code))
    setProblems(outcome.problems ?? [])
  }
  const bring = async (file: File) => {
    setIsSending(true)
    setError('')
    setDetail('')
    setProblems([])
    setSaved('')
    await ((await isTemplate(file)) ? bringTemplate(file) : bringBoard(file))
    setIsSending(false)
  }
  return (
    <div className="import-file">
      <FileButton label={t('import')} isBusy={isSending} onFile={(file) => void bring(file)}>
        {isSending ? t('importing') : t('import')}
      </FileButton>
      <span>{t('importHint')}</span>
      <div className="card__error" role="alert">
        {error}
        {detail !== '' && (
          <>
            {' '}
            <span lang="en">({detail})</span>
          </>
        )}
        {problems.length > 0 && <TemplateProblems problems={problems} />}
      </div>
      <output className="import-file__saved">{saved}</output>
    </div>
  )
}

async function isTemplate(file: File): Promise<boolean> {
  const beginning = await file.slice(0, beginningBytes).text()
  return /"format"\s*:\s*"boussole-template"/.test(beginning)
}

/** A person mends some mistakes, then tries again. */
const maxShown = 8

/** Everything that is wrong with a file, each with its place in it. */
function TemplateProblems({ problems }: { readonly problems: readonly TemplateProblem[] }) {
  const t = useWords(homeWords)
  const sentenceOf = ({ code, details = {} }: TemplateProblem) => {
    const values = Object.entries(details).map(
      ([name, detail]) =>
        [name, name !== 'name' && isProblemKind(detail) ? t(`problemKinds.${detail}`) : detail] as const,
    )
    return t(`problems.${code}`, Object.fromEntries(values))
  }
  return (
    <ul className="template-problems">
      {problems.slice(0, maxShown).map((problem, index) => (
        <li key={index}>
          {problem.path !== '' && <code>{problem.path}</code>} {sentenceOf(problem)}
        </li>
      ))}
      {problems.length > maxShown && <li>{t('moreProblems', { count: problems.length - maxShown })}</li>}
    </ul>
  )
}

interface FileButtonProps {
  /** The name of the field. */
  readonly label: string
  readonly isBusy: boolean
  readonly onFile: (file: File) => void
  readonly children: ReactNode
}

/** A button that takes one file of Boussole from this computer. */
export function FileButton({ label, isBusy, onFile, children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon={<FileUp />} isBusy={isBusy} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0]
          // Allows to choose the same file again after an error.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
