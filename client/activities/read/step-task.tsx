import { Operation } from '#shared/workshop/policy.ts'
import { useMay } from '../../panels/host/board-context.tsx'
import { Questions } from './questions.tsx'
import { SameIdeas } from './same-ideas.tsx'
import './step-task.css'

/** Notes that may say the same thing, for those who may merge them; then the questions. */
export function ReadTask() {
  const mayMerge = useMay(Operation.removeAnyNote)
  return (
    <div className="read-task">
      {mayMerge && <SameIdeas />}
      <Questions />
    </div>
  )
}
