import { Questions } from './questions.tsx'
import { SameIdeas } from './same-ideas.tsx'
import './step-task.css'

/** Notes that may say the same thing; then the questions. */
export function ReadTask() {
  return (
    <div className="read-task">
      <SameIdeas />
      <Questions />
    </div>
  )
}
