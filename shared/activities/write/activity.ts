import type { SharedActivity, StepPart } from '../../agenda/activity.ts'
import { fieldOperations } from '../../agenda/field-parts.ts'
import type { Field } from '../../agenda/template.ts'
import { Operation, type RightsTable } from '../../workshop/policy.ts'
import type { WriteCommand, writeRefusals } from './commands.ts'
import { Role } from '../../workshop/role.ts'

export const WriteOperation = {
  /** Switch between private and shared writing. */
  setWriting: 'writing.set',
  /** Put all drafts on the board at once. */
  revealDesks: 'desk.reveal',
  /** Add a note to a field of a shared step. What the running step allows is asked besides. */
  addToStep: 'note.add-to-step',
  /** Show words whose step is over to everybody. */
  showLate: 'desk.show',
  /** Change or take back an own note of the running step, by its secret. */
  changeOwn: 'note.change',
} as const

const writeRights = {
  [WriteOperation.setWriting]: { roles: [Role.facilitator] },
  [WriteOperation.revealDesks]: { roles: [Role.facilitator] },
  [WriteOperation.addToStep]: { roles: [Role.facilitator, Role.participant], conditions: ['boardIsOpen'] },
  [WriteOperation.showLate]: { roles: [Role.facilitator, Role.participant], conditions: ['boardIsOpen'] },
  [WriteOperation.changeOwn]: { roles: [Role.facilitator, Role.participant], conditions: ['boardIsOpen'] },
} as const satisfies RightsTable

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly write: {
      /** The places that people write into, side by side. */
      readonly fields: readonly Field[]
      /** Beside free text: a sentence of purpose from a verb, people of the map, and what changes for them. */
      readonly builder?: 'purpose'
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
