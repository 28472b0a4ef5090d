import { Role } from './role.ts'

/** With more people who take part, the pages of those who come now open in one column. Not measured. */
export const columnAbove = 300

/** So few end it. Between the two numbers nothing changes: people who come and go do not turn it on and off. */
export const columnUntil = 200

/** True while new pages open in one column. `people` take part now, `before` is the last answer. */
export function isColumnDue(people: number, before: boolean): boolean {
  return people > (before ? columnUntil : columnAbove)
}

/** Facilitators work on the board, and viewers look at it. */
export function takesColumn(role: Role): boolean {
  return role === Role.participant
}
