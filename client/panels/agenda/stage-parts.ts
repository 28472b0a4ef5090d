// What draws a running step, for `agenda-feature.tsx`: one download.
export { AgendaBar, AgendaFoot } from './agenda-bar.tsx'
export { BoardPrompt } from './board-prompt.tsx'
export { EmptyStep } from './empty-step.tsx'
export { StepStage } from './step-stage.tsx'
export { TaskColumn } from './task-column.tsx'
export { TaskAboveNotes, TaskList } from './task-list.tsx'
