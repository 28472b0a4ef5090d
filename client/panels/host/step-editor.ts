import type { ComponentType } from 'react'
import type { Language } from '#shared/board/document.ts'
import type { Answers, Step } from '#shared/agenda/template.ts'

/** How an activity appears in the editor of the agenda. */
export interface StepEditor {
  /** Its name: "Write". */
  readonly title: () => string
  /** What people do in it, in one sentence. */
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
