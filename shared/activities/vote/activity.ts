import { voteRights } from './rights.ts'

export const vote = { rights: voteRights } as const
