import { Reached } from './reached.tsx'
import { Said } from './said.tsx'
import type { StepView } from './view.ts'

/** Between two phases: what has been reached, and what comes now. */
export function PhaseCard({ view: { phase, purpose } }: { readonly view: StepView }) {
  return (
    <section className="phase-card">
      <Reached />
      <h3 className="phase-card__title">
        <Said sentence={phase} />
      </h3>
      {purpose && (
        <p className="phase-card__purpose">
          <Said sentence={purpose} />
        </p>
      )}
    </section>
  )
}
