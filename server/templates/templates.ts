import { completeAnswers } from '#shared/agenda/fill.ts'
import type { TemplateProblem } from '#shared/agenda/problems.ts'
import { phaseSeconds, stepsOf, templateSeconds } from '#shared/agenda/steps.ts'
import type { Template } from '#shared/agenda/template.ts'
import type { TemplateSummary } from '#shared/wire/templates.ts'
import type { TemplateStore } from '../contracts/store.ts'
import type { TemplateCheck } from './check-template.ts'

/** Templates of all people together. With the largest, 40 MB. Not measured. */
export const maxSavedTemplates = 200

const listMs = 60_000

export interface TemplateTools {
  readonly store: TemplateStore
  readonly check: TemplateCheck
  readonly builtIn: readonly Template[]
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
  readonly newSecret: () => string
  readonly hashOf: (secret: string) => string
}

export type SaveOutcome =
  /** `secret`: with it alone the template can be deleted where everybody may open boards. */
  | { readonly kind: 'saved'; readonly summary: TemplateSummary; readonly secret: string }
  | { readonly kind: 'wrong'; readonly problems: readonly TemplateProblem[] }
  | { readonly kind: 'full' }

/** The templates of this server: those that came with it, and those that people have saved. */
export class Templates {
  readonly #tools: TemplateTools
  /** Read again after a change, and after a minute: the host may have deleted some. Everybody's start page asks for them. */
  #saved: Promise<readonly TemplateSummary[]> | undefined
  #savedUntil = 0

  constructor(tools: TemplateTools) {
    this.#tools = tools
  }

  async list(): Promise<readonly TemplateSummary[]> {
    if (this.#tools.now() >= this.#savedUntil) this.#saved = undefined
    if (!this.#saved) {
      this.#savedUntil = this.#tools.now() + listMs
      this.#saved = this.#readSaved()
    }
    return [
      ...this.#tools.builtIn.map((template) => summaryOf(template, template.id, true)),
      ...(await this.#saved),
    ]
  }

  /** The template as a file. */
  async textOf(id: string): Promise<string | undefined> {
    const builtIn = this.#tools.builtIn.find((template) => template.id === id)
    return builtIn ? templateText(builtIn) : (await this.#tools.store.findTemplate(id))?.text
  }

  async save(value: unknown): Promise<SaveOutcome> {
    const { store, check, now, newId, newSecret, hashOf } = this.#tools
    const checked = check.check(value)
    if (!checked.ok) return { kind: 'wrong', problems: checked.problems }
    const id = newId()
    const secret = newSecret()
    const row = { id, saved: now(), text: templateText(checked.template), secret: hashOf(secret) }
    if (!(await store.saveTemplate(row, maxSavedTemplates))) return { kind: 'full' }
    this.#saved = undefined
    return { kind: 'saved', summary: summaryOf(checked.template, id, false), secret }
  }

  /** `secret`: that of the template; null for people who may delete all. */
  async delete(id: string, secret: string | null): Promise<'deleted' | 'unknown' | 'not yours'> {
    const { store, hashOf } = this.#tools
    const found = await store.findTemplate(id)
    if (!found) return 'unknown'
    if (secret !== null && (found.secret === null || hashOf(secret) !== found.secret)) return 'not yours'
    const isDeleted = await store.deleteTemplate(id)
    this.#saved = undefined
    return isDeleted ? 'deleted' : 'unknown'
  }

  async #readSaved(): Promise<readonly TemplateSummary[]> {
    try {
      const saved = await this.#tools.store.savedTemplates()
      return saved.map(({ id, text }) => summaryOf(JSON.parse(text) as Template, id, false))
    } catch (error) {
      // The next request asks again.
      this.#saved = undefined
      throw error
    }
  }
}

function summaryOf(template: Template, id: string, isBuiltIn: boolean): TemplateSummary {
  const { title, about, people, ask, phases } = template
  const { answers } = completeAnswers(ask, {})
  return {
    id,
    isBuiltIn,
    title: wordsAlone(title),
    ...(about && { about: wordsAlone(about) }),
    ...(people && { people: { from: people.from, to: people.to } }),
    ask: ask.map(({ id: question, kind, label, default: preset, isOptional }) => ({
      id: question,
      kind,
      label: wordsAlone(label),
      ...(preset !== undefined && { default: preset }),
      ...(isOptional !== undefined && { isOptional }),
    })),
    phases: phases.map((phase) => ({
      title: wordsAlone(phase.title),
      seconds: phaseSeconds(phase, answers),
    })),
    seconds: templateSeconds(template, answers),
    steps: stepsOf(template).length,
  }
}

function wordsAlone({ en, fr }: Template['title']): Template['title'] {
  return { ...(en !== undefined && { en }), ...(fr !== undefined && { fr }) }
}

/** The form in which templates are kept and exported. Nothing is lost on the way of a file in and out again. */
export function templateText(template: unknown): string {
  return `${JSON.stringify(template, null, 2)}\n`
}
