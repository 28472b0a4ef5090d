import type { PlacedStep } from '#shared/agenda/steps.ts'
import { RoomPages } from '../../panels/blocks/room-pages.tsx'
import { SaidPrinciple } from './principle-card.tsx'
import { usePrinciplesOf } from './use-principles.ts'
import './step-task.css'

/** Type sizes, rem: the smallest is read from the last row. */
const sizes = [1.7, 1.5, 1.32]

/** For the whole room: the kept principles, large, on as many pages as they take. */
export function ProjectorPrinciples({ placed: { path, step } }: { readonly placed: PlacedStep }) {
  const kept = usePrinciplesOf(path)
  if (step.activity !== 'principles' || step.does !== 'settle' || kept.length === 0) return null
  return (
    <div className="room-scene__whole">
      <RoomPages name={`principles:${path}`} sizes={sizes} columnWidth="17em">
        <ol className="principles-projector">
          {kept.map((id) => (
            <li key={id}>
              <SaidPrinciple id={id} />
            </li>
          ))}
        </ol>
      </RoomPages>
    </div>
  )
}
