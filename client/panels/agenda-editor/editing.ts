import type { Answers, StepPath, Template } from '#shared/agenda/template.ts'
import type { Language } from '#shared/board/document.ts'
import type { StepEditor } from '../host/step-editor.ts'
import type { AgendaEdits } from './edits.ts'
import type { DragOrder } from './use-drag-order.ts'

/** The editors of all activities that can be a step, by the name of the activity. */
export type StepEditors = ReadonlyMap<string, StepEditor>

/** Everything that the rows of the editor work with. */
export interface Editing {
  readonly template: Template
  readonly answers: Answers
  readonly language: Language
  readonly editors: StepEditors
  readonly edits: AgendaEdits
  /** Steps in which the workshop has been. */
  readonly visited: ReadonlySet<StepPath>
  readonly running: StepPath | null
  /** The number of the first step that may still move. */
  readonly free: number
  readonly drag: DragOrder
  readonly onChange: (template: Template) => void
  readonly onAnswer: (question: string, answer: string | number) => void
}
