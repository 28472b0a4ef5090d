/** The role of a person, given by the link. */
export const Role = { facilitator: 'facilitator', participant: 'participant', viewer: 'viewer' } as const
export type Role = (typeof Role)[keyof typeof Role]

export const roles: readonly Role[] = [Role.facilitator, Role.participant, Role.viewer]

/** One person on one board. Ids are public; they are not Yjs client ids and not secrets. */
export interface Participant {
  readonly id: string
  /** First name as typed; may be empty. */
  readonly name: string
  /** Index into the twelve cursor colours of the style. */
  readonly colour: number
  /** A facilitator who has said "I take part too". Absent for others. */
  readonly takesPart?: true
}

/** True for people who answer, and whom "n of m" counts: participants, and facilitators who have said that they take part. */
export function takesPart({
  role,
  participant,
}: {
  readonly role: Role
  readonly participant: Pick<Participant, 'takesPart'>
}): boolean {
  return role === Role.participant || (role === Role.facilitator && participant.takesPart === true)
}

export const participantColours = 12

/** The colours of people, by number. */
export const colourIndexes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const satisfies {
  readonly length: typeof participantColours
}

export const nameLimit = 40
