import type { SharedActivity, StepPart } from '../../agenda/activity.ts'
import { fieldOperations } from '../../agenda/field-parts.ts'
import type { Field } from '../../agenda/template.ts'
import { Operation } from '../../workshop/policy.ts'
import type { WriteCommand } from './commands.ts'
import type { writeRefusals } from './refusals.ts'
import { writeRights } from './rights.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly write: {
      /** The places that people write into, side by side. */
      readonly fields: readonly Field[]
    }
  }
}

export const write: SharedActivity<
  typeof writeRights,
  {
    readonly command: WriteCommand
    readonly refusal: keyof typeof writeRefusals
    readonly result: {
      /** How many notes a reveal has put on the board. Missing when the command is answered a second time. */
      readonly revealed: number
      /** Id of the note that the command is about. */
      readonly note: string
    }
  }
> = {
  rights: writeRights,
  step: {
    // Desks need no operation that a step can close.
    allows: ({ writing }) => (writing === 'shared' ? onBoard : [Operation.sendPhoto]),
    makes: 'notes',
    takes: ['notes', 'clusters', 'shortlist'],
    isForTables: true,
    parts: (step) => (step.activity === 'write' ? step.fields.flatMap(partsOf) : []),
  },
}

function partsOf({ id, title, blanks = [] }: Field, index: number): readonly StepPart[] {
  const path = `fields/${index}`
  const lines = blanks.map((blank, line) => ({
    path: `${path}/blanks/${line}`,
    id: blank.id,
    words: { label: blank.label },
  }))
  return [{ path, id, words: { title } }, ...lines]
}

const onBoard = [...fieldOperations, Operation.sendPhoto]
